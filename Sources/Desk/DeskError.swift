public import Casework
import FoundationEssentials
import Postgres

/// A refusal of the database: nothing was changed.
public struct Refusal: Error, Sendable, Equatable {
  /// The SQLSTATE: `PU…` for the desk's own rules, `42501` for a missing right, others as PostgreSQL documents them.
  public var sqlState: String
  /// For the desk's own rules the name of the row in `core.refusal`: the SQLSTATE, perhaps with a word behind it, `PU031:return`.
  public var name: String
  /// The server's sentence, in English. May quote what drivers wrote: untrusted.
  public var message: String
  /// What the server suggests, in English; empty where it says nothing.
  public var hint: String
  /// The server's detail; for `PU…` a JSON object, read into ``values``.
  public var detail: String
  /// The values that the refusal speaks of (`case`, `holder`, `until` …), by name. Untrusted.
  public var values: [String: Value]

  /// A value of a refusal.
  public enum Value: Sendable, Equatable, Codable {
    case number(Int64)
    case text(String)
    case flag(Bool)
    case list([String])
    case none

    /// Reads a number, a text, a boolean, a list of texts or null.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .none
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int64.self) {
        self = .number(number)
      } else if let list = try? container.decode([String].self) {
        self = .list(list)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    /// Writes the value as it was read.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      case .flag(let flag): try container.encode(flag)
      case .list(let list): try container.encode(list)
      case .none: try container.encodeNil()
      }
    }
  }

  /// The case of that name.
  public func caseNumber(_ name: String) -> CaseNumber? { number(name).map(CaseNumber.init(id:)) }

  /// A number by its name.
  public func number(_ name: String) -> Int64? { if case .number(let number) = values[name] { number } else { nil } }

  /// A value in text form by its name; empty where there is none.
  public func text(_ name: String) -> String {
    switch values[name] {
    case .text(let text): text
    case .number(let number): String(number)
    case .list(let list): list.joined(separator: ", ")
    case .flag(let flag): String(flag)
    case .some(.none), nil: ""
    }
  }

  init(_ error: ServerError) {
    sqlState = error.sqlState
    name = error.constraint ?? ""
    message = error.message
    hint = error.hint ?? ""
    detail = error.detail ?? ""
    values = (try? JSONDecoder().decode([String: Value].self, from: Data(detail.utf8))) ?? [:]
  }
}

/// Why something asked of the desk was not done.
public enum DeskError: Error, Sendable, Equatable {
  /// The database refused it; nothing was changed.
  case refused(Refusal)
  /// No session could be opened. The client library's own words.
  case connectionFailed(String)
  /// The session was lost and could not be opened again; nothing was changed.
  case connectionLost(String)
  /// The answer to a write was lost, and the database cannot be asked what became of it: it may or may not have happened. In the words of
  /// the error that came last.
  case outcomeUnknown(Write, String)
  /// A write was recorded by this server and the wait for its standby was broken off: were the server lost now, the write would be lost
  /// with it.
  case committedLocally(Write)
  /// The answer to a claim was lost and did not come again: nothing was recorded; a case that was given is one's unfinished one.
  case claimUnknown(String)
  /// Stopped by Ctrl-C; nothing was changed.
  case cancelled
  /// A report took longer than a report may; nothing was changed.
  case tooLong(seconds: Int)
  /// The server refused a report's own statement: a mistake in it, or somebody else's to read.
  case report(ReportFailure)
  /// The server knows us under another name than the one we asked for: a pooler forces one user on everybody.
  case wrongIdentity(requested: String, actual: String)
  /// This login is nobody's at this desk: a service's, or of another application.
  case noSeat(login: String)
  /// The database has no desk, or one of another version. The server's words.
  case schemaMissing(String)
  /// What was asked cannot be sent (a NUL character in a text), or what came back cannot be read.
  case invalid(String)

  init(_ error: PostgresError) {
    switch error {
    case .server(let server):
      // undefined_function, undefined_table, invalid_schema_name: the schema is not there, or older than this program.
      self = ["42883", "42P01", "3F000"].contains(server.sqlState) ? .schemaMissing(server.message) : .refused(Refusal(server))
    case .cancelled: self = .cancelled
    case .connectionFailed(let message): self = .connectionFailed(message)
    case .connectionLost(let message, _): self = .connectionLost(message)
    case .outOfMemory: self = .invalid("out of memory")
    case .invalidRequest(let message), .protocolViolation(let message): self = .invalid(message)
    case .decoding(let column, let row, let message): self = .invalid("\(column), row \(row): \(message)")
    }
  }
}
