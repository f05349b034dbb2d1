import Casework
import Desk

/// Defective cards on the agents' desks.
extension Team {
  /// Examines a defective card and says whose fault it is; where the centre has still to correct its record, hands the case up.
  func examine(
    _ file: CaseFile, _ seat: Seat, _ actor: Int, isCareful: Bool, _ turn: Int, _ dice: inout SeededGenerator
  ) throws(TrafficError) {
    let (id, version) = (Int64(file.case.number.id), file.case.version)
    guard let truth = player.actors[actor].plan.claim, let claim = file.claim else {
      try seat.sit { desk throws(DeskError) in try desk.release(id) }
      return
    }
    let examination = Examination(truth, imputations: imputations, isCareful: isCareful, &dice)
    let talks = dice.pick(Examination.comments)
    let slips = dice.chance(0.02)
    let suggestion = AttributionSuggestion(in: file)
    let isAgainst = suggestion.outcome.map { $0 != examination.outcome } ?? false
    let isBare = examination.findings.allSatisfy { imputations[$0.cause] == "none" }
    let comment = isAgainst || isBare ? talks : ""
    let found = Set(examination.findings.map(\.element))
    try seat.sit { desk throws(DeskError) in
      for other in claim.findings where !found.contains(other.element.rawValue) {
        try desk.removeFinding(id, version: version, element: other.element.rawValue)
      }
      for finding in examination.findings {
        try desk.finding(
          id, version: version, element: finding.element, cause: finding.cause, value: finding.value, comment: finding.comment)
      }
    }
    let keys = (key(id, turn, 0), key(id, turn, 1), key(id, turn, 2))
    var seen = version
    if slips, turn == 0, !truth.elements.contains(where: { $0.cause == "training_centre_error" }) {
      // Settled one too fast: taken back at once, and looked at again.
      seen = try seat.sit { desk throws(DeskError) in
        _ = try desk.attribute(
          id, version: version, outcome: examination.outcome, comment: comment, suggestion: suggestion.advice, key: keys.1)
        _ = try desk.undo(id, key: keys.2)
        return try desk.caseFile(id).case.version
      }
      decisions += 2
    }
    let last = seen
    let done = try seat.attempt(unless: ["PU037"]) { desk throws(DeskError) in
      try desk.attribute(id, version: last, outcome: examination.outcome, comment: comment, suggestion: suggestion.advice, key: keys.0)
    }
    if done != nil {
      decisions += 1
      if examination.outcome.rawValue != truth.outcome {
        self.slips.append(Slip(id: id, queue: .quality, actor: actor, minute: player.minute))
      }
    } else if isCareful {
      try seat.sit { desk throws(DeskError) in try desk.release(id) }
    } else {
      _ = try seat.sit { desk throws(DeskError) in try desk.escalate(id, reason: "Centre de formation prévenu, attend sa correction.") }
    }
  }
}
