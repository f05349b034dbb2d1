import Postgres

/// A driver that a search found. Untrusted text.
public struct SearchHit: Sendable, Equatable {
  /// The driver's number.
  public var driver: Int64
  public var lastName, firstNames, birthDate, licenceNumber, email, accountState: String
  /// Which of his data matched: `name`, `email`, `phone`, `licence`, `driver`, `case`, `application`, `card`, `dispatch`, `coupon`, `invoice`.
  public var foundBy: String
  /// The numbers of his cases.
  public var cases: [Int64]
}

/// A training just attached to a driver.
public struct Attachment: Sendable, Equatable {
  /// Their numbers.
  public var training, driver: Int64
  /// Whether licence number or identity match to the letter.
  public var isExact: Bool
  /// The last day of the certificate that it gave, `YYYY-MM-DD`; `nil` where it gave none.
  public var certificateUntil: String?
}

/// A way to reach a driver just corrected.
public struct ContactChange: Sendable, Equatable {
  /// What it was: untrusted.
  public var former: String
  /// How many messages that could not reach him are queued again.
  public var resent: Int
}

extension Desk {
  /// Queues the "create your password" message again; gives its channel, `email` or `sms`.
  public mutating func resendPassword(_ driver: Int64, key: String? = nil) throws(DeskError) -> String {
    try row(.resendPassword, [request(key, .resendPassword), .int(driver)], .records(.driver(driver))) { row throws(PostgresError) in
      try row.string("channel")
    }
  }

  /// Queues an invoice's duplicate again; gives its channel.
  public mutating func resendInvoice(_ number: String, key: String? = nil) throws(DeskError) -> String {
    try row(.resendInvoice, [request(key, .resendInvoice), .text(number)], .records(.named(number))) { row throws(PostgresError) in
      try row.string("channel")
    }
  }

  /// Attaches a training that hangs on nobody to a driver (`queries/desk/attach.sql`).
  ///
  /// - Parameter comment: needed where neither licence number nor identity match.
  public mutating func attach(
    _ training: Int64, to driver: Int64, comment: String = "", key: String? = nil
  ) throws(DeskError) -> Attachment {
    try row(.attach, [request(key, .attach), .int(training), .int(driver), .text(comment)], .records(.driver(driver))) {
      row throws(PostgresError) in
      Attachment(
        training: try row.int64("training"), driver: try row.int64("driver"), isExact: try row.bool("exact"),
        certificateUntil: try row.optionalString("certificate_until"))
    }
  }

  /// Takes a training with an unused right off its driver (supervisors; `queries/desk/detach.sql`).
  public mutating func detach(_ training: Int64, key: String? = nil) throws(DeskError) {
    _ = try run(.detach, [request(key, .detach), .int(training)], .records(.named(String(training))))
  }

  /// Corrects a driver's e-mail or phone, traced (`queries/desk/contact.sql`).
  ///
  /// - Parameter field: `email` or `phone`.
  public mutating func contact(
    _ driver: Int64, _ field: String, _ value: String, key: String? = nil
  ) throws(DeskError) -> ContactChange {
    // The answer says what it was: that is reading his file.
    _ = try reading("driver", [driver])
    return try row(.contact, [request(key, .contact), .int(driver), .text(field), .text(value)], .records(.driver(driver))) {
      row throws(PostgresError) in
      ContactChange(former: try row.optionalString("former") ?? "", resent: try row.int("resent"))
    }
  }
}
