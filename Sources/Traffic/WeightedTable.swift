/// Words with weights, drawn by weight.
struct WeightedTable: Sendable {
  let words: [String]
  private let sums: [Double]

  /// A table of words separated by `|` or line ends, the most frequent first; the weight falls like 1 / (rank + `flatness`), which
  /// is about how names are spread over a population.
  init(ranked text: String, flatness: Double = 12) {
    words = text.split { $0 == "|" || $0.isNewline }.map { trimmed($0) }.filter { !$0.isEmpty }
    var sum = 0.0
    sums = words.indices.map { rank in
      sum += 1 / (Double(rank) + flatness)
      return sum
    }
  }

  /// One word.
  func draw(_ generator: inout SeededGenerator) -> String {
    let wanted = generator.unit() * sums[sums.count - 1]
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    return words[low]
  }
}

/// The text without spaces at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  var characters = text[...]
  while characters.first?.isWhitespace == true { characters.removeFirst() }
  while characters.last?.isWhitespace == true { characters.removeLast() }
  return String(characters)
}
