import Glibc

/// A writer that accepts only ``SafeText``, and passes it on line by line: what a command said has been said whatever
/// becomes of the process, and a program that waits for an answer gets it.
///
/// Writing does not throw: what goes wrong (a reader that left, a full disk) is kept in ``failure``, later text is
/// dropped, and whoever runs the commands looks there between two of them and at the end, so that nothing ends with 0 after
/// a failure. One thread.
public final class Output {
  /// Why nothing more can be written.
  public enum Failure: Error, Equatable {
    /// The reader closed its end (`EPIPE`): end quietly, with 141.
    case closedByReader
    /// `write` failed otherwise, with this `errno`: a full disk, say.
    case failed(errno: CInt)

    /// What the process ends with: 128 + SIGPIPE, or 1.
    public var exitCode: CInt {
      switch self {
      case .closedByReader: 128 + SIGPIPE
      case .failed: 1
      }
    }

    /// The system's words for it.
    public var reason: SafeText {
      switch self {
      case .closedByReader: SafeText(String(cString: strerror(EPIPE)))
      case .failed(let code): SafeText(String(cString: strerror(code)))
      }
    }
  }

  /// Where it goes.
  public let descriptor: CInt
  /// What went wrong, once something did.
  public private(set) var failure: Failure?

  private var known: Capabilities
  private var buffer: [UInt8] = []
  private var isGathering = false
  private var isHolding = false
  private static let bufferSize = 32 * 1024

  /// Writes to a descriptor (1, 2), whose capabilities are read here. From now on the process ignores SIGPIPE: a closed
  /// reader shows as ``failure`` instead of killing it.
  public convenience init(descriptor: CInt, environment: Environment.Lookup = Environment.value) {
    self.init(descriptor: descriptor, capabilities: Capabilities(descriptor: descriptor, environment: environment))
  }

  /// Writes to a descriptor whose capabilities are known better by the caller.
  public init(descriptor: CInt, capabilities: Capabilities) {
    signal(SIGPIPE, SIG_IGN)
    self.descriptor = descriptor
    known = capabilities
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit { flush() }

  /// What the output can show; the size is the screen's size at this moment.
  public var capabilities: Capabilities {
    guard known.isTerminal, let size = Capabilities.size(of: descriptor) else { return known }
    var now = known
    (now.columns, now.rows) = size
    return now
  }

  /// Looks whether the reader has closed its end (`poll`, which tells it of a pipe and a socket before anything is written):
  /// then nothing more is to be done for it. Shows as ``failure``.
  public func noticeReader() {
    guard failure == nil, !known.isTerminal else { return }
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    guard poll(&state, 1, 0) > 0, state.revents & Int16(POLLERR | POLLHUP) != 0 else { return }
    failure = .closedByReader
    buffer.removeAll()
  }

  /// Writes a text, with its styles if the output has colour. A terminal sees an unfinished line with the next flush.
  public func write(_ text: SafeText) { write(encoded: text.encoded(colour: known.colour)) }

  /// Writes a text and a line feed.
  public func writeLine(_ text: SafeText = SafeText()) { write(encoded: text.encoded(colour: known.colour) + "\n") }

  /// Rings the terminal's bell (BEL); anything else than a terminal hears nothing.
  public func ring() {
    if known.isTerminal { write(encoded: "\u{7}") }
  }

  /// Lets whole lines go out together, a buffer at a time, for as long as the work lasts: a list has many rows.
  public func gathering(_ work: () -> Void) {
    isGathering = true
    work()
    isGathering = false
    flush()
  }

  /// What the work writes, kept from the screen: what redraws the screen takes it.
  public func held<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> HeldOutput {
    flush()
    isHolding = true
    defer {
      isHolding = false
      buffer.removeAll(keepingCapacity: true)
    }
    try work()
    return HeldOutput(bytes: buffer)
  }

  /// Empties the screen.
  public func clear() { write(encoded: "\u{1B}[H\u{1B}[2J") }

  /// Shows it in place of what stands on the screen, under a head: as many of its lines as there are rows for; gives how many are left out.
  @discardableResult
  public func redraw(under head: SafeText, _ held: HeldOutput, saying left: (Int) -> SafeText) -> Int {
    // Home, and each line to its end; then whatever was longer before.
    let (erase, end) = ("\u{1B}[K\r\n", "\u{1B}[J")
    var rows = max(1, capabilities.rows - 1 - head.lines.count)
    var lines = held.lines
    var note = SafeText()
    if lines.count > rows {
      rows = max(1, rows - 1)
      note = left(lines.count - rows)
      lines.removeLast(lines.count - rows)
    }
    let shown = head.lines.map { $0.encoded(colour: known.colour) } + lines + (note.isEmpty ? [] : [note.encoded(colour: known.colour)])
    let reset = known.colour ? "\u{1B}[0m" : ""
    write(encoded: "\u{1B}[H" + shown.map { $0 + reset + erase }.joined() + end)
    flush()
    return held.lines.count - lines.count
  }

  /// Bytes that this room made itself (control sequences, checked pictures).
  func write(encoded text: String) {
    guard failure == nil else { return }
    buffer.append(contentsOf: text.utf8)
    if (!isGathering && text.utf8.contains(0x0A)) || buffer.count >= Self.bufferSize { flush() }
  }

  /// Passes an unfinished line to `write(2)`. Call before reading from the terminal and before leaving.
  public func flush() {
    guard !isHolding else { return }
    var sent = 0
    while sent < buffer.count, failure == nil {
      let count = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + sent, $0.count - sent) }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        // Standard output may be shared with something that made it non-blocking.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wait, 1, -1)
      } else if errno != EINTR {
        failure = errno == EPIPE ? .closedByReader : .failed(errno: errno)
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// What was written and not yet shown.
public struct HeldOutput: Sendable, Equatable {
  fileprivate let bytes: [UInt8]

  fileprivate var lines: [String] {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
