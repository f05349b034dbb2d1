import Postgres

/// One report: a read-only statement in a file, and what its head says of it.
///
/// The files of `queries/reports/` are in the binary; a site adds its own (``ReportCatalogue/adding(folder:)``).
/// `docs/reports.md` says how one is written.
public struct Report: Sendable, Equatable {
  /// A text in both languages.
  public struct Wording: Sendable, Equatable {
    /// The French and the English one.
    public var fr, en: String
  }

  /// What a parameter's value has to be.
  public enum ParameterType: String, Sendable, CaseIterable {
    /// Any text.
    case text
    /// A whole number.
    case integer
    /// A decimal number.
    case number
    /// A day, as `2026-11-24`, or `today`.
    case date
    /// Yes or no.
    case boolean
    /// A queue.
    case queue
    /// An agent's login.
    case agent
    /// The language of the reader, `fr` or `en`: given by the console unless somebody says otherwise.
    case language

    /// How the server takes it.
    public var postgresType: String {
      switch self {
      case .text, .queue, .agent, .language: "text"
      case .integer: "integer"
      case .number: "numeric"
      case .date: "date"
      case .boolean: "boolean"
      }
    }
  }

  /// A parameter: `$1` of the statement is the first one.
  public struct Parameter: Sendable, Equatable {
    /// The English name, then the French one.
    public var name, alias: String
    /// What a value has to be.
    public var type: ParameterType
    /// The least and the most that a whole number may be.
    public var bounds: ClosedRange<Int64>
    /// What it is where nobody gives one; nil where the statement gets NULL.
    public var defaultValue: String?
    /// Whether it may be left out.
    public var isOptional: Bool
    /// What it is for.
    public var meaning: Wording

    /// What the server's `integer` holds.
    static let widest = Int64(Int32.min)...Int64(Int32.max)
  }

  /// How a column is shown to people.
  public enum ColumnKind: String, Sendable, CaseIterable {
    /// As the server writes it; a code by its wording.
    case plain
    /// A queue's name.
    case queue
    /// A code of the catalogue (an item, a reason, an element, a cause) or whose fault it is, by the name that is typed.
    case code
    /// A case number (`bigint`).
    case `case`
    /// A moment, in seconds since 1970 (`bigint`).
    case moment
    /// A day (`date`).
    case day
    /// A share in percent (`numeric`).
    case percent
  }

  /// A column of the result.
  public struct Column: Sendable, Equatable {
    /// The name that programs get.
    public var name: String
    /// How people see its values.
    public var kind: ColumnKind
    /// What people see above it.
    public var heading: Wording
  }

  /// The English name, by which it is run, and the French one.
  public var name, alias: String
  /// What it says, and in more words.
  public var title, summary: Wording
  /// Whether only supervisors may read it. The database enforces it; this says so beforehand.
  public var isForSupervisors: Bool
  /// Its parameters: `$1` first.
  public var parameters: [Parameter]
  /// The columns of its result, in order.
  public var columns: [Column]
  /// How codes in the result are worded.
  public var codes: [String: Wording]
  /// The whole file: one statement.
  public var text: String
  /// Where it is: the path of a site's own, `queries/reports/…` of the product's.
  public var file: String
  /// Whether a site added it.
  public var isSitesOwn = false
}

/// What the server said of a report's own statement.
public struct ReportFailure: Error, Sendable, Equatable {
  /// The report.
  public var report: Report
  /// The line of its file where the server tells one, counted from 1.
  public var line: Int?
  /// What the server said: untrusted.
  public var refusal: Refusal

  init(_ report: Report, _ error: ServerError) {
    self.report = report
    // The statement is the whole file, comments and all, so that places in it are places in the file.
    line = error.position.map { report.text.unicodeScalars.prefix($0 - 1).count { $0 == "\n" } + 1 }
    refusal = Refusal(error)
  }
}

/// A report that cannot be used: the file, the line, and what is wrong with it.
public struct ReportFault: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// The folder or the file cannot be read: the system's `errno`.
    case unreadable(errno: Int32)
    /// It is not in UTF-8.
    case noText
    /// It holds more than so many bytes.
    case tooLarge(limit: Int)
    /// It is a pipe, a folder, a device.
    case noRegularFile
    /// A line of the head says nothing known.
    case unknownLine
    /// It wants `fr: … en: …`.
    case wordingMissing
    /// There is no such type, kind or right.
    case unknownWord(String)
    /// A name is not made of small letters, digits and `_`.
    case badName(String)
    /// The same thing is said twice.
    case twice(String)
    /// The head lacks this line.
    case missing(String)
    /// The default does not fit its type.
    case badDefault(String)
    /// What follows the head is no statement that reads.
    case noStatement
    /// There is a report of that name.
    case nameTaken(String)
  }

  /// The path of the file, or of the folder.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// What is wrong there.
  public var problem: Problem
}
