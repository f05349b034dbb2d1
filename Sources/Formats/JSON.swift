public import Terminal

/// One array, an object a row on a line of its own.
///
///     [
///     {"case":"10482-7","driver":"Éloïse Lefèvre","due":"2026-11-24T10:00:00Z","urgent":true},
///     {"case":"10483-4","driver":"李小龍","due":null,"urgent":false}
///     ]
///
/// Stable: RFC 8259 in UTF-8, keys are the columns' machine names, in their order; a missing value is `null`, a moment ISO 8601, a number
/// the database's digits. A key may be added at the end.
struct JSON: TableFormat {
  private let objects: RowObjects
  private var document = JSONDocument()

  init(_ head: Table, layout: Layout) { objects = RowObjects(head) }

  func begin(on stream: inout some TextStream) {}

  mutating func write(_ row: [Cell], on stream: inout some TextStream) { stream.write(document.adding(objects.of(row))) }

  mutating func end(on stream: inout some TextStream) { stream.write(document.end()) }
}

/// One array that is written piece by piece: what several commands give is one document.
public struct JSONDocument: Sendable {
  /// Whether something was written of it that wants its end.
  public private(set) var isOpen = false

  /// An empty one.
  public init() {}

  /// What is to be written for one more element, on a line of its own that has no end yet.
  public mutating func adding(_ value: JSONValue) -> SafeText {
    var text = isOpen ? ",\n" : "[\n"
    isOpen = true
    value.write(to: &text)
    return SafeText(text, newlines: .kept)
  }

  /// What ends it; an empty array where nothing was added. Then the next one may begin.
  public mutating func end() -> SafeText {
    defer { isOpen = false }
    return isOpen ? "\n]\n" : "[]\n"
  }
}
