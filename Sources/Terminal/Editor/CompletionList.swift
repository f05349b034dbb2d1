/// The candidates as they are shown under the line: each with its description where there is room, else in columns.
enum CompletionList {
  /// Lines of at most `columns` columns, at most `rows` of them; what finds no place is counted on the last one.
  static func lines(_ completions: [Completion], columns: Int, rows: Int) -> [SafeText] {
    let names = completions.map { SafeText($0.text, style: .cyan) }
    let widest = names.reduce(0) { max($0, $1.width) }
    let room = max(2, rows)
    if completions.count <= room, completions.contains(where: { !$0.description.isEmpty }) {
      let nameWidth = min(widest, max(10, columns / 2))
      return zip(completions, names).map { completion, name in
        let left = name.truncated(to: nameWidth)
        guard !completion.description.isEmpty, columns - nameWidth > 6 else { return left }
        let right = completion.description.lines.joined(separator: " ").truncated(to: columns - nameWidth - 2)
        return left.padded(to: nameWidth + 2) + right
      }
    }
    let cell = min(widest, columns) + 2
    let across = max(1, (columns + 2) / cell)
    let down = (names.count + across - 1) / across
    let shown = down <= room ? names.count : (room - 1) * across
    let height = (shown + across - 1) / across
    var lines = (0..<height).map { row in
      stride(from: row, to: shown, by: height).map { names[$0].truncated(to: columns) }
        .enumerated().reduce(into: SafeText()) { line, item in
          line = line.padded(to: item.offset * cell) + item.element
        }
    }
    if shown < names.count { lines.append("… +\(names.count - shown)") }
    return lines
  }
}
