/// Reads edited lines from a terminal, on readline's callback interface.
///
/// One per process, on one thread: readline keeps its state in C globals. Waits with `poll` on the keyboard, the signals and
/// one descriptor more, so that work can go on while she thinks.
public struct LineEditor: ~Copyable {
  private let signals: Signals
  private let output: Output

  /// Prepares the editor (`rl_initialize`, `$INPUTRC` with the application name `pupitre`).
  /// `history` is the file of earlier lines (``History``); nil for none.
  public init(output: Output, signals: Signals, history: String? = nil) {
    self.signals = signals
    self.output = output
  }

  /// Waits for a line, doing `work` meanwhile.
  public mutating func next(prompt: SafeText, work: PromptWork = PromptWork()) -> LineEvent { .endOfFile }

  /// Adds a line to the history, in the file as `line` and in this session as `typed` (the arguments that `line` leaves
  /// out, as personal data, are then only in memory).
  public mutating func remember(_ line: String, typed: String? = nil) {}
}
