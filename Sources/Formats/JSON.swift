public import Terminal

/// A table as objects whose keys are the columns' machine names.
enum JSON {
  /// One array, an object a line.
  static func rendered(_ table: Table) -> SafeText {
    var document = JSONDocument()
    return document.adding(objects(table)) + document.end()
  }

  /// An object a line and nothing else.
  static func renderedLines(_ table: Table) -> SafeText {
    var text = ""
    let keys = keys(of: table)
    for row in table.rows {
      object(keys, row).write(to: &text)
      text += "\n"
    }
    return SafeText(text, newlines: .kept)
  }

  /// The rows as values.
  static func objects(_ table: Table) -> [JSONValue] {
    let keys = keys(of: table)
    return table.rows.map { object(keys, $0) }
  }

  private static func object(_ keys: [String], _ row: [Cell]) -> JSONValue {
    .object(zip(keys, row).map { JSONValue.Member($0, value(of: $1)) })
  }

  private static func value(of cell: Cell) -> JSONValue {
    switch cell.value {
    case .null: .null
    case .text(let text), .timestamp(let text): .string(text)
    case .number(let digits): .number(digits)
    case .boolean(let value): .boolean(value)
    }
  }

  /// The columns' names; a name that comes again (a site's own report) gets a number, so that no value is lost.
  private static func keys(of table: Table) -> [String] {
    var seen: Set<String> = []
    return table.columns.map { column in
      var name = column.name
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(column.name)_\(number)"
        number += 1
      }
      return name
    }
  }
}

extension Table {
  /// Its rows as objects.
  public var objects: [JSONValue] { JSON.objects(self) }

  /// Its rows as an array of objects: part of a larger JSON value.
  public var json: JSONValue { .array(objects) }
}

/// One array that is written piece by piece: what several commands give is one document.
public struct JSONDocument: Sendable {
  /// Whether something was written of it that wants its end.
  public private(set) var isOpen = false

  /// An empty one.
  public init() {}

  /// What is to be written for more elements, each on a line of its own; the last line has no end yet.
  public mutating func adding(_ values: [JSONValue]) -> SafeText {
    var text = ""
    for value in values {
      text += isOpen ? ",\n" : "[\n"
      isOpen = true
      value.write(to: &text)
    }
    return SafeText(text, newlines: .kept)
  }

  /// What ends it; an empty array where nothing was added. Then the next one may begin.
  public mutating func end() -> SafeText {
    defer { isOpen = false }
    return isOpen ? "\n]\n" : "[]\n"
  }
}
