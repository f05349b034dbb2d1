import Glibc
import SystemPackage

/// Where the server's socket may lie.
enum SocketFolder {
  /// Whether a server can put its socket there and libpq finds it: 107 bytes with `/.s.PGSQL.5432`, and no comma, at
  /// which libpq splits a list of hosts.
  static func fits(_ folder: FilePath) -> Bool {
    let path = folder.string
    return path.utf8.count + "/.s.PGSQL.5432".utf8.count <= 107 && !path.utf8.contains(UInt8(ascii: ","))
  }

  /// Makes a new, short, private folder with an unforeseeable name (`mkdtemp`).
  static func makeShort(for account: ServerAccount) throws(LocalClusterError) -> FilePath {
    let runtime = FilePath("/run/user/\(account.uid)")
    let base = try Folder.look(runtime).map { Folder.isPrivate($0, of: account) } == true ? runtime : "/tmp"
    let pattern = base.appending("pupitre-\(account.uid)-XXXXXX")
    guard let name = strdup(pattern.string) else { throw .system("make", pattern) }
    defer { free(name) }
    guard mkdtemp(name) != nil else { throw .system("make", pattern) }
    let folder = FilePath(platformString: name)
    guard !account.byRoot || lchown(name, account.uid, account.gid) == 0 else { throw .system("give away", folder) }
    return folder
  }

  /// Whether a recorded folder is still there, private and the account's; a reboot empties /tmp and /run, and then
  /// anybody may have taken the name.
  static func isUsable(_ folder: FilePath, by account: ServerAccount) throws(LocalClusterError) -> Bool {
    try Folder.look(folder).map { Folder.isPrivate($0, of: account) } ?? false
  }
}
