import Terminal

/// RFC 4180, with line feeds alone as every program of this system writes and reads them.
///
/// A missing value is empty, an empty text is `""`. A text that a spreadsheet would run as a formula gets a leading `'`.
/// Controls are escaped visibly, as everywhere: a CSV is looked at in terminals too.
enum CSV {
  static func rendered(_ table: Table) -> SafeText {
    var text = table.columns.map { field($0.name) }.joined(separator: ",") + "\n"
    for row in table.rows {
      text += row.map(field).joined(separator: ",") + "\n"
    }
    return SafeText(text, newlines: .kept)
  }

  private static func field(_ cell: Cell) -> String {
    switch cell.value {
    case .null: ""
    case .text(let text): field(text)
    case .number, .timestamp, .boolean: quoted(cell.machineText)
    }
  }

  private static func field(_ text: String) -> String {
    if text.isEmpty { return "\"\"" }
    return quoted(startsFormula(text) ? "'" + text : text)
  }

  /// `= + - @`, also in full width, and the white space that some programs drop before looking.
  private static func startsFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }

  private static func quoted(_ text: String) -> String {
    let clean = Sanitizer.clean(text, newlines: .kept)
    // The semicolon parts fields in a French spreadsheet.
    let mustQuote = clean.utf8.contains { [0x22, 0x2C, 0x3B, 0x0A].contains($0) } || clean.first == " " || clean.last == " "
    guard mustQuote else { return clean }
    return "\"" + clean.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
