import Glibc
import Postgres
import SystemPackage

@testable import LocalCluster

/// A place for one cluster, directly in /tmp so that the server's user reaches it when the tests run as root; gone with
/// the last reference.
final class Scratch {
  let path: String

  init(_ suffix: String = "") {
    var name = Array("/tmp/pupitre-lc-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { fatalError("mkdtemp: \(errno)") }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    chmod(path, 0o755)
    self.suffix = suffix
  }

  private let suffix: String

  /// A cluster in a subfolder, so that the marker, the mode and the owner are all the cluster's own work.
  func cluster(_ durability: LocalCluster.Durability = .throwAway, settings: [String: String] = [:]) -> LocalCluster {
    LocalCluster(
      directory: path + "/cluster" + suffix, durability: durability,
      settings: ["max_connections": "20", "shared_buffers": "8MB"].merging(settings) { $1 })
  }

  deinit {
    try? cluster().destroy()
    _ = try? Child.run(["/bin/rm", "-rf", "--", path], in: "/")
  }
}

/// The value of one column of one row.
func ask(_ cluster: LocalCluster, _ sql: String) throws -> String {
  var connection = try Connection(cluster.conninfo())
  return try connection.query(sql).only().value(0)
}

/// The names in a folder and, below them, all of theirs, with sizes and times: equal if nothing has been touched.
func inventory(_ path: String) throws -> [String] {
  try Child.run(["/usr/bin/find", path, "-printf", "%P %u %m %s %T@\\n"], in: "/").lines.sorted()
}

/// Waits, without end, for something that must come about: a test that hangs here names the line.
func wait(until condition: () throws -> Bool) rethrows {
  while try !condition() { usleep(5_000) }
}
