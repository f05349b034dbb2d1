import SystemCalls
import Terminal

/// The lines of a file that a `for` goes through: a scanner's, an export's.
///
/// A regular file in UTF-8, a record a line, the last one with its line feed. Empty lines and lines that begin with `#` are
/// passed over, and so is what a spreadsheet leaves of empty rows and columns: records of separators alone, separators behind
/// the last column. With one name the whole line is its value; with several, a tab, else a semicolon, else a comma parts the
/// columns, whichever the first record holds; a column may stand in `"…"`, where a doubled `"` is one. A first record that
/// holds the names themselves is a heading.
struct DataFile: Sendable {
  /// A record.
  struct Row: Sendable, Hashable {
    /// The line of the file, from 1.
    var line: Int
    /// One value a name.
    var values: [String]
  }

  /// As errors name it.
  let path: String
  var rows: [Row] = []

  /// A file that cannot be used, with the line where there is one.
  struct Fault: Error {
    var line: Int?
    var failure: Failure
  }

  /// Reads a file whole.
  ///
  /// - Parameters:
  ///   - names: one a column.
  ///   - sizeLimit: what it may have, in bytes.
  init(path: String, names: [String], sizeLimit: Int = 64 << 20, signals: Signals?) throws(Fault) {
    self.path = path
    var separator: Character?
    var isFirst = true
    for line in try Self.lines(path, sizeLimit, signals) {
      let text = Self.trimmed(line.text)
      if text.hasPrefix("#") || text.allSatisfy({ $0.isWhitespace || Self.separators.contains($0) }) { continue }
      if names.count > 1, separator == nil { separator = Self.separators.first { line.text.contains($0) } }
      // A tab at an end is an empty column, not white space.
      let read =
        names.count == 1
        ? Self.unquoted(Self.withoutEnd(text)).map { [$0] } : Self.columns(of: separator == "\t" ? line.text[...] : text, separator ?? ",")
      guard var values = read else { throw Fault(line: line.number, failure: .usage(.openQuoteInData)) }
      while values.count > names.count, values.last == "" { values.removeLast() }
      if values.allSatisfy(\.isEmpty) { continue }
      defer { isFirst = false }
      if isFirst, values.map(Folding.fold) == names.map(Folding.fold) { continue }
      guard values.count == names.count else {
        throw Fault(line: line.number, failure: .usage(.columnCount(values.count, expected: names)))
      }
      if let control = values.joined().unicodeScalars.first(where: { $0.properties.generalCategory == .control }) {
        throw Fault(line: line.number, failure: .usage(.controlInData(control)))
      }
      rows.append(Row(line: line.number, values: values))
    }
  }

  /// What parts columns, in the order in which it is looked for.
  private static let separators: [Character] = ["\t", ";", ","]

  /// A line without the separators of empty columns behind it. A comma may be the end of a text.
  private static func withoutEnd(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
    return text
  }

  private static func lines(_ path: String, _ sizeLimit: Int, _ signals: Signals?) throws(Fault) -> [LineSource.Line] {
    var lines: [LineSource.Line] = []
    do {
      var source = try LineSource(path: path, sizeLimit: sizeLimit, signals: signals)
      while let line = try source.nextLine() { lines.append(line) }
      return lines
    } catch let failure as LineSource.Failure {
      throw Fault(line: failure.line, failure: .usage(.unreadableLine(failure), hint: .unreadableLineHint(failure)))
    } catch let failure as InputFile.Unopened {
      throw Fault(failure: .usage(.unreadableFile(failure)))
    } catch {
      throw Fault(failure: .usage(.ownFault("\(error)")))
    }
  }

  private static func unquoted(_ text: Substring) -> String? {
    guard text.hasPrefix("\"") else { return String(text) }
    return columns(of: text, "\u{0}").flatMap { $0.count == 1 ? $0[0] : nil }
  }

  /// The columns of a record; nil where a quote is never closed, or something stands behind it.
  private static func columns(of text: Substring, _ separator: Character) -> [String]? {
    var values: [String] = []
    var rest = text
    while true {
      var value = ""
      let lead = rest.drop { $0 == " " }
      if lead.first == "\"" {
        rest = lead.dropFirst()
        while true {
          guard let quote = rest.firstIndex(of: "\"") else { return nil }
          value += rest[..<quote]
          rest = rest[rest.index(after: quote)...]
          guard rest.first == "\"" else { break }
          value.append("\"")
          rest = rest.dropFirst()
        }
        rest = rest.drop { $0 == " " }
        guard rest.isEmpty || rest.first == separator else { return nil }
      } else {
        let end = rest.firstIndex(of: separator) ?? rest.endIndex
        value = String(trimmed(rest[..<end]))
        rest = rest[end...]
      }
      values.append(value)
      guard !rest.isEmpty else { return values }
      rest = rest.dropFirst()
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> Substring {
    let text = Substring(text)
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return text[start..<end]
  }
}
