import Glibc

/// Waits between two looks at something, until somebody wants something else.
public struct Pause {
  /// Why it ended.
  public enum End: Sendable, Equatable {
    /// The time has passed, or the screen has a new size.
    case time
    /// A key was pressed. Enter, Escape, the space bar and q end it alone; any other key, and what was typed behind it, is left for whoever
    /// reads the next line.
    case key
    /// Ctrl-C, or whatever asks to stop; left for whoever takes it.
    case signal(Signal)
    /// Nobody reads what is written any more.
    case unread
  }

  private let signals: Signals
  private let output: Output
  private let watchesKeys: Bool

  /// - Parameter watchesKeys: whether the keyboard is standard input, and a key ends it.
  public init(signals: Signals, output: Output, watchesKeys: Bool) {
    (self.signals, self.output, self.watchesKeys) = (signals, output, watchesKeys)
  }

  /// Waits for so many seconds (`poll`).
  public func wait(_ seconds: Double) -> End {
    output.flush()
    var settings = termios()
    let isTerminal = watchesKeys && tcgetattr(0, &settings) == 0
    if isTerminal {
      var keys = settings
      // Keys at once and unseen; Ctrl-C stays a signal.
      keys.c_lflag &= ~tcflag_t(ICANON | ECHO)
      tcsetattr(0, TCSADRAIN, &keys)
    }
    defer { if isTerminal { tcsetattr(0, TCSADRAIN, &settings) } }
    let end = now() + seconds
    while true {
      if let signal = signals.stop { return .signal(signal) }
      output.noticeReader()
      if output.failure != nil { return .unread }
      let left = end - now()
      if left <= 0 { return .time }
      var waiting = [
        pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isTerminal ? 0 : -1, events: Int16(POLLIN), revents: 0),
        // Tells by itself that its reader has gone.
        pollfd(fd: output.capabilities.isTerminal ? -1 : output.descriptor, events: 0, revents: 0),
      ]
      let ready = poll(&waiting, 3, CInt(min(left * 1000 + 1, 60_000)))
      if ready > 0, waiting[0].revents != 0, signals.stop == nil { return .time }
      if ready > 0, waiting[1].revents != 0 {
        takeLoneKey()
        return .key
      }
    }
  }

  /// Takes a key that means nothing but the end of the waiting; any other one is kept for the line editor, and what comes in a
  /// heap, a paste or the sequence of an arrow, is left to it as it is.
  private func takeLoneKey() {
    var count: CInt = 0
    var byte: UInt8 = 0
    guard ioctl(0, UInt(FIONREAD), &count) == 0, count == 1, read(0, &byte, 1) == 1 else { return }
    if ![0x0A, 0x0D, 0x1B, 0x20, 0x71].contains(byte) { EditorState.shared.keys.append(byte) }
  }
}
