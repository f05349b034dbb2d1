/// On which side a text stands in its column.
public enum Alignment: Sendable, Hashable {
  /// Text.
  case left
  /// Numbers.
  case right
}

extension SafeText {
  /// Columns of the widest line.
  public var width: Int {
    if spans.count == 1, !spans[0].text.utf8.contains(0x0A) { return DisplayWidth.of(spans[0].text) }
    return lines.reduce(0) { max($0, $1.spans.reduce(0) { $0 + DisplayWidth.of($1.text) }) }
  }

  /// The text cut at its line feeds. An empty text has one empty line.
  public var lines: [SafeText] {
    guard spans.contains(where: { $0.text.utf8.contains(0x0A) }) else { return [self] }
    var result = [SafeText()]
    for span in spans {
      for (number, piece) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if number > 0 { result.append(SafeText()) }
        result[result.count - 1].append(SafeText(spans: [Span(text: String(piece), style: span.style)]))
      }
    }
    return result
  }

  /// The text cut to `columns` columns, its last one being `ellipsis` if anything is missing. Never cuts a cluster.
  public func truncated(to columns: Int, ellipsis: SafeText = "…") -> SafeText {
    if width <= columns { return self }
    let room = columns - ellipsis.width
    guard room >= 0 else { return SafeText() }
    return prefix(columns: room) + ellipsis
  }

  /// The text with spaces added up to `columns` columns; unchanged if it is wider.
  public func padded(to columns: Int, _ alignment: Alignment = .left) -> SafeText {
    let missing = columns - width
    guard missing > 0 else { return self }
    let space = SafeText(spans: [Span(text: String(repeating: " ", count: missing), style: .plain)])
    return alignment == .left ? self + space : space + self
  }

  /// The text in lines of at most `columns` columns, broken at spaces, and inside a word only when the word is too long.
  public func wrapped(to columns: Int) -> [SafeText] {
    lines.flatMap { $0.wrappedLine(to: max(1, columns)) }
  }

  /// As many whole clusters from the start as fit.
  func prefix(columns: Int) -> SafeText {
    var result = SafeText()
    var room = columns
    for span in spans {
      var piece = ""
      for cluster in span.text {
        let width = DisplayWidth.of(cluster)
        if width > room {
          result.append(SafeText(spans: [Span(text: piece, style: span.style)]))
          return result
        }
        room -= width
        piece.append(cluster)
      }
      result.append(SafeText(spans: [Span(text: piece, style: span.style)]))
    }
    return result
  }

  /// A cluster with the style it has in the text.
  private struct Piece {
    var cluster: Character
    var style: Style
    var width: Int
  }

  private func wrappedLine(to columns: Int) -> [SafeText] {
    if width <= columns { return [self] }
    let pieces = spans.flatMap { span in
      span.text.map { Piece(cluster: $0, style: span.style, width: DisplayWidth.of($0)) }
    }
    var result: [SafeText] = []
    var start = 0
    while start < pieces.count {
      var end = start
      var used = 0
      var lastSpace: Int?
      while end < pieces.count, used + pieces[end].width <= columns {
        if pieces[end].cluster == " " { lastSpace = end }
        used += pieces[end].width
        end += 1
      }
      // A cluster wider than the whole line must still be written somewhere.
      if end == start { end += 1 }
      if end < pieces.count, pieces[end].cluster != " ", let space = lastSpace, space > start { end = space }
      var line = Array(pieces[start..<end])
      while let last = line.last, last.cluster == " " { line.removeLast() }
      result.append(Self.text(of: line))
      start = end
      while start < pieces.count, pieces[start].cluster == " " { start += 1 }
    }
    return result
  }

  private static func text(of pieces: [Piece]) -> SafeText {
    var spans: [Span] = []
    for piece in pieces {
      if spans.last?.style == piece.style {
        spans[spans.count - 1].text.append(piece.cluster)
      } else {
        spans.append(Span(text: String(piece.cluster), style: piece.style))
      }
    }
    return SafeText(spans: spans)
  }
}

extension SafeText {
  /// The same text `count` times: rules and indents.
  public func repeated(_ count: Int) -> SafeText {
    guard count > 0 else { return SafeText() }
    return SafeText(spans: spans.count == 1 ? [Span(text: String(repeating: spans[0].text, count: count), style: spans[0].style)] : [])
      + (spans.count > 1 ? Array(repeating: self, count: count).joined() : SafeText())
  }
}
