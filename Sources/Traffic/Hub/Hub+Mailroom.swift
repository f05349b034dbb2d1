import Postgres

/// The mailroom: cards that come in, cards that come back, cards that go out again, cards that are destroyed.
extension Hub {
  /// What came of a number that the scanner read.
  public struct Reception: Decodable, Sendable, Hashable {
    /// `received`, `empty`, `wrong_card`, `found` (a void card, to be destroyed), `sent_back` (in use, its claim has ended), `undone`.
    public var outcome: String
    /// Whether it had been received before.
    public var isRepeated: Bool
  }

  /// Receives a card (`hub.receive_card`).
  ///
  /// - Parameters:
  ///   - number: the coupon's, or the card's serial: the coupon was forgotten, or a lost card was found.
  ///   - found: the serial of another card that lay in the envelope.
  ///   - isEmpty: whether no card lay in it.
  ///   - insists: whether the card that was found is received for the coupon that awaits it, where one does; refused else.
  public static func receiveCard(
    request: String, number: String, found: String? = nil, isEmpty: Bool = false, insists: Bool = false
  ) -> HubCall<Reception> {
    one(\.receiveCard, [.uuid(request), .text(number), Parameter(found), .bool(isEmpty), .bool(insists)])
  }

  /// Takes a reception back, a slip of the scanner (`hub.undo_reception`).
  public static func undoReception(request: String, number: String) -> HubCall<Reception> {
    one(\.undoReception, [.uuid(request), .text(number)])
  }

  /// The coupons and serials of cards that drivers are to send for a claim.
  public struct ExpectedCard: Decodable, Sendable, Hashable {
    /// The claim.
    public var claim: Int64
    /// The coupon, and the number printed on the card.
    public var coupon, serial: String
  }

  /// Cards that drivers are to send (`hub.expected_card`).
  public static func expectedCards() -> HubCall<[ExpectedCard]> {
    list(\.expectedCards)
  }

  /// What came of a dispatch that the post brought back.
  public struct Return: Decodable, Sendable, Hashable {
    /// `registered`, `again` or `to_destroy` (the card is void).
    public var outcome: String
    /// The returned dispatch.
    public var returned: Int64
  }

  /// Registers a dispatch that the post brought back (`hub.register_returned_dispatch`).
  ///
  /// - Parameters:
  ///   - number: the barcode on its envelope.
  ///   - reason: why, as in `core.postal_reason`.
  public static func registerReturnedDispatch(request: String, number: String, reason: String) -> HubCall<Return> {
    one(\.registerReturnedDispatch, [.uuid(request), .text(number), .text(reason)])
  }

  /// A card that is to be sent again.
  public struct DispatchOrder: Decodable, Sendable, Hashable {
    /// The dispatch and the card.
    public var dispatch, card: Int64
  }

  /// Cards to send again (`hub.dispatch_order`).
  public static func dispatchOrders() -> HubCall<[DispatchOrder]> {
    list(\.dispatchOrders)
  }

  /// Reports a card as on its way again (`hub.report_reshipment`); gives the dispatch.
  public static func reportReshipment(request: String, dispatch: Int64, barcode: String) -> HubCall<Int64> {
    one(\.reportReshipment, [.uuid(request), .int(dispatch), .text(barcode)])
  }

  /// Notes the destruction of a void card that was received (`hub.destroy_card`); gives its state.
  public static func destroyCard(request: String, serial: String) -> HubCall<String> {
    one(\.destroyCard, [.uuid(request), .text(serial)])
  }

  /// The serials of void cards that the mailroom has received (`hub.card_to_destroy`).
  public static func cardsToDestroy() -> HubCall<[String]> {
    list(\.cardsToDestroy)
  }
}
