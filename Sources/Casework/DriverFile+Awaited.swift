extension DriverFile {
  /// Something that is awaited of the driver.
  public struct Awaited: Decodable, Sendable, Equatable {
    /// What he has to do.
    public enum Kind: String, Code {
      /// Send his account again: it is suspended.
      case account
      /// Correct what a request names.
      case correction
      /// Correct what he had entered of a card, and pay for another.
      case claimCorrection = "claim_correction"
      /// Pay for the same card again.
      case claimPayment = "claim_payment"
      case payment
      /// Post the card with its coupon.
      case card
      /// Say where a card goes that the post brought back.
      case address
      case unknown
    }

    /// One thing to correct, in the words that he was sent.
    public struct Item: Decodable, Sendable, Equatable {
      /// What it is.
      public var labelFr, labelEn: String
      /// The reason's wording as it was on that day.
      public var wordingFr, wordingEn: String

      enum CodingKeys: String, CodingKey {
        case labelFr = "label_fr"
        case labelEn = "label_en"
        case wordingFr = "wording_fr"
        case wordingEn = "wording_en"
      }
    }

    /// What he has to do.
    public var kind: Kind
    /// The case that waits for it.
    public var caseId: CaseNumber?
    /// When he is told: still to come while the decision can be undone.
    public var toldAt: Moment
    /// The coupon, the envelope's barcode or the number of the application to be paid.
    public var number: String?
    /// What is to be paid, in cents of euro.
    public var amountCents: Int?
    /// Whether he may take the card back for nothing instead.
    public var canTakeBack: Bool
    /// What he has to correct.
    public var items: [Item]

    enum CodingKeys: String, CodingKey {
      case kind, number, items
      case caseId = "case_id"
      case toldAt = "told_at"
      case amountCents = "amount_cents"
      case canTakeBack = "card_back"
    }
  }
}
