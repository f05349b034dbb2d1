public import Glibc

/// Opens files that are read whole: neither a device without an end nor, unless it is wanted, a pipe that nobody writes.
public enum InputFile {
  /// A file that cannot be read, and why.
  public struct Unopened: Error, Sendable, Equatable {
    /// Why a file cannot be read.
    public enum Problem: Sendable, Equatable {
      /// The system refused it with this `errno` (`EISDIR` for a folder).
      case system(errno: CInt)
      /// It is a pipe, a device, a socket: it may have no end, or nothing in it for ever.
      case noRegularFile
      /// It holds more than this many bytes.
      case tooLarge(limit: Int)
    }

    /// As given.
    public let path: String
    /// The reason.
    public let problem: Problem
  }

  /// How much of a file is wanted.
  public enum Part: Sendable {
    /// All of it: more than the limit is an error.
    case whole
    /// What stands behind so many bytes, up to the limit.
    case from(Int)
    /// The last bytes, as many as the limit.
    case end
  }

  /// Opens a file for reading; somebody has to close it. Never waits. `/dev/null` is an empty file.
  ///
  /// - Parameters:
  ///   - takesPipe: whether a pipe will do; its descriptor does not block.
  ///   - followsLink: whether a symbolic link in the last place will do.
  public static func open(_ path: String, takesPipe: Bool = false, followsLink: Bool = true) throws(Unopened) -> CInt {
    // Without O_NONBLOCK a pipe would be waited for here, where no signal is answered.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw Unopened(path: path, problem: .system(errno: errno)) }
    do throws(Unopened) {
      let about = try look(at: descriptor, path)
      switch about.st_mode & S_IFMT {
      case S_IFREG: return descriptor
      case S_IFIFO where takesPipe: return descriptor
      case S_IFCHR where isNull(about): return descriptor
      case S_IFDIR: throw Unopened(path: path, problem: .system(errno: EISDIR))
      default: throw Unopened(path: path, problem: .noRegularFile)
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// The bytes of a regular file. What cannot be read is an error, and not its end.
  ///
  /// - Parameters:
  ///   - limit: how many at most.
  ///   - part: which of them.
  ///   - followsLink: whether a symbolic link in the last place will do.
  public static func bytes(of path: String, limit: Int, part: Part = .whole, followsLink: Bool = true) throws(Unopened) -> [UInt8] {
    let descriptor = try open(path, followsLink: followsLink)
    defer { close(descriptor) }
    var isWhole = false
    switch part {
    case .whole: isWhole = true
    case .from(let start): lseek(descriptor, off_t(start), SEEK_SET)
    case .end: lseek(descriptor, max(0, try look(at: descriptor, path).st_size - off_t(limit)), SEEK_SET)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while isWhole || bytes.count < limit {
      let count = read(descriptor, &chunk, isWhole ? chunk.count : min(chunk.count, limit - bytes.count))
      if count < 0 {
        if errno == EINTR { continue }
        throw Unopened(path: path, problem: .system(errno: errno))
      }
      if count == 0 { break }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw Unopened(path: path, problem: .tooLarge(limit: limit)) }
    }
    return bytes
  }

  /// The names in a folder, sorted. One that cannot be read is an error, and not an empty one.
  public static func names(in folder: String) throws(Unopened) -> [String] {
    guard let stream = opendir(folder) else { throw Unopened(path: folder, problem: .system(errno: errno)) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // Only errno tells an error from the end.
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw Unopened(path: folder, problem: .system(errno: errno)) }
    return names.sorted()
  }

  private static func look(at descriptor: CInt, _ path: String) throws(Unopened) -> stat {
    var about = stat()
    guard fstat(descriptor, &about) == 0 else { throw Unopened(path: path, problem: .system(errno: errno)) }
    return about
  }

  /// Whether it is `/dev/null`, the only device that surely ends.
  public static func isNull(_ about: stat) -> Bool {
    var null = stat()
    return stat("/dev/null", &null) == 0 && about.st_mode & S_IFMT == S_IFCHR && about.st_rdev == null.st_rdev
  }
}
