import Glibc

/// A program on a pseudo-terminal of its own, where Tab and Ctrl-C work as at a desk.
///
/// Never wait by time: ``expect(_:within:)`` the text that says that the program is ready.
public struct PseudoTerminal: ~Copyable {
  private let primary: CInt
  private let pid: pid_t
  private var unread: [UInt8] = []
  private var status: ExitStatus?

  /// Starts a program on a terminal.
  ///
  /// - Parameters:
  ///   - path: the program, see ``executable(_:)``.
  ///   - environment: its whole environment, beside which it gets a dumb terminal, UTF-8, no inputrc and no home.
  ///   - size: columns and rows of the terminal.
  ///   - cell: pixels of a cell, as a real terminal tells the system; none where it says nothing of them.
  public init(
    running path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    size: (columns: UInt16, rows: UInt16) = (80, 24), cell: (width: UInt16, height: UInt16) = (0, 0)
  ) throws {
    let quiet = ["TERM": "dumb", "LANG": "C.UTF-8", "INPUTRC": "/dev/null", "HOME": "/dev/null", "PATH": "/usr/bin:/bin"]
    let variables = quiet.merging(environment) { $1 }
    (primary, pid) = try Spawn.alone {
      var primary: CInt = -1
      var replica: CInt = -1
      var window = winsize(
        ws_row: size.rows, ws_col: size.columns, ws_xpixel: size.columns * cell.width, ws_ypixel: size.rows * cell.height)
      guard openpty(&primary, &replica, nil, nil, &window) == 0 else { throw SpawnError(call: "openpty", errno: errno) }
      defer { close(replica) }
      for descriptor in [primary, replica] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      do {
        return (primary, try Spawn(path, arguments, terminal: Self.name(of: replica), environment: variables).start())
      } catch {
        close(primary)
        throw error
      }
    }
  }

  private static func name(of replica: CInt) throws -> String {
    var name = [CChar](repeating: 0, count: 128)
    guard ttyname_r(replica, &name, name.count) == 0 else { throw SpawnError(call: "ttyname_r", errno: errno) }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    close(primary)
    if status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
  }

  /// Types text: `\n` is Enter, `\t` Tab, `\u{3}` Ctrl-C, `\u{4}` Ctrl-D, `\u{1A}` Ctrl-Z, `\u{1B}[A` the up arrow.
  public func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(primary, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest.removeFirst(count)
    }
  }

  /// Waits until the program has written `text`, and gives everything written since the last call, up to its end.
  ///
  /// - Throws: ``TerminalError`` with what was seen instead, when the program ended or the time is over.
  @discardableResult public mutating func expect(_ text: String, within limit: Duration = .seconds(10)) throws -> String {
    let wanted = Array(text.utf8)
    let deadline = ContinuousClock.now + limit
    var searched = 0
    while true {
      if let end = Self.end(of: wanted, in: unread, from: searched) {
        defer { unread.removeFirst(end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      searched = max(0, unread.count - wanted.count + 1)
      switch readMore(until: deadline) {
      case .read: continue
      case .timeout: throw TerminalError(expected: text, seen: takeUnread(), reason: .timeout)
      case .end: throw TerminalError(expected: text, seen: takeUnread(), reason: .ended)
      }
    }
  }

  /// Waits until the program has ended, and gives what it still wrote and how it ended.
  ///
  /// - Throws: ``TerminalError`` when the time is over.
  public mutating func end(within limit: Duration = .seconds(10)) throws -> (output: String, status: ExitStatus) {
    let deadline = ContinuousClock.now + limit
    reading: while true {
      switch readMore(until: deadline) {
      case .read: continue
      case .timeout: throw TerminalError(expected: "the end of the program", seen: takeUnread(), reason: .timeout)
      case .end: break reading
      }
    }
    guard let status = status ?? ExitStatus.wait(for: pid, until: deadline) else {
      throw TerminalError(expected: "the end of the program", seen: takeUnread(), reason: .timeout)
    }
    self.status = status
    return (takeUnread(), status)
  }

  /// Ends what is typed, and gives how the program ended.
  public mutating func leave() throws -> ExitStatus {
    type("\u{4}")
    return try end().status
  }

  /// Changes the terminal's size; the program gets SIGWINCH.
  public func resize(columns: UInt16, rows: UInt16) {
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(primary, UInt(TIOCSWINSZ), &window)
  }

  /// Sends the program a signal: `SIGKILL` for a crash, `SIGHUP` for a closed window.
  public func signal(_ number: CInt) { kill(pid, number) }

  private enum Reading { case read, timeout, end }

  private mutating func readMore(until deadline: ContinuousClock.Instant) -> Reading {
    while true {
      let left = (deadline - .now).components
      guard left.seconds >= 0, left.attoseconds >= 0 else { return .timeout }
      var descriptor = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
      guard poll(&descriptor, 1, CInt(clamping: milliseconds)) > 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 16_384)
      // Linux answers EIO when nobody has the terminal open any more.
      let count = read(primary, &bytes, bytes.count)
      guard count > 0 else { return .end }
      unread += bytes[..<count]
      return .read
    }
  }

  private mutating func takeUnread() -> String {
    defer { unread = [] }
    return String(decoding: unread, as: UTF8.self)
  }

  private static func end(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard !wanted.isEmpty, bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
    for index in start...(bytes.count - wanted.count) where bytes[index...].starts(with: wanted) { return index + wanted.count }
    return nil
  }
}

/// A program on a terminal did not write what was expected of it.
public struct TerminalError: Error, CustomStringConvertible {
  /// What was waited for.
  public let expected: String
  /// What came instead.
  public let seen: String
  /// Why the wait ended.
  public let reason: Reason

  /// Why a wait ended.
  public enum Reason: Sendable {
    /// The time was over.
    case timeout
    /// The program had ended, or closed its terminal.
    case ended
  }

  /// One sentence, control characters escaped.
  public var description: String { "expected \(expected.debugDescription), \(reason): saw \(seen.debugDescription)" }
}
