import Glibc

/// What an output can show.
public struct Capabilities: Sendable, Equatable {
  /// Whether it is a terminal at all.
  public var isTerminal: Bool
  /// Columns of the screen; of something else than a terminal, `COLUMNS` or 80.
  public var columns: Int
  /// Rows of the screen; of something else than a terminal, `LINES` or 24.
  public var rows: Int
  /// Whether `COLUMNS` was set by somebody for an output that is no terminal: then it is a wish to be kept.
  public var columnsAreWished: Bool
  /// Whether styles may be written: a terminal, not `TERM=dumb`, no `NO_COLOR`.
  public var colour: Bool
  /// Whether the locale is UTF-8: otherwise ornaments are ASCII.
  public var unicode: Bool
  /// `ACCESSIBLE=1`: everything in reading order, one `field: value` a line, no boxes, no redrawing.
  public var accessible: Bool
  /// Whether the cursor can be moved: the prompt may be redrawn, a paste bracketed, a pager started.
  public var redraws: Bool

  /// Capabilities as given.
  public init(
    isTerminal: Bool = false, columns: Int = 80, rows: Int = 24, columnsAreWished: Bool = false, colour: Bool = false,
    unicode: Bool = true, accessible: Bool = false, redraws: Bool = false
  ) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.rows = rows
    self.columnsAreWished = columnsAreWished
    self.colour = colour
    self.unicode = unicode
    self.accessible = accessible
    self.redraws = redraws
  }

  /// Looks at a descriptor (`isatty`, `TIOCGWINSZ`) and at `NO_COLOR`, `TERM`, `ACCESSIBLE`, `COLUMNS`, `LINES` and the
  /// locale's variables.
  public init(descriptor: CInt, environment: Environment.Lookup = Environment.value) {
    let terminal = isatty(descriptor) == 1
    let dumb = environment("TERM").map { $0.isEmpty || $0 == "dumb" } ?? true
    let size = terminal ? Self.size(of: descriptor) : nil
    let wished = environment("COLUMNS").flatMap { Int($0) }.flatMap { (20...10_000).contains($0) ? $0 : nil }
    isTerminal = terminal
    columns = size?.columns ?? wished ?? 80
    rows = size?.rows ?? environment("LINES").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 24
    columnsAreWished = !terminal && wished != nil
    accessible = environment("ACCESSIBLE").map { !$0.isEmpty && $0 != "0" } ?? false
    colour = terminal && !dumb && (environment("NO_COLOR") ?? "").isEmpty
    redraws = terminal && !dumb && !accessible
    unicode = Self.isUnicode(environment)
  }

  /// The screen's size now; nil if the descriptor has none (or says 0 × 0, as a serial line does).
  public static func size(of descriptor: CInt) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that says anything decides, as in `setlocale`.
  private static func isUnicode(_ environment: Environment.Lookup) -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = environment(name), !value.isEmpty else { continue }
      let lower = value.lowercased()
      return lower.contains("utf-8") || lower.contains("utf8")
    }
    return false
  }
}
