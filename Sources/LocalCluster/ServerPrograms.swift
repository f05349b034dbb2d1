import Glibc
import SystemPackage

/// Where `initdb`, `pg_ctl` and `postgres` lie. Debian keeps them off the PATH, a folder per major version.
struct ServerPrograms: Sendable {
  let folder: FilePath

  func path(_ name: String) -> String { folder.appending(name).string }

  /// The newest installed version, or exactly the one that existing data need.
  ///
  /// - Parameter version: the data's major version (`PG_VERSION`), nil for new data.
  static func find(version: String?) throws(LocalClusterError) -> ServerPrograms {
    let root = FilePath("/usr/lib/postgresql")
    let versions: [String]
    if let version { versions = [version] } else { versions = try Folder.names(in: root).sorted { (Int($0) ?? 0) > (Int($1) ?? 0) } }
    for version in versions {
      let folder = root.appending([FilePath.Component(version), "bin"].compactMap { $0 })
      if isComplete(folder) { return ServerPrograms(folder: folder) }
    }
    // Elsewhere: where the installed pg_config says.
    for configurator in ["/usr/bin/pg_config", "/usr/local/bin/pg_config", "/usr/local/pgsql/bin/pg_config"]
    where access(configurator, X_OK) == 0 {
      let answer = try Child.run([configurator, "--bindir"], in: "/")
      guard answer.succeeded, let line = answer.lines.first, isComplete(FilePath(line)) else { continue }
      let programs = ServerPrograms(folder: FilePath(line))
      if version == nil { return programs }
      if try programs.version() == version { return programs }
    }
    throw .serverMissing(version: version, looked: ["\(root)/\(version ?? "*")/bin", "pg_config --bindir"])
  }

  private static func isComplete(_ folder: FilePath) -> Bool {
    ["initdb", "pg_ctl", "postgres"].allSatisfy { access(folder.appending($0).string, X_OK) == 0 }
  }

  /// `postgres (PostgreSQL) 15.18 (Debian …)` → `15`
  private func version() throws(LocalClusterError) -> String? {
    let answer = try Child.run([path("postgres"), "--version"], in: "/")
    return answer.lines.first?.split(separator: " ").first { $0.first?.isNumber == true }?.split(separator: ".").first.map(String.init)
  }
}
