public import Casework
import Postgres

/// A driver that a search found. Untrusted text.
public struct SearchHit: Decodable, Sendable, Equatable {
  /// How what was searched for fits.
  public enum Nearness: String, Code {
    /// Word for word, or by a number.
    case exact
    /// By how words, or an address, begin.
    case beginning
    /// But for one typing error.
    case slip
    /// But for ``SearchHit/leftOut``.
    case part
    case unknown
  }

  /// Its row, 1 first.
  public var place: Int
  /// The driver's number.
  public var driver: Int64
  public var lastName, firstNames, usageName, birthDate, licenceNumber, email, accountState: String
  /// Which of his data matched: `name`, `birth_date`, `email`, `phone`, `licence`, `driver`, `case`, `application`, `card`, `dispatch`,
  /// `claim`, `invoice`, `training`.
  public var foundBy: String
  /// How near he is to what was searched for; the nearest come first.
  public var nearness: Nearness
  /// The word, or the day `YYYY-MM-DD`, that had to be left out for anybody to be found; `nil` where everything fits.
  public var leftOut: String?
  /// How many were found in all: the rows are the first fifty of them.
  public var found: Int
  /// Whether there are more than were looked at.
  public var isMore: Bool
  /// The numbers of his cases.
  public var cases: [CaseNumber]
}

/// A training just attached to a driver.
public struct Attachment: Decodable, Sendable, Equatable {
  /// Their numbers.
  public var training, driver: Int64
  /// Whether licence number or identity match to the letter.
  public var isExact: Bool
  /// The last day of the certificate that it gave, `YYYY-MM-DD`; `nil` where it gave none.
  public var certificateUntil: String?
}

/// A way to reach a driver just corrected.
public struct ContactChange: Decodable, Sendable, Equatable {
  /// What it was: untrusted.
  public var former: String
  /// Whether it is another one now; the same value again changes nothing.
  public var isChanged: Bool
  /// How many messages that could not reach him are queued again.
  public var resent: Int
  /// How the former address is told that it was replaced, `email` or `sms`; `nil` where it is not told, for it could not be used.
  public var toldBy: String?
  /// Until when a password message waits; `nil` where nothing changed.
  public var passwordFrom: Moment?
  /// Whose it is: untrusted.
  public var lastName, firstNames: String
}

/// A password message just queued.
public struct PasswordMessage: Decodable, Sendable, Equatable {
  /// How it goes as things stand: `email` or `sms`.
  public var channel: String
  /// From when on it may go.
  public var goesAt: Moment
  /// Whether it waits because an agent changed how the driver is reached.
  public var isHeld: Bool
  /// Whether one was waiting already, and goes no sooner nor later.
  public var isWaiting: Bool
  /// Whose it is: untrusted.
  public var lastName, firstNames: String
}

/// An invoice's duplicate just queued.
public struct InvoiceMessage: Decodable, Sendable, Equatable {
  /// How it goes as things stand: `email` or `sms`.
  public var channel: String
  /// Whether one was waiting already, and nothing else is queued.
  public var isWaiting: Bool
}

extension Desk {
  /// Queues the password message again (`queries/desk/resend_password.sql`).
  ///
  /// - Parameter now: at once although an agent has just changed how the driver is reached (supervisors).
  public mutating func resendPassword(_ driver: Int64, now: Bool = false, key: String? = nil) throws(DeskError) -> PasswordMessage {
    try row(\.resendPassword, [request(key, \.resendPassword), .int(driver), .bool(now)], .records(.driver(driver)))
  }

  /// Queues an invoice's duplicate again (`queries/desk/resend_invoice.sql`).
  public mutating func resendInvoice(_ number: String, key: String? = nil) throws(DeskError) -> InvoiceMessage {
    try row(\.resendInvoice, [request(key, \.resendInvoice), .text(number)], .records(.named(number)))
  }

  /// Attaches a training that hangs on nobody to a driver (`queries/desk/attach.sql`).
  ///
  /// - Parameter comment: needed where neither licence number nor identity match.
  public mutating func attach(
    _ training: Int64, to driver: Int64, comment: String = "", key: String? = nil
  ) throws(DeskError) -> Attachment {
    try row(\.attach, [request(key, \.attach), .int(training), .int(driver), .text(comment)], .records(.driver(driver)))
  }

  /// Takes a training with an unused right off its driver (supervisors; `queries/desk/detach.sql`).
  public mutating func detach(_ training: Int64, key: String? = nil) throws(DeskError) {
    _ = try run(\.detach, [request(key, \.detach), .int(training)], .records(.named(String(training))))
  }

  /// Corrects a driver's e-mail or phone, traced; who loses the address is told there (`queries/desk/contact.sql`).
  ///
  /// - Parameters:
  ///   - field: `email` or `phone`.
  ///   - insists: although it is the address of another driver whose account is active.
  public mutating func contact(
    _ driver: Int64, _ field: String, _ value: String, insists: Bool = false, key: String? = nil
  ) throws(DeskError) -> ContactChange {
    // The answer says what it was: that is reading his file.
    _ = try reading("driver", [driver])
    return try row(
      \.contact, [request(key, \.contact), .int(driver), .text(field), .text(value), .bool(insists)], .records(.driver(driver)))
  }
}
