import Casework
import Desk

/// The agents of the past: they decide by the truth, with the slips of people at work, through `Desk` under their own logins.
final class Team {
  /// One agent at his desk.
  final class Seat {
    let login: String
    var desk: Desk

    init(_ conninfo: String, login: String) throws(TrafficError) {
      self.login = login
      do throws(DeskError) {
        // Without a claim cursor: which case comes next must not hang on how fast this machine is.
        desk = try Desk(
          conninfo, options: DeskOptions(overrides: ["user": login, "options": "-c synchronous_commit=off"], claimCursor: .zero))
      } catch {
        throw .agent(login: login, error: error)
      }
    }

    /// Does something at the desk.
    func sit<Outcome>(_ body: (inout Desk) throws(DeskError) -> Outcome) throws(TrafficError) -> Outcome {
      do throws(DeskError) {
        return try body(&desk)
      } catch {
        throw .agent(login: login, error: error)
      }
    }

    /// The same; `nil` where the database refuses with one of these SQLSTATEs.
    func attempt<Outcome>(
      unless states: Set<String>, _ body: (inout Desk) throws(DeskError) -> Outcome
    ) throws(TrafficError) -> Outcome? {
      do throws(DeskError) {
        return try body(&desk)
      } catch .refused(let refusal) where states.contains(refusal.sqlState) {
        return nil
      } catch {
        throw .agent(login: login, error: error)
      }
    }
  }

  /// A wrong decision that a supervisor may find.
  struct Slip {
    var number: CaseNumber
    var queue: Queue
    var actor: Int
    var minute: Int
  }

  let player: Player
  let seats: [Seat]
  let supervisor: Seat
  /// The elements behind which each cause can be found.
  private let elements: [String: [String]]
  /// How many decisions were made, undone ones included.
  var decisions = 0
  /// Approvals that should have been returns.
  var slips: [Slip] = []
  /// How often each case was in somebody's hands.
  private var turns: [CaseNumber: Int] = [:]
  private var nextSeat = 0
  /// What was given to the agent who is away, and when its reservation ends.
  var given: [(number: CaseNumber, queue: Queue, until: Int)] = []

  init(_ conninfo: String, _ logins: Logins, player: Player) throws(TrafficError) {
    self.player = player
    var seats: [Seat] = []
    for login in logins.agents { seats.append(try Seat(conninfo, login: login)) }
    self.seats = seats
    supervisor = try Seat(conninfo, login: logins.supervisor)
    let causes = try supervisor.sit { desk throws(DeskError) in try desk.causes() }
    elements = Dictionary(uniqueKeysWithValues: causes.map { ($0.cause, $0.elements) })
  }

  /// Whether a cause can be found behind an element.
  func fits(_ cause: String, _ element: String) -> Bool { elements[cause]?.contains(element) ?? false }

  /// Works on a queue until `count` cases are settled or nothing is left for anybody; one of the agents may be away.
  func work(on queue: Queue, count: Int, without absentee: Seat? = nil) throws(TrafficError) {
    let seats = seats.filter { $0 !== absentee }
    var idle = 0
    var settled = 0
    while settled < count, idle < seats.count {
      let seat = seats[nextSeat % seats.count]
      nextSeat += 1
      if try settleNext(seat, queue) {
        settled += 1
        idle = 0
      } else {
        idle += 1
      }
    }
  }

  /// Takes the next case and settles it; `false` when there is none for this agent.
  private func settleNext(_ seat: Seat, _ queue: Queue) throws(TrafficError) -> Bool {
    guard let claim = try seat.sit({ desk throws(DeskError) in try desk.claimNext([queue.rawValue]) }) else { return false }
    let file = try seat.sit { desk throws(DeskError) in try desk.caseFile(claim.number) }
    guard let actor = player.actor(of: Int64(file.driver.id)) else {
      // A driver of somebody else's: not ours to judge.
      try seat.sit { desk throws(DeskError) in try desk.release(claim.number) }
      return false
    }
    let turn = takeTurn(claim.number)
    let truth = truth(of: actor, queue)
    var dice = dice("judgement", claim.number, turn)
    if dice.chance(0.03) {
      let text = dice.pick(AgentTexts.notes)
      try seat.sit { desk throws(DeskError) in try desk.note(case: claim.number, driver: nil, text: text) }
    }
    if dice.chance(truth.contains { AgentTexts.escalation(of: $0) != nil } ? 0.3 : 0.004), turn == 0 {
      let reason = truth.lazy.compactMap { AgentTexts.escalation(of: $0) }.first ?? AgentTexts.doubt
      _ = try seat.sit { desk throws(DeskError) in try desk.escalate(claim.number, reason: reason) }
      return true
    }
    if queue == .quality {
      try examine(file, seat, actor, isCareful: false, turn, &dice)
      return true
    }
    var file2 = file
    if dice.chance(0.015) {
      // Approved one too fast: taken back at once, and looked at again.
      let keys = (key(claim.number, turn, 1), key(claim.number, turn, 2))
      try clear(file2, seat)
      file2 = try seat.sit { desk throws(DeskError) in
        _ =
          queue == .undelivered
          ? try desk.reship(claim.number, version: file.case.version, key: keys.0)
          : try desk.approve(claim.number, version: file.case.version, key: keys.0)
        _ = try desk.undo(claim.number, key: keys.1)
        return try desk.caseFile(claim.number)
      }
      decisions += 2
    }
    let judgement = Judgement(truth, queue: queue, isCareful: false, &dice)
    if judgement.isLenient {
      slips.append(Slip(number: claim.number, queue: queue, actor: actor, minute: player.minute))
    }
    try settle(file2, seat, judgement, key: key(claim.number, turn, 0))
    return true
  }

  /// Which time this is that somebody has the case in hand, from 0.
  func takeTurn(_ number: CaseNumber) -> Int {
    let turn = turns[number, default: 0]
    turns[number] = turn + 1
    return turn
  }

  /// The key of a decision.
  func key(_ number: CaseNumber, _ turn: Int, _ part: Int) -> String { player.ids("decision", Int(number.id), turn * 8 + part) }

  /// A source of randomness for one look at a case.
  func dice(_ purpose: StaticString, _ number: CaseNumber, _ turn: Int) -> SeededGenerator {
    SeededGenerator(seed: player.cast.seed, purpose: purpose, index: Int(number.id) * 64 + turn)
  }

  /// What is wrong with what the driver gave last.
  func truth(of actor: Int, _ queue: Queue) -> [PlantedFault] {
    switch queue {
    case .accounts: return player.actors[actor].accountFaults
    case .documents: return player.actors[actor].papers.values.sorted { $0.item < $1.item }
    case .quality: return []
    case .undelivered:
      guard let reason = player.actors[actor].given?.deserves else { return [] }
      return [
        PlantedFault(driver: actor, subject: .returnedDispatch, item: "delivery_address", reason: reason, kind: .unservedAddress)
      ]
    }
  }

  /// Returns with these flags; where there are none approves, or sends the card again.
  func settle(_ file: CaseFile, _ seat: Seat, _ judgement: Judgement, key: String) throws(TrafficError) {
    let (id, version) = (file.case.number, file.case.version)
    try clear(file, seat)
    try seat.sit { desk throws(DeskError) in
      for flag in judgement.flags {
        try desk.flag(id, version: version, item: flag.item, reason: flag.reason, comment: flag.comment)
      }
      if judgement.flags.isEmpty, file.case.subject == .returnedDispatch {
        _ = try desk.reship(id, version: version, comment: judgement.comment, key: key)
      } else if judgement.flags.isEmpty {
        _ = try desk.approve(id, version: version, comment: judgement.comment, key: key)
      } else {
        _ = try desk.returnCase(id, version: version, comment: judgement.comment, key: key)
      }
    }
    decisions += 1
  }

  /// Removes what somebody drafted before.
  private func clear(_ file: CaseFile, _ seat: Seat) throws(TrafficError) {
    for flag in file.flags {
      try seat.sit { desk throws(DeskError) in
        try desk.unflag(file.case.number, version: file.case.version, item: flag.item.rawValue)
      }
    }
  }
}
