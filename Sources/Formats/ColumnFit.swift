import Terminal

/// Which columns of a table are shown, and how wide.
struct ColumnFit {
  /// Widths by column; of hidden ones without meaning.
  private(set) var widths: [Int]
  /// The columns shown, from the left.
  private(set) var shown: [Int]
  /// The columns that found no place.
  private(set) var hidden: [Int] = []

  private let columns: [Column]
  private let natural: [Int]
  private let gap: Int

  init(columns: [Column], texts: [[SafeText]], available: Int?, gap: Int) {
    self.columns = columns
    self.gap = gap
    var widest = columns.map(\.heading.width)
    for row in texts {
      for (column, text) in row.enumerated() { widest[column] = max(widest[column], text.width) }
    }
    natural = widest
    widths = widest
    shown = Array(columns.indices)
    guard let available else { return }
    fit(into: available)
    hidden.sort()
  }

  private var total: Int { shown.reduce(0) { $0 + widths[$1] } + gap * max(0, shown.count - 1) }

  private mutating func fit(into available: Int) {
    while true {
      widths = natural
      if shrink(to: available, floors: shown.map { columns[$0].priority > 0 ? min(columns[$0].minimumWidth, natural[$0]) : natural[$0] }) {
        return
      }
      // The least important leaves; of equals the one on the right.
      guard
        let leaving = shown.indices.filter({ columns[shown[$0]].priority > 0 })
          .max(by: { columns[shown[$0]].priority <= columns[shown[$1]].priority }), shown.count > 1
      else { break }
      hidden.append(shown.remove(at: leaving))
    }
    widths = natural
    if shrink(to: available, floors: shown.map { min(columns[$0].minimumWidth, natural[$0]) }) { return }
    _ = shrink(to: available, floors: shown.map { _ in 1 })
  }

  /// Takes columns from the least important, the widest of them first; false if the floors are too high.
  private mutating func shrink(to available: Int, floors: [Int]) -> Bool {
    var excess = total - available
    let priorities = Set(shown.map { columns[$0].priority }).sorted(by: >)
    for priority in priorities where excess > 0 {
      let places = shown.indices.filter { columns[shown[$0]].priority == priority }
      while excess > 0 {
        let candidates = places.filter { widths[shown[$0]] > floors[$0] }
        guard let widest = candidates.max(by: { widths[shown[$0]] < widths[shown[$1]] }) else { break }
        widths[shown[widest]] -= 1
        excess -= 1
      }
    }
    return excess <= 0
  }
}
