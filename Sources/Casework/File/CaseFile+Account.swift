extension CaseFile {
  /// What an account says, as the driver typed it; an empty text is a field left out.
  public struct Account: Sendable, Hashable, Codable {
    private var texts: [AccountField: String]

    /// An account with these fields.
    public init(_ texts: [AccountField: String] = [:]) { self.texts = texts.filter { !$0.value.isEmpty } }

    /// The text of a field.
    public subscript(field: AccountField) -> String {
      get { texts[field] ?? "" }
      set { texts[field] = newValue.isEmpty ? nil : newValue }
    }

    /// Name at birth.
    public var lastName: String { self[.lastName] }
    /// First names.
    public var firstNames: String { self[.firstNames] }
    /// Name in use, often empty.
    public var usageName: String { self[.usageName] }
    /// Date of birth, `YYYY-MM-DD` if typed well.
    public var birthDate: String { self[.birthDate] }
    /// Place of birth.
    public var birthPlace: String { self[.birthPlace] }
    /// Licence number.
    public var licenceNumber: String { self[.licenceNumber] }
    /// Day of issue of the licence, `YYYY-MM-DD` if typed well.
    public var licenceIssueDate: String { self[.licenceIssueDate] }
    /// Country of the licence, ISO 3166 alpha-2.
    public var licenceCountry: String { self[.licenceCountry] }
    /// E-mail address.
    public var email: String { self[.email] }
    /// Phone number.
    public var phone: String { self[.phone] }
    /// Address, lines separated by line breaks.
    public var postalAddress: String { self[.postalAddress] }

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(_ field: AccountField) { stringValue = field.rawValue }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    /// Reads the JSON object, a key for each field.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: Key.self)
      var texts: [AccountField: String] = [:]
      for field in AccountField.allCases { texts[field] = try json.value(Key(field), or: "") }
      self.init(texts)
    }

    /// Writes every field, empty ones too.
    public func encode(to encoder: any Encoder) throws {
      var json = encoder.container(keyedBy: Key.self)
      for field in AccountField.allCases { try json.encode(self[field], forKey: Key(field)) }
    }
  }
}
