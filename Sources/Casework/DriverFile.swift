/// A driver's whole file, from `desk.driver_file`. What the driver typed is untrusted.
public struct DriverFile: Decodable, Sendable, Equatable {
  /// The account's state and how the driver is told things.
  public struct Driver: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    /// The account's state.
    public var accountState: String
    /// What he is shown of it: another one until a decision takes effect.
    public var shownState: String
    /// Whether his e-mail bounced.
    public var emailBounced: Bool
    public var language, channel: String
    /// When it was submitted.
    public var submittedAt: Moment
    /// The round, 1 at first submission.
    public var round: Int
    /// The database's clock.
    public var now: Moment

    /// Whether his account is one that he can enter.
    public var isActive: Bool { shownState == "active" }

    enum CodingKeys: String, CodingKey {
      case id, language, channel, round, now
      case accountState = "account_state"
      case shownState = "shown_state"
      case emailBounced = "email_bounced"
      case submittedAt = "submitted_at"
    }
  }

  /// A training on his recap; dates as `YYYY-MM-DD`.
  public struct Training: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    public var kind, qualification, issuedOn, centre, state: String
    /// The last day of its certificate, if it gave one.
    public var certificateUntil: String?

    enum CodingKeys: String, CodingKey {
      case id, kind, qualification, centre, state
      case issuedOn = "issued_on"
      case certificateUntil = "certificate_until"
    }
  }

  /// An application that was submitted.
  public struct Application: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    public var kind, state: String
    /// The round, 1 at first submission.
    public var round: Int
    /// When it was submitted.
    public var submittedAt: Moment?
    /// Where the card goes.
    public var deliveryAddress: String

    enum CodingKeys: String, CodingKey {
      case id, kind, state, round
      case submittedAt = "submitted_at"
      case deliveryAddress = "delivery_address"
    }
  }

  /// A card, from order to destruction.
  public struct Card: Decodable, Sendable, Equatable {
    /// One sending of it.
    public struct Dispatch: Decodable, Sendable, Equatable {
      /// The barcode of the envelope; `nil` before it is sent.
      public var barcode: String?
      /// When it was sent; when it was ordered, before that.
      public var at: Moment
      /// `ordered`, `sent`, `returned` or `withdrawn`.
      public var state: String?
      /// The address on the envelope: untrusted.
      public var printedAddress: String?

      enum CodingKeys: String, CodingKey {
        case barcode, at, state
        case printedAddress = "printed_address"
      }
    }
    /// Its number.
    public var id: Int64
    /// The number printed on it; `nil` before it is produced.
    public var serial: String?
    /// Where it stands in its lifecycle.
    public var state: String
    /// Its last day, `YYYY-MM-DD`.
    public var expiresOn: String?
    /// The application that it belongs to.
    public var applicationId: Int64
    /// When it was ordered.
    public var orderedAt: Moment
    public var dispatchedAt, activatedAt, voidedAt: Moment?
    /// Why it is void: `lost`, `stolen`, `superseded`.
    public var voidReason: String?
    /// Its sendings.
    public var dispatches: [Dispatch]

    enum CodingKeys: String, CodingKey {
      case id, serial, state, dispatches
      case expiresOn = "expires_on"
      case applicationId = "application_id"
      case orderedAt = "ordered_at"
      case dispatchedAt = "dispatched_at"
      case activatedAt = "activated_at"
      case voidedAt = "voided_at"
      case voidReason = "void_reason"
    }
  }

  /// A payment, in cents of euro.
  public struct Payment: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    /// The application that it belongs to.
    public var applicationId: Int64
    /// Cents of euro.
    public var amountCents: Int
    /// Where it stands in its lifecycle.
    public var state: String
    /// When.
    public var at: Moment

    enum CodingKeys: String, CodingKey {
      case id, state, at
      case applicationId = "application_id"
      case amountCents = "amount_cents"
    }
  }

  /// An invoice or a credit note.
  public struct Invoice: Decodable, Sendable, Equatable {
    public var number, kind: String
    /// Cents of euro.
    public var amountCents: Int
    /// When.
    public var at: Moment

    enum CodingKeys: String, CodingKey {
      case number, kind, at
      case amountCents = "amount_cents"
    }
  }

  /// A message to the driver.
  public struct Notification: Decodable, Sendable, Equatable {
    /// Its number.
    public var id: Int64
    public var template, channel, state: String
    /// When.
    public var at: Moment
    /// When it goes, where it is held back; `nil` elsewhere.
    public var goesAt: Moment?

    enum CodingKeys: String, CodingKey {
      case id, template, channel, state, at
      case goesAt = "goes_at"
    }
  }

  /// An agent's note on him, or on a case of his.
  public struct Note: Decodable, Sendable, Equatable {
    /// When.
    public var at: Moment
    /// Who wrote it.
    public var by: String
    /// What was written: untrusted.
    public var text: String
    /// The case that it is about; `nil`: himself.
    public var caseId: CaseNumber?

    enum CodingKeys: String, CodingKey {
      case at, by, text
      case caseId = "case_id"
    }
  }

  /// The driver's number.
  public var driver: Driver
  /// His data as he last typed them.
  public var account: CaseFile.Account
  /// What is awaited of him, oldest first.
  public var awaited: [Awaited]
  /// His trainings.
  public var trainings: [Training]
  /// His applications.
  public var applications: [Application]
  /// His cards.
  public var cards: [Card]
  /// His payments.
  public var payments: [Payment]
  /// His invoices.
  public var invoices: [Invoice]
  /// His cases.
  public var cases: [CaseHead]
  /// His quality claims.
  public var claims: [Claim]
  /// His cards that the post brought back.
  public var returnedDispatches: [ReturnedDispatch]
  /// Trainings that hang on nobody and could be his.
  public var unattachedTrainings: [UnattachedTraining]
  /// His last messages.
  public var notifications: [Notification]
  /// What happened, oldest first; notes stand by themselves.
  public var history: [CaseFile.HistoryEntry]
  /// Agents' notes, oldest first.
  public var notes: [Note]

  enum CodingKeys: String, CodingKey {
    case driver, account, awaited, trainings, applications, cards, payments, invoices, cases, claims, notifications, history, notes
    case returnedDispatches = "returned_dispatches"
    case unattachedTrainings = "unattached_trainings"
  }
}
