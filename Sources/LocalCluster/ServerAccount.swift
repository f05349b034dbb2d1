import Glibc

/// The user as whom the server's programs run.
struct ServerAccount: Sendable {
  let uid: uid_t
  let gid: gid_t
  /// Whether this process is root and becomes that user by `setpriv`.
  let byRoot: Bool

  /// Ourselves; as root, who may not run a server, the user `postgres` of Debian's packages.
  static func current() throws(LocalClusterError) -> ServerAccount {
    guard geteuid() == 0 else { return ServerAccount(uid: geteuid(), gid: getegid(), byRoot: false) }
    guard let entry = lookUp({ getpwnam_r("postgres", $0, $1, $2, $3) }) else { throw .accountMissing(name: "postgres") }
    return ServerAccount(uid: entry.uid, gid: entry.gid, byRoot: true)
  }

  /// A command line that runs a program as this user. Not `su` or `runuser`: no session, no shell, no PAM.
  func command(_ program: String, _ arguments: [String]) -> [String] {
    guard byRoot else { return [program] + arguments }
    return ["/usr/bin/setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--init-groups", "--", program] + arguments
  }

  /// A user's home folder in the user database.
  static func home(of uid: uid_t) -> String? { lookUp { getpwuid_r(uid, $0, $1, $2, $3) }?.home }

  /// A user's name in the user database, else the number.
  static func name(of uid: uid_t) -> String { lookUp { getpwuid_r(uid, $0, $1, $2, $3) }?.name ?? "\(uid)" }

  private struct Entry {
    let uid: uid_t
    let gid: gid_t
    let name: String
    let home: String
  }

  private typealias Call = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  private static func lookUp(_ call: Call) -> Entry? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65_536) { buffer in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard let base = buffer.baseAddress, call(&entry, base, buffer.count, &found) == 0, found != nil else { return nil }
      return Entry(
        uid: entry.pw_uid, gid: entry.pw_gid, name: String(cString: entry.pw_name), home: String(cString: entry.pw_dir))
    }
  }
}
