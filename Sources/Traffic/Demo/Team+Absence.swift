import Casework
import Desk

/// One agent is away in the last two days, and what his supervisor gave him before she knew waits for him: that is why the demo's late
/// cases are late, and their history says so.
extension Team {
  /// How long he has been away at the end, in minutes.
  static let absence = 2 * 1440
  /// One case in so many is late at the end.
  static let lateShare = 8

  /// Who is away.
  var absentee: Seat? { seats.last }

  /// How many cases of a queue wait for him.
  func rotting(_ queue: Queue) -> Int { given.count { $0.queue == queue && $0.until > player.minute } }

  /// Gives him the oldest cases of a queue, as long as too few are late.
  ///
  /// - Parameters:
  ///   - due: how many of the queue's cases fall due before anybody works again.
  ///   - left: how many are left on time.
  func giveToAbsentee(_ queue: Queue, _ due: Int, of left: Int) throws(TrafficError) {
    let wanted = (left + Self.lateShare - 2) / (Self.lateShare - 1) - rotting(queue)
    guard wanted > 0, let absentee else { return }
    var filter = CaseFilter()
    filter.queue = queue.rawValue
    filter.limit = 60
    let free = try supervisor.sit { desk throws(DeskError) in try desk.list(filter) }
      .filter { $0.holder == nil && $0.reservedFor == nil && !$0.isUrgent }
    for summary in free.prefix(min(wanted, due)) {
      let isGivenAgain = given.contains { $0.number == summary.number }
      try supervisor.sit { desk throws(DeskError) in
        try desk.assign(summary.number, to: absentee.login)
        if !isGivenAgain { try desk.note(case: summary.number, driver: nil, text: AgentTexts.absent(absentee.login)) }
      }
      given.append((summary.number, queue, player.minute + queue.reservation))
    }
  }
}
