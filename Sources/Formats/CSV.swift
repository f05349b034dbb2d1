import Terminal

/// RFC 4180, with line feeds alone as every program of this system writes and reads them.
///
///     case,driver,due,urgent
///     10482-7,Éloïse Lefèvre,2026-11-24T10:00:00Z,true
///     10483-4,"LI, Xiaolong",,false
///
/// Stable: one record a row under one of the columns' machine names, in UTF-8; moments as ISO 8601, numbers as the database's digits,
/// `true` and `false`; a missing value is empty, an empty text `""`. A column may be added at the end.
///
/// What a spreadsheet would run as a formula gets a leading `'`: also behind
/// whatever some spreadsheet parts columns or rows at, for a French one parts this file at semicolons, quotes or not.
/// Controls are escaped visibly, as everywhere: a CSV is looked at in terminals too.
struct CSV: TableFormat {
  private let columns: [Column]

  init(_ head: Table, layout: Layout) { columns = head.columns }

  func begin(on stream: inout some TextStream) { Self.write(columns.map { Self.field($0.name) }, on: &stream) }

  func write(_ row: [Cell], on stream: inout some TextStream) { Self.write(row.map(Self.field), on: &stream) }

  func end(on stream: inout some TextStream) {}

  private static func write(_ fields: [String], on stream: inout some TextStream) {
    stream.write(SafeText(fields.joined(separator: ",") + "\n", newlines: .kept))
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
    return quoted(guarded(text))
  }

  /// The text with a `'` before every part that begins as a formula does.
  private static func guarded(_ text: String) -> String {
    // White space that some programs drop before they look, whatever comes behind it.
    let isHidden = text.unicodeScalars.first.map { "\t\r\n".unicodeScalars.contains($0) } ?? false
    guard isHidden || text.unicodeScalars.contains(where: signs.contains) else { return text }
    var guarded = (isHidden ? "'" : "").unicodeScalars
    // What may stand before a sign and is dropped, with the part that it begins.
    var lead = String.UnicodeScalarView()
    var isAtStart = true
    for scalar in text.unicodeScalars {
      if isAtStart, signs.contains(scalar) { guarded.append("'") }
      if isAtStart, isDropped(scalar) {
        lead.append(scalar)
        continue
      }
      guarded.append(contentsOf: lead)
      lead.removeAll()
      guarded.append(scalar)
      isAtStart = separators.contains(scalar)
    }
    guarded.append(contentsOf: lead)
    return String(guarded)
  }

  /// What begins a formula, also in full width.
  private static let signs = Set("=+-@＝＋－＠".unicodeScalars)
  /// What spreadsheets part columns and rows at.
  private static let separators = Set(";,|\t\r\n\u{0B}\u{0C}\u{85}\u{2028}\u{2029}".unicodeScalars)

  /// White space, what is invisible, and quotes: some programs drop them before they look.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    guard !separators.contains(scalar) else { return false }
    let properties = scalar.properties
    return scalar == "\"" || properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
      || properties.generalCategory == .control
  }

  private static func quoted(_ text: String) -> String {
    let clean = Sanitizer.clean(text, newlines: .kept)
    // The semicolon parts fields in a French spreadsheet.
    let mustQuote = clean.utf8.contains { [0x22, 0x2C, 0x3B, 0x0A].contains($0) } || clean.first == " " || clean.last == " "
    guard mustQuote else { return clean }
    return "\"" + clean.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
