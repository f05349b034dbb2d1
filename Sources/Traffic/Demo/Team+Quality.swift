import Casework
import Desk

/// Defective cards on the agents' desks.
extension Team {
  /// Examines a defective card and says whose fault it is; where the centre has still to correct its record, hands the case up.
  func examine(
    _ file: CaseFile, _ seat: Seat, _ actor: Int, isCareful: Bool, _ turn: Int, _ dice: inout SeededGenerator
  ) throws(TrafficError) {
    let (id, version) = (file.case.number, file.case.version)
    guard let truth = player.actors[actor].plan.claim, let claim = file.claim else {
      try seat.sit { desk throws(DeskError) in try desk.release(id) }
      return
    }
    let examination = Examination(truth, isCareful: isCareful, fits: fits, &dice)
    let talks = dice.pick(Examination.comments)
    let slips = dice.chance(0.02)
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
    let read = try read(claim, of: truth, in: file, seat)
    let suggestion = AttributionSuggestion(in: read)
    // Where nothing was found the agent chooses.
    let outcome = read.claim?.fault ?? (examination.isKind ? .inGroupe : .driver)
    let isAgainst = suggestion.outcome.map { $0 != outcome } ?? false
    let comment = isAgainst || read.claim?.fault == nil ? talks : ""
    let keys = (key(id, turn, 0), key(id, turn, 1), key(id, turn, 2))
    var seen = version
    if slips, turn == 0, !truth.elements.contains(where: { $0.cause == "training_centre_error" }) {
      // Settled one too fast: taken back at once, and looked at again.
      seen = try seat.sit { desk throws(DeskError) in
        _ = try desk.attribute(
          id, version: version, outcome: outcome, comment: comment, suggestion: suggestion.advice, key: keys.1)
        _ = try desk.undo(id, key: keys.2)
        return try desk.caseFile(id).case.version
      }
      decisions += 2
    }
    let last = seen
    let done = try seat.attempt(unless: ["PU037"]) { desk throws(DeskError) in
      try desk.attribute(id, version: last, outcome: outcome, comment: comment, suggestion: suggestion.advice, key: keys.0)
    }
    if done != nil {
      decisions += 1
      if outcome.rawValue != truth.outcome {
        self.slips.append(Slip(number: id, queue: .quality, actor: actor, minute: player.minute))
      }
    } else if isCareful {
      try seat.sit { desk throws(DeskError) in try desk.release(id) }
    } else {
      _ = try seat.sit { desk throws(DeskError) in try desk.escalate(id, reason: "Centre de formation prévenu, attend sa correction.") }
    }
  }

  /// Looks at the card that lies on the desk and at what was approved for it, and notes what stands there; gives the file with it.
  ///
  /// The card is what the factory of this world made, whatever it reported.
  private func read(_ claim: CaseFile.Claim, of truth: PlannedClaim, in file: CaseFile, _ seat: Seat) throws(TrafficError) -> CaseFile {
    let (id, version) = (file.case.number, file.case.version)
    let papers = file.currentDocuments.filter { document in
      claim.elements.contains {
        $0.isDeclared && ($0.shows == .picture ? document.type.rawValue == $0.element.rawValue : $0.shows == .text)
      }
        && ["photo", "signature", "identity_document", "driving_licence"].contains(document.type.rawValue)
    }
    return try seat.sit { desk throws(DeskError) in
      for paper in papers { _ = try desk.document(Int64(paper.id)) }
      for element in claim.elements where element.isDeclared && element.shows != .nothing {
        let planned = truth.elements.first { $0.element == element.element.rawValue }
        switch element.shows {
        case .picture:
          let isBad = planned.map { ["photo_signature_processing", "print_defect"].contains($0.cause) } ?? false
          _ = try desk.readCard(id, version: version, element: element.element.rawValue, value: isBad ? "Image pâle, traits effacés" : nil)
        default:
          guard let printed = planned?.printed ?? element.ordered else { continue }
          let value = printed == element.ordered ? nil : printed
          _ = try desk.readCard(id, version: version, element: element.element.rawValue, value: value)
        }
      }
      return try desk.caseFile(id)
    }
  }
}
