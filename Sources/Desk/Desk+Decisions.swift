public import Casework
import Postgres

/// The answer to a decision: what was recorded, the first time and whenever it is sent again.
public struct Decision: Decodable, Sendable, Equatable {
  /// What was decided: how a case was settled, a card made again, or what came of an earlier decision.
  public enum Action: String, Code { case approve, returnCase = "return", attribute, reship, reissue, undo, overturn, close, unknown }
  /// Whether a decision counts, as of now.
  public enum Standing: String, Code { case standing, undone, overturned, unknown }

  /// Its number in the ledger.
  public var id: Int64
  /// The case decided.
  public var caseID: CaseNumber
  /// What was decided.
  public var action: Action
  /// The login.
  public var agent: String
  /// When it was made, and when it is shown to the driver (until then it can be undone).
  public var decidedAt, effectiveAt: Moment
  /// Whether it counts, as of now.
  public var standing: Standing
  /// Whether this key had been recorded before.
  public var replayed: Bool
  /// How the driver is told: `email`, `sms`, or `nil` where nothing is sent.
  public var reachedBy: String?

  enum CodingKeys: String, CodingKey {
    case id = "decision"
    case caseID, action, agent, decidedAt, effectiveAt, standing, replayed, reachedBy
  }
}

/// What was taken back.
public struct Undone: Sendable, Equatable {
  /// What it was: the action of a decision, else `note`, `escalate`, `receive`, `register_return`.
  public var kind: String
  /// The case it was on; `nil` where it was on none.
  public var caseID: CaseNumber?
  /// The driver's number.
  public var driver: Int64?
  /// The number that was read in the mailroom; empty elsewhere.
  public var reference: String
  /// The text of a note or of an escalation, as it was recorded; empty when it is asked for again. Of a returned dispatch: the postal
  /// reason that was taken back.
  public var recorded: String
  /// What stands again in its place: the reason of the escalation before it, or the postal reason that was corrected; `nil` where
  /// nothing does.
  public var restored: String?
  /// A reception, as it had been answered, with what was taken back; `nil` elsewhere.
  public var reception: Reception?
  /// The case of one's decision before it that can still be undone; `nil` where there is none, or where this was a decision.
  public var offer: CaseNumber?
  /// Whether this key had been recorded before.
  public var isReplayed: Bool
  /// The decision that supersedes the one that was undone; `nil` where no decision was.
  public var decision: Decision?
}

extension Undone: Decodable {
  private enum Column: String, CodingKey {
    case kind, onCase, driver, reference, recorded, restored, was, serial, coupon, foundCard, otherCoupon, otherCase, offer, decision,
      replayed
  }

  /// One row tells of whatever was taken back: what the other kinds have is NULL.
  public init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Column.self)
    kind = try row.decode(String.self, forKey: .kind)
    caseID = try row.decodeIfPresent(CaseNumber.self, forKey: .onCase)
    driver = try row.decodeIfPresent(Int64.self, forKey: .driver)
    reference = try row.decode(String.self, forKey: .reference)
    recorded = try row.decode(String.self, forKey: .recorded)
    restored = try row.decodeIfPresent(String.self, forKey: .restored)
    offer = try row.decodeIfPresent(CaseNumber.self, forKey: .offer)
    isReplayed = try row.decode(Bool.self, forKey: .replayed)
    if let was = try row.decodeIfPresent(Reception.Outcome.self, forKey: .was) {
      reception = Reception(
        outcome: .undone, caseID: caseID, serial: try row.decodeIfPresent(String.self, forKey: .serial),
        coupon: try row.decodeIfPresent(String.self, forKey: .coupon), driver: driver, isRepeated: false,
        otherCoupon: try row.decodeIfPresent(String.self, forKey: .otherCoupon),
        otherCase: try row.decodeIfPresent(CaseNumber.self, forKey: .otherCase), was: was,
        foundCard: try row.decodeIfPresent(String.self, forKey: .foundCard))
    }
    if try row.decodeIfPresent(Int64.self, forKey: .decision) != nil { decision = try Decision(from: decoder) }
  }
}

extension Desk {
  /// Approves the case in hand.
  ///
  /// - Parameters:
  ///   - version: the version of the case that the agent saw.
  ///   - key: the idempotency key; the same one when it is sent again.
  public mutating func approve(_ id: CaseNumber, version: Int, comment: String = "", key: String = UUIDText.random()) throws(DeskError)
    -> Decision
  {
    try decide(\.approve, [.text(key), Parameter(id), .uuid(console), Parameter(version), .text(comment), .null, .null], about: .case(id))
  }

  /// Returns the case in hand with what was flagged; the driver is told each item.
  public mutating func returnCase(_ id: CaseNumber, version: Int, comment: String = "", key: String = UUIDText.random()) throws(DeskError)
    -> Decision
  {
    try decide(
      \.returnCase, [.text(key), Parameter(id), .uuid(console), Parameter(version), .text(comment), .null, .null], about: .case(id))
  }

  /// Takes back what one did last, or did last on that case, within its grace period (`queries/desk/undo.sql`): a decision, a note, an
  /// escalation, a reception, a returned dispatch. Refused (`PU038`) where the last thing done is none of these.
  public mutating func undo(_ id: CaseNumber? = nil, key: String = UUIDText.random()) throws(DeskError) -> Undone {
    try row(\.undo, [.text(key), .uuid(console), Parameter(id)], .records(id.map { .case($0) }))
  }

  /// A supervisor's reversal of a decision that took effect.
  public mutating func overturn(_ id: CaseNumber, reason: String, key: String = UUIDText.random()) throws(DeskError) -> Decision {
    try decide(\.overturn, [.text(key), Parameter(id), .text(reason)], about: .case(id))
  }

  /// Ends a case for good (supervisors): `reason` is one of ``closingReasons()``.
  ///
  /// - Parameter version: the version of the case that was read; `nil` where it is closed by its number alone.
  public mutating func close(
    _ id: CaseNumber, version: Int? = nil, reason: String, comment: String = "", key: String = UUIDText.random()
  ) throws(DeskError) -> Decision {
    try decide(
      \.closeCase, [.text(key), Parameter(id), .uuid(console), Parameter(version), .text(reason), .text(comment)], about: .case(id))
  }

  /// What becomes of the card that a closed case is about (`queries/desk/card_after_closing.sql`, supervisors); `nil` where it is about
  /// none.
  public mutating func cardAfterClosing(_ id: CaseNumber) throws(DeskError) -> CardAfterClosing? {
    try rows(\.cardAfterClosing, [Parameter(id)]).first
  }

  /// Runs a statement that records a decision.
  mutating func decide(
    _ statement: KeyPath<DeskStatements, Statement<Decision>>, _ parameters: [Parameter], about subject: Write.Subject?
  ) throws(DeskError) -> Decision {
    try row(statement, parameters, .records(subject))
  }
}

/// The card of a case that was closed.
public struct CardAfterClosing: Decodable, Sendable, Equatable {
  /// The number printed on it.
  public var serial: String
  /// `sent_back` to its holder, `void`, or `kept` by him as it is.
  public var fate: String
  /// Whether it is void, nothing replaces it, and it can be made again.
  public var isReissuable: Bool
}
