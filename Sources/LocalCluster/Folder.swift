import Glibc
import SystemCalls
import SystemPackage

/// The few things asked of files and folders. None of them follows a symbolic link in the last place.
enum Folder {
  /// What `lstat` says, nil if there is nothing.
  static func look(_ path: FilePath) throws(LocalClusterError) -> stat? {
    var entry = stat()
    if lstat(path.string, &entry) == 0 { return entry }
    guard errno == ENOENT || errno == ENOTDIR else { throw .system("look at", path) }
    return nil
  }

  static func isFolder(_ entry: stat) -> Bool { entry.st_mode & S_IFMT == S_IFDIR }

  /// The names in a folder; none if there is no such folder. One that cannot be read is an error, and not an empty one.
  static func names(in path: FilePath) throws(LocalClusterError) -> [String] {
    do throws(InputFile.Unopened) {
      return try InputFile.names(in: path.string)
    } catch {
      guard error.problem == .system(errno: ENOENT) else { throw .unread(error, path) }
      return []
    }
  }

  /// Makes a folder and those above it, as `mkdir -p`; the last one with the mode 0700.
  static func make(_ path: FilePath) throws(LocalClusterError) {
    if mkdir(path.string, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let above = Optional(path.removingLastComponent()), above != path else { throw .system("make", path) }
    try makeParents(above)
    if mkdir(path.string, 0o700) != 0 && errno != EEXIST { throw .system("make", path) }
  }

  private static func makeParents(_ path: FilePath) throws(LocalClusterError) {
    if mkdir(path.string, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, path.lastComponent != nil else { throw .system("make", path) }
    try makeParents(path.removingLastComponent())
    if mkdir(path.string, 0o755) != 0 && errno != EEXIST { throw .system("make", path) }
  }

  /// Makes a private folder for a user; one that is there must be a folder, his own, and closed to others.
  static func makePrivate(_ path: FilePath, for account: ServerAccount) throws(LocalClusterError) {
    if mkdir(path.string, 0o700) == 0 {
      guard !account.byRoot || lchown(path.string, account.uid, account.gid) == 0 else { throw .system("give away", path) }
      return
    }
    guard errno == EEXIST, let entry = try look(path) else { throw .system("make", path) }
    guard isPrivate(entry, of: account) else { throw .foreignFolder(path: path.string) }
  }

  static func isPrivate(_ entry: stat, of account: ServerAccount) -> Bool {
    isFolder(entry) && entry.st_uid == account.uid && entry.st_mode & 0o077 == 0
  }

  /// A regular file's first bytes, nil if there is no such file. What cannot be read is an error, and not its end.
  static func contents(of path: FilePath, limit: Int, from offset: Int = 0) throws(LocalClusterError) -> [UInt8]? {
    do throws(InputFile.Unopened) {
      return try InputFile.bytes(of: path.string, limit: limit, part: .from(offset), followsLink: false)
    } catch {
      guard [.system(errno: ENOENT), .system(errno: ENOTDIR)].contains(error.problem) else { throw .unread(error, path) }
      return nil
    }
  }

  /// Writes a whole file, given to the server's user if root writes it.
  static func write(_ bytes: [UInt8], to path: FilePath, mode: mode_t, owner: ServerAccount? = nil) throws(LocalClusterError) {
    let descriptor = open(path.string, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .system("write", path) }
    defer { close(descriptor) }
    do {
      try FileDescriptor(rawValue: descriptor).writeAll(bytes)
    } catch {
      throw .system("write", path, error as? Errno ?? .ioError)
    }
    if let owner, owner.byRoot, fchown(descriptor, owner.uid, owner.gid) != 0 { throw .system("give away", path) }
    if fsync(descriptor) != 0 && errno != EINVAL { throw .system("write", path) }
  }
}

extension LocalClusterError {
  fileprivate static func unread(_ file: InputFile.Unopened, _ path: FilePath) -> LocalClusterError {
    if case .system(let code) = file.problem { return .system("read", path, Errno(rawValue: code)) }
    return .system("read", path, .invalidArgument)
  }
}
