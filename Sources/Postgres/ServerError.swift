import CLibPQ

/// An error as the server reported it, field by field (PostgreSQL manual, "Error and Notice Message Fields").
public struct ServerError: Error, Sendable, Equatable {
  /// Five characters that say what kind of error it is; programs decide by this, never by ``message``.
  public var sqlState: String
  /// `ERROR`, `FATAL` or `PANIC`, never translated.
  public var severity: String
  /// The primary message, usually one line, in the server's `lc_messages`.
  public var message: String
  /// A secondary message with more about the problem. This product's own functions put a JSON object here.
  public var detail: String?
  /// A suggestion what to do about it.
  public var hint: String?
  /// Where the error lies in the statement's text, counted in characters from 1.
  public var position: Int?
  /// The same for a statement that the server generated itself; see ``internalQuery``.
  public var internalPosition: Int?
  /// The text of that statement, for instance one inside a PL/pgSQL function.
  public var internalQuery: String?
  /// Call stack of PL/pgSQL functions and the like, innermost first, one per line.
  public var context: String?
  /// The schema of the object that the error is about.
  public var schema: String?
  /// The table that the error is about.
  public var table: String?
  /// The column that the error is about.
  public var column: String?
  /// The data type that the error is about.
  public var dataType: String?
  /// The constraint (or unique index, or foreign key) that was violated.
  public var constraint: String?
  /// Source file of the server in which the error arose.
  public var sourceFile: String?
  /// Line in ``sourceFile``.
  public var sourceLine: String?
  /// C function of the server in which the error arose.
  public var sourceRoutine: String?

  /// An error with the three fields that every error has; the others are set afterwards.
  public init(sqlState: String, message: String, severity: String = "ERROR") {
    self.sqlState = sqlState
    self.message = message
    self.severity = severity
  }

  /// Reads an error or notice out of a `PGresult` (`PQresultErrorField`).
  init(_ result: OpaquePointer) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, CInt(code.value)).map { String(cString: $0) }
    }
    // The codes are libpq's PG_DIAG_… characters, which Swift does not import. libpq's own errors (a cut connection)
    // have a text and no fields.
    sqlState = field("C") ?? ""
    severity = field("V") ?? "ERROR"
    message = field("M") ?? String(cString: PQresultErrorMessage(result)).trimmingNewlines
    detail = field("D")
    hint = field("H")
    position = field("P").flatMap { Int($0) }
    internalPosition = field("p").flatMap { Int($0) }
    internalQuery = field("q")
    context = field("W")
    schema = field("s")
    table = field("t")
    column = field("c")
    dataType = field("d")
    constraint = field("n")
    sourceFile = field("F")
    sourceLine = field("L")
    sourceRoutine = field("R")
  }

  /// Whether the server ends the session after this error.
  var endsSession: Bool {
    severity == "FATAL" || severity == "PANIC" || sqlState.hasPrefix("08") || SQLState.shutdowns.contains(sqlState)
  }
}

extension ServerError: CustomStringConvertible {
  /// One line: severity, SQLSTATE, message, and detail and hint where there are any.
  public var description: String {
    var text = "\(severity) \(sqlState): \(message)"
    if let detail, !detail.isEmpty { text += " (\(detail))" }
    if let hint, !hint.isEmpty { text += " Hint: \(hint)" }
    return text
  }
}

/// The few SQLSTATEs that this room acts upon (PostgreSQL manual, appendix A).
enum SQLState {
  static let queryCanceled = "57014"
  static let invalidStatementName = "26000"
  static let featureNotSupported = "0A000"
  static let undefinedTable = "42P01"
  static let lockNotAvailable = "55P03"
  static let deadlockDetected = "40P01"
  /// `admin_shutdown`, `crash_shutdown`, `cannot_connect_now`.
  static let shutdowns: Set<String> = ["57P01", "57P02", "57P03"]
}

extension String {
  /// libpq ends its messages with a line break.
  var trimmingNewlines: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
