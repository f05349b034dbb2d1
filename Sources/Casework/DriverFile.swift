/// A driver's whole file, from `desk.driver_file`. Times in seconds since 1970; what the driver typed is untrusted.
public struct DriverFile: Decodable, Sendable, Equatable {
  /// The account's state and how the driver is told things.
  public struct Driver: Decodable, Sendable, Equatable {
    public var id: Int64
    public var accountState: String
    public var emailBounced: Bool
    public var language, channel: String
    public var submittedAt: Moment
    public var round: Int
    public var now: Moment

    enum CodingKeys: String, CodingKey {
      case id, language, channel, round, now
      case accountState = "account_state"
      case emailBounced = "email_bounced"
      case submittedAt = "submitted_at"
    }
  }

  /// A training on his recap; dates as `YYYY-MM-DD`.
  public struct Training: Decodable, Sendable, Equatable {
    public var id: Int64
    public var kind, qualification, issuedOn, centre, state: String
    public var certificateUntil: String?

    enum CodingKeys: String, CodingKey {
      case id, kind, qualification, centre, state
      case issuedOn = "issued_on"
      case certificateUntil = "certificate_until"
    }
  }

  /// An application that was submitted.
  public struct Application: Decodable, Sendable, Equatable {
    public var id: Int64
    public var kind, state: String
    public var round: Int
    public var submittedAt: Moment?
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
      public var barcode: String
      public var at: Moment
    }
    public var id: Int64
    public var serial: String?
    public var state: String
    public var expiresOn: String?
    public var applicationId: Int64
    public var orderedAt: Moment
    public var dispatchedAt, activatedAt, voidedAt: Moment?
    public var voidReason: String?
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
    public var id: Int64
    public var applicationId: Int64
    public var amountCents: Int
    public var state: String
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
    public var amountCents: Int
    public var at: Moment

    enum CodingKeys: String, CodingKey {
      case number, kind, at
      case amountCents = "amount_cents"
    }
  }

  /// A case, by its number.
  public struct Case: Decodable, Sendable, Equatable {
    public var id: Int64
    public var queue, state: String
    public var round: Int
    public var openedAt: Moment
    public var dueAt: Moment?
    public var holder: String?

    enum CodingKeys: String, CodingKey {
      case id, queue, state, round, holder
      case openedAt = "opened_at"
      case dueAt = "due_at"
    }
  }

  /// A message to the driver.
  public struct Notification: Decodable, Sendable, Equatable {
    public var id: Int64
    public var template, channel, state: String
    public var at: Moment
  }

  public var driver: Driver
  /// His data as he last typed them.
  public var account: CaseFile.Account
  public var trainings: [Training]
  public var applications: [Application]
  public var cards: [Card]
  public var payments: [Payment]
  public var invoices: [Invoice]
  public var cases: [Case]
  public var notifications: [Notification]
  public var history: [CaseFile.HistoryEntry]
}
