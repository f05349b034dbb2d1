import Postgres
import Queries

/// A database that was made for invented drivers: all sessions of a play are opened here, and on no other one.
enum DemoDatabase {
  /// Opens a session (`queries/local/is_demo.sql`).
  ///
  /// - Throws: ``TrafficError/notDemo(database:)`` for any other database, to which nothing has been written then.
  static func connect(_ conninfo: String, login: String, _ options: ConnectionOptions) throws(TrafficError) -> Connection {
    let connection: Connection
    let isDemo: Bool
    let name: String
    do throws(PostgresError) {
      var session = try Connection(conninfo, options: options)
      let row = try session.query(LocalStatement.isDemo).only()
      (isDemo, name) = (try row.bool("is_demo"), try row.string("name"))
      connection = session
    } catch {
      throw .service(login: login, error: error)
    }
    guard isDemo else { throw .notDemo(database: name) }
    return connection
  }
}

/// What a private cluster needs beside the contract.
enum LocalStatement {
  static let advanceClock = text("advance_clock")
  static let createLogins = text("create_logins")
  static let isDemo = text("is_demo")

  private static func text(_ name: String) -> String {
    guard let query = Query[path: "local/\(name).sql"] else { preconditionFailure("queries/local/\(name).sql is not embedded") }
    return query.text
  }
}
