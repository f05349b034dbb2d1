import Terminal

/// A sheet being laid out on a page.
struct SheetPage {
  private let sheet: Sheet
  private let layout: Layout
  /// Columns between two sections side by side.
  private static let gutter = 4
  /// From this width on, sections stand side by side.
  private static let widthForTwo = 120

  init(_ sheet: Sheet, layout: Layout) {
    self.sheet = sheet
    self.layout = layout
  }

  func rendered() -> SafeText {
    let columns = layout.columns
    var lines: [SafeText] = []
    if let title = sheet.title {
      lines.append(contentsOf: wrapped(title.styled(.bold), to: columns))
      if !layout.accessible { lines.append(rule(columns ?? title.width)) }
    }
    guard let columns, columns >= Self.widthForTwo, !layout.accessible else {
      for section in sheet.sections { append(self.lines(of: section, columns: columns), to: &lines) }
      return text(of: lines)
    }
    var narrow: [Sheet.Section] = []
    for section in sheet.sections {
      if section.isWide {
        append(sideBySide(narrow, columns: columns), to: &lines)
        narrow = []
        append(self.lines(of: section, columns: columns), to: &lines)
      } else {
        narrow.append(section)
      }
    }
    append(sideBySide(narrow, columns: columns), to: &lines)
    return text(of: lines)
  }

  private func text(of lines: [SafeText]) -> SafeText { lines.reduce(into: SafeText()) { $0 += $1 + "\n" } }

  private func rule(_ columns: Int) -> SafeText {
    ((layout.unicode ? "─" : "-") as SafeText).repeated(columns).styled(.dim)
  }

  private func wrapped(_ text: SafeText, to columns: Int?) -> [SafeText] { columns.map { text.wrapped(to: $0) } ?? text.lines }

  /// Sections are parted by an empty line.
  private func append(_ more: [SafeText], to lines: inout [SafeText]) {
    guard !more.isEmpty else { return }
    if !lines.isEmpty { lines.append(SafeText()) }
    lines.append(contentsOf: more)
  }

  /// The first sections on the left, the others on the right, cut where both sides are about as high.
  private func sideBySide(_ sections: [Sheet.Section], columns: Int) -> [SafeText] {
    if sections.isEmpty { return [] }
    let half = (columns - Self.gutter) / 2
    if sections.count == 1 { return lines(of: sections[0], columns: columns) }
    let blocks = sections.map { lines(of: $0, columns: half) }
    func height(_ range: Range<Int>) -> Int { range.reduce(0) { $0 + blocks[$1].count } + max(0, range.count - 1) }
    let cut = (1..<blocks.count).min {
      max(height(0..<$0), height($0..<blocks.count)) < max(height(0..<$1), height($1..<blocks.count))
    }!
    var left: [SafeText] = []
    var right: [SafeText] = []
    for block in blocks[..<cut] { append(block, to: &left) }
    for block in blocks[cut...] { append(block, to: &right) }
    return (0..<max(left.count, right.count)).map { number in
      let first = number < left.count ? left[number] : SafeText()
      guard number < right.count, !right[number].isEmpty else { return first }
      return first.padded(to: half + Self.gutter) + right[number]
    }
  }

  private func lines(of section: Sheet.Section, columns: Int?) -> [SafeText] {
    var lines: [SafeText] = []
    let indent = section.heading == nil || layout.accessible ? 0 : 2
    if let heading = section.heading { lines.append(contentsOf: wrapped(heading.styled([.bold, .cyan]), to: columns)) }
    let inner = columns.map { max(10, $0 - indent) }
    for block in section.blocks {
      for line in self.lines(of: block, columns: inner) {
        lines.append(line.isEmpty ? line : SafeText(" ").repeated(indent) + line)
      }
    }
    return lines
  }

  private func lines(of block: Sheet.Block, columns: Int?) -> [SafeText] {
    switch block {
    case .fields(let fields): return FieldLines.of(fields, layout: layout, columns: columns)
    case .typed(let fields): return TypedLines.of(fields, layout: layout, columns: columns)
    case .list(let items): return items.flatMap { self.lines(of: $0, columns: columns) }
    case .text(let text): return wrapped(text, to: columns)
    case .table(var table):
      table.title = nil
      var inner = layout
      inner.columns = columns
      var text = SafeText()
      table.write(as: .table, in: inner, to: &text)
      var lines = text.lines
      lines.removeLast()
      return lines
    }
  }

  private func lines(of item: Sheet.Item, columns: Int?) -> [SafeText] {
    let mark = mark(item.mark)
    let indent = mark.width + 1
    let styled = item.mark.style.isEmpty ? item.text : item.text.styled(item.mark.style)
    let texts = wrapped(styled, to: columns.map { max(10, $0 - indent) })
    return texts.enumerated().map { number, line in
      (number == 0 ? mark.styled(item.mark.style) + " " : SafeText(" ").repeated(indent)) + line
    }
  }

  private func mark(_ mark: Sheet.Mark) -> SafeText {
    switch mark {
    case .none: layout.unicode ? "•" : "-"
    case .passed: layout.unicode ? "✓" : "+"
    case .warning: layout.unicode ? "⚠" : "!"
    case .failed: layout.unicode ? "✗" : "x"
    case .note: "i"
    }
  }
}

extension Sheet.Mark {
  /// Meaning is in the sign; colour only helps to find it.
  var style: Style {
    switch self {
    case .none, .note, .passed: .plain
    case .warning: .yellow
    case .failed: .red
    }
  }
}
