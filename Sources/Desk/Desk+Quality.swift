public import Casework
import Postgres

/// What came of a number read in the mailroom.
public struct Reception: Decodable, Sendable, Equatable {
  /// What happened.
  public enum Outcome: String, Code {
    /// The card of a quality claim: its case is workable.
    case received
    /// The coupon came alone.
    case empty
    /// Another card than the declared one lay in the envelope.
    case wrongCard = "wrong_card"
    /// A void card, a lost one that was found: it goes on the list to destroy.
    case found
    /// A card in use whose claim has ended: it goes back to its holder.
    case sentBack = "sent_back"
    /// A reception taken back.
    case undone
    /// What this version does not know.
    case unknown
  }
  /// What happened.
  public var outcome: Outcome
  /// The quality claim; `nil` for a card that was found.
  public var claim: Int64?
  /// Its case.
  public var caseID: CaseNumber?
  /// The card; `nil` where none came.
  public var card: Int64?
  /// Its number, as printed.
  public var serial: String?
  /// The number of the return coupon.
  public var coupon: String?
  /// The driver's number.
  public var driver: Int64?
  /// Whether it had been received before.
  public var isRepeated: Bool
  /// The coupon for which the card that was found in the envelope was received; `nil` where it was not.
  public var otherCoupon: String?
  /// The case of that coupon.
  public var otherCase: CaseNumber?
  /// What a reception that was taken back had come to: by this, or a moment ago and this took its place; `nil` elsewhere.
  public var was: Outcome?
  /// Another card of the same envelope, by its printed number, that was taken back with it.
  public var foundCard: String?
  /// Another card of the same envelope, by its printed number, that stays received.
  public var remains: String?

  enum CodingKeys: String, CodingKey {
    case outcome, claim, caseID, card, serial, coupon, driver, otherCoupon, otherCase, was, foundCard, remains
    case isRepeated = "again"
  }
}

/// A card, by the number that the tables know and by the one printed on it.
public struct CardNumber: Decodable, Sendable, Equatable {
  /// Its number.
  public var card: Int64
  /// The number printed on it.
  public var serial: String
}

/// A void card that lies in the mailroom.
public struct CardToDestroy: Decodable, Sendable, Equatable {
  /// Its number.
  public var card: Int64
  /// The number printed on it.
  public var serial: String
  /// When it came.
  public var receivedAt: Moment?
  /// Why it is void: `lost`, `stolen`, `superseded` …
  public var voidReason: String?
  /// The driver's number.
  public var driver: Int64
}

extension Desk {
  /// Receives a card in the mailroom (`queries/desk/receive.sql`).
  ///
  /// - Parameters:
  ///   - number: the return coupon's, or the card's serial: the coupon was forgotten, or a lost card was found.
  ///   - found: the serial of another card that lay in the envelope.
  ///   - isEmpty: whether no card lay in it.
  ///   - insists: even where another coupon awaits the card that was found (else `PU039`): it is received for that one.
  public mutating func receive(
    _ number: String, found: String? = nil, isEmpty: Bool = false, insists: Bool = false, key: String? = nil
  ) throws(DeskError) -> Reception {
    try row(
      \.receive, [request(key, \.receive), .text(number), Parameter(found), .bool(isEmpty), .bool(insists)], .records(.named(number))
    )
  }

  /// Takes a reception back, a slip of the scanner (`queries/desk/undo_reception.sql`): one's own, within its grace period, in silence;
  /// a supervisor may take back what others received, and later too: then the driver is told.
  public mutating func undoReception(_ number: String, key: String? = nil) throws(DeskError) -> Reception {
    try row(\.undoReception, [request(key, \.undoReception), .text(number)], .records(.named(number)))
  }

  /// Notes that a void card was destroyed (`queries/desk/destroy.sql`).
  public mutating func destroy(_ serial: String, key: String? = nil) throws(DeskError) -> CardNumber {
    try row(\.destroy, [request(key, \.destroy), .text(serial)], .records(.named(serial)))
  }

  /// Void cards that lie in the mailroom (`queries/desk/cards_to_destroy.sql`).
  public mutating func cardsToDestroy() throws(DeskError) -> [CardToDestroy] {
    try rows(\.cardsToDestroy)
  }

  /// Drafts what was read on one element of the card in hand (`queries/desk/read_card.sql`); a second reading of it replaces the first.
  ///
  /// - Parameter value: what stands there, as typed; empty where nothing is printed; `nil`: as ordered, or as the approved picture.
  /// - Returns: what then counts as read; `nil` for a picture that is as the approved one.
  public mutating func readCard(
    _ id: CaseNumber, version: Int, element: String, value: String? = nil, key: String? = nil
  ) throws(DeskError) -> String? {
    try row(
      \.readCard, [request(key, \.readCard), Parameter(id), .uuid(console), Parameter(version), .text(element), Parameter(value)],
      .records(.case(id))
    )
  }

  /// Removes what was read on one element (`queries/desk/remove_reading.sql`).
  public mutating func removeReading(_ id: CaseNumber, version: Int, element: String, key: String? = nil) throws(DeskError) {
    _ = try run(
      \.removeReading, [request(key, \.removeReading), Parameter(id), .uuid(console), Parameter(version), .text(element)],
      .records(.case(id)))
  }

  /// Drafts what was found on one element of the card in hand (`queries/desk/finding.sql`); a second one on the same element replaces
  /// the first.
  ///
  /// - Parameter value: what the new card must say; empty where nothing is to be changed.
  public mutating func finding(
    _ id: CaseNumber, version: Int, element: String, cause: String, value: String = "", comment: String = "", key: String? = nil
  ) throws(DeskError) {
    _ = try run(
      \.finding,
      [
        request(key, \.finding), Parameter(id), .uuid(console), Parameter(version), .text(element), .text(cause), .text(value),
        .text(comment),
      ], .records(.case(id)))
  }

  /// Removes what was found on one element (`queries/desk/remove_finding.sql`).
  public mutating func removeFinding(_ id: CaseNumber, version: Int, element: String, key: String? = nil) throws(DeskError) {
    _ = try run(
      \.removeFinding, [request(key, \.removeFinding), Parameter(id), .uuid(console), Parameter(version), .text(element)],
      .records(.case(id)))
  }

  /// Says whose fault it is (`queries/desk/attribute.sql`); checked against the findings.
  ///
  /// - Parameters:
  ///   - version: the version of the case that the agent saw.
  ///   - comment: needed against the suggestion.
  ///   - suggestion: what the checks suggested, recorded with the decision.
  ///   - key: the idempotency key; the same one when it is sent again.
  public mutating func attribute(
    _ id: CaseNumber, version: Int, outcome: Casework.Outcome, comment: String = "", suggestion: Advice? = nil,
    key: String = UUIDText.random()
  ) throws(DeskError) -> Decision {
    try decide(
      \.attribute,
      [
        .text(key), Parameter(id), .uuid(console), Parameter(version), .text(outcome.rawValue), .text(comment),
        try CaseJSON.parameter(suggestion),
        .null,
      ], about: .case(id))
  }
}
