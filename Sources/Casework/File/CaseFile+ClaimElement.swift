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

  /// What can be read of an element on a card in hand.
  public enum ElementContent: String, CaseIterable, Codable, Sendable {
    /// A text.
    case text
    /// A picture: its print is compared with the approved one.
    case picture
    /// Nothing: its defects are seen, not read.
    case nothing
  }

  /// One element of the card that a claim is about (`core.claim_element`). Texts are untrusted.
  public struct ClaimElement: Sendable, Hashable, Codable {
    /// Which.
    public var element: ElementCode
    /// Whether the driver declared it; otherwise only an agent read it, or found something on it.
    public var isDeclared = true
    /// What the driver says is right.
    public var claimed = ""
    /// What can be read there.
    public var shows: ElementContent
    /// What was to be printed, which is not what stands on the card; `nil` where no text says it.
    public var ordered: String?
    /// What the factory says it printed, where it reported that it was not what was ordered.
    public var reported: String?
    /// Where what was to be printed comes from.
    public var source: ElementSource
    /// What the source says; `nil` where no text says it.
    public var sourceValue: String?
    /// What the account says today; `nil` for what is no field of it.
    public var entryToday: String?

    enum CodingKeys: String, CodingKey {
      case element, claimed, shows, ordered, reported, source
      case isDeclared = "declared"
      case sourceValue = "source_value"
      case entryToday = "entry_today"
    }

    /// One with these, and nothing else known.
    public init(element: ElementCode, source: ElementSource, shows: ElementContent = .text) {
      self.element = element
      self.source = source
      self.shows = shows
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      element = try json.value(.element)
      isDeclared = try json.value(.isDeclared, or: true)
      claimed = try json.value(.claimed, or: "")
      shows = try json.value(.shows, or: .text)
      ordered = try json.given(.ordered)
      reported = try json.given(.reported)
      source = try json.value(.source)
      sourceValue = try json.given(.sourceValue)
      entryToday = try json.given(.entryToday)
    }
  }

  /// What an agent read on the card that came back (`core.card_reading`).
  public struct ElementReading: Sendable, Hashable, Codable {
    /// Which element.
    public var element: ElementCode
    /// What stands there, as the agent typed it: untrusted; empty where nothing is printed; `nil`: as ordered, or as the approved picture.
    public var value: String?
    /// The agent.
    public var by = ""
    /// When.
    public var at: Moment?

    enum CodingKeys: String, CodingKey { case element, value, by, at }

    /// One with these, and nothing else known.
    public init(element: ElementCode, value: String?) {
      self.element = element
      self.value = value
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      element = try json.value(.element)
      value = try json.given(.value)
      by = try json.value(.by, or: "")
      at = try json.given(.at)
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
    /// Whether it leaves something for the driver to correct (`core.is_to_correct`).
    public var isToCorrect = false
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
      case isToCorrect = "to_correct"
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
      isToCorrect = try json.value(.isToCorrect, or: false)
      value = try json.value(.value, or: "")
      comment = try json.value(.comment, or: "")
      by = try json.value(.by, or: "")
      at = try json.given(.at)
    }
  }
}
