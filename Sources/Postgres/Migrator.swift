import Glibc

/// Brings a database up to date.
///
/// Numbered files are applied once, in order, each in a transaction of its own. Repeatable files (views and functions)
/// are all run in one transaction, in order, when the text of any of them differs from what was last run; the first of
/// them drops what needs dropping. One process migrates at a time: each transaction takes a lock first, and looks again
/// at what has been applied. A file runs as the owner's role, once that exists, unless its first line is
/// `-- as: superuser`.
public struct Migrator: Sendable {
  /// The SQL by which a database remembers what was applied to it, from the folder `queries/migrate`.
  public struct Statements: Sendable {
    let createSchema, createBookkeeping, lockTimeout, lock, listApplied, checksum: String
    let recordNumbered, recordRepeatable, forgetRepeatable, assumeOwner, resetRole: String

    /// Statements by the names of their files without ending: `create_schema`, `create_bookkeeping`, `lock_timeout`,
    /// `lock`, `list_applied`, `checksum`, `record_numbered`, `record_repeatable`, `forget_repeatable`, `assume_owner`,
    /// `reset_role`.
    public init(_ files: (String) -> String) {
      func text(_ name: String) -> String {
        let text = files(name)
        // Embedded at build time: its absence is no condition of the run. PostgreSQL takes an empty statement in silence.
        precondition(!text.isEmpty, "\(name).sql is missing")
        return text
      }
      createSchema = text("create_schema")
      createBookkeeping = text("create_bookkeeping")
      lockTimeout = text("lock_timeout")
      lock = text("lock")
      listApplied = text("list_applied")
      checksum = text("checksum")
      recordNumbered = text("record_numbered")
      recordRepeatable = text("record_repeatable")
      forgetRepeatable = text("forget_repeatable")
      assumeOwner = text("assume_owner")
      resetRole = text("reset_role")
    }
  }

  private let numbered: [MigrationFile]
  private let repeatable: [MigrationFile]
  private let statements: Statements
  /// How long one attempt waits for a lock, as the server's `lock_timeout`.
  private let lockTimeout: String
  private let attempts: Int

  /// A migrator of the given files.
  ///
  /// - Parameters:
  ///   - numbered: in the order in which they are applied.
  ///   - repeatable: in the order of their dependencies.
  ///   - lockTimeout: how long to wait for a lock before letting others pass (PostgreSQL's `lock_timeout`).
  ///   - attempts: how often a transaction that met a lock or a deadlock is tried.
  public init(
    numbered: [MigrationFile], repeatable: [MigrationFile], statements: Statements, lockTimeout: String = "4s", attempts: Int = 5
  ) {
    self.numbered = numbered
    self.repeatable = repeatable
    self.statements = statements
    self.lockTimeout = lockTimeout
    self.attempts = attempts
  }

  /// Applies what is missing.
  ///
  /// - Returns: what was done; empty when the database was up to date.
  /// - Throws: ``MigrationError``. What was applied before the failing file stays applied.
  public func apply(on connection: inout Connection) throws(MigrationError) -> MigrationReport {
    var report = MigrationReport()
    let checksums = try checksums(on: &connection)
    let applied = try locked(&connection) { (connection) throws(MigrationError) in
      try bookkeeping { () throws(PostgresError) in
        try connection.query(statements.createSchema)
        try connection.query(statements.createBookkeeping)
      }
      return try recorded(on: &connection)
    }
    try check(applied, checksums)
    for file in numbered where applied[file.name] == nil {
      if try applyNumbered(file, checksums, on: &connection) { report.numbered.append(file.name) }
    }
    if try applyRepeatable(checksums, on: &connection) { report.repeatable = repeatable.map(\.name) }
    return report
  }

  /// Compares the files with what the database has recorded; changes nothing.
  ///
  /// - Returns: an entry for each file, numbered ones first, then for what is recorded and unknown here.
  public func status(on connection: inout Connection) throws(MigrationError) -> [MigrationStatus] {
    let checksums = try checksums(on: &connection)
    let applied: [String: Applied]
    do {
      applied = try recorded(on: &connection)
    } catch .bookkeeping(.server(let error)) where error.sqlState == SQLState.undefinedTable {
      applied = [:]
    }
    return statuses(applied, checksums)
  }

  /// What a database has recorded of a file.
  private struct Applied {
    var kind: MigrationKind
    var checksum: String
  }

  private func statuses(_ applied: [String: Applied], _ checksums: [String: String]) -> [MigrationStatus] {
    func state(_ file: MigrationFile, otherwise: MigrationStatus.State) -> MigrationStatus.State {
      guard let record = applied[file.name] else { return .pending }
      return record.checksum == checksums[file.name] ? .applied : otherwise
    }
    let known = Set((numbered + repeatable).map(\.name))
    return numbered.map { MigrationStatus(name: $0.name, kind: .numbered, state: state($0, otherwise: .edited)) }
      + repeatable.map { MigrationStatus(name: $0.name, kind: .repeatable, state: state($0, otherwise: .stale)) }
      + applied.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
      .map { MigrationStatus(name: $0.key, kind: $0.value.kind, state: .unknown) }
  }

  private func check(_ applied: [String: Applied], _ checksums: [String: String]) throws(MigrationError) {
    let statuses = statuses(applied, checksums)
    let edited = statuses.filter { $0.state == .edited }.map(\.name)
    guard edited.isEmpty else { throw .edited(edited) }
    // A repeatable file that was renamed or dropped is none of this: running the others again is the remedy.
    let unknown = statuses.filter { $0.state == .unknown && $0.kind == .numbered }.map(\.name)
    guard unknown.isEmpty else { throw .unknown(unknown) }
  }

  /// Applies one file, unless another process has done so meanwhile.
  private func applyNumbered(
    _ file: MigrationFile, _ checksums: [String: String], on connection: inout Connection
  ) throws(MigrationError) -> Bool {
    try locked(&connection) { (connection) throws(MigrationError) in
      let applied = try recorded(on: &connection)
      try check(applied, checksums)
      guard applied[file.name] == nil else { return false }
      try run(file, on: &connection)
      try bookkeeping { () throws(PostgresError) in
        try connection.query(statements.recordNumbered, [.text(file.name), Parameter(checksums[file.name])])
      }
      return true
    }
  }

  /// Runs all repeatable files, unless each is recorded with its present text and nothing else is.
  private func applyRepeatable(_ checksums: [String: String], on connection: inout Connection) throws(MigrationError) -> Bool {
    try locked(&connection) { (connection) throws(MigrationError) in
      let applied = try recorded(on: &connection)
      try check(applied, checksums)
      let recorded = applied.filter { $0.value.kind == .repeatable }.mapValues(\.checksum)
      let present = checksums.filter { name, _ in repeatable.contains { $0.name == name } }
      guard recorded != present else { return false }
      for file in repeatable { try run(file, on: &connection) }
      try bookkeeping { () throws(PostgresError) in
        try connection.query(statements.forgetRepeatable, [.textArray(repeatable.map(\.name))])
        for file in repeatable {
          try connection.query(statements.recordRepeatable, [.text(file.name), Parameter(checksums[file.name])])
        }
      }
      return true
    }
  }

  private func run(_ file: MigrationFile, on connection: inout Connection) throws(MigrationError) {
    if !file.runsAsSuperuser {
      try bookkeeping { () throws(PostgresError) in try connection.query(statements.assumeOwner) }
    }
    do {
      try connection.script(file.text)
    } catch {
      throw .failed(file: file.name, line: error.serverError?.position.map { file.line(at: $0) }, error)
    }
    guard connection.isInTransaction else { throw .endsTransaction(file: file.name) }
    try bookkeeping { () throws(PostgresError) in try connection.query(statements.resetRole) }
  }

  /// Runs `body` in a transaction that holds the migration lock; tried again when it meets a lock or a deadlock.
  private func locked<Outcome>(
    _ connection: inout Connection, _ body: (inout Connection) throws(MigrationError) -> Outcome
  ) throws(MigrationError) -> Outcome {
    var attempt = 1
    while true {
      do {
        return try lockedOnce(&connection, body)
      } catch  where attempt < attempts && error.mayPass {
        // Whoever queued behind our lock request gets through before we ask again.
        poll(nil, 0, CInt(100 * attempt))
        attempt += 1
      }
    }
  }

  private func lockedOnce<Outcome>(
    _ connection: inout Connection, _ body: (inout Connection) throws(MigrationError) -> Outcome
  ) throws(MigrationError) -> Outcome {
    try bookkeeping { () throws(PostgresError) in
      try connection.query("begin")
    }
    do {
      try bookkeeping { () throws(PostgresError) in
        try connection.query(statements.lockTimeout, [.text(lockTimeout)])
        try connection.query(statements.lock)
      }
      let outcome = try body(&connection)
      try bookkeeping { () throws(PostgresError) in
        let tag = try connection.query("commit").commandTag
        guard tag == "COMMIT" else { throw .protocolViolation(message: "the migration was not committed: \(tag)") }
      }
      return outcome
    } catch {
      if connection.isInTransaction { _ = try? connection.query("rollback") }
      throw error
    }
  }

  /// The checksum of every file by its name, computed by the server.
  private func checksums(on connection: inout Connection) throws(MigrationError) -> [String: String] {
    let files = numbered + repeatable
    return try bookkeeping { () throws(PostgresError) in
      let rows = try connection.query(statements.checksum, [.textArray(files.map(\.text))])
      guard rows.count == files.count else { throw .protocolViolation(message: "\(rows.count) checksums for \(files.count) files") }
      var checksums: [String: String] = [:]
      for (file, row) in zip(files, rows) { checksums[file.name] = try row.string("checksum") }
      return checksums
    }
  }

  private func recorded(on connection: inout Connection) throws(MigrationError) -> [String: Applied] {
    try bookkeeping { () throws(PostgresError) in
      var applied: [String: Applied] = [:]
      for row in try connection.query(statements.listApplied) {
        guard let kind = MigrationKind(rawValue: try row.string("kind")) else {
          throw .decoding(column: "kind", row: row.index, message: "numbered or repeatable was expected")
        }
        applied[try row.string("name")] = Applied(kind: kind, checksum: try row.string("checksum"))
      }
      return applied
    }
  }

  @discardableResult private func bookkeeping<Outcome>(_ body: () throws(PostgresError) -> Outcome) throws(MigrationError) -> Outcome {
    do { return try body() } catch { throw .bookkeeping(error) }
  }
}

extension MigrationError {
  /// Whether another attempt may succeed: somebody else held a lock.
  fileprivate var mayPass: Bool {
    switch self {
    case .failed(_, _, let error), .bookkeeping(let error):
      error.sqlState == SQLState.lockNotAvailable || error.sqlState == SQLState.deadlockDetected
    default: false
    }
  }
}
