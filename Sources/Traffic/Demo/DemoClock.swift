import Casework
import Postgres

/// The clock of a local or test database, in its owner's hands (`queries/local/advance_clock.sql`).
final class DemoClock {
  private var connection: Connection
  private let statement: String
  /// How far it was moved, in seconds: 0 is the true time.
  private(set) var offset = 0

  /// What a clock shows.
  struct Reading {
    /// Seconds since 1970 in Paris, as if Paris were Greenwich.
    var localSeconds: Int
    var day: Day { Day(containing: Int64(localSeconds)) }
    var minuteOfDay: Int { localSeconds % 86_400 / 60 }
  }

  /// - Parameter owner: a login with the rights of `pupitre_owner`; `nil`: whoever the connection string names.
  init(_ conninfo: String, owner: String?) throws(TrafficError) {
    statement = LocalStatement.advanceClock
    connection = try DemoDatabase.connect(
      conninfo, login: owner ?? "", ConnectionOptions(applicationName: "pupitre demo", overrides: owner.map { ["user": $0] } ?? [:]))
  }

  /// Creates the logins of the demo where they are missing (`queries/local/create_logins.sql`).
  func createLogins() throws(TrafficError) {
    do throws(PostgresError) {
      try connection.script(LocalStatement.createLogins)
    } catch {
      throw .service(login: connection.requestedUser, error: error)
    }
  }

  /// Sets the clock so many seconds off the true time.
  @discardableResult func set(_ seconds: Int) throws(TrafficError) -> Reading {
    do throws(PostgresError) {
      let row = try connection.query(statement, named: "advance_clock", [.text("\(seconds - offset) seconds")]).only()
      offset = seconds
      return Reading(localSeconds: try row.int("now_epoch") + row.int("paris_offset"))
    } catch {
      throw .service(login: connection.requestedUser, error: error)
    }
  }
}
