import Terminal

/// Columns under headings, fitted to the page: columns shrink, then leave, from the least important up.
///
///     Most urgent
///     Case     Driver               Due  Urgent
///     ───────  ──────────────  ────────  ──────
///     10482-7  Éloïse Lefèvre  2 h late  yes
///     2 of 128
///
/// Made for people's eyes: nothing of it is promised to a program. It alone keeps its rows until the last one, for how wide a column is
/// hangs on all of them.
struct TextTable: TableFormat {
  private let table: Table
  private let layout: Layout
  /// The whole texts of the cells.
  private var texts: [[SafeText]] = []
  private static let gap = 2

  init(_ head: Table, layout: Layout) {
    table = head
    self.layout = layout
  }

  func begin(on stream: inout some TextStream) {}

  mutating func write(_ row: [Cell], on stream: inout some TextStream) {
    texts.append(row.indices.map { cellText(row[$0], in: table.columns[$0]) })
  }

  func end(on stream: inout some TextStream) {
    let fit = ColumnFit(columns: table.columns, texts: texts, available: layout.columns, gap: Self.gap)
    func write(_ lines: [SafeText]) { for line in lines { stream.write(line + "\n") } }
    if let title = table.title { write(wrapped(title.styled(.bold))) }
    let headings = fit.shown.map { column in
      [table.columns[column].heading.truncated(to: fit.widths[column], ellipsis: layout.ellipsis).styled(.bold)]
    }
    write(joined(headings, fit))
    let rule: SafeText = layout.unicode ? "─" : "-"
    write([fit.shown.map { rule.repeated(fit.widths[$0]) }.joined(separator: SafeText(" ").repeated(Self.gap)).styled(.dim)])
    for row in texts { write(joined(fit.shown.map { fitted(row[$0], table.columns[$0], fit.widths[$0]) }, fit)) }
    if !fit.hidden.isEmpty {
      let names = fit.hidden.map { table.columns[$0].heading }.joined(separator: ", ")
      write(wrapped("+ \(names)").map { $0.styled(.dim) })
    }
    if let footer = table.footer { write(wrapped(footer)) }
  }

  private func wrapped(_ text: SafeText) -> [SafeText] {
    layout.columns.map { text.wrapped(to: $0) } ?? text.lines
  }

  /// The whole text of a cell: on one line unless its column wraps.
  private func cellText(_ cell: Cell, in column: Column) -> SafeText {
    let text = layout.text(of: cell, newlines: column.overflow == .wrap ? .kept : .shown)
    let styled = column.style.isEmpty ? text : text.styled(column.style)
    return column.overflow == .wrap ? styled : styled.lines.joined(separator: "⏎")
  }

  private func fitted(_ text: SafeText, _ column: Column, _ width: Int) -> [SafeText] {
    switch column.overflow {
    case .wrap: text.wrapped(to: width)
    case .truncate: [text.truncated(to: width, ellipsis: layout.ellipsis)]
    }
  }

  /// The screen lines of one row whose cells have several lines each.
  private func joined(_ cells: [[SafeText]], _ fit: ColumnFit) -> [SafeText] {
    let height = cells.reduce(1) { max($0, $1.count) }
    return (0..<height).map { number in
      var line = SafeText()
      var position = 0
      var written = 0
      for (place, column) in fit.shown.enumerated() {
        let text = number < cells[place].count ? cells[place][number] : SafeText()
        let width = fit.widths[column]
        let textWidth = text.width
        let start = position + (table.columns[column].alignment == .right ? width - textWidth : 0)
        // Spaces only before something: no line ends in blanks.
        if textWidth > 0 {
          line += SafeText(" ").repeated(start - written) + text
          written = start + textWidth
        }
        position += width + Self.gap
      }
      return line
    }
  }
}
