/// Why something asked of a ``LocalCluster`` was not done. Paths are absolute.
public enum LocalClusterError: Error, Sendable, Equatable {
  /// No home folder is known for this user.
  case noHome
  /// The server's programs (`initdb`, `pg_ctl`, `postgres`) were not found; the places that were looked at, and the major
  /// version that the data need, if they exist already.
  case serverMissing(version: String?, looked: [String])
  /// We are root, and there is no user of this name to run the server as.
  case accountMissing(name: String)
  /// The folder was not made by us and is not empty: it has been left alone.
  case foreignFolder(path: String)
  /// The cluster belongs to another user, who alone can start or stop its server.
  case otherOwner(path: String, user: String)
  /// There is a cluster already.
  case alreadyExists(path: String)
  /// There is no cluster to start.
  case notCreated(path: String)
  /// The folder to be destroyed holds entries that we did not make: nothing has been removed.
  case strangeEntries(path: String, names: [String])
  /// Another process has been working on the cluster for this many seconds.
  case busy(path: String, seconds: Int)
  /// The server did not come up, or a killed server's processes did not leave, within this many seconds.
  case timedOut(path: String, seconds: Int)
  /// A server program failed; the last lines that it, or the server's log, wrote.
  case programFailed(name: String, status: String, lines: [String])
  /// A setting's name or value cannot stand in a configuration file.
  case invalidSetting(name: String)
  /// A call of the operating system failed, with its `errno`.
  case system(operation: String, path: String, errno: Int32, message: String)
}

extension LocalClusterError: CustomStringConvertible {
  /// One sentence, with the server program's own last lines below it where there are any.
  public var description: String {
    switch self {
    case .noHome: "no home folder is known: set HOME, or PUPITRE_LOCAL_DIR"
    case .serverMissing(let version, let looked):
      "the server programs of PostgreSQL\(version.map { " \($0)" } ?? "") were not found in \(looked.joined(separator: ", "))"
    case .accountMissing(let name): "root cannot run a server, and there is no user \(name) to run it as"
    case .foreignFolder(let path): "\(path) was not made by pupitre: it has been left alone"
    case .otherOwner(let path, let user): "\(path) belongs to \(user)"
    case .alreadyExists(let path): "there is a cluster in \(path) already"
    case .notCreated(let path): "there is no cluster in \(path)"
    case .strangeEntries(let path, let names):
      "\(path) holds what pupitre did not make (\(names.joined(separator: ", "))): nothing has been removed"
    case .busy(let path, let seconds): "another process has been working on \(path) for \(seconds) s"
    case .timedOut(let path, let seconds): "the server of \(path) did not come up within \(seconds) s"
    case .programFailed(let name, let status, let lines): (["\(name) failed (\(status))"] + lines).joined(separator: "\n  ")
    case .invalidSetting(let name): "the setting \(name) cannot be written to a configuration file"
    case .system(let operation, let path, _, let message): "\(operation) \(path): \(message)"
    }
  }
}
