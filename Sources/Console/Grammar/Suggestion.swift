import Casework

/// "Did you mean": the nearest names by typing errors.
enum Suggestion {
  /// The names that `typed` may have been meant for: those it begins, else those that have it among their words (`retard`,
  /// `en-retard`), else those within a third of its length in typing errors, nearest first, else those of which a word is near.
  static func nearest(to typed: String, among names: [String], limit: Int = 3) -> [String] {
    let folded = names.map(Folding.fold)
    return nearest(to: typed, amongFolded: folded).prefix(limit).map { names[$0] }
  }

  /// The names of which `typed` is a word, or the beginning: no typing error is looked for.
  static func having(_ typed: String, among names: [String], limit: Int = 5) -> [String] {
    let wanted = Folding.fold(typed)
    guard wanted.count >= 3 else { return [] }
    return Array(names.filter { Folding.fold($0).hasPrefix(wanted) || words(Folding.fold($0)).contains(wanted) }.prefix(limit))
  }

  /// The places of the names, which are folded.
  static func nearest(to typed: String, amongFolded names: [String]) -> [Int] {
    let wanted = Folding.fold(typed)
    guard wanted.contains(where: { $0.isLetter || $0.isNumber }), wanted.unicodeScalars.count <= 64 else { return [] }
    let places = names.indices
    let begun = wanted.count >= 2 ? places.filter { names[$0].hasPrefix(wanted) } : []
    if !begun.isEmpty { return begun }
    let within = wanted.count >= 3 ? places.filter { words(names[$0]).contains(wanted) } : []
    if !within.isEmpty { return within }
    let near = nearest(places.map { (place: $0, distance: distance(wanted, names[$0])) })
    if !near.isEmpty { return near }
    // A word of the name with a slip in it, or a word of what was typed that is the whole name.
    guard wanted.count >= 4 else { return [] }
    let typedWords = words(wanted).filter { $0.count >= 3 }
    return nearest(
      places.map { place in
        let inside = words(names[place]).filter { $0.count >= 4 }.compactMap { distance(wanted, $0) }
        let parts = typedWords.filter { $0 != wanted }.compactMap { distance($0, names[place], limit: 1) }
        return (place: place, distance: (inside + parts).min())
      })
  }

  private static func words(_ name: String) -> [String] { name.split(separator: "-").map(String.init) }

  private static func distance(_ typed: String, _ name: String, limit: Int? = nil) -> Int? {
    // A sign that is a name is nobody's slip.
    guard name.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    return editDistance(typed, name, limit: limit ?? max(1, typed.unicodeScalars.count / 3))
  }

  private static func nearest(_ measured: [(place: Int, distance: Int?)]) -> [Int] {
    guard let best = measured.compactMap(\.distance).min() else { return [] }
    return measured.filter { $0.distance == best }.map(\.place)
  }
}
