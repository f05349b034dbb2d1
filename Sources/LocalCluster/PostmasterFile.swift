import Glibc
import SystemPackage

/// `data/postmaster.pid`, which a server keeps while it runs and leaves behind when it is killed (see `pidfile.h`).
struct PostmasterFile {
  let path: FilePath
  let pid: pid_t
  /// The System V segment that every process of the server is attached to.
  private let segment: Int32?
  private let status: String?

  /// The file's content, nil if there is no file or it holds no process id.
  init?(dataFolder: FilePath) throws(LocalClusterError) {
    path = dataFolder.appending("postmaster.pid")
    guard let bytes = try Folder.contents(of: path, limit: 16_384) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    // A negative number is a single-user server's.
    guard let first = lines.first, let pid = pid_t(first), pid > 1 else { return nil }
    self.pid = pid
    segment = lines.count > 6 ? lines[6].split(separator: " ").last.flatMap { Int32($0) } : nil
    status = lines.count > 7 ? String(lines[7]) : nil
  }

  /// Whether clients are let in.
  var isReady: Bool { status?.hasPrefix("ready") == true }

  /// Whether the process is there and is this folder's server, not a later process that got the same number: a server's
  /// working directory is its data folder.
  var isAlive: Bool {
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/\(pid)/cwd", &buffer, buffer.count)
    // Without /proc the number alone must do; another user's process, hidden from us, is not our server.
    guard count > 0 else { return access("/proc/self/cwd", F_OK) != 0 }
    guard let real = realpath(path.removingLastComponent().string, nil) else { return false }
    defer { free(real) }
    let folder = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return folder == String(cString: real)
  }

  /// Whether processes of a killed server are still attached to its shared memory; a new one cannot start before they left.
  var hasOrphans: Bool {
    guard let segment else { return false }
    var state = shmid_ds()
    return shmctl(segment, IPC_STAT, &state) == 0 && state.shm_nattch > 0
  }
}
