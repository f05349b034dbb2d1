extension CaseFile {
  /// One item of an earlier request, with the words that the driver read.
  public struct RequestedItem: Sendable, Hashable, Codable {
    /// What was flagged.
    public var item: Item
    /// Why.
    public var reason: Reason
    /// The reason's French label.
    public var labelFr = ""
    /// The reason's English label.
    public var labelEn = ""
    /// What a driver who reads French was told.
    public var wordingFr = ""
    /// What a driver who reads English was told.
    public var wordingEn = ""
    /// For colleagues; the driver never reads it.
    public var comment = ""

    enum CodingKeys: String, CodingKey {
      case item, reason, comment
      case labelFr = "label_fr"
      case labelEn = "label_en"
      case wordingFr = "wording_fr"
      case wordingEn = "wording_en"
    }

    /// One with these, and nothing else known.
    public init(item: Item, reason: Reason) {
      self.item = item
      self.reason = reason
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      item = try json.value(.item)
      reason = try json.value(.reason)
      labelFr = try json.value(.labelFr, or: "")
      labelEn = try json.value(.labelEn, or: "")
      wordingFr = try json.value(.wordingFr, or: "")
      wordingEn = try json.value(.wordingEn, or: "")
      comment = try json.value(.comment, or: "")
    }
  }
}
