public import Casework
import Postgres

extension Desk {
  /// What time it is for the database (`queries/desk/session.sql`), on its one clock.
  public mutating func now() throws(DeskError) -> Moment { try row(\.session).now }

  /// Reads what came on the ``socket`` without being asked for; gives whether the connection turned out to be lost. The
  /// next call opens it again.
  public mutating func noticeLoss() -> Bool {
    do throws(PostgresError) {
      _ = try connection.takeNotifications()
      return connection.isBroken
    } catch {
      return true
    }
  }
}

extension Desk {
  /// The name of the database that this desk stands in (`PQdb`).
  public var database: String { connection.database }
}
