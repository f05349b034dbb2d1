public import Terminal

/// The page that people's formats are fitted to.
public struct Layout: Sendable, Hashable {
  /// Columns at hand; nil when nothing limits them (a pipe).
  public var columns: Int?
  /// Whether rules and marks may be Unicode.
  public var unicode: Bool
  /// One `field: value` a line, no boxes.
  public var accessible: Bool
  /// What stands for nothing.
  public var null: SafeText
  /// What stands for yes and no.
  public var yes: SafeText, no: SafeText

  /// A page as given.
  public init(
    columns: Int? = 80, unicode: Bool = true, accessible: Bool = false, null: SafeText = "", yes: SafeText = "yes",
    no: SafeText = "no"
  ) {
    self.columns = columns
    self.unicode = unicode
    self.accessible = accessible
    self.null = null
    self.yes = yes
    self.no = no
  }

  /// The page of an output: its screen, or no limit for a pipe unless `COLUMNS` is set.
  public init(_ capabilities: Capabilities, null: SafeText = "", yes: SafeText = "yes", no: SafeText = "no") {
    self.init(
      columns: capabilities.isTerminal || capabilities.columnsAreWished ? capabilities.columns : nil,
      unicode: capabilities.unicode, accessible: capabilities.accessible, null: null, yes: yes, no: no)
  }

  /// What marks a cut.
  var ellipsis: SafeText { unicode ? "…" : "~" }

  /// How a cell is seen by people.
  func text(of cell: Cell, newlines: Sanitizer.Newlines = .shown) -> SafeText {
    let text: SafeText =
      if let shown = cell.shown {
        shown
      } else {
        switch cell.value {
        case .null: null
        case .boolean(let value): value ? yes : no
        case .text(let text), .number(let text), .timestamp(let text): SafeText(text, newlines: newlines)
        }
      }
    return cell.style.isEmpty ? text : text.styled(cell.style)
  }
}
