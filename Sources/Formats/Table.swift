public import Terminal

/// A column of a ``Table``.
public struct Column: Sendable, Hashable {
  /// What happens to a value wider than its column.
  public enum Overflow: Sendable, Hashable {
    /// Cut, with an ellipsis.
    case truncate
    /// Continued on the next lines.
    case wrap
  }

  /// What the values of a column are.
  public enum Kind: Sendable, Hashable { case text, number, moment, boolean }

  /// The name programs see: the key in JSON, the head of the column in CSV. The same in every language.
  public var name: String
  /// The name people see.
  public var heading: SafeText
  /// The side its values stand on; numbers want `.right`.
  public var alignment: Alignment
  /// How its values look.
  public var style: Style
  /// On a narrow screen columns shrink, and then leave, the largest number first. 0 never leaves, and is cut only if
  /// nothing else helps.
  public var priority: Int
  /// What happens to a value that is too wide.
  public var overflow: Overflow
  /// A long text is not cut below this while its column can leave instead. What has ten columns or less, and numbers, are
  /// then not cut at all.
  public var minimumWidth: Int
  /// What its values are, where that is known before there are any.
  public var kind: Kind?

  /// A column.
  public init(
    _ name: String, _ heading: SafeText, alignment: Alignment = .left, style: Style = .plain, priority: Int = 1,
    overflow: Overflow = .truncate, minimumWidth: Int = 8, kind: Kind? = nil
  ) {
    self.name = name
    self.heading = heading
    self.alignment = alignment
    self.style = style
    self.priority = priority
    self.overflow = overflow
    self.minimumWidth = minimumWidth
    self.kind = kind
  }
}

/// Rows of cells under columns: the result of a command, before anybody chose how to write it.
public struct Table: Sendable, Hashable {
  /// What it is about; only people see it.
  public var title: SafeText?
  /// Its columns, from the left.
  public var columns: [Column]
  /// Its rows, each with one cell a column.
  public var rows: [[Cell]]
  /// A line under the table for people: a count, how to see more.
  public var footer: SafeText?

  /// A table. Each row must have one cell a column.
  public init(title: SafeText? = nil, columns: [Column], rows: [[Cell]] = [], footer: SafeText? = nil) {
    for row in rows { precondition(row.count == columns.count, "a row needs one cell a column") }
    self.title = title
    self.columns = columns
    self.rows = rows
    self.footer = footer
  }

  /// Adds a row at the end; it must have one cell a column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row needs one cell a column")
    rows.append(row)
  }
}
