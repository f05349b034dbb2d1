extension CaseFile {
  /// The driver and the state of his account.
  public struct Driver: Sendable, Hashable, Codable {
    /// His number.
    public var id: Int
    /// `submitted`, `to_correct`, `active`, `suspended` or `closed`.
    public var accountState = ""
    /// Whether mail to the address of the account came back.
    public var hasBouncedEmail = false
    /// Language of his messages: `fr` or `en`.
    public var language = "fr"
    /// Where he wants his messages: `email` or `sms`.
    public var channel = "email"

    enum CodingKeys: String, CodingKey {
      case id, language, channel
      case accountState = "account_state"
      case hasBouncedEmail = "email_bounced"
    }

    /// One with these, and nothing else known.
    public init(id: Int) {
      self.id = id
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.value(.id)
      accountState = try json.value(.accountState, or: "")
      hasBouncedEmail = try json.value(.hasBouncedEmail, or: false)
      language = try json.value(.language, or: "fr")
      channel = try json.value(.channel, or: "email")
    }
  }
}
