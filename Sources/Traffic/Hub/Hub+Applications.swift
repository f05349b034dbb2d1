public import Casework
import Postgres

/// Applications for a card.
extension Hub {
  /// What an application is opened for.
  public enum Purpose: Sendable, Hashable {
    /// A card by the right from a training.
    case training(Int64)
    /// The replacement of a stolen card.
    case theft(card: Int64)
  }

  /// Opens a draft (`hub.open_application`); gives the application.
  public static func openApplication(request: String, driver: Int64, for purpose: Purpose) -> HubCall<Int64> {
    switch purpose {
    case .training(let training): one(\.openApplication, [.uuid(request), .int(driver), "card", .int(training), nil])
    case .theft(let card): one(\.openApplication, [.uuid(request), .int(driver), "replacement_theft", nil, .int(card)])
    }
  }

  /// Who pays, and the promise to give the card back if it is found.
  public struct Billing: Sendable, Hashable {
    /// The invoice's address and addressee; an empty addressee is the driver.
    public var address, addressee: String
    /// The promise.
    public var promise = true
  }

  /// Keeps a draft (`hub.save_draft`); gives the application.
  public static func saveDraft(
    request: String, driver: Int64, application: Int64, step: String, deliveryAddress: String?, billing: Billing? = nil
  ) -> HubCall<Int64> {
    one(
      \.saveDraft,
      [
        .uuid(request), .int(driver), .int(application), .text(step), Parameter(deliveryAddress), Parameter(billing?.address),
        Parameter(billing?.addressee), Parameter(billing?.promise),
      ])
  }

  /// Gives a document, or gives it again (`hub.put_document`); gives its number.
  public static func putDocument(request: String, driver: Int64, application: Int64, _ document: PlannedDocument) -> HubCall<Int64> {
    one(
      \.putDocument,
      [
        .uuid(request), .int(driver), .int(application), .text(document.type), Parameter(document.side?.rawValue), .text(document.fileName),
        .text(document.mediaType), .bytes(document.bytes),
      ])
  }

  /// Cancels a draft, or a declaration that is not paid (`hub.cancel_application`); gives the application.
  public static func cancelApplication(request: String, driver: Int64, application: Int64) -> HubCall<Int64> {
    one(\.cancelApplication, [.uuid(request), .int(driver), .int(application)])
  }

  /// Submits a draft (`hub.submit_application`); gives the payment to make, if any.
  public static func submitApplication(request: String, driver: Int64, application: Int64) -> HubCall<Int64?> {
    one(\.submitApplication, [.uuid(request), .int(driver), .int(application)])
  }

  /// Declares a card lost (`hub.declare_loss`); gives the payment to make.
  public static func declareLoss(
    request: String, driver: Int64, card: Int64, deliveryAddress: String, billing: Billing
  ) -> HubCall<Int64> {
    one(
      \.declareLoss,
      [
        .uuid(request), .int(driver), .int(card), .bool(billing.promise), .text(deliveryAddress), .text(billing.address),
        .text(billing.addressee),
      ])
  }

  /// Asks for a payment again after one that failed or expired (`hub.retry_payment`); gives the payment to make.
  public static func retryPayment(request: String, driver: Int64, application: Int64) -> HubCall<Int64> {
    one(\.retryPayment, [.uuid(request), .int(driver), .int(application)])
  }

  /// A civil status as a driver corrects it; `nil` leaves a value as it is.
  public struct CivilStatus: Sendable, Hashable {
    /// Names.
    public var lastName, firstNames: String?
    /// Date (`YYYY-MM-DD`) and place of birth.
    public var birthDate, birthPlace: String?
  }

  /// Answers an information request (`hub.answer_request`); gives the round.
  public static func answerRequest(
    request: String, driver: Int64, application: Int64, deliveryAddress: String?, civilStatus: CivilStatus? = nil
  ) -> HubCall<Int64> {
    one(
      \.answerRequest,
      [
        .uuid(request), .int(driver), .int(application), Parameter(deliveryAddress), Parameter(civilStatus?.lastName),
        Parameter(civilStatus?.firstNames), Parameter(civilStatus?.birthDate), Parameter(civilStatus?.birthPlace),
      ])
  }

  /// Changes the delivery address before production takes the order (`hub.change_delivery_address`); gives the application.
  public static func changeDeliveryAddress(request: String, driver: Int64, application: Int64, _ address: String) -> HubCall<Int64> {
    one(\.changeDeliveryAddress, [.uuid(request), .int(driver), .int(application), .text(address)])
  }

  /// The driver has his card in hand (`hub.activate_card`); gives the card's state.
  public static func activateCard(request: String, driver: Int64, card: Int64) -> HubCall<String> {
    one(\.activateCard, [.uuid(request), .int(driver), .int(card)])
  }
}

/// What the portal reads.
extension Hub {
  /// An application as the portal may show it.
  public struct Application: Decodable, Sendable, Hashable {
    /// The driver and the application.
    public var driver, application: Int64
    /// `card`, `replacement_loss`, `replacement_theft`, `replacement_quality`.
    public var kind: String
    /// The last status that its driver may see.
    public var state: String
    /// The round submitted last, from 1.
    public var round: Int
    /// The card that it replaces.
    public var replacedCard: Int64?
  }

  /// The applications of some drivers, the oldest first (`hub.application`).
  public static func applications(of drivers: [Int64]) -> HubCall<[Application]> {
    list(\.applications, [.intArray(drivers)])
  }

  /// One item that a driver is asked to correct.
  public struct RequestedItem: Decodable, Sendable, Hashable {
    /// The driver and his application.
    public var driver, application: Int64
    /// The item, as in `core.item`.
    public var item: String
  }

  /// What some drivers are asked to correct in their applications (`hub.information_request`).
  public static func informationRequests(of drivers: [Int64]) -> HubCall<[RequestedItem]> {
    list(\.informationRequests, [.intArray(drivers)])
  }

  /// A card as the portal may show it.
  public struct Card: Decodable, Sendable, Hashable {
    /// The driver, the card, and the application that ordered it.
    public var driver, card, application: Int64
    /// `ordered` … `active`, `void`, `destroyed`.
    public var state: String
    /// The number printed on it, once it is produced.
    public var serial: String?
    /// The last day printed on it.
    public var expiresOn: Day?
  }

  /// The cards of some drivers, the oldest first (`hub.card`).
  public static func cards(of drivers: [Int64]) -> HubCall<[Card]> {
    list(\.cards, [.intArray(drivers)])
  }

  /// A payment as the portal may show it.
  public struct Payment: Decodable, Sendable, Hashable {
    /// The driver, the payment, and the application that it is for.
    public var driver, payment, application: Int64
    /// `pending`, `paid`, `failed`, `expired` or `refunded`.
    public var state: String
    /// The returned dispatch whose new journey it pays.
    public var returned: Int64?
  }

  /// The payments of some drivers, the oldest first (`hub.payment`).
  public static func payments(of drivers: [Int64]) -> HubCall<[Payment]> {
    list(\.payments, [.intArray(drivers)])
  }

  /// The account submitted last, 0 where there is none (`hub.account`).
  public static func lastAccount() -> HubCall<Int64> {
    one(\.lastAccount)
  }
}
