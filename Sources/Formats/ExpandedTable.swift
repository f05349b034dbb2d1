import Terminal

/// One `field: value` a line; records are parted by a rule, or by an empty line when read aloud.
///
///     ── 1 ───────────────────────────────────
///     Case:   10482-7
///     Driver: Éloïse Lefèvre
///
/// Made for people's eyes: nothing of it is promised to a program.
struct ExpandedTable: TableFormat {
  private let head: Table
  private let layout: Layout
  private var count = 0

  init(_ head: Table, layout: Layout) {
    self.head = head
    self.layout = layout
  }

  func begin(on stream: inout some TextStream) {
    if let title = head.title { stream.write(title.styled(.bold) + "\n") }
  }

  mutating func write(_ row: [Cell], on stream: inout some TextStream) {
    var text = separator(before: count)
    count += 1
    let fields = zip(head.columns, row).map { column, cell in
      let text = layout.text(of: cell, newlines: .kept)
      return Sheet.Field(column.heading, column.style.isEmpty ? text : text.styled(column.style))
    }
    for line in FieldLines.of(fields, layout: layout, columns: layout.columns) { text += line + "\n" }
    stream.write(text)
  }

  func end(on stream: inout some TextStream) {
    if let footer = head.footer { stream.write(footer + "\n") }
  }

  private func separator(before number: Int) -> SafeText {
    if layout.accessible { return number == 0 ? "" : "\n" }
    let rule: SafeText = layout.unicode ? "─" : "-"
    let label: SafeText = "\(rule)\(rule) \(number + 1) "
    return (label + rule.repeated(max(2, min(layout.columns ?? 40, 40) - label.width))).styled(.dim) + "\n"
  }
}

/// Labels and values in two aligned columns; read aloud, unaligned.
enum FieldLines {
  static func of(_ fields: [Sheet.Field], layout: Layout, columns: Int?) -> [SafeText] {
    let labels = fields.map { $0.label + ":" }
    // A single long label must not push every value off the page.
    let widest = labels.reduce(0) { max($0, $1.width) }
    let labelWidth = layout.accessible ? 0 : min(widest, columns.map { max(4, min($0 / 2, $0 - 11)) } ?? widest)
    var lines: [SafeText] = []
    for (field, label) in zip(fields, labels) {
      let head = layout.accessible ? label : label.truncated(to: labelWidth, ellipsis: layout.ellipsis)
      let indent = layout.accessible ? 2 : labelWidth + 1
      let values: [SafeText]
      if layout.accessible {
        values = field.value.lines
      } else if let columns {
        values = field.value.wrapped(to: max(4, columns - indent))
      } else {
        values = field.value.lines
      }
      for (number, value) in values.enumerated() {
        if number == 0 {
          lines.append(value.isEmpty ? head.styled(.dim) : head.padded(to: labelWidth).styled(.dim) + " " + value)
        } else {
          lines.append(SafeText(" ").repeated(indent) + value)
        }
      }
    }
    return lines
  }
}
