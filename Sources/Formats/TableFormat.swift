public import Terminal

/// A way to write a table: its head, its rows as they come, its end. It goes out piece by piece; nobody holds the whole.
///
/// The comment of each conformance shows what it writes, and promises what of it stays as it is from one release to the next.
protocol TableFormat {
  /// For a table that has this head; its rows are not looked at.
  ///
  /// - Parameter layout: the page, for formats that people read.
  init(_ head: Table, layout: Layout)

  /// What stands before the first row.
  mutating func begin(on stream: inout some TextStream)
  /// The next row, with one cell a column.
  mutating func write(_ row: [Cell], on stream: inout some TextStream)
  /// What stands after the last row.
  mutating func end(on stream: inout some TextStream)
}

extension TableFormat {
  /// Writes a whole table.
  static func write(_ table: Table, in layout: Layout, to stream: inout some TextStream) {
    var format = Self(table, layout: layout)
    format.begin(on: &stream)
    for row in table.rows { format.write(row, on: &stream) }
    format.end(on: &stream)
  }
}

extension Table {
  /// Writes the table in a format, ending in a line feed; nothing for `jsonl` without rows.
  ///
  /// In a program's format the title and footer are left out.
  public func write(as format: Format, in layout: Layout, to stream: inout some TextStream) {
    switch format {
    // Read aloud, a grid is noise.
    case .table where layout.accessible: ExpandedTable.write(self, in: layout, to: &stream)
    case .table: TextTable.write(self, in: layout, to: &stream)
    case .expanded: ExpandedTable.write(self, in: layout, to: &stream)
    case .csv: CSV.write(self, in: layout, to: &stream)
    case .json: JSON.write(self, in: layout, to: &stream)
    case .jsonl: JSONLines.write(self, in: layout, to: &stream)
    case .html: HTML.write(self, in: layout, to: &stream)
    }
  }
}
