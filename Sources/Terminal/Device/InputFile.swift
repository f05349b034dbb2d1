import Glibc

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

  /// Opens a file for reading; somebody has to close it. Never waits. `/dev/null` is an empty file.
  ///
  /// - Parameter takesPipe: whether a pipe will do; its descriptor does not block.
  static func open(_ path: String, takesPipe: Bool = false) throws(Unopened) -> CInt {
    // Without O_NONBLOCK a pipe would be waited for here, where no signal is answered.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw Unopened(path: path, problem: .system(errno: errno)) }
    var about = stat()
    guard fstat(descriptor, &about) == 0 else {
      defer { close(descriptor) }
      throw Unopened(path: path, problem: .system(errno: errno))
    }
    switch about.st_mode & S_IFMT {
    case S_IFREG: return descriptor
    case S_IFIFO where takesPipe: return descriptor
    case S_IFCHR where isNull(about): return descriptor
    case S_IFDIR:
      close(descriptor)
      throw Unopened(path: path, problem: .system(errno: EISDIR))
    default:
      close(descriptor)
      throw Unopened(path: path, problem: .noRegularFile)
    }
  }

  /// The bytes of a regular file.
  ///
  /// - Parameter limit: how many it may have.
  public static func bytes(of path: String, limit: Int) throws(Unopened) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Unopened(path: path, problem: .system(errno: errno))
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw Unopened(path: path, problem: .tooLarge(limit: limit)) }
    }
  }

  /// Whether it is `/dev/null`, the only device that surely ends.
  static func isNull(_ about: stat) -> Bool {
    var null = stat()
    return stat("/dev/null", &null) == 0 && about.st_mode & S_IFMT == S_IFCHR && about.st_rdev == null.st_rdev
  }
}

/// What standard input holds that nobody is going to read.
public enum StandardInput {
  /// Whether there is anything in it: a file that was not read to its end, a pipe or a socket with something in it, a device
  /// other than a terminal and `/dev/null`. Never waits: a pipe in which nothing has arrived holds nothing.
  public static var holdsSomething: Bool {
    var about = stat()
    guard isatty(0) == 0, fstat(0, &about) == 0 else { return false }
    switch about.st_mode & S_IFMT {
    case S_IFREG: return lseek(0, 0, SEEK_CUR) < about.st_size
    case S_IFIFO, S_IFSOCK:
      var waiting: CInt = 0
      return ioctl(0, UInt(FIONREAD), &waiting) == 0 && waiting > 0
    case S_IFCHR: return !InputFile.isNull(about)
    default: return false
    }
  }

  /// Whether a path leads to what standard input is: `/dev/stdin`, say.
  public static func isFile(at path: String) -> Bool {
    var about = stat()
    var input = stat()
    return stat(path, &about) == 0 && fstat(0, &input) == 0 && about.st_dev == input.st_dev && about.st_ino == input.st_ino
  }
}
