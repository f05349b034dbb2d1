import Glibc

/// A screen of its own for pictures, which answers keys at once: entered when it is made, left with ``leave()``, however the
/// console goes on. One at a time, on the one thread that reads the keyboard.
public final class PictureMode {
  /// What ended the wait.
  public enum Event: Equatable, Sendable {
    /// A key.
    case key(PictureKey)
    /// The screen has another size, or must be drawn again.
    case resized
    /// Nothing came within the time that was given.
    case idle
    /// Ctrl-C, the keyboard is gone, or the process has to end.
    case ended
  }

  private let output: Output
  private let signals: Signals
  private var raw: RawTerminal?
  private var keys: [UInt8]
  private var hadBrackets = false
  /// What takes pictures off the screen that are no text: kitty's stay where they are.
  private let clearing: String

  /// Enters it; nil where there is no screen that could be redrawn, or no keyboard.
  public init?(on output: Output, signals: Signals, screen: PictureScreen) {
    guard output.capabilities.redraws, let raw = RawTerminal() else { return nil }
    (self.output, self.signals, self.raw) = (output, signals, raw)
    clearing = screen.drawn == .kitty ? "\u{1B}_Ga=d,q=2\u{1B}\\" : ""
    // What was typed ahead is for us.
    keys = EditorState.shared.dropKeys() + EditorState.shared.takeAhead()
    hadBrackets = BracketedPaste.switchOff()
    output.write(encoded: "\u{1B}[?1049h\u{1B}[?25l")
    output.flush()
  }

  deinit { leave() }

  /// Back to the prompt's screen; what was typed and not answered is the beginning of the line.
  public func leave() {
    guard let raw else { return }
    output.write(encoded: clearing + "\u{1B}[?25h\u{1B}[?1049l")
    output.flush()
    raw.restore()
    self.raw = nil
    if hadBrackets { BracketedPaste.switchOn() }
    EditorState.shared.ahead = keys + EditorState.shared.ahead
    keys = []
  }

  /// Rows for pictures between the head and the foot.
  public var rows: Int { max(3, output.capabilities.rows - 2) }

  /// Draws the screen: a line above, the pictures, a line below.
  public func show(_ head: SafeText, _ drawing: PictureDrawing?, _ foot: SafeText) {
    let (columns, rows) = (output.capabilities.columns, output.capabilities.rows)
    output.write(encoded: clearing + "\u{1B}[H\u{1B}[2J")
    output.write(head.truncated(to: columns) + "\n")
    if let drawing { output.write(encoded: drawing.encoded) }
    output.write(encoded: "\u{1B}[\(rows);1H")
    output.write(foot.truncated(to: columns - 1))
    output.flush()
  }

  /// Whether keys have come that were not answered yet: what they make of the picture is drawn once.
  public var hasKeys: Bool {
    var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return !keys.isEmpty || poll(&waiting, 1, 0) > 0
  }

  /// How long what has come may be waited for to be more, in milliseconds: a terminal sends a sequence at once, a word is typed.
  private var patience: CInt { keys.first == 0x1B ? 50 : 250 }

  /// Waits for a key, another size of the screen, or the end.
  ///
  /// - Parameter seconds: How long at most, about.
  public func next(within seconds: Double) -> Event {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if let key = PictureKey.first(of: &keys, isAll: false) { return event(of: key) }
      while let signal = signals.take() {
        switch signal {
        case .resize, .resume: return .resized
        case .interrupt: return .ended
        case .hangup, .terminate:
          signals.keep(signal)
          return .ended
        case .suspend: break
        }
      }
      var waiting = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      // What may be half a sequence is an Escape key after a moment, what may begin a word a key.
      let left = max(0, (end - ContinuousClock.now) / .milliseconds(1))
      let ready = poll(&waiting, 2, keys.isEmpty ? CInt(left) + 1 : patience)
      if ready < 0, errno != EINTR { return .ended }
      if ready == 0, let key = PictureKey.first(of: &keys, isAll: true) { return event(of: key) }
      if ready == 0, keys.isEmpty { return .idle }
      guard ready > 0, waiting[0].revents != 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(0, &chunk, chunk.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return .ended }
      keys += EditorState.shared.withoutAnswers(chunk[..<count])
    }
  }

  /// A key that begins a line stays for it.
  private func event(of key: PictureKey) -> Event {
    if case .type(let bytes) = key { keys = bytes + keys }
    return .key(key)
  }
}
