import Terminal

/// An object a row, each on a line of its own, and nothing else.
///
///     {"case":"10482-7","driver":"Éloïse Lefèvre","due":"2026-11-24T10:00:00Z","urgent":true}
///     {"case":"10483-4","driver":"李小龍","due":null,"urgent":false}
///
/// Stable: as ``JSON``, and every line can be read by itself.
struct JSONLines: TableFormat {
  private let objects: RowObjects

  init(_ head: Table, layout: Layout) { objects = RowObjects(head) }

  func begin(on stream: inout some TextStream) {}

  func write(_ row: [Cell], on stream: inout some TextStream) { stream.write(objects.of(row).rendered() + "\n") }

  func end(on stream: inout some TextStream) {}
}
