/// What one driver is going to declare defective on his card, and the truth about it.
public struct PlannedClaim: Sendable, Hashable {
  /// One element of the card.
  public struct Element: Sendable, Hashable {
    /// The element, as in `core.element`.
    public var element: String
    /// What the driver says is right in its place; empty where that cannot be written. For `expiry_date` a number of years to add to what
    /// stands on the card.
    public var claimed: String
    /// The true cause, as in `core.cause`.
    public var cause: String
    /// What the new card must say where its source does not say it; empty for most.
    public var value = ""
    /// What the factory printed instead of what was ordered; `nil` where it printed that.
    public var printed: String?
  }

  /// How the card comes back to the mailroom.
  public enum Posting: String, Sendable, CaseIterable {
    /// With its coupon, as it should.
    case posts
    /// Without the coupon: the mailroom finds the claim by the card's number.
    case forgetsCoupon = "forgets_coupon"
    /// The envelope is empty the first time.
    case emptyFirst = "empty_first"
    /// Another card lies in the envelope the first time.
    case wrongCardFirst = "wrong_card_first"
    /// The scanner reads its coupon by mistake before it came; that is taken back.
    case slip
    /// Never.
    case never
    /// The driver thinks better of it.
    case cancels
    /// He loses the card before he posts it, and declares the loss.
    case losesCard = "loses_card"
  }

  /// The elements declared, at least one.
  public let elements: [Element]
  /// What the driver writes.
  public let statement: String
  /// How the card comes back.
  public let posting: Posting
  /// Whether he activated the card before he saw the fault.
  public let activatesFirst: Bool
  /// Minutes from the card in hand to the declaration, and from there to the mailroom.
  public let delay, journey: Int
  /// Minutes until he answers an attribution that is his; `nil`: never.
  public let answer: Int?
  /// Whether he takes the same card back where nothing was found on it.
  public let takesCardBack: Bool
  /// Whether the factory reports what it misprinted.
  public let isConfessed: Bool

  /// Causes that are a driver's; those of `imputation_…` settings and all others are IN Groupe's.
  static let driversCauses: Set<String> = ["data_entry_error", "unsuitable_image_supplied", "civil_status_change", "holder_damage"]

  /// Whose fault it is: `in_groupe` where one cause is IN Groupe's, else `driver`.
  public var outcome: String {
    elements.contains { !Self.driversCauses.contains($0.cause) && $0.cause != "no_defect_found" } ? "in_groupe" : "driver"
  }

  /// What the factory says it printed wrong, by element: of most misprints it knows nothing.
  var misprints: [(key: String, value: String)] {
    guard isConfessed else { return [] }
    return elements.compactMap { element in element.printed.map { (key: element.element, value: $0) } }
  }

  /// Whether the factory computed the validity a year too short.
  var isValidityWrong: Bool { elements.contains { $0.cause == "validity_computation" } }

  /// The truth, one line an element.
  func faults(of driver: Int) -> [PlantedFault] {
    elements.map { element in
      PlantedFault(
        driver: driver, subject: .claim, item: element.element, reason: element.cause,
        kind: element.cause == "no_defect_found" ? .imaginedDefect : outcome == "driver" ? .ownFault : .defect)
    }
  }
}

/// How a card comes back by post, and what its driver does then.
public struct PlannedReturn: Sendable, Hashable {
  /// What a driver does when he is told.
  public enum Manner: String, Sendable {
    /// Answers.
    case answers
    /// Never answers.
    case silent
    /// Declares the card lost first, which is refused; then answers.
    case triesLoss = "tries_loss"
    /// Declares the card lost before it comes back: void, it is destroyed.
    case declaredLost = "declared_lost"
    /// Never answers, but orders a new card by the right of another training, and activates it.
    case newerCard = "newer_card"
  }

  /// One answer.
  public struct Answer: Sendable, Hashable {
    /// The address that he gives; `nil` confirms the one given before.
    public var address: String?
    /// Why an agent ought to refuse it, as in `core.reason`; `nil` where the card ought to be sent.
    public var deserves: String?
    /// Minutes from the message to the answer.
    public var delay: Int
    /// How the payment goes, where one is asked for.
    public var payment: PlannedApplication.Payment
  }

  /// Why, as in `core.postal_reason`.
  public let reason: String
  /// Minutes from the dispatch to the mailroom.
  public let journey: Int
  /// Whether the address on the envelope is not what was ordered.
  public let isMisprinted: Bool
  /// Whether the scanner reads it twice.
  public let isScannedTwice: Bool
  /// What he does.
  public let manner: Manner
  /// His answers in their order.
  public let answers: [Answer]

  /// The truth, one line an answer.
  func faults(of driver: Int) -> [PlantedFault] {
    answers.enumerated().map { number, answer in
      PlantedFault(
        driver: driver, subject: .returnedDispatch, round: number + 1, item: "delivery_address", reason: answer.deserves,
        kind: answer.deserves == nil ? .servedAddress : .unservedAddress)
    }
  }
}
