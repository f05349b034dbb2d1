import Desk
public import Postgres
import Queries
import Synchronization

/// A database of one test: dropped, with its logins, when the test lets go of it. Keep it in a variable for as long as
/// its connections are used.
public final class TestDatabase: Sendable {
  /// Its name on the test cluster.
  public let name: String

  private let cluster: TestCluster
  private let logins = Mutex<[String]>([])

  /// What a database starts with.
  public enum Content: Sendable {
    /// Everything under `queries/schema` and `queries/contract`, at ten o'clock in the morning; and `today()`,
    /// the day in Paris, for whoever asks.
    case schema
    /// The same at the true time, and the mark of a database that drivers may be invented in (`queries/local/mark_demo.sql`).
    case demo
    /// Nothing.
    case nothing
  }

  /// Creates a database (0.1 s).
  ///
  /// - Throws: why the cluster or the schema did not come up; every test that asks gets the same answer.
  public init(_ content: Content = .schema) throws {
    cluster = try .shared
    name = Unique.name("test")
    let template = content == .nothing ? "template0" : try Template.name(on: cluster)
    try Template.copying.withLock { _ in
      // By files: through the log it takes nearly twice as long.
      try cluster.administer("create database \(name) template \(template) strategy file_copy")
    }
    if content == .demo, let mark = Query[path: "local/mark_demo.sql"] {
      try administer("select core.advance_clock(-clock_offset) from core.clock; \(mark.text)")
    }
  }

  private static let emptyOne = Result { try TestDatabase(.nothing) }

  /// An empty database for all tests that leave nothing behind in it.
  public static var scratch: TestDatabase { get throws { try emptyOne.get() } }

  deinit {
    // A server that has gone has taken the database with it.
    try? cluster.administer("drop database if exists \(name) with (force)")
    for login in logins.withLock({ $0 }) { try? cluster.administer("drop role if exists \(login)") }
  }

  /// A connection string, for this database's owner and superuser unless another login is named.
  public func conninfo(user: String = "postgres") throws -> String { try cluster.conninfo(user: user, database: name) }

  /// A new session, as superuser unless another login is named.
  public func connect(as user: String = "postgres", options: ConnectionOptions = .init()) throws -> Connection {
    try Connection(conninfo(user: user), options: options)
  }

  /// Creates a login with a name that no other test has.
  ///
  /// - Parameters:
  ///   - groups: the roles whose rights it has: `["pupitre_agent"]`.
  ///   - prefix: how its name begins, in lower case letters.
  /// - Returns: its name.
  public func login(memberOf groups: [String] = [], named prefix: String = "claire") throws -> String {
    let login = Unique.name(prefix)
    try cluster.administer("create role \(login) login" + (groups.isEmpty ? "" : " in role \(groups.joined(separator: ", "))"))
    logins.withLock { $0.append(login) }
    return login
  }

  /// Moves this database's clock forward (`core.advance_clock`), for instance by `3 days`.
  public func advanceClock(by interval: String) throws {
    var connection = try connect()
    try connection.query("select core.advance_clock($1::interval)", [.text(interval)])
  }

  /// Runs SQL as superuser, for what a test needs and no role may do.
  public func administer(_ sql: String) throws {
    var connection = try connect()
    try connection.script(sql)
  }
}

/// The database that others are copied from: the schema is applied once a run.
private enum Template {
  /// Held while a database is copied: nobody else may use the template meanwhile.
  static let copying = Mutex(())

  private static let outcome = Mutex<Result<String, any Error>?>(nil)

  static func name(on cluster: TestCluster) throws -> String {
    try outcome.withLock { outcome in
      let result = outcome ?? Result { try make(on: cluster) }
      outcome = result
      return try result.get()
    }
  }

  private static func make(on cluster: TestCluster) throws -> String {
    try cluster.administer("create database pupitre_template template template0")
    var connection = try Connection(cluster.conninfo(database: "pupitre_template"))
    _ = try Migrator.pupitre.apply(on: &connection)
    // Whenever the suite is run, its day in Paris is not about to end; nor is it always the day of the machine.
    try connection.script(
      """
      select core.advance_clock((core.today() + 1 + time '10:00') at time zone 'Europe/Paris' - core.now());
      create function public.today() returns date language sql stable security definer set search_path = pg_catalog, core, pg_temp
        as 'select core.today()'
      """)
    return "pupitre_template"
  }
}

/// Names that are used once on the test cluster.
private enum Unique {
  private static let counter = Atomic(0)

  static func name(_ prefix: String) -> String { "\(prefix)_\(counter.add(1, ordering: .relaxed).newValue)" }
}

extension TestCluster {
  fileprivate func administer(_ sql: String) throws {
    var connection = try Connection(conninfo())
    try connection.query(sql)
  }
}
