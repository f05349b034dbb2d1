/// The ways a result can be written; the names are those of `--format`.
public enum Format: String, CaseIterable, Sendable {
  /// Columns, fitted to the screen.
  case table
  /// One `field: value` a line.
  case expanded
  /// RFC 4180 with line feeds, and a guard against formulas.
  case csv
  /// One array of objects, whatever gives them.
  case json
  /// One object a line.
  case jsonl
  /// A `<table>` that can be pasted into a message.
  case html

  /// Whether programs read it: then nothing but data goes to standard output, and values are written as they are kept,
  /// not as they are shown.
  public var isForPrograms: Bool { self == .csv || isJSON }

  /// Whether it is made of JSON objects: the elements of one array (`json`), or one a line (`jsonl`).
  public var isJSON: Bool { self == .json || self == .jsonl }
}
