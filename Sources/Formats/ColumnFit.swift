import Terminal

/// Which columns of a table are shown, and how wide.
///
/// Long texts give way first, since a cut there costs least; then the least important columns, down to what still says
/// something; then these leave. A number is never cut while a column can leave instead.
struct ColumnFit {
  /// Widths by column; of hidden ones without meaning.
  private(set) var widths: [Int]
  /// The columns shown, from the left.
  private(set) var shown: [Int]
  /// The columns that found no place, from the left.
  private(set) var hidden: [Int] = []

  private let columns: [Column]
  /// Widths at which nothing is cut.
  private let natural: [Int]
  /// The least that is worth showing.
  private let floors: [Int]
  private let gap: Int

  /// A text of this many columns can be read at a glance; longer ones are shortened to it before anything else is.
  private static let glance = 16
  /// Cutting what is as short as this makes it unreadable and wins nothing.
  private static let short = 10

  init(columns: [Column], texts: [[SafeText]], available: Int?, gap: Int) {
    self.columns = columns
    self.gap = gap
    var values = columns.map { _ in 0 }
    for row in texts {
      for (column, text) in row.enumerated() { values[column] = max(values[column], text.width) }
    }
    natural = columns.indices.map { max(columns[$0].heading.width, values[$0]) }
    floors = columns.indices.map { index in
      let whole = max(values[index], 4)
      let isShort = columns[index].alignment == .right || values[index] <= Self.short
      let heading = min(columns[index].heading.width, columns[index].minimumWidth)
      let least = isShort ? max(whole, heading) : min(whole, max(columns[index].minimumWidth, 1))
      return min(least, max(columns[index].heading.width, values[index]))
    }
    widths = natural
    shown = Array(columns.indices)
    guard let available else { return }
    fit(into: available)
    hidden.sort()
  }

  private var total: Int { shown.reduce(0) { $0 + widths[$1] } + gap * max(0, shown.count - 1) }

  private mutating func fit(into available: Int) {
    while true {
      widths = natural
      let expendable = shown.filter { columns[$0].priority > 0 }
      shrink(expendable, to: floors.map { max($0, Self.glance) }, available)
      for priority in Set(expendable.map { columns[$0].priority }).sorted(by: >) {
        shrink(expendable.filter { columns[$0].priority == priority }, to: floors, available)
      }
      if total <= available { return }
      // The least important leaves; of equals the one on the right.
      guard shown.count > 1, let leaving = expendable.max(by: { columns[$0].priority <= columns[$1].priority }) else { break }
      shown.removeAll { $0 == leaving }
      hidden.append(leaving)
    }
    // Only what must stay is left, and it is too wide.
    shrink(shown, to: floors, available)
    shrink(shown, to: floors.map { _ in 1 }, available)
  }

  /// Takes from the widest of some columns, one by one, until everything fits or all are at their floors.
  private mutating func shrink(_ some: [Int], to floors: [Int], _ available: Int) {
    var excess = total - available
    while excess > 0 {
      let candidates = some.filter { widths[$0] > floors[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }
}
