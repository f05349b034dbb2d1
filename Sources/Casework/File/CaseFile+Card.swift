extension CaseFile {
  /// A card of the driver (`core.card`).
  public struct Card: Sendable, Hashable, Codable {
    /// Its serial; `nil` before it is produced.
    public var serial: String?
    /// Where its life stands.
    public var state = ""
    /// Its last day, `YYYY-MM-DD`.
    public var expiresOn: String?
    /// Its number.
    public var id: Int?
    /// The application that ordered it.
    public var applicationID: Int?
    /// When it was ordered.
    public var orderedAt: Moment?
    /// When it was sent.
    public var dispatchedAt: Moment?
    /// When the driver activated it.
    public var activatedAt: Moment?
    /// When it became void.
    public var voidedAt: Moment?
    /// Why it is void.
    public var voidReason: String?

    enum CodingKeys: String, CodingKey {
      case serial, state, id
      case expiresOn = "expires_on"
      case applicationID = "application_id"
      case orderedAt = "ordered_at"
      case dispatchedAt = "dispatched_at"
      case activatedAt = "activated_at"
      case voidedAt = "voided_at"
      case voidReason = "void_reason"
    }

    /// One of which nothing is known.
    public init() {}

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      serial = try json.given(.serial)
      state = try json.value(.state, or: "")
      expiresOn = try json.given(.expiresOn)
      id = try json.given(.id)
      applicationID = try json.given(.applicationID)
      orderedAt = try json.given(.orderedAt)
      dispatchedAt = try json.given(.dispatchedAt)
      activatedAt = try json.given(.activatedAt)
      voidedAt = try json.given(.voidedAt)
      voidReason = try json.given(.voidReason)
    }
  }
}
