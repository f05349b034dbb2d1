extension CaseFile {
  /// Whose a cause is, under the settings of today.
  public enum Imputation: String, CaseIterable, Codable, Sendable {
    /// IN Groupe's.
    case inGroupe = "in_groupe"
    /// The driver's.
    case driver
    /// Nobody's: the agent chooses.
    case none
  }

  /// What causes amount to, by the parties that they are imputed to (`core.fault_between`).
  public struct Faults: Sendable, Hashable, Codable {
    /// Causes of IN Groupe alone, of the driver alone, and of both; `nil` where the database did not say.
    public var inGroupe, driver, both: Outcome?

    enum CodingKeys: String, CodingKey {
      case driver, both
      case inGroupe = "in_groupe"
    }

    /// Nothing known.
    public init() {}

    /// What causes of these parties amount to; `nil` for none, or where the database did not say.
    public func amount(_ parties: Set<Outcome>) -> Outcome? {
      switch (parties.contains(.inGroupe), parties.contains(.driver)) {
      case (true, true): both
      case (true, false): inGroupe
      case (false, true): driver
      case (false, false): nil
      }
    }
  }

  /// What a driver says is wrong with his card (`core.quality_claim`).
  public struct Claim: Sendable, Hashable, Codable {
    /// Its number.
    public var id: Int
    /// The number of the return coupon.
    public var coupon = ""
    /// Where its application stands: `awaiting_card`, `under_analysis` …
    public var state = ""
    /// What the driver wrote.
    public var statement = ""
    /// When it was declared.
    public var declaredAt: Moment?
    /// When the card was received; `nil` before.
    public var receivedAt: Moment?
    /// Who received it.
    public var receivedBy: String?
    /// The serial of somebody else's card that came in its place; `nil` for his own.
    public var receivedSerial: String?
    /// The card that it is about.
    public var cardID: Int?
    /// The number printed on it.
    public var cardSerial: String?
    /// Its last day, `YYYY-MM-DD`.
    public var cardExpiresOn: String?
    /// What was decided, once it was.
    public var outcome: Outcome?
    /// The training behind the card.
    public var trainingID: Int?
    /// When the centre last corrected that training; `nil` where it never did.
    public var trainingCorrectedAt: Moment?
    /// How many other claims there were on the same card.
    public var earlierClaims = 0
    /// The elements that are declared defective, were read or were found defective, in the order of the card.
    public var elements: [ClaimElement] = []
    /// What agents read on the card that came back, in the same order.
    public var readings: [ElementReading] = []
    /// What agents found, in the same order.
    public var findings: [ElementFinding] = []
    /// The declared elements on which nothing was found yet.
    public var toFind: [ElementCode] = []
    /// Whose fault the findings make it; `nil` where the agent chooses, or where there are none.
    public var fault: Outcome?
    /// Whether a centre's error was found that the centre has not corrected yet: the database refuses to attribute it
    /// (`core.is_record_awaited`).
    public var isRecordAwaited = false
    /// Whether nothing was found wrong, and the driver may have the card back as it is (`core.is_without_defect`).
    public var isWithoutDefect = false
    /// What a card made again costs the driver, in cents; `nil` where the database did not say.
    public var feeCents: Int?
    /// Whose each cause is, by its code; empty where the database did not say.
    public var imputation: [String: Imputation] = [:]
    /// What causes of one party or of both amount to.
    public var faults = Faults()
    /// The documents behind the card that somebody looked at for what they are worth: who approved them, or who has this claim in hand.
    public var lookedAt: [Int] = []

    /// The elements, those that are declared first: what is read besides moves none of them.
    public var elementsInOrder: [ClaimElement] { elements.filter(\.isDeclared) + elements.filter { !$0.isDeclared } }

    enum CodingKeys: String, CodingKey {
      case id, coupon, state, statement, outcome, elements, readings, findings, fault, imputation, faults
      case toFind = "to_find"
      case lookedAt = "looked_at"
      case isRecordAwaited = "record_awaited"
      case isWithoutDefect = "without_defect"
      case feeCents = "fee_cents"
      case declaredAt = "declared_at"
      case receivedAt = "received_at"
      case receivedBy = "received_by"
      case receivedSerial = "received_serial"
      case cardID = "card_id"
      case cardSerial = "card_serial"
      case cardExpiresOn = "card_expires_on"
      case trainingID = "training_id"
      case trainingCorrectedAt = "training_corrected_at"
      case earlierClaims = "earlier_claims"
    }

    /// One of that number, and nothing else known.
    public init(id: Int) {
      self.id = id
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.value(.id)
      coupon = try json.value(.coupon, or: "")
      state = try json.value(.state, or: "")
      statement = try json.value(.statement, or: "")
      declaredAt = try json.given(.declaredAt)
      receivedAt = try json.given(.receivedAt)
      receivedBy = try json.given(.receivedBy)
      receivedSerial = try json.given(.receivedSerial)
      cardID = try json.given(.cardID)
      cardSerial = try json.given(.cardSerial)
      cardExpiresOn = try json.given(.cardExpiresOn)
      outcome = try json.given(.outcome)
      trainingID = try json.given(.trainingID)
      trainingCorrectedAt = try json.given(.trainingCorrectedAt)
      earlierClaims = try json.value(.earlierClaims, or: 0)
      elements = try json.value(.elements, or: [])
      readings = try json.value(.readings, or: [])
      findings = try json.value(.findings, or: [])
      toFind = try json.value(.toFind, or: [])
      isRecordAwaited = try json.value(.isRecordAwaited, or: false)
      isWithoutDefect = try json.value(.isWithoutDefect, or: false)
      feeCents = try json.given(.feeCents)
      fault = try json.given(.fault)
      imputation = try json.value(.imputation, or: [:])
      faults = try json.value(.faults, or: Faults())
      lookedAt = try json.value(.lookedAt, or: [])
    }
  }
}
