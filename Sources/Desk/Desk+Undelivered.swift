public import Casework
import Postgres

/// What came of a dispatch that the post brought back.
public struct ReturnRegistration: Decodable, Sendable, Equatable {
  /// What happened.
  public enum Outcome: String, Code {
    /// A new case; the driver is told.
    case registered
    /// Scanned before: the same case; none where the card is void, on the list to destroy already.
    case again
    /// Scanned before with another reason, within the grace period: this one counts.
    case corrected
    /// A registration taken back.
    case undone
    /// A void card: it goes on the list to destroy.
    case toDestroy = "to_destroy"
    /// Scanned before; its void card was destroyed since.
    case destroyed
    /// What this version does not know.
    case unknown
  }
  /// What happened.
  public var outcome: Outcome
  /// The returned dispatch; `nil` for a void card.
  public var returnedDispatch: Int64?
  /// Its case.
  public var caseID: CaseNumber?
  /// The card, the number printed on it, the barcode of the envelope.
  public var card: Int64?
  public var serial, barcode: String?
  /// The driver's number.
  public var driver: Int64?
  /// How often a dispatch of this card had come back before; `nil` where it is not said.
  public var earlier: Int?
  /// The postal reason that stands.
  public var reason: String?
}

extension Desk {
  /// Registers a dispatch that the post brought back (`queries/desk/register_return.sql`).
  ///
  /// - Parameter number: the barcode on the envelope, or the serial of a card that is no longer sealed.
  public mutating func registerReturn(
    _ number: String, reason: String, key: String? = nil
  ) throws(DeskError) -> ReturnRegistration {
    try registration(\.registerReturn, [request(key, \.registerReturn), .text(number), .text(reason)], of: number)
  }

  /// Takes the registration of a returned dispatch back, a slip, within its grace period: one's own, or for a supervisor also that of
  /// others (`queries/desk/undo_return.sql`).
  public mutating func undoReturn(_ number: String, key: String? = nil) throws(DeskError) -> ReturnRegistration {
    try registration(\.undoReturn, [request(key, \.undoReturn), .text(number)], of: number)
  }

  private mutating func registration(
    _ statement: KeyPath<DeskStatements, Statement<ReturnRegistration>>, _ parameters: [Parameter], of number: String
  ) throws(DeskError) -> ReturnRegistration {
    try row(statement, parameters, .records(.named(number)))
  }

  /// Sends the card in hand again, to the address that the driver confirmed or gave (`queries/desk/reship.sql`).
  ///
  /// - Parameters:
  ///   - version: the version of the case that the agent saw.
  ///   - suggestion: what the checks suggested, recorded with the decision.
  ///   - key: the idempotency key; the same one when it is sent again.
  public mutating func reship(
    _ id: CaseNumber, version: Int, comment: String = "", suggestion: Advice? = nil, key: String = UUIDText.random()
  ) throws(DeskError) -> Decision {
    try decide(
      \.reship, [.text(key), Parameter(id), .uuid(console), Parameter(version), .text(comment), try CaseJSON.parameter(suggestion), .null],
      about: .case(id))
  }
}
