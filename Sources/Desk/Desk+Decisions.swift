import Postgres

/// The answer to a decision: what was recorded, the first time and whenever it is sent again.
public struct Decision: Sendable, Equatable {
  /// Its number in the ledger.
  public var id: Int64
  /// The case decided.
  public var caseID: Int64
  /// `approve`, `return`, `attribute`, `reship`, `reissue`, `undo`, `overturn`, `close`.
  public var action: String
  /// The login.
  public var agent: String
  /// Seconds since 1970: when it was made, and when it is shown to the driver (until then it can be undone).
  public var decidedAt, effectiveAt: Int64
  /// `standing`, `undone` or `overturned`, as of now.
  public var standing: String
  /// Whether this key had been recorded before.
  public var replayed: Bool
  /// How the driver is told: `email`, `sms`, or `nil` where nothing is sent.
  public var reachedBy: String?
}

extension Desk {
  /// Approves the case in hand.
  ///
  /// - Parameters:
  ///   - version: the version of the case that the agent saw.
  ///   - key: the idempotency key; the same one when it is sent again.
  public mutating func approve(_ id: Int64, version: Int, comment: String = "", key: String = UUIDText.random()) throws(DeskError)
    -> Decision
  {
    try decide(.approve, [.text(key), .int(id), .uuid(console), Parameter(version), .text(comment), .null, .null], about: .case(id))
  }

  /// Returns the case in hand with what was flagged; the driver is told each item.
  public mutating func returnCase(_ id: Int64, version: Int, comment: String = "", key: String = UUIDText.random()) throws(DeskError)
    -> Decision
  {
    try decide(.returnCase, [.text(key), .int(id), .uuid(console), Parameter(version), .text(comment), .null, .null], about: .case(id))
  }

  /// Takes back one's last decision within its grace period, or the one on that case.
  public mutating func undo(_ id: Int64? = nil, key: String = UUIDText.random()) throws(DeskError) -> Decision {
    try decide(.undo, [.text(key), .uuid(console), Parameter(id)], about: id.map { .case($0) })
  }

  /// A supervisor's reversal of a decision that took effect.
  public mutating func overturn(_ id: Int64, reason: String, key: String = UUIDText.random()) throws(DeskError) -> Decision {
    try decide(.overturn, [.text(key), .int(id), .text(reason)], about: .case(id))
  }

  /// Ends a case for good (supervisors): `reason` is one of ``closingReasons()``.
  ///
  /// - Parameter version: the version of the case that was read; `nil` where it is closed by its number alone.
  public mutating func close(
    _ id: Int64, version: Int? = nil, reason: String, comment: String = "", key: String = UUIDText.random()
  ) throws(DeskError) -> Decision {
    try decide(
      .closeCase, [.text(key), .int(id), .uuid(console), Parameter(version), .text(reason), .text(comment)], about: .case(id))
  }

  /// Runs a statement that records a decision and reads the answer.
  mutating func decide(_ statement: Statement, _ parameters: [Parameter], about subject: Write.Subject?) throws(DeskError) -> Decision {
    try row(statement, parameters, .records(subject)) { row throws(PostgresError) in
      Decision(
        id: try row.int64("decision"), caseID: try row.int64("case_id"), action: try row.string("action"), agent: try row.string("agent"),
        decidedAt: try row.int64("decided_at"), effectiveAt: try row.int64("effective_at"), standing: try row.string("standing"),
        replayed: try row.bool("replayed"), reachedBy: try row.optionalString("reached_by"))
    }
  }
}
