import Glibc
import SystemPackage

/// The exclusive lock of a cluster: `flock` on its folder, so that there is no lock file to leave behind.
///
/// It ends with the last process that has the descriptor: with us, however we die, or with the `initdb` that we started.
struct FolderLock: ~Copyable {
  let descriptor: FileDescriptor

  private init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  /// Waits for the lock of an existing folder; nil if the folder vanishes or is replaced meanwhile.
  static func take(_ path: FilePath, seconds: Int) throws(LocalClusterError) -> FolderLock? {
    let raw = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard raw >= 0 else {
      let error = Errno(rawValue: errno)
      if error == .noSuchFileOrDirectory { return nil }
      if error == .notDirectory || error == .tooManySymbolicLinkLevels { throw .foreignFolder(path: path.string) }
      throw .system("open", path, error)
    }
    let lock = FolderLock(FileDescriptor(rawValue: raw))
    let deadline = Deadline(seconds: seconds)
    while flock(raw, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .system("lock", path) }
      guard deadline.pause() else { throw .busy(path: path.string, seconds: seconds) }
    }
    var held = stat()
    guard fstat(raw, &held) == 0 else { throw .system("look at", path) }
    // Somebody may have destroyed the cluster while we waited.
    guard let now = try Folder.look(path), now.st_ino == held.st_ino, now.st_dev == held.st_dev else { return nil }
    return lock
  }

  deinit { try? descriptor.close() }
}

/// A point in time not to wait beyond, on the monotonic clock.
struct Deadline {
  private let end: Double

  init(seconds: Int) { end = Self.now + Double(seconds) }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Waits 10 ms; false, at once, if the time is over.
  func pause() -> Bool {
    guard Self.now < end else { return false }
    usleep(10_000)
    return true
  }
}
