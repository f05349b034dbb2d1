import SystemPackage

extension LocalCluster {
  /// The name of the superuser, the same whoever runs the server.
  public static let superuser = "postgres"

  /// The folder of the server's socket, `.s.PGSQL.5432`; mode 0700, so only the server's user and root pass.
  ///
  /// Normally `socket` in the cluster's folder. A socket's path may have 107 bytes, and libpq splits a host at commas:
  /// where that would fail, a short private folder in `/run/user/UID` or `/tmp`, made by ``start()`` and recorded in the
  /// marker.
  ///
  /// - Throws: ``LocalClusterError/notCreated(path:)`` if the short folder is not known yet: start the server first.
  public var socketDirectory: String {
    get throws(LocalClusterError) {
      if SocketFolder.fits(ownSocketFolder) { return ownSocketFolder.string }
      guard let recorded = try marker.read()?.socketFolder else { throw .notCreated(path: directory) }
      return recorded.string
    }
  }

  /// A libpq connection string for the running server.
  ///
  /// - Parameters:
  ///   - user: the login; local connections are trusted, so it needs no password.
  ///   - database: the database.
  /// - Throws: as ``socketDirectory``.
  public func conninfo(user: String = LocalCluster.superuser, database: String = "postgres") throws(LocalClusterError) -> String {
    // The empty hostaddr keeps PGHOSTADDR from turning this into a connection over TCP.
    let parts = [("host", try socketDirectory), ("hostaddr", ""), ("port", "5432"), ("user", user), ("dbname", database)]
    return parts.map { name, value in "\(name)='\(value.escaping("\\", "'"))'" }.joined(separator: " ")
  }

  var ownSocketFolder: FilePath { folder.appending("socket") }
}

extension String {
  /// The text with a backslash before each of these. By scalar: a quote with a combining accent is still a quote.
  func escaping(_ special: Unicode.Scalar...) -> String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      if special.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
