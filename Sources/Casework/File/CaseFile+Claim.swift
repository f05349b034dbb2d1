extension CaseFile {
  /// Where the printed value of an element comes from.
  public enum ElementSource: String, CaseIterable, Codable, Sendable {
    /// What the driver typed, or the picture that he gave.
    case entry
    /// His licence, as he copied it.
    case licence
    /// The record of a training centre.
    case training
    /// Computed from a training.
    case computation
    /// The factory.
    case factory
  }

  /// Whose a cause is, under the settings of today.
  public enum Imputation: String, CaseIterable, Codable, Sendable {
    /// IN Groupe's.
    case inGroupe = "in_groupe"
    /// The driver's.
    case driver
    /// Nobody's: the agent chooses.
    case none
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
    /// The elements that are declared defective or were found so, in the order of the card.
    public var elements: [ClaimElement] = []
    /// What agents found, in the same order.
    public var findings: [ElementFinding] = []
    /// Whose the causes are that a setting imputes, by cause, and `mixed` where findings are of both; empty where the database did not say.
    public var imputation: [String: Outcome] = [:]

    enum CodingKeys: String, CodingKey {
      case id, coupon, state, statement, outcome, elements, findings, imputation
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
      findings = try json.value(.findings, or: [])
      imputation = try json.value(.imputation, or: [:])
    }
  }

  /// One element of the card that a claim is about (`core.claim_element`). Texts are untrusted.
  public struct ClaimElement: Sendable, Hashable, Codable {
    /// Which.
    public var element: ElementCode
    /// Whether the driver declared it; otherwise only an agent found something on it.
    public var isDeclared = true
    /// What the driver says is right.
    public var claimed = ""
    /// What was printed; `nil` where no text says it.
    public var produced: String?
    /// Where that comes from.
    public var source: ElementSource
    /// What the source says; `nil` where no text says it.
    public var sourceValue: String?
    /// What the account says today; `nil` for what is no field of it.
    public var entryToday: String?

    enum CodingKeys: String, CodingKey {
      case element, claimed, produced, source
      case isDeclared = "declared"
      case sourceValue = "source_value"
      case entryToday = "entry_today"
    }

    /// One with these, and nothing else known.
    public init(element: ElementCode, source: ElementSource) {
      self.element = element
      self.source = source
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      element = try json.value(.element)
      isDeclared = try json.value(.isDeclared, or: true)
      claimed = try json.value(.claimed, or: "")
      produced = try json.given(.produced)
      source = try json.value(.source)
      sourceValue = try json.given(.sourceValue)
      entryToday = try json.given(.entryToday)
    }
  }

  /// What an agent found on one element (`core.finding`).
  public struct ElementFinding: Sendable, Hashable, Codable {
    /// Which element.
    public var element: ElementCode
    /// Why it is defective.
    public var cause: Cause
    /// Whose that cause is today.
    public var imputedTo: Imputation
    /// What the new card must say; empty where nothing is to be changed.
    public var value = ""
    /// For colleagues; the driver never reads it.
    public var comment = ""
    /// The agent.
    public var by = ""
    /// When.
    public var at: Moment?

    enum CodingKeys: String, CodingKey {
      case element, cause, value, comment, by, at
      case imputedTo = "imputed_to"
    }

    /// One with these, and nothing else known.
    public init(element: ElementCode, cause: Cause, imputedTo: Imputation) {
      self.element = element
      self.cause = cause
      self.imputedTo = imputedTo
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      element = try json.value(.element)
      cause = try json.value(.cause)
      imputedTo = try json.value(.imputedTo, or: .none)
      value = try json.value(.value, or: "")
      comment = try json.value(.comment, or: "")
      by = try json.value(.by, or: "")
      at = try json.given(.at)
    }
  }
}
