/// How many columns a text takes in a terminal, by grapheme cluster: é is one column composed or not, 字 and 👩‍👩‍👧 are two.
public enum DisplayWidth {
  /// Columns of a whole text. Line feeds count nothing: measure line by line.
  public static func of(_ text: String) -> Int {
    let ascii = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    return ascii ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  /// Columns of one grapheme cluster: 0, 1 or 2.
  public static func of(_ cluster: Character) -> Int {
    let scalars = cluster.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x300 && scalars.count == 1 { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
    let properties = first.properties
    // Selector 16 asks for the coloured form of a sign that is also text (☎️, 1️⃣): terminals give it two columns.
    if properties.isEmoji && scalars.contains("\u{FE0F}") { return 2 }
    if properties.isEmojiPresentation { return scalars.contains("\u{FE0E}") ? 1 : 2 }
    if isWide(first.value) { return 2 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }

  /// East Asian Wide and Fullwidth (UAX #11), by block; emoji are known by their own property.
  static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
