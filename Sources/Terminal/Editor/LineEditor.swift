import CReadline
import Glibc

/// Reads edited lines from a terminal, on readline's callback interface.
///
/// One per process, on one thread: readline keeps its state in C globals. Waits with `poll` on the keyboard (descriptor 0),
/// the signals and one descriptor more, so that work can go on while she thinks. `$INPUTRC` is respected, under the
/// application name `pupitre`; file names are never completed.
public struct LineEditor: ~Copyable {
  /// A paste larger than this many bytes is refused unless said otherwise: 256 KiB.
  public static let defaultPasteLimit = 256 * 1024

  /// Whether the line that was given last is empty and but the second end of a scanned one: of a carriage return and a line feed, or of
  /// Enter twice. Whoever takes scanned lines passes over it.
  public var cameAlong: Bool { EditorState.shared.cameAlong }

  let signals: Signals
  let output: Output
  private let history: History?
  private var stream: KeyStream
  private var pieces: [KeyStream.Piece] = []
  private var lastRemembered: String?
  private var lastInput: Double = 0
  private var isResumed = false
  /// Whether the last Ctrl-C at a prompt took a line with it that was begun.
  public private(set) var droppedLine = false
  var prompt = SafeText()
  /// Told while the line was being searched: shown when it is plain again.
  var deferredNotice: SafeText?

  /// Prepares the editor (`rl_initialize`) and reads the history's file. The folder of a file that is missing is made (0700)
  /// with the first line that is remembered; nil for no file.
  public init(output: Output, signals: Signals, history path: String? = nil, pasteLimit: Int = LineEditor.defaultPasteLimit) {
    self.signals = signals
    self.output = output
    history = path.map(History.init)
    stream = KeyStream(limit: pasteLimit)
    EditorState.shared.output = output
    EditorState.shared.prepare()
    for line in history?.load() ?? [] { add_history(line) }
    stifle_history(CInt(History.lineLimit))
  }

  deinit { BracketedPaste.switchOff() }

  /// Adds a line to the history: to the file as `line`, and to this session as `typed` (the arguments that `line` leaves out
  /// as personal data are then in memory only). A line that repeats the last one is not added again. Gives the `errno` if
  /// the file could not be written; work goes on without it.
  @discardableResult
  public mutating func remember(_ line: String, typed: String? = nil) -> CInt? {
    let shown = typed ?? line
    guard !shown.isEmpty, shown != lastRemembered else { return nil }
    lastRemembered = shown
    add_history(shown)
    return history?.append(line)
  }

  /// Waits for a line, doing `work` meanwhile.
  public mutating func next(prompt: SafeText, work: PromptWork = PromptWork()) -> LineEvent {
    output.flush()
    self.prompt = prompt
    let state = EditorState.shared
    state.finished = nil
    state.pace.begin()
    state.complete = work.complete
    state.advise = work.advise
    // The caller's closures hold what is hers: nothing of it stays behind.
    defer {
      state.complete = { _, _ in [] }
      state.advise = { _ in nil }
    }
    pieces += stream.take(state.takeAhead())
    // A Ctrl-C that nobody waited for is no reason to leave a line that is not begun; but what was read ahead of it goes
    // with it.
    var dropped = 0
    while let signal = signals.take() {
      if signal.isFatal { return .terminated(signal) }
      if signal == .interrupt { dropped += dropTypedAhead() }
    }
    if dropped > 0 { return .droppedAhead(dropped) }
    Signals.catchSuspend()
    defer { Signals.releaseSuspend() }
    if output.capabilities.redraws { BracketedPaste.switchOn() }
    // The screen may have changed its size while a command ran.
    rl_reset_screen_size()
    rl_callback_handler_install(encoded(prompt)) { line in
      EditorState.shared.finished = .some(line.map { String(cString: $0) })
      free(line)
      // Here and not later: readline would show the prompt again.
      rl_callback_handler_remove()
    }
    return wait(work, state)
  }

  private mutating func wait(_ work: PromptWork, _ state: EditorState) -> LineEvent {
    var nextTick = work.every.map { now() + $0 }
    // What was typed while nobody looked is read before anything is waited for.
    var isAway = true
    while true {
      if let event = edit(state) { return event }
      // One that came while a completion was asked for is in the pipe no more.
      if let event = answerSignals() { return event }
      var waiting = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: work.watched() ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&waiting, 3, isAway ? 0 : patience(until: nextTick))
      if ready < 0, errno != EINTR { return leave(.endOfFile, sign: "") }
      if let event = answerSignals() { return event }
      if ready > 0, waiting[2].revents != 0, let update = work.onReadable(), apply(update) { return leave(.stopped, sign: "") }
      if ready > 0, waiting[0].revents != 0 {
        guard readKeys(whileAway: isAway) else { return leave(.endOfFile, sign: "") }
      } else if isHolding, now() - lastInput >= silence {
        pieces += stream.take(state.answers.expire()) + stream.expire()
      }
      isAway = false
      if let tick = nextTick, let every = work.every, now() >= tick {
        nextTick = now() + every
        if let update = work.onTick(), apply(update) { return leave(.stopped, sign: "") }
      }
    }
  }

  /// Gives readline the keys that came, and takes pastes out of them.
  private mutating func edit(_ state: EditorState) -> LineEvent? {
    while true {
      while state.hasKeys {
        rl_callback_read_char()
        if let finished = state.finished {
          if let line = finished {
            state.cameAlong = state.pace.ended(line)
            return .line(line)
          }
          output.write("\n")
          output.flush()
          return .endOfFile
        }
      }
      if pieces.isEmpty { return nil }
      switch pieces.removeFirst() {
      case .keys(let keys): state.keys += keys
      case .refused(let reason): return leave(.refusedPaste(reason), sign: "")
      case .paste(let bytes):
        let lines = PastedText.lines(of: bytes)
        if lines.count > 1 { return take(lines) }
        if let line = lines.first {
          rl_insert_text(line)
          rl_redisplay()
        }
      }
    }
  }

  /// A paste of several lines: what was typed before and after the cursor belongs to its first and last one.
  private mutating func take(_ pasted: [String]) -> LineEvent {
    var lines = pasted
    if let line = creadline_line() {
      let bytes = Array(String(cString: line).utf8)
      let point = min(Int(creadline_point()), bytes.count)
      lines[0] = String(decoding: bytes[..<point], as: UTF8.self) + lines[0]
      lines[lines.count - 1] += String(decoding: bytes[point...], as: UTF8.self)
    }
    return leave(.paste(lines), sign: "")
  }

  private mutating func answerSignals() -> LineEvent? {
    while let signal = signals.take() {
      switch signal {
      case .interrupt:
        droppedLine = creadline_line().map { $0.pointee != 0 } ?? false
        _ = dropTypedAhead()
        return leave(.interrupted, sign: "^C")
      case .hangup, .terminate: return leave(.terminated(signal), sign: "")
      case .resize: rl_resize_terminal()
      case .suspend:
        BracketedPaste.switchOff()
        creadline_suspend()
        Signals.releaseSuspend()
        kill(getpid(), SIGTSTP)
        Signals.catchSuspend()
        resume()
        isResumed = true
      case .resume:
        // After Ctrl-Z the line is drawn already; this one came from elsewhere.
        if !isResumed { resume() }
        isResumed = false
      }
    }
    return nil
  }

  /// What was typed ahead of Ctrl-C goes with it. Gives how many lines that was.
  private mutating func dropTypedAhead() -> Int {
    var lines = Self.lines(in: EditorState.shared.dropKeys())
    for piece in pieces + stream.expire() {
      switch piece {
      case .keys(let keys): lines += Self.lines(in: keys)
      case .paste(let bytes): lines += PastedText.lines(of: bytes).count
      case .refused: break
      }
    }
    pieces = []
    return lines
  }

  /// Lines in what was typed, one that has no end yet included.
  private static func lines(in keys: [UInt8]) -> Int {
    keys.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }.count
  }

  private func resume() {
    if output.capabilities.redraws { BracketedPaste.switchOn() }
    creadline_resume()
  }

  /// Gives the line up and the terminal back.
  private func leave(_ event: LineEvent, sign: String) -> LineEvent {
    creadline_abandon(sign)
    return event
  }

  private mutating func readKeys(whileAway: Bool) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(0, &chunk, chunk.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return true }
    guard count > 0 else { return false }
    lastInput = now()
    EditorState.shared.pace.came(at: lastInput, whileAway: whileAway)
    pieces += stream.take(EditorState.shared.withoutAnswers(chunk[..<count]))
    return true
  }

  /// How long a half-seen sequence may stay silent: an Escape key is answered soon, a paste over a slow line is waited for.
  private var silence: Double { stream.waiting == .endOfPaste ? 2 : 0.05 }

  /// Whether something is held back that may be the beginning of more.
  private var isHolding: Bool { stream.waiting != .nothing || EditorState.shared.awaitsAnswers && EditorState.shared.answers.isHolding }

  /// Milliseconds that `poll` may wait.
  private func patience(until tick: Double?) -> CInt {
    var limits: [Double] = []
    if let tick { limits.append(tick - now()) }
    if isHolding { limits.append(lastInput + silence - now()) }
    guard let shortest = limits.min() else { return -1 }
    return CInt(max(0, min(shortest, 3600)) * 1000) + 1
  }
}

/// Seconds on a clock that nobody sets (`CLOCK_MONOTONIC`).
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
