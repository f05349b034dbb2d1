public import Terminal

/// A page that fits a screen: what must not be missed stays, the rest gives way in an order that the page says, and what is left out is
/// named with the command that opens it.
public struct ScreenPage: Sendable {
  /// Something that stands together on the page.
  public struct Part: Sendable {
    /// One way of showing it.
    public struct Version: Sendable {
      /// Its rows.
      public var rows: [SheetRow]
      /// How many things it leaves out.
      public var hidden: Int

      /// A version.
      public init(_ rows: [SheetRow], hidden: Int = 0) {
        self.rows = rows
        self.hidden = hidden
      }
    }

    /// What it is called in ``ScreenPage/reductions``.
    public var name: String
    /// The command that opens the whole of it.
    public var opens: SafeText
    /// From the whole of it to the least that may stand there.
    public var versions: [Version]
    /// Whether it stands on the right where there are two columns.
    public var isAside: Bool

    /// A part.
    public init(_ name: String, opens: SafeText, aside isAside: Bool = false, _ versions: [Version]) {
      self.name = name
      self.opens = opens
      self.versions = versions
      self.isAside = isAside
    }
  }

  /// What never gives way, at the top.
  public var head: [SheetRow]
  /// The parts, in the order of reading; those without rows take no place.
  public var parts: [Part]
  /// What never gives way, at the bottom.
  public var foot: [SheetRow]
  /// The names of parts, each time one is to be shown in its next, smaller version; in this order until the page fits.
  public var reductions: [String]
  /// What stands between the number of things left out and the command that opens them.
  public var colon: SafeText

  /// A page.
  public init(head: [SheetRow], parts: [Part], foot: [SheetRow], reductions: [String], colon: SafeText = ": ") {
    self.colon = colon
    self.head = head
    self.parts = parts.filter { !($0.versions.first?.rows.isEmpty ?? true) }
    self.foot = foot
    self.reductions = reductions
  }

  /// From this width on, there are two columns.
  static let widthForTwo = 120
  private static let gutter = 3

  /// The page within the layout's columns and so many rows (nil: all of it, however high), ending in a line feed.
  public func rendered(in layout: Layout, rows: Int?) -> SafeText {
    lines(in: layout, rows: rows).reduce(into: SafeText()) { $0 += $1 + "\n" }
  }

  /// The lines of the page.
  public func lines(in layout: Layout, rows: Int?) -> [SafeText] {
    if let columns = layout.columns, columns >= Self.widthForTwo, !layout.accessible, parts.contains(where: \.isAside) {
      return besides(layout, columns, rows)
    }
    return stacked(layout, rows)
  }

  private func stacked(_ layout: Layout, _ rows: Int?) -> [SafeText] {
    let labels = labelWidth(of: parts)
    let head = top(layout, layout.columns, labels, rows)
    let foot = lines(of: foot, layout, layout.columns, labels)
    let column = PageColumn(self, parts, layout, layout.columns, labels)
    return head + column.fitted(to: rows.map { $0 - head.count - foot.count }) + foot
  }

  private func besides(_ layout: Layout, _ columns: Int, _ rows: Int?) -> [SafeText] {
    let half = (columns - Self.gutter) / 2
    let (main, aside) = (parts.filter { !$0.isAside }, parts.filter(\.isAside))
    let head = top(layout, columns, labelWidth(of: main), rows)
    let foot = lines(of: foot, layout, columns, labelWidth(of: main))
    let room = rows.map { $0 - head.count - foot.count }
    let left = PageColumn(self, main, layout, half, labelWidth(of: main)).fitted(to: room)
    let right = PageColumn(self, aside, layout, half, labelWidth(of: aside)).fitted(to: room)
    let bar: SafeText = (layout.unicode ? " │ " : " | ") as SafeText
    let both = (0..<max(left.count, right.count)).map { number in
      let first = number < left.count ? left[number] : SafeText()
      return first.padded(to: half) + bar.styled(.dim) + (number < right.count ? right[number] : SafeText())
    }
    return head + both + foot
  }

  /// The head and its rule; three lines of a row at most where rows are counted.
  private func top(_ layout: Layout, _ columns: Int?, _ labels: Int, _ rows: Int?) -> [SafeText] {
    let most = rows == nil ? Int.max : 3
    return head.flatMap { $0.lines(in: layout, columns: columns, labels: labels).prefix(most) } + rule(layout)
  }

  private func rule(_ layout: Layout) -> [SafeText] {
    guard !layout.accessible else { return [] }
    let width = layout.columns ?? head.map { $0.value.width + $0.mark.width + 2 }.max() ?? 0
    return [((layout.unicode ? "─" : "-") as SafeText).repeated(width).styled(.dim)]
  }

  private func lines(of rows: [SheetRow], _ layout: Layout, _ columns: Int?, _ labels: Int) -> [SafeText] {
    rows.flatMap { $0.lines(in: layout, columns: columns, labels: labels) }
  }

  private func labelWidth(of parts: [Part]) -> Int {
    let rows = parts.flatMap { $0.versions.flatMap(\.rows) }
    return (rows.filter { !$0.isFull }.map(\.label.width).max() ?? 0) + 1
  }
}

/// One column of a page: its parts, shown as high as there is room.
private struct PageColumn {
  private let parts: [ScreenPage.Part]
  private let page: ScreenPage
  private let layout: Layout
  private let columns: Int?
  private let labels: Int

  init(_ page: ScreenPage, _ parts: [ScreenPage.Part], _ layout: Layout, _ columns: Int?, _ labels: Int) {
    (self.page, self.parts, self.layout, self.columns, self.labels) = (page, parts, layout, columns, labels)
  }

  /// Airy where there is room, then close, then with what gives way; never higher than the room.
  func fitted(to room: Int?) -> [SafeText] {
    var chosen = parts.map { $0.versions[0] }
    let airy = lines(chosen, isAiry: !layout.accessible)
    guard let room, airy.count > room else { return airy }
    var shown = lines(chosen, isAiry: false)
    var taken = [Int](repeating: 0, count: parts.count)
    for name in page.reductions {
      if shown.count <= room { break }
      guard let index = parts.firstIndex(where: { $0.name == name }), taken[index] + 1 < parts[index].versions.count else { continue }
      taken[index] += 1
      chosen[index] = parts[index].versions[taken[index]]
      shown = lines(chosen, isAiry: false)
    }
    guard shown.count <= room else { return crammed(chosen, room) }
    // What gave way before something larger did may have its place again.
    for name in page.reductions.reversed() {
      guard let index = parts.firstIndex(where: { $0.name == name }), taken[index] > 0 else { continue }
      var wider = chosen
      wider[index] = parts[index].versions[taken[index] - 1]
      let lines = lines(wider, isAiry: false)
      guard lines.count <= room else { continue }
      taken[index] -= 1
      (chosen, shown) = (wider, lines)
    }
    return shown
  }

  /// Where that is not enough: a line a row, then fewer rows of whatever has most of them.
  private func crammed(_ versions: [ScreenPage.Part.Version], _ room: Int) -> [SafeText] {
    var versions = versions
    for index in versions.indices { versions[index].rows = versions[index].rows.map(\.clipped) }
    var shown = lines(versions, isAiry: false)
    while shown.count > room, let most = versions.indices.max(by: { versions[$0].rows.count < versions[$1].rows.count }),
      !versions[most].rows.isEmpty
    {
      versions[most].rows.removeLast()
      versions[most].hidden += 1
      shown = lines(versions, isAiry: false)
    }
    return shown
  }

  private func lines(_ versions: [ScreenPage.Part.Version], isAiry: Bool) -> [SafeText] {
    var lines: [SafeText] = []
    // What one command opens is said once.
    var left: [(opens: SafeText, hidden: Int)] = []
    for (part, version) in zip(parts, versions) {
      let rows = version.rows.flatMap { $0.lines(in: layout, columns: columns, labels: labels) }
      if isAiry, !rows.isEmpty, !lines.isEmpty { lines.append(SafeText()) }
      lines += rows
      guard version.hidden > 0 || version.rows.contains(where: { $0.isCut(columns: columns, labels: labels) }) else { continue }
      if let same = left.firstIndex(where: { $0.opens == part.opens }) {
        left[same].hidden += version.hidden
      } else {
        left.append((part.opens, version.hidden))
      }
    }
    guard !left.isEmpty else { return lines }
    let words = left.map { ($0.hidden > 0 ? "+\u{A0}\($0.hidden)" : layout.ellipsis) + page.colon + $0.opens }
    let row = SheetRow("", words.joined(separator: layout.unicode ? " · " : ", ").styled(.dim))
    return lines + row.lines(in: layout, columns: columns, labels: labels)
  }
}
