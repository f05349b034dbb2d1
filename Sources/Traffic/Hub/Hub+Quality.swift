import Casework
import Postgres

/// Quality claims and returned dispatches, as the portal declares, answers and reads them.
extension Hub {
  /// Declares elements of a card defective (`hub.declare_quality_claim`); gives the claim.
  ///
  /// - Parameters:
  ///   - elements: each defective element with what is right in its place; empty where that cannot be written.
  ///   - statement: what the driver says about it.
  public static func declareQualityClaim(
    request: String, driver: Int64, card: Int64, elements: [(key: String, value: String)], statement: String, deliveryAddress: String,
    billing: Billing
  ) -> HubCall<Int64> {
    one(
      \.declareQualityClaim,
      [
        .uuid(request), .int(driver), .int(card), .text(JSONText.object(elements)), .text(statement), .text(deliveryAddress),
        .text(billing.address), .text(billing.addressee),
      ])
  }

  /// Gives up a claim whose card was not received (`hub.cancel_quality_claim`); gives the claim.
  public static func cancelQualityClaim(request: String, driver: Int64, claim: Int64) -> HubCall<Int64> {
    one(\.cancelQualityClaim, [.uuid(request), .int(driver), .int(claim)])
  }

  /// What a driver corrects after his fault was found: the fields by their elements. `nil` leaves a value as it is.
  public struct Corrections: Sendable, Hashable {
    /// Names.
    public var lastName, firstNames: String?
    /// Date (`YYYY-MM-DD`) and place of birth.
    public var birthDate, birthPlace: String?
    /// The number of the licence.
    public var licenceNumber: String?
    /// Where the new card goes.
    public var deliveryAddress: String?
  }

  /// Corrects what is the driver's fault and asks to pay (`hub.answer_attribution`); gives the payment to make.
  public static func answerAttribution(request: String, driver: Int64, claim: Int64, _ corrections: Corrections) -> HubCall<Int64> {
    one(
      \.answerAttribution,
      [
        .uuid(request), .int(driver), .int(claim), Parameter(corrections.lastName), Parameter(corrections.firstNames),
        Parameter(corrections.birthDate), Parameter(corrections.birthPlace), Parameter(corrections.licenceNumber),
        Parameter(corrections.deliveryAddress),
      ])
  }

  /// Takes back the card on which nothing was found (`hub.request_card_back`); gives the claim's state.
  public static func requestCardBack(request: String, driver: Int64, claim: Int64) -> HubCall<String> {
    one(\.requestCardBack, [.uuid(request), .int(driver), .int(claim)])
  }

  /// Confirms the address of a card that came back, or changes it (`hub.answer_returned_dispatch`); gives the payment to make, if any.
  ///
  /// - Parameter deliveryAddress: `nil` confirms the address that was given before.
  public static func answerReturnedDispatch(
    request: String, driver: Int64, returned: Int64, deliveryAddress: String?, billing: Billing? = nil
  ) -> HubCall<Int64?> {
    one(
      \.answerReturnedDispatch,
      [
        .uuid(request), .int(driver), .int(returned), Parameter(deliveryAddress), Parameter(billing?.address),
        Parameter(billing?.addressee),
      ])
  }
}

/// What the portal reads of them.
extension Hub {
  /// A quality claim as the portal may show it.
  public struct QualityClaim: Decodable, Sendable, Hashable {
    /// The driver, the claim, its application and the card.
    public var driver, claim, application, card: Int64
    /// The number that comes with the card in its envelope.
    public var coupon: String
    /// The state of its application.
    public var state: String
    /// Whether the driver may have the same card back.
    public var isCardBackPossible: Bool
  }

  /// The quality claims of some drivers, the oldest first (`hub.quality_claim`).
  public static func qualityClaims(of drivers: [Int64]) -> HubCall<[QualityClaim]> {
    list(\.qualityClaims, [.intArray(drivers)])
  }

  /// An element of a claim that its driver has to correct, or not.
  public struct ClaimElement: Decodable, Sendable, Hashable {
    /// The driver and his claim.
    public var driver, claim: Int64
    /// The element, as in `core.element`.
    public var element: String
    /// Whether it is his to correct.
    public var isToCorrect: Bool
  }

  /// The elements of the claims of some drivers (`hub.quality_claim_element`).
  public static func claimElements(of drivers: [Int64]) -> HubCall<[ClaimElement]> {
    list(\.qualityClaimElements, [.intArray(drivers)])
  }

  /// A dispatch that the post brought back, as the portal may show it.
  public struct ReturnedDispatch: Decodable, Sendable, Hashable {
    /// The driver, the returned dispatch, the application behind the card, and the card.
    public var driver, returned, application, card: Int64
    /// `awaiting_answer`, `awaiting_payment`, `to_reship`, `to_correct`, `reshipped` or `closed`.
    public var state: String
  }

  /// What the post brought back to some drivers, the oldest first (`hub.returned_dispatch`).
  public static func returnedDispatches(of drivers: [Int64]) -> HubCall<[ReturnedDispatch]> {
    list(\.returnedDispatches, [.intArray(drivers)])
  }

  /// A card on its way, as the portal may show it.
  public struct Dispatch: Decodable, Sendable, Hashable {
    /// The driver, the dispatch, the card.
    public var driver, dispatch, card: Int64
    /// The number of its envelope, once it is sent.
    public var barcode: String?
    /// `ordered`, `sent`, `returned` or `withdrawn`.
    public var state: String
  }

  /// The dispatches of some drivers, the oldest first (`hub.dispatch`).
  public static func dispatches(of drivers: [Int64]) -> HubCall<[Dispatch]> {
    list(\.dispatches, [.intArray(drivers)])
  }
}

/// JSON as text, for the few objects that are sent.
enum JSONText {
  /// An object of strings, its keys in their order.
  static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { "\(string($0.key)):\(string($0.value))" }.joined(separator: ",") + "}"
  }

  private static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20: quoted += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
