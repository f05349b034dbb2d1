/// A file of SQL that brings a database up to date.
public struct MigrationFile: Sendable, Equatable {
  /// Its name, by which the database remembers it: `schema/0004_catalogue.sql`.
  public var name: String
  /// Its SQL, run as one script; it must not begin or end a transaction.
  public var text: String

  /// A file by its name and text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Whether the file runs with the rights of who is logged in, instead of the owner's: its first line says
  /// `-- as: superuser`.
  var runsAsSuperuser: Bool { text.prefix { !$0.isNewline } == "-- as: superuser" }

  /// The line, from 1, of a position in characters from 1.
  func line(at position: Int) -> Int { text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" } + 1 }
}

/// Where a file stands in a database.
public struct MigrationStatus: Sendable, Equatable {
  /// The file's name.
  public var name: String
  /// Whether it is a numbered or a repeatable file.
  public var kind: MigrationKind
  /// What the database knows of it.
  public var state: State

  /// An entry.
  public init(name: String, kind: MigrationKind, state: State) {
    self.name = name
    self.kind = kind
    self.state = state
  }

  /// Where a file stands.
  public enum State: Sendable, Equatable {
    /// Applied, with this very text.
    case applied
    /// Not applied yet.
    case pending
    /// A repeatable file that was applied with another text: it will be run again.
    case stale
    /// A numbered file that was applied with another text. Nothing will be applied until it is restored.
    case edited
    /// Recorded in the database, but not among the files: the database is newer than this program.
    case unknown
  }
}

/// The two kinds of files.
public enum MigrationKind: String, Sendable {
  /// Applied once, in the order of names.
  case numbered
  /// Views and functions, run again, all of them, when one has changed.
  case repeatable
}

/// What a migration did.
public struct MigrationReport: Sendable, Equatable {
  /// The numbered files that were applied now.
  public var numbered: [String] = []
  /// The repeatable files that were run now.
  public var repeatable: [String] = []

  /// A report.
  public init(numbered: [String] = [], repeatable: [String] = []) {
    self.numbered = numbered
    self.repeatable = repeatable
  }

  /// Whether there was nothing to do.
  public var isEmpty: Bool { numbered.isEmpty && repeatable.isEmpty }
}

/// Why a database could not be brought up to date.
public enum MigrationError: Error, Sendable, Equatable {
  /// These numbered files were applied with another text than they have now.
  case edited([String])
  /// These numbered files are recorded in the database and unknown here: the database is newer than this program.
  case unknown([String])
  /// A file failed, at this line where the server named a position in it. Its transaction has been rolled back.
  case failed(file: String, line: Int?, PostgresError)
  /// A file began or ended a transaction by itself.
  case endsTransaction(file: String)
  /// The bookkeeping failed: no rights, another migration holding its lock for too long, connection lost.
  case bookkeeping(PostgresError)
}

extension MigrationError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .edited(let names): "already applied, and edited since: \(names.joined(separator: ", "))"
    case .unknown(let names): "the database is newer than this program, which does not know \(names.joined(separator: ", "))"
    case .failed(let file, let line, let error): "\(file)\(line.map { ":\($0)" } ?? ""): \(error)"
    case .endsTransaction(let file): "\(file) begins or ends a transaction by itself"
    case .bookkeeping(let error): "bookkeeping of the schema: \(error)"
    }
  }
}
