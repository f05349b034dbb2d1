import Casework
import Desk

/// How the agents leave their desks for whoever opens the demo: cases half done, cases in hand, cases handed up.
extension Team {
  func leave() throws(TrafficError) {
    for queue in [Queue.accounts, .documents] {
      try hurry(queue, rank: 2)
      for (number, seat) in seats.prefix(2).enumerated() { try draft(seat, queue, number) }
    }
    for (queue, seat) in zip([Queue.quality, .undelivered], seats) {
      try hurry(queue, rank: 3)
      try begin(seat, queue)
    }
    try hurry(.documents, rank: 4)
    if let first = seats.first, let last = seats.dropLast().last {
      try handUp(last, .documents, "Signature très différente de celle de la pièce d'identité.")
      try handUp(first, .documents, "Le conducteur affirme avoir déjà payé deux fois.")
      try handUp(last, .accounts, AgentTexts.doubt)
      try handUp(first, .quality, "Casse nette : choc ou matière ? À voir au laboratoire.")
      try handUp(last, .undelivered, "Troisième adresse en deux mois pour ce conducteur.")
    }
    // Two are still held for as long as a lease lasts.
    for (seat, queue) in zip(seats.dropLast().suffix(2), [Queue.accounts, .documents]) {
      _ = try seat.sit { desk throws(DeskError) in try desk.claimNext([queue.rawValue]) }
    }
  }

  /// Flags something on a case, then goes for lunch: the flag stays, the case is free.
  private func draft(_ seat: Seat, _ queue: Queue, _ number: Int) throws(TrafficError) {
    guard let id = try untouched(seat, queue) else { return }
    _ = try seat.sit { desk throws(DeskError) in try desk.claim(id) }
    let file = try seat.sit { desk throws(DeskError) in try desk.caseFile(id) }
    let truth = player.actor(of: Int64(file.driver.id)).map { self.truth(of: $0, queue) } ?? []
    var dice = SeededGenerator(seed: player.cast.seed, purpose: "draft", index: number)
    var flags = Judgement(truth, queue: queue, isCareful: true, &dice).flags
    if flags.isEmpty {
      flags = [
        queue == .accounts
          ? Judgement.Flag(item: "phone", reason: "spelling", comment: "À vérifier")
          : Judgement.Flag(item: "delivery_address", reason: "spelling", comment: "À vérifier")
      ]
    }
    try seat.sit { desk throws(DeskError) in
      for flag in flags {
        try desk.flag(id, version: file.case.version, item: flag.item, reason: flag.reason, comment: flag.comment)
      }
      try desk.release(id)
    }
  }

  /// Finds something on a card, or flags an address, then goes for lunch as well.
  private func begin(_ seat: Seat, _ queue: Queue) throws(TrafficError) {
    guard let id = try untouched(seat, queue) else { return }
    _ = try seat.sit { desk throws(DeskError) in try desk.claim(id) }
    let file = try seat.sit { desk throws(DeskError) in try desk.caseFile(id) }
    let element = file.claim?.elements.first { $0.isDeclared }?.element.rawValue
    let cause = ["print_defect", "holder_damage", "no_defect_found"].first { fits($0, element ?? "") }
    try seat.sit { desk throws(DeskError) in
      if let element, let cause {
        try desk.finding(id, version: file.case.version, element: element, cause: cause, comment: "À revoir à la loupe.")
      } else if queue == .undelivered {
        try desk.flag(id, version: file.case.version, item: "delivery_address", reason: "incomplete_address", comment: "À vérifier")
      }
      try desk.release(id)
    }
  }

  private func handUp(_ seat: Seat, _ queue: Queue, _ reason: String) throws(TrafficError) {
    guard let id = try untouched(seat, queue) else { return }
    _ = try seat.sit { desk throws(DeskError) in
      _ = try desk.claim(id)
      return try desk.escalate(id, reason: reason)
    }
  }

  /// A case that nobody holds, hurries or has begun, not quite the first of its queue where there are several.
  private func untouched(_ seat: Seat, _ queue: Queue) throws(TrafficError) -> CaseNumber? {
    var filter = CaseFilter()
    filter.queue = queue.rawValue
    filter.limit = 20
    let free = try seat.sit { desk throws(DeskError) in try desk.list(filter) }
      .filter { $0.flags == 0 && $0.holder == nil && $0.reservedFor == nil && !$0.isUrgent }
    return free.dropFirst(min(2, max(0, free.count - 1))).first?.number
  }
}
