extension CaseFile {
  /// A dispatch that the post brought back (`core.returned_dispatch`). Addresses are lines separated by line breaks, untrusted.
  public struct ReturnedDispatch: Sendable, Hashable, Codable {
    /// Its number.
    public var id: Int
    /// The barcode on the envelope.
    public var barcode = ""
    /// The address on the envelope.
    public var printedAddress = ""
    /// When it was sent.
    public var dispatchedAt: Moment?
    /// When it was registered.
    public var registeredAt: Moment?
    /// Who registered it.
    public var registeredBy = ""
    /// Why the post brought it back.
    public var postalReason: PostalReason
    /// `awaiting_answer`, `awaiting_payment`, `to_reship`, `to_correct`, `reshipped` or `closed`.
    public var state = ""
    /// The address that the driver had given.
    public var givenAddress = ""
    /// The address that he confirmed or gave since; `nil` before.
    public var address: String?
    /// Whether he confirmed the former one.
    public var isConfirmed = false
    /// Whether what was printed is not what he had given: then it costs him nothing.
    public var isMisprinted = false
    /// Whether he wants it at the address that was printed, however he writes it (`core.same_address`).
    public var isSameAsPrinted = false
    /// When he answered.
    public var answeredAt: Moment?
    /// What sending it again costs him, in cents of euro; `nil` where it costs nothing.
    public var feeCents: Int?
    /// Where that payment stands.
    public var feeState: String?
    /// The card in it.
    public var cardID: Int?
    /// The number printed on that.
    public var cardSerial: String?
    /// Where its life stands: a void card is never sent again.
    public var cardState = ""
    /// Dispatches of the same card that came back before, oldest first.
    public var earlier: [EarlierReturn] = []

    enum CodingKeys: String, CodingKey {
      case id, barcode, state, address, earlier
      case printedAddress = "printed_address"
      case dispatchedAt = "dispatched_at"
      case registeredAt = "registered_at"
      case registeredBy = "registered_by"
      case postalReason = "postal_reason"
      case givenAddress = "given_address"
      case isConfirmed = "confirmed"
      case isMisprinted = "misprinted"
      case isSameAsPrinted = "same_as_printed"
      case answeredAt = "answered_at"
      case feeCents = "fee_cents"
      case feeState = "fee_state"
      case cardID = "card_id"
      case cardSerial = "card_serial"
      case cardState = "card_state"
    }

    /// One with these, and nothing else known.
    public init(id: Int, postalReason: PostalReason) {
      self.id = id
      self.postalReason = postalReason
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.value(.id)
      barcode = try json.value(.barcode, or: "")
      printedAddress = try json.value(.printedAddress, or: "")
      dispatchedAt = try json.given(.dispatchedAt)
      registeredAt = try json.given(.registeredAt)
      registeredBy = try json.value(.registeredBy, or: "")
      postalReason = try json.value(.postalReason)
      state = try json.value(.state, or: "")
      givenAddress = try json.value(.givenAddress, or: "")
      address = try json.given(.address)
      isConfirmed = try json.value(.isConfirmed, or: false)
      isMisprinted = try json.value(.isMisprinted, or: false)
      isSameAsPrinted = try json.value(.isSameAsPrinted, or: false)
      answeredAt = try json.given(.answeredAt)
      feeCents = try json.given(.feeCents)
      feeState = try json.given(.feeState)
      cardID = try json.given(.cardID)
      cardSerial = try json.given(.cardSerial)
      cardState = try json.value(.cardState, or: "")
      earlier = try json.value(.earlier, or: [])
    }
  }

  /// An earlier dispatch of the same card that came back.
  public struct EarlierReturn: Sendable, Hashable, Codable {
    /// The barcode on the envelope.
    public var barcode = ""
    /// The address on the envelope.
    public var printedAddress = ""
    /// When it was sent.
    public var dispatchedAt: Moment?
    /// When it was registered.
    public var registeredAt: Moment?
    /// Why the post brought it back.
    public var postalReason: PostalReason
    /// Where it was sent next; `nil` where the driver never answered.
    public var address: String?
    /// Whether the driver wants his card at the address on that envelope now.
    public var isSameAsAnswer = false
    /// Whether that envelope bore the address of the one that came back now.
    public var isSameAsPrinted = false

    enum CodingKeys: String, CodingKey {
      case barcode, address
      case isSameAsAnswer = "same_as_answer"
      case isSameAsPrinted = "same_as_printed"
      case printedAddress = "printed_address"
      case dispatchedAt = "dispatched_at"
      case registeredAt = "registered_at"
      case postalReason = "postal_reason"
    }

    /// One with that reason, and nothing else known.
    public init(postalReason: PostalReason) {
      self.postalReason = postalReason
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      barcode = try json.value(.barcode, or: "")
      printedAddress = try json.value(.printedAddress, or: "")
      dispatchedAt = try json.given(.dispatchedAt)
      registeredAt = try json.given(.registeredAt)
      postalReason = try json.value(.postalReason)
      address = try json.given(.address)
      isSameAsAnswer = try json.value(.isSameAsAnswer, or: false)
      isSameAsPrinted = try json.value(.isSameAsPrinted, or: false)
    }
  }
}
