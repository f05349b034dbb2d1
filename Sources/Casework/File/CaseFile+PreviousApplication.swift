extension CaseFile {
  /// What an application said in the previous round.
  public struct PreviousApplication: Sendable, Hashable, Codable {
    /// Where the card was to go.
    public var deliveryAddress = ""

    enum CodingKeys: String, CodingKey {
      case deliveryAddress = "delivery_address"
    }

    /// One of which nothing is known.
    public init() {}

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      deliveryAddress = try json.value(.deliveryAddress, or: "")
    }
  }
}
