import Casework
import Desk

// Keeping the case in hand.
extension Session {
  /// Seconds between two looks at the lease, the clock in the prompt and what happened meanwhile; at most.
  static let tick = 20.0
  /// A console whose agent has typed nothing for so long lets its claim run out.
  private static let patience: Int64 = 30 * 60

  /// Whether the claim on the case in hand is prolonged: a third of it has passed, and somebody has typed something not long ago.
  static func renews(now: Moment, typed: Moment, leaseUntil: Moment, lease: Int64) -> Bool {
    now - typed < patience && leaseUntil - now < lease * 2 / 3
  }

  /// Keeps the case in hand while somebody is there: who typed last at that moment. Where the server does not answer at once, it is asked
  /// again the next time.
  func keepClaim(typed: Moment) throws(Failure) {
    let lease = Int64(identity?.leaseSeconds ?? 900)
    guard let hand, !isLost, Self.renews(now: now, typed: typed, leaseUntil: hand.leaseUntil, lease: lease) else { return }
    if let until = try atDesk({ desk throws(DeskError) in try desk.renew(hand.number) }) { self.hand?.leaseUntil = until }
  }
}
