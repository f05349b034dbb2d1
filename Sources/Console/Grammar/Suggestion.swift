import Casework

/// "Did you mean": the nearest names by typing errors.
enum Suggestion {
  /// The names that `typed` may have been meant for: those it begins, else those within a third of its length in typing
  /// errors, nearest first.
  static func nearest(to typed: String, among names: [String], limit: Int = 3) -> [String] {
    let wanted = Folding.fold(typed)
    guard !wanted.isEmpty, wanted.unicodeScalars.count <= 64 else { return [] }
    let begun = wanted.count >= 2 ? names.filter { Folding.fold($0).hasPrefix(wanted) } : []
    if !begun.isEmpty { return Array(begun.prefix(limit)) }
    let allowed = max(1, wanted.unicodeScalars.count / 3)
    let near = names.enumerated()
      .compactMap { order, name in editDistance(wanted, Folding.fold(name), limit: allowed).map { (order: order, name: name, distance: $0) }
      }
      .sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }
    guard let best = near.first?.distance else { return [] }
    return near.filter { $0.distance == best }.prefix(limit).map(\.name)
  }
}
