extension CaseFile {
  /// What an application asks for.
  public enum ApplicationKind: String, CaseIterable, Codable, Sendable {
    /// A card, after a training.
    case card
    /// Another one for a lost card.
    case replacementLoss = "replacement_loss"
    /// Another one for a stolen card.
    case replacementTheft = "replacement_theft"
    /// Another one for a defective card.
    case replacementQuality = "replacement_quality"
  }

  /// The application that the case is about (`core.application`).
  public struct Application: Sendable, Hashable, Codable {
    /// Its number.
    public var id: Int
    /// What is asked for.
    public var kind: ApplicationKind
    /// Where it stands.
    public var state = ""
    /// 1 at the first submission, one more at each answer.
    public var round = 1
    /// When it was submitted.
    public var submittedAt: Moment?
    /// Where the card goes: lines separated by line breaks.
    public var deliveryAddress = ""
    /// Where the invoice goes, same form.
    public var invoiceAddress = ""
    /// Who pays, perhaps an employer.
    public var invoiceAddressee = ""
    /// Whether he promised to give back a lost card if it is found.
    public var hasPromised = false
    /// The card to replace, or the one ordered.
    public var cardID: Int?
    /// Its serial.
    public var cardSerial: String?
    /// The training that gives the right.
    public var training: Training?

    enum CodingKeys: String, CodingKey {
      case id, kind, state, training, round
      case submittedAt = "submitted_at"
      case deliveryAddress = "delivery_address"
      case invoiceAddress = "invoice_address"
      case invoiceAddressee = "invoice_addressee"
      case cardID = "card_id"
      case cardSerial = "card_serial"
      case hasPromised = "promise"
    }

    /// One with these, and nothing else known.
    public init(id: Int, kind: ApplicationKind) {
      self.id = id
      self.kind = kind
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.value(.id)
      kind = try json.value(.kind)
      state = try json.value(.state, or: "")
      round = try json.value(.round, or: 1)
      submittedAt = try json.given(.submittedAt)
      deliveryAddress = try json.value(.deliveryAddress, or: "")
      invoiceAddress = try json.value(.invoiceAddress, or: "")
      invoiceAddressee = try json.value(.invoiceAddressee, or: "")
      hasPromised = try json.value(.hasPromised, or: false)
      cardID = try json.given(.cardID)
      cardSerial = try json.given(.cardSerial)
      training = try json.given(.training)
    }
  }
}
