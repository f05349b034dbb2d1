import Casework
import Desk

/// What the supervisor does beside: escalations, reversals, closures, urgency, and the day's calls.
extension Team {
  /// One of her two rounds of the day.
  func supervise(round: Int) throws(TrafficError) {
    try settleEscalations()
    try overturnSlips()
    var dice = SeededGenerator(seed: player.cast.seed, purpose: "supervisor", index: round)
    if dice.chance(0.35) { try closeForgotten(round) }
    if dice.chance(0.2) { try hurry(.documents, rank: dice.below(4)) }
    if dice.chance(0.4) { try remindSomebody(dice.chance(0.5) ? .undelivered : .quality, &dice) }
    try attachTraining(&dice)
    let caller = dice.below(max(1, player.actors.count))
    if dice.chance(0.7) { try answerCall(from: caller, &dice) }
  }

  private func settleEscalations() throws(TrafficError) {
    var filter = CaseFilter()
    filter.scope = .escalated
    filter.limit = 30
    for summary in try supervisor.sit({ desk throws(DeskError) in try desk.list(filter) }) where summary.state == .open {
      guard let actor = player.actor(of: summary.driver), let queue = Queue(rawValue: summary.queue) else { continue }
      let turn = takeTurn(summary.number)
      var dice = dice("escalated", summary.number, turn)
      let truth = truth(of: actor, queue)
      let key = key(summary.number, turn, 3)
      let backTo = dice.pick(seats).login
      let goesBack = dice.chance(0.2)
      let reason = truth.lazy.compactMap { Self.closure(of: $0) }.first
      if goesBack {
        _ = try supervisor.sit { desk throws(DeskError) in try desk.assign(summary.number, to: backTo) }
      } else if let reason, dice.chance(0.6) {
        _ = try supervisor.sit { desk throws(DeskError) in
          _ = try desk.claim(summary.number)
          return try desk.close(summary.number, reason: reason, key: key)
        }
        decisions += 1
      } else {
        let file = try supervisor.sit { desk throws(DeskError) in
          _ = try desk.claim(summary.number)
          return try desk.caseFile(summary.number)
        }
        if queue == .quality {
          try examine(file, supervisor, actor, isCareful: true, turn, &dice)
        } else {
          try settle(file, supervisor, Judgement(truth, queue: queue, isCareful: true, &dice), key: key)
        }
      }
    }
  }

  /// What may end a case for good.
  private static func closure(of fault: PlantedFault) -> String? {
    switch fault.kind {
    case .duplicate: "duplicate"
    case .sameFile: "forgery"
    default: fault.item == "theft_declaration" ? "forgery" : nil
    }
  }

  /// Some wrong approvals are found: within half an hour nobody looks, after two days nobody does either.
  private func overturnSlips() throws(TrafficError) {
    let ripe = slips.filter { player.minute - $0.minute > 30 }
    slips.removeAll { player.minute - $0.minute > 30 }
    for slip in ripe {
      var dice = dice("overturn", slip.number, 0)
      guard dice.chance(0.6) else { continue }
      let key = key(slip.number, takeTurn(slip.number), 4)
      // The factory may have been faster (PU034), or the driver, or another decision.
      let done = try supervisor.attempt(unless: ["PU006", "PU033", "PU034"]) { desk throws(DeskError) in
        try desk.overturn(slip.number, reason: "Une anomalie a échappé à la vérification.", key: key)
      }
      if done != nil { decisions += 1 }
    }
  }

  /// A case whose driver has been silent for three weeks and has withdrawn by phone.
  private func closeForgotten(_ round: Int) throws(TrafficError) {
    var filter = CaseFilter()
    filter.scope = .waiting
    filter.olderThan = 21 * 86_400
    filter.limit = 1
    guard let forgotten = try supervisor.sit({ desk throws(DeskError) in try desk.list(filter) }).first else { return }
    let key = player.ids("closure", round)
    _ = try supervisor.sit { desk throws(DeskError) in
      try desk.close(forgotten.number, reason: "withdrawal", comment: "Renonce, confirmé par téléphone.", key: key)
    }
    decisions += 1
  }

  /// Puts one of the first cases of a queue before all others.
  func hurry(_ queue: Queue, rank: Int) throws(TrafficError) {
    var filter = CaseFilter()
    filter.queue = queue.rawValue
    filter.limit = 8
    let cases = try supervisor.sit { desk throws(DeskError) in try desk.list(filter) }.filter { !$0.isUrgent && $0.holder == nil }
    guard rank < cases.count else { return }
    try supervisor.sit { desk throws(DeskError) in try desk.urgent(cases[rank].number, true) }
  }

  /// Somebody calls: an agent opens the file, notes the call, and sends again what did not arrive.
  private func answerCall(from actor: Int, _ dice: inout SeededGenerator) throws(TrafficError) {
    let driver = player.actors[actor].driver
    guard driver != 0 else { return }
    let seat = dice.pick(seats)
    let text = dice.pick(AgentTexts.notes)
    let wantsPassword = dice.chance(0.5)
    let file = try seat.sit { desk throws(DeskError) in try desk.driverFile(driver) }
    try seat.sit { desk throws(DeskError) in try desk.note(case: nil, driver: driver, text: text) }
    if wantsPassword, file.driver.accountState == "active" {
      // Whom nothing reaches (PU057) is told by voice; an approval of this minute (PU006) is not yet to be spoken of.
      _ = try seat.attempt(unless: ["PU006", "PU057"]) { desk throws(DeskError) in try desk.resendPassword(driver) }
    }
  }

  /// Somebody who waits for his training calls: it hangs on nobody, and an agent attaches it.
  private func attachTraining(_ dice: inout SeededGenerator) throws(TrafficError) {
    let waiting = player.actors.indices.filter {
      player.actors[$0].stage == .withoutRight && player.actors[$0].plan.training?.fault?.kind == .misspeltTraining
    }
    let calls = dice.chance(0.4)
    let seat = dice.pick(seats)
    let place = dice.below(max(1, waiting.count))
    guard calls, !waiting.isEmpty else { return }
    let driver = player.actors[waiting[place]].driver
    let file = try seat.sit { desk throws(DeskError) in try desk.driverFile(driver) }
    try seat.sit { desk throws(DeskError) in try desk.note(case: nil, driver: driver, text: "Appelle : sa formation n'apparaît pas.") }
    guard let training = file.unattachedTrainings.first else { return }
    _ = try seat.attempt(unless: ["PU006", "PU070", "PU073"]) { desk throws(DeskError) in
      try desk.attach(Int64(training.id), to: driver, comment: "Faute de frappe du centre, vérifiée avec lui.")
    }
  }

  /// Reminds one of those who have been silent for longest.
  private func remindSomebody(_ queue: Queue, _ dice: inout SeededGenerator) throws(TrafficError) {
    var filter = CaseFilter()
    filter.queue = queue.rawValue
    filter.scope = .waiting
    filter.limit = 5
    let silent = try supervisor.sit { desk throws(DeskError) in try desk.list(filter) }
    let place = dice.below(max(1, silent.count))
    guard place < silent.count else { return }
    // It waits for a grace to end (PU017), was reminded today (PU069), or nobody is to be reminded.
    _ = try supervisor.attempt(unless: ["PU006", "PU017", "PU019", "PU057", "PU069"]) { desk throws(DeskError) in
      try desk.remind(silent[place].number)
    }
  }
}
