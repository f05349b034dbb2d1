import Glibc
import SystemPackage

extension LocalCluster {
  /// ``standard(environment:)`` in this process's environment (`getenv`).
  public static func standard() throws(LocalClusterError) -> LocalCluster {
    try standard { name in getenv(name).map { String(cString: $0) } }
  }

  /// The cluster that `pupitre` uses when nothing says otherwise.
  ///
  /// `PUPITRE_LOCAL_DIR` if set; else `/var/lib/pupitre` for root (whose server runs as `postgres`, to whom `/root` is
  /// closed); else `cluster` in `$XDG_STATE_HOME/pupitre`, by default `~/.local/state/pupitre`, beside the history.
  ///
  /// - Parameter environment: gives a variable's value, nil if it is not set.
  /// - Throws: ``LocalClusterError/noHome`` if neither a variable nor the user database knows a home.
  public static func standard(environment: (String) -> String?) throws(LocalClusterError) -> LocalCluster {
    if let directory = environment("PUPITRE_LOCAL_DIR"), !directory.isEmpty { return LocalCluster(directory: directory) }
    if geteuid() == 0 { return LocalCluster(directory: "/var/lib/pupitre") }
    // The XDG specification: a relative path is to be ignored.
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return LocalCluster(directory: state + "/pupitre/cluster")
    }
    guard let home = environment("HOME").flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? ServerAccount.home(of: geteuid()) else {
      throw .noHome
    }
    return LocalCluster(directory: home + "/.local/state/pupitre/cluster")
  }
}

extension FilePath {
  /// The path from the root, without `.`, `..` and doubled slashes.
  static func absolute(_ path: String) -> FilePath {
    let given = FilePath(path)
    if given.isAbsolute { return given.lexicallyNormalized() }
    guard let current = getcwd(nil, 0) else { return FilePath("/").pushing(given).lexicallyNormalized() }
    defer { free(current) }
    return FilePath(platformString: current).pushing(given).lexicallyNormalized()
  }
}
