import LocalCluster
import Postgres
import Queries

/// The database of the private local cluster, for `pupitre schema apply`.
enum LocalDatabase {
  /// Creates the cluster and its database, empty, where they are not there.
  static func createIfMissing() throws {
    let cluster = try LocalCluster.standard()
    try cluster.ensureRunning()
    var server = try Connection(try cluster.conninfo())
    guard try !server.query(sql("database_exists"), [.text(Demo.database)]).only().bool("found") else { return }
    _ = try server.query(sql("create_empty"))
  }

  private static func sql(_ name: String) -> String {
    guard let query = Query[path: "local/\(name).sql"] else { preconditionFailure("queries/local/\(name).sql is not embedded") }
    return query.text
  }
}
