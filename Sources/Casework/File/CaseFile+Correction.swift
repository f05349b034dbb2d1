extension CaseFile {
  /// What a driver corrects on a new card after a claim that was settled as his fault (`core.correction_of`).
  public struct Correction: Sendable, Hashable, Codable {
    /// The number of the return coupon of that claim.
    public var coupon = ""
    /// The case in which it was settled.
    public var caseNumber: CaseNumber
    /// What was found then, in the order of the card.
    public var findings: [CorrectedElement] = []

    enum CodingKeys: String, CodingKey {
      case coupon, findings
      case caseNumber = "case_id"
    }

    /// One that came of that case, and nothing else known.
    public init(caseNumber: CaseNumber) {
      self.caseNumber = caseNumber
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      coupon = try json.value(.coupon, or: "")
      caseNumber = try json.value(.caseNumber)
      findings = try json.value(.findings, or: [])
    }
  }

  /// An element on which something was found, on the former card and on the one to come. Texts are untrusted, dates `YYYY-MM-DD`.
  public struct CorrectedElement: Sendable, Hashable, Codable {
    /// Which element.
    public var element: ElementCode
    /// What can be read there.
    public var shows: ElementContent
    /// Why it was defective (`core.finding`).
    public var cause: Cause
    /// Whose that cause is today.
    public var imputedTo: Imputation
    /// Whether the driver was to give something else there: not where he only damaged it.
    public var isToCorrect = false
    /// What was to be printed on the former card (`core.ordered_text`); `nil` where no text says it.
    public var ordered: String?
    /// What is to be printed on the new one, as it would be ordered now (`core.card_content`); `nil` where no text says it: for pictures,
    /// and for what the factory sets.
    public var toPrint: String?
    /// The document that replaces the picture on the former card; `nil` where the same one is printed, and for what is no picture.
    public var documentID: Int?

    enum CodingKeys: String, CodingKey {
      case element, shows, cause, ordered
      case imputedTo = "imputed_to"
      case isToCorrect = "to_correct"
      case toPrint = "to_print"
      case documentID = "document"
    }

    /// One with these, and nothing else known.
    public init(element: ElementCode, shows: ElementContent = .text, cause: Cause, imputedTo: Imputation) {
      self.element = element
      self.shows = shows
      self.cause = cause
      self.imputedTo = imputedTo
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      element = try json.value(.element)
      shows = try json.value(.shows, or: .text)
      cause = try json.value(.cause)
      imputedTo = try json.value(.imputedTo, or: .none)
      isToCorrect = try json.value(.isToCorrect, or: false)
      ordered = try json.given(.ordered)
      toPrint = try json.given(.toPrint)
      documentID = try json.given(.documentID)
    }
  }
}
