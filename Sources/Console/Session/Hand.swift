import Casework

/// The case that this console holds.
struct Hand: Sendable, Equatable {
  var number: Int64
  var queue: String
  var round: Int
  /// The version that the agent saw: a decision on another one is refused.
  var version: Int
  var driver: Int64
  /// Seconds since 1970.
  var dueAt: Int64?
  var leaseUntil: Int64

  var shown: String { CaseNumber(id: Int(number)).description }
}

extension Moment {
  /// Whole seconds since 1970.
  var epoch: Int64 { Int64(seconds.rounded(.down)) }
}
