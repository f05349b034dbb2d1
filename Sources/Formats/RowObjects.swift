/// The rows of a table as objects whose keys are the columns' machine names.
struct RowObjects {
  private let keys: [String]

  /// A name that comes again (a site's own report) gets a number, so that no value is lost.
  init(_ head: Table) {
    var seen: Set<String> = []
    keys = head.columns.map { column in
      var name = column.name
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(column.name)_\(number)"
        number += 1
      }
      return name
    }
  }

  func of(_ row: [Cell]) -> JSONValue { .object(zip(keys, row).map { JSONValue.Member($0, Self.value(of: $1)) }) }

  private static func value(of cell: Cell) -> JSONValue {
    switch cell.value {
    case .null: .null
    case .text(let text), .timestamp(let text): .string(text)
    case .number(let digits): .number(digits)
    case .boolean(let value): .boolean(value)
    }
  }
}

extension Table {
  /// Its rows as objects, made as they are asked for.
  public var objects: some Sequence<JSONValue> {
    let objects = RowObjects(self)
    return rows.lazy.map { objects.of($0) }
  }

  /// Its rows as an array of objects: part of a larger JSON value.
  public var json: JSONValue { .array(Array(objects)) }
}
