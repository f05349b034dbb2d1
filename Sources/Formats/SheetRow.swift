public import Terminal

/// A line of a page that has to fit a screen: a label, what it says, and a mark at the right edge.
public struct SheetRow: Sendable, Hashable {
  /// What it is; empty below a row that it belongs to.
  public var label: SafeText
  /// What it says; wraps.
  public var value: SafeText
  /// What stands at the right edge of its first line.
  public var mark: SafeText
  /// Whether it begins at the left edge, without the column of labels.
  public var isFull: Bool
  /// Columns by which the lines below the first one stand in, of a row across the page.
  public var hang = 0
  /// Whether it is cut to one line where it would wrap.
  public var isClipped: Bool

  /// A labelled row.
  public init(_ label: SafeText, _ value: SafeText, mark: SafeText = "") {
    (self.label, self.value, self.mark, isFull, isClipped) = (label, value, mark, false, false)
  }

  /// A row across the page.
  public init(full value: SafeText, mark: SafeText = "", hang: Int = 0) {
    (label, self.value, self.mark, isFull, isClipped) = (SafeText(), value, mark, true, false)
    self.hang = hang
  }

  /// The same row, cut to one line.
  public var clipped: SheetRow {
    var row = self
    row.isClipped = true
    return row
  }

  /// Its lines within the layout's columns.
  ///
  /// - Parameter labels: columns of the labels, the space behind them included.
  func lines(in layout: Layout, columns: Int?, labels: Int) -> [SafeText] {
    guard !layout.accessible else { return spoken(columns) }
    let indent = isFull ? 0 : labels
    guard let columns else {
      let text = (isFull ? SafeText() : label.styled(.dim).padded(to: indent)) + value
      return (mark.isEmpty ? text : text + "  " + mark).lines
    }
    let room = max(10, columns - indent - (mark.isEmpty ? 0 : mark.width + 1))
    var texts = isClipped ? [clip(to: room, layout)] : wrapped(columns: max(10, columns - indent), first: room)
    if !mark.isEmpty {
      texts[0] = texts[0].padded(to: max(10, columns - indent - mark.width)) + mark
    }
    let head = isFull ? SafeText() : label.styled(.dim).padded(to: indent)
    return texts.enumerated().map { ($0 == 0 ? head : SafeText(" ").repeated(indent)) + $1 }
  }

  /// Whether something of it is left out within those columns.
  func isCut(columns: Int?, labels: Int) -> Bool {
    guard isClipped, let columns else { return false }
    return value.lines.count > 1 || value.width > max(10, columns - (isFull ? 0 : labels) - (mark.isEmpty ? 0 : mark.width + 1))
  }

  private func clip(to room: Int, _ layout: Layout) -> SafeText {
    let lines = value.lines
    let text = lines.count > 1 ? lines[0] + " " + layout.ellipsis : lines[0]
    return text.truncated(to: room, ellipsis: layout.ellipsis)
  }

  /// The first line leaves room for the mark; the others stand in.
  private func wrapped(columns: Int, first room: Int) -> [SafeText] {
    let lines = value.wrapped(to: room)
    guard hang > 0, lines.count > 1 else { return lines }
    // What does not stand on the first line is wrapped again, narrower.
    var rest = value.lines
    let first = rest[0].wrapped(to: room)
    rest[0] = first.dropFirst().joined(separator: " ")
    let below = rest.filter { !$0.isEmpty }.flatMap { $0.wrapped(to: max(10, columns - hang)) }
    return [first[0]] + below.map { SafeText(" ").repeated(hang) + $0 }
  }

  /// For a screen reader: the label, a colon, what it says, and what the mark says of it.
  private func spoken(_ columns: Int?) -> [SafeText] {
    var text = value
    if !mark.isEmpty { text = text.isEmpty ? mark : text + " " + mark }
    if !isFull, !label.isEmpty { text = label + ": " + text }
    return columns.map { text.wrapped(to: $0) } ?? text.lines
  }
}
