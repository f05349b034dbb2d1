import Terminal

/// A page that is longer than the screen, a part at a time: what is left is counted, with the line that shows it.
struct HelpPart {
  /// The parts, each of at most that many lines.
  let parts: [[SafeText]]

  /// - Parameter rows: the screen's; one is left for the prompt.
  init(_ page: SafeText, rows: Int) {
    var lines = page.lines
    if lines.last?.isEmpty == true { lines.removeLast() }
    let room = max(4, rows - 1)
    var parts: [[SafeText]] = []
    while lines.count > room {
      let cut = Self.cut(lines, at: room - 1)
      parts.append(Array(lines[..<cut]))
      lines.removeFirst(cut)
      while lines.first?.isEmpty == true { lines.removeFirst() }
    }
    parts.append(lines)
    self.parts = parts
  }

  /// What is shown of that part, counted from one; nil where there is none.
  ///
  /// - Parameter again: the line that shows the next one when its number is put behind it.
  func shown(_ number: Int, again: String, in language: Language) -> SafeText? {
    guard parts.indices.contains(number - 1) else { return nil }
    let left = parts[number...].reduce(0) { $0 + $1.count }
    let more = left == 0 ? [] : [Text.moreHelp(left, "\(again) \(number + 1)")[language]]
    return (parts[number - 1] + more).reduce(into: SafeText()) { $0 += $1 + "\n" }
  }

  /// Where a page is cut: before the line at that place, or where the thing begins that it goes on with.
  private static func cut(_ lines: [SafeText], at place: Int) -> Int {
    var cut = place
    while cut > place - 4, lines[cut].plain.hasPrefix("      ") { cut -= 1 }
    return lines[cut].plain.hasPrefix("      ") ? place : cut
  }
}
