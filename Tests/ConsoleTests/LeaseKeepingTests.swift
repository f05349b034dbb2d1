import Casework
import Testing

@testable import Console

/// A claim is kept while somebody is there, and no longer.
@Suite struct LeaseKeepingTests {
  private func renews(_ now: Int64, _ lastCommand: Int64, _ until: Int64) -> Bool {
    Session.renews(
      now: Moment(seconds: now), typed: Moment(seconds: lastCommand), leaseUntil: Moment(seconds: until), lease: 900)
  }

  @Test(
    arguments: [
      // A third of the lease has not passed: not yet.
      (60, 0, 900, false), (299, 0, 900, false), (300, 0, 900, false), (301, 0, 900, true), (899, 0, 900, true),
      // She typed something: half an hour more.
      (1_799, 0, 2_000, true), (1_800, 0, 2_000, false), (86_400, 0, 86_500, false), (86_400, 86_000, 86_500, true),
    ] as [(Int64, Int64, Int64, Bool)])
  func renewed(_ now: Int64, _ lastCommand: Int64, _ until: Int64, _ expected: Bool) {
    #expect(renews(now, lastCommand, until) == expected)
  }

  /// A whole night with an open console: the case is another's within three quarters of an hour.
  @Test func nobodyKeepsACaseOverNight() {
    var until: Int64 = 900
    var now: Int64 = 0
    while now < 12 * 3_600, now <= until {
      if renews(now, 0, until) { until = now + 900 }
      now += 20
    }
    #expect(now <= 45 * 60 + 20)
  }
}
