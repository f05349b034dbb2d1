extension DriverFile {
  /// A quality claim.
  public struct Claim: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    /// The number of the return coupon.
    public var coupon: String
    /// Where its application stands: `awaiting_card`, `under_analysis` …
    public var state: String
    /// The card that it is about.
    public var cardId: Int64
    /// Its case.
    public var caseId: CaseNumber
    /// When it was declared.
    public var declaredAt: Moment
    /// When the card was received; `nil` before.
    public var receivedAt: Moment?
    /// What was decided; `nil` before.
    public var outcome: Outcome?

    enum CodingKeys: String, CodingKey {
      case id, coupon, state, outcome
      case cardId = "card_id"
      case caseId = "case_id"
      case declaredAt = "declared_at"
      case receivedAt = "received_at"
    }
  }

  /// A dispatch that the post brought back.
  public struct ReturnedDispatch: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    /// The barcode on the envelope.
    public var barcode: String
    /// Its case; `nil` for a void card, which goes on the list to destroy.
    public var caseId: CaseNumber?
    /// The card in it.
    public var cardId: Int64
    /// Why the post brought it back.
    public var postalReason: PostalReason
    /// When it was registered.
    public var registeredAt: Moment
    /// `awaiting_answer`, `awaiting_payment`, `to_reship`, `to_correct`, `reshipped` or `closed`.
    public var state: String
    /// The address that the driver confirmed or gave since; `nil` before. Untrusted.
    public var address: String?

    enum CodingKeys: String, CodingKey {
      case id, barcode, state, address
      case caseId = "case_id"
      case cardId = "card_id"
      case postalReason = "postal_reason"
      case registeredAt = "registered_at"
    }
  }

  /// A training that hangs on nobody and could be his; texts are what the centre typed.
  public struct UnattachedTraining: Decodable, Sendable, Equatable {
    /// What it has in common with the account.
    public enum Match: String, Decodable, Sendable {
      /// The licence number.
      case licence
      /// Names and date of birth.
      case identity
      /// Last name and date of birth.
      case near
    }

    /// Its number.
    public var id: Int64
    public var kind, qualification, issuedOn, centre, licenceNumber, lastName, firstNames: String
    /// `YYYY-MM-DD`.
    public var birthDate: String?
    /// What it has in common with the account.
    public var match: Match
    /// What is not the account's; nothing: no comment is needed to attach it.
    public var differs: [Difference]

    /// What may be another's.
    public enum Difference: String, Code {
      case licence, names
      case birthDate = "birth_date"
      case unknown
    }

    enum CodingKeys: String, CodingKey {
      case id, kind, qualification, centre, match, differs
      case issuedOn = "issued_on"
      case licenceNumber = "licence_number"
      case lastName = "last_name"
      case firstNames = "first_names"
      case birthDate = "birth_date"
    }
  }
}
