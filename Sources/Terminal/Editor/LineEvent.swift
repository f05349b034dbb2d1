/// What ended the wait for a line.
public enum LineEvent: Sendable, Equatable {
  /// A line, without its line feed.
  case line(String)
  /// Several lines pasted at once: to be shown and confirmed before any of them runs. Controls are made visible in them.
  case paste([String])
  /// A paste that was not taken: larger than the limit, or never finished. Nothing of it remains.
  case refusedPaste(PasteRefusal)
  /// Ctrl-C: the line is gone.
  case interrupted
  /// Ctrl-C came before there was a prompt, and so many lines had been typed ahead (or pasted into a terminal that does not
  /// bracket pastes): they are gone.
  case droppedAhead(Int)
  /// Ctrl-D on an empty line, or the terminal is gone. The cursor stands on a new line.
  case endOfFile
  /// SIGHUP or SIGTERM: end, with the signal's exit code.
  case terminated(Signal)
  /// An update asked to leave the prompt.
  case stopped
}

/// Why a paste was not taken.
public enum PasteRefusal: Error, Sendable, Equatable {
  /// More than this many bytes.
  case tooLarge(limit: Int)
  /// Its end did not come in time.
  case unfinished
}

/// What shall change while she waits at the prompt.
public struct PromptUpdate: Sendable {
  /// A new prompt, where it differs. Only a screen that can be redrawn gets it before the next line.
  public var prompt: SafeText?
  /// Lines to show above the prompt, which is then drawn again with what was typed.
  public var notice: SafeText?
  /// Whether to leave the prompt (``LineEvent/stopped``): the connection is lost, say.
  public var stops: Bool

  /// An update.
  public init(prompt: SafeText? = nil, notice: SafeText? = nil, stops: Bool = false) {
    self.prompt = prompt
    self.notice = notice
    self.stops = stops
  }
}

/// What the editor does besides reading keys.
public struct PromptWork {
  /// Gives the completions of `word` (unquoted) after `lineBefore` (what stands before it, as typed).
  public var complete: (_ word: String, _ lineBefore: String) -> [Completion]
  /// Gives what Alt and a digit write at the cursor; nil for nothing.
  public var advise: (_ digit: Int) -> String?
  /// Seconds between two calls of `onTick`; nil for none.
  public var every: Double?
  /// Called about every `every` seconds while she waits: renew a lease, count down in the prompt.
  public var onTick: () -> PromptUpdate?
  /// Gives the descriptor to watch (libpq's socket), asked again before each wait: a connection that is lost has none.
  public var watched: () -> CInt?
  /// Called when the watched descriptor can be read. It must read what is there.
  public var onReadable: () -> PromptUpdate?

  /// The work; whatever is left out is not done.
  public init(
    complete: @escaping (_ word: String, _ lineBefore: String) -> [Completion] = { _, _ in [] },
    advise: @escaping (_ digit: Int) -> String? = { _ in nil }, every: Double? = nil,
    onTick: @escaping () -> PromptUpdate? = { nil }, watched: @escaping @autoclosure () -> CInt? = nil,
    onReadable: @escaping () -> PromptUpdate? = { nil }
  ) {
    self.complete = complete
    self.advise = advise
    self.every = every
    self.onTick = onTick
    self.watched = watched
    self.onReadable = onReadable
  }
}
