/// "Did you mean": the nearest names by typing errors.
enum Suggestion {
  /// Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(last[j] + 1, row[j - 1] + 1, replaced)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  /// The names that `typed` may have been meant for: those it begins, else those within a third of its length in typing
  /// errors, nearest first.
  static func nearest(to typed: String, among names: [String], limit: Int = 3) -> [String] {
    let wanted = Folding.fold(typed)
    guard !wanted.isEmpty, wanted.unicodeScalars.count <= 64 else { return [] }
    let begun = wanted.count >= 2 ? names.filter { Folding.fold($0).hasPrefix(wanted) } : []
    if !begun.isEmpty { return Array(begun.prefix(limit)) }
    let allowed = max(1, wanted.unicodeScalars.count / 3)
    let near = names.enumerated()
      .map { (order: $0.offset, name: $0.element, distance: distance(wanted, Folding.fold($0.element))) }
      .filter { $0.distance <= allowed }
      .sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }
    guard let best = near.first?.distance else { return [] }
    return near.filter { $0.distance == best }.prefix(limit).map(\.name)
  }
}
