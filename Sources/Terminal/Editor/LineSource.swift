public import SystemCalls
import Glibc

/// Lines of commands from something that is no terminal: standard input, a playbook.
///
/// Read as they come, so that a pipe that is written slowly runs slowly. A line that cannot be trusted is refused with its
/// number; reading may go on after it, with the next line. The memory used is bounded by the limit of a line, the time by
/// that of a line that never ends.
public struct LineSource: ~Copyable {
  /// A line, without its line feed (nor a carriage return before it).
  public struct Line: Sendable, Equatable {
    /// Counted from 1.
    public let number: Int
    /// Its text.
    public let text: String
  }

  /// Why a line was not given.
  public enum Failure: Error, Sendable, Equatable {
    /// The last line has no line feed: the pipe may have been cut, so it must not run.
    case unterminated(line: Int)
    /// A NUL byte at this byte of the line, counted from 1.
    case nul(line: Int, byte: Int)
    /// Not UTF-8 from this byte of the line on, counted from 1.
    case invalidUTF8(line: Int, byte: Int)
    /// Longer than this many bytes. The rest of the line is skipped.
    case tooLong(line: Int, limit: Int)
    /// After so many bytes the line still had no end: this is no text.
    case endless(line: Int, limit: Int)
    /// There is more than this many bytes in all.
    case tooLarge(line: Int, limit: Int)
    /// A pipe that nobody writes.
    case silent
    /// `read` failed with this `errno`.
    case unreadable(line: Int, errno: CInt)
    /// A signal came while waiting (Ctrl-C, hangup, request to end); it is left for whoever ends the run.
    case interrupted(line: Int, Signal)

    /// The number of the line that it is about.
    public var line: Int {
      switch self {
      case .unterminated(let line), .nul(let line, _), .invalidUTF8(let line, _), .tooLong(let line, _), .endless(let line, _),
        .tooLarge(let line, _), .unreadable(let line, _), .interrupted(let line, _):
        line
      case .silent: 1
      }
    }

    /// Whether nothing more can be read.
    public var isFinal: Bool {
      switch self {
      case .unterminated, .endless, .tooLarge, .silent, .unreadable, .interrupted: true
      case .nul, .invalidUTF8, .tooLong: false
      }
    }
  }

  /// The system's words for an `errno`.
  public static func reason(_ code: CInt) -> SafeText { SafeText(String(cString: strerror(code))) }

  /// What a line may have unless said otherwise: 1 MiB.
  public static let defaultLimit = 1 << 20

  /// How far a line that is too long is skipped before it is taken for endless: 32 times its limit.
  private static let patience = 32

  private let descriptor: CInt
  private let ownsDescriptor: Bool
  private let limit: Int
  private let sizeLimit: Int
  private var size = 0
  private let signals: Signals?
  private var chunk: [UInt8] = []
  private var next = 0
  private var line: [UInt8] = []
  private var number = 1
  private var ended = false

  /// Reads a descriptor that somebody else closes.
  ///
  /// - Parameter sizeLimit: how many bytes there may be in all.
  public init(descriptor: CInt = 0, limit: Int = LineSource.defaultLimit, sizeLimit: Int = .max, signals: Signals? = nil) {
    self.descriptor = descriptor
    self.limit = limit
    self.sizeLimit = sizeLimit
    self.signals = signals
    ownsDescriptor = false
  }

  /// Opens a file.
  ///
  /// - Parameter takesPipe: whether a pipe will do: `<(…)` of a shell.
  public init(
    path: String, limit: Int = LineSource.defaultLimit, sizeLimit: Int = .max, takesPipe: Bool = false, signals: Signals? = nil
  ) throws(InputFile.Unopened) {
    descriptor = try InputFile.open(path, takesPipe: takesPipe)
    self.limit = limit
    self.sizeLimit = sizeLimit
    self.signals = signals
    ownsDescriptor = true
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// Memory taken by what was read and not given yet.
  var heldBytes: Int { chunk.capacity + line.capacity }

  /// The next line; nil at the end. After a ``Failure`` that is not final, the next call gives the line after it.
  public mutating func nextLine() throws(Failure) -> Line? {
    line.removeAll(keepingCapacity: line.capacity <= 1 << 16)
    var skipped = 0
    while true {
      if next == chunk.count {
        guard try fill() else {
          if skipped > 0 { throw .tooLong(line: number, limit: limit) }
          if line.isEmpty { return nil }
          throw .unterminated(line: number)
        }
      }
      let rest = chunk[next...]
      let end = rest.firstIndex(of: 0x0A)
      let piece = rest[..<(end ?? rest.endIndex)]
      if skipped == 0 { line.append(contentsOf: piece) } else { skipped += piece.count }
      // Two bytes more for a carriage return and so that the limit itself is still allowed.
      if line.count > limit + 1 || (end != nil && line.count > limit && line.last != 0x0D) {
        skipped = line.count
        line = []
      }
      next = end.map { $0 + 1 } ?? chunk.count
      if skipped > limit * Self.patience {
        ended = true
        next = chunk.count
        throw .endless(line: number, limit: limit)
      }
      if end != nil {
        defer { number += 1 }
        if skipped > 0 { throw .tooLong(line: number, limit: limit) }
        return try finishedLine()
      }
    }
  }

  private mutating func finishedLine() throws(Failure) -> Line {
    if line.last == 0x0D { line.removeLast() }
    // A byte order mark at the very start is an editor's habit, no text.
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    if let position = line.firstIndex(of: 0) { throw .nul(line: number, byte: position + 1) }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw .invalidUTF8(line: number, byte: validPrefix(line) + 1)
    }
    return Line(number: number, text: text)
  }

  /// Reads the next chunk; false at the end.
  private mutating func fill() throws(Failure) -> Bool {
    if ended { return false }
    // A file of our own never blocks, so it is read before anything is waited for: a pipe without a writer would never be
    // ready. What somebody else opened may block, and then no signal would be answered.
    var waits = !ownsDescriptor && signals != nil
    while true {
      if waits { try wait() }
      var count = 0
      var code: CInt = 0
      chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, used in
        count = read(descriptor, buffer.baseAddress, buffer.count)
        code = errno
        used = max(0, count)
      }
      next = 0
      if count > 0 {
        size += count
        guard size <= sizeLimit else {
          ended = true
          next = chunk.count
          throw .tooLarge(line: number, limit: sizeLimit)
        }
        return true
      }
      waits = true
      if count < 0, code == EINTR || code == EAGAIN { continue }
      ended = true
      if count < 0 { throw .unreadable(line: number, errno: code) }
      if size == 0, ownsDescriptor, isPipe { throw .silent }
      return false
    }
  }

  /// Waits until there is something to read, or a signal asks to stop.
  private mutating func wait() throws(Failure) {
    while true {
      if let signal = signals?.stop {
        ended = true
        throw .interrupted(line: number, signal)
      }
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&waiting, 2, -1) > 0, waiting[0].revents != 0 { return }
    }
  }

  private var isPipe: Bool {
    var about = stat()
    return fstat(descriptor, &about) == 0 && about.st_mode & S_IFMT == S_IFIFO
  }
}

/// How many bytes at the start are UTF-8.
private func validPrefix(_ bytes: [UInt8]) -> Int {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var count = 0
  while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
  return count
}
