public import Casework
import Postgres

/// Payment service and factory.
extension Hub {
  /// Reports what became of a payment (`hub.record_payment`): `paid`, `failed` or `expired`; gives the payment's state.
  public static func recordPayment(request: String, payment: Int64, outcome: String, reference: String) -> HubCall<String> {
    one(\.recordPayment, [.uuid(request), .int(payment), .text(outcome), .text(reference)])
  }

  /// A payment that a driver has been asked for.
  public struct PendingPayment: Decodable, Sendable, Hashable {
    /// The payment and its driver.
    public var payment, driver: Int64
  }

  /// The payments that drivers have been asked for (`hub.pending_payment`).
  public static func pendingPayments() -> HubCall<[PendingPayment]> {
    list(\.pendingPayments)
  }

  /// The cards that a factory may take orders for (`hub.card_order`).
  public static func cardOrders() -> HubCall<[Int64]> {
    list(\.cardOrders)
  }

  /// An order of a card, taken by the factory.
  public struct Order: Decodable, Sendable, Hashable {
    /// The card.
    public var card: Int64
    /// How often it was taken, this time included; more than once where it had not been accepted in time.
    public var attempt: Int
    /// Where it goes.
    public var deliveryAddress: String
    /// The last day of the training that gave the right to it.
    public var trainingIssuedOn: Day?
  }

  /// Takes orders to produce (`hub.take_orders`), each under a lease; the same request gives the same ones again.
  public static func takeOrders(request: String, maximum: Int) -> HubCall<[Order]> {
    list(\.takeOrders, [.uuid(request), .int(Int64(maximum))])
  }

  /// Has orders safely in the factory's own books (`hub.accept_orders`): they are not offered again. Gives how many.
  public static func acceptOrders(request: String, cards: [Int64]) -> HubCall<Int64> {
    one(\.acceptOrders, [.uuid(request), .intArray(cards)])
  }

  /// A picture to print.
  public struct Picture: Decodable, Sendable, Hashable {
    /// `photo` or `signature`; the media type that the driver declared.
    public var type, mediaType: String
    /// The file.
    public var bytes: [UInt8]
  }

  /// The pictures to print on a card that this factory took (`hub.order_pictures`).
  public static func orderPictures(card: Int64) -> HubCall<[Picture]> {
    list(\.orderPictures, [.int(card)])
  }

  /// Reports a card as produced (`hub.report_production`); gives its state.
  ///
  /// - Parameter printed: what stands on the card, by element, where that is not what was ordered.
  public static func reportProduction(
    request: String, card: Int64, serial: String, expiresOn: Day, printed: [(key: String, value: String)] = []
  ) -> HubCall<String> {
    one(
      \.reportProduction,
      [
        .uuid(request), .int(card), .text(serial), .text(expiresOn.description), printed.isEmpty ? .null : .text(JSONText.object(printed)),
      ])
  }

  /// Reports a card as on its way (`hub.report_dispatch`); gives the dispatch.
  ///
  /// - Parameter printedAddress: what stands on the envelope, where that is not what was ordered.
  public static func reportDispatch(request: String, card: Int64, barcode: String, printedAddress: String? = nil) -> HubCall<Int64> {
    one(\.reportDispatch, [.uuid(request), .int(card), .text(barcode), Parameter(printedAddress)])
  }

  /// A card in the factory's hands.
  public struct FactoryCard: Decodable, Sendable, Hashable {
    /// The card.
    public var card: Int64
    /// `in_production` or `produced`.
    public var state: String
    /// Where it goes.
    public var printedAddress: String
    /// The last day of the training that gave the right to it.
    public var trainingIssuedOn: Day?
  }

  /// The cards that this factory took and has not dispatched (`hub.factory_card`).
  public static func factoryCards() -> HubCall<[FactoryCard]> {
    list(\.factoryCards)
  }
}

/// The mailer.
extension Hub {
  /// Whether messages wait (`hub.outbox`): one indexed probe.
  public static func outbox() -> HubCall<Bool> {
    one(\.outbox)
  }

  /// A message to send.
  public struct Message: Decodable, Sendable, Hashable {
    /// Its number.
    public var notification: Int64
    /// How often it was taken, this time included.
    public var attempt: Int
    /// `email` or `sms`; the address or the phone number; which message it is.
    public var channel, address, template: String
  }

  /// Takes messages to send, the oldest first (`hub.take_notifications`); each is offered again when nothing is reported.
  public static func takeNotifications(maximum: Int) -> HubCall<[Message]> {
    list(\.takeNotifications, [.int(Int64(maximum))])
  }

  /// Reports what became of a message (`hub.report_notification`): `sent`, `bounced` or `failed`; gives its state.
  public static func reportNotification(
    request: String, notification: Int64, attempt: Int, outcome: String, error: String? = nil
  ) -> HubCall<String> {
    one(\.reportNotification, [.uuid(request), .int(notification), .int(Int64(attempt)), .text(outcome), Parameter(error)])
  }
}
