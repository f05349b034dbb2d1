extension ResultRows {
  /// Every row as a Swift value, its columns found by the names of the value's keys (`dueAt`: `due_at`).
  ///
  /// A value of several columns is read by keys, one of a single column as itself. NULL is `nil`; dates and times come in their text form.
  ///
  /// - Throws: ``PostgresError/decoding(column:row:message:)``, naming the column and nothing of what stands in it.
  public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws(PostgresError) -> [Value] {
    let decoder = RowDecoder(self)
    var values: [Value] = []
    values.reserveCapacity(count)
    do {
      for row in 0..<count {
        decoder.begin(row)
        values.append(try Value(from: decoder))
      }
    } catch let error as PostgresError {
      throw error
    } catch {
      throw .decoding(column: decoder.columnName, row: decoder.row, message: "\(Value.self) cannot be read from it")
    }
    return values
  }

  /// The only row, as a Swift value; see ``decode(as:)``.
  ///
  /// - Throws: ``PostgresError/protocolViolation(message:)`` where there are none or several.
  public func decodeOnly<Value: Decodable>(as type: Value.Type = Value.self) throws(PostgresError) -> Value {
    _ = try only()
    return try decode()[0]
  }
}

/// How a key of a Swift value is called among the columns.
enum ColumnName {
  /// `caseID` as `case_id`, `dueAt` as `due_at`; a name in snake case as it is.
  static func of(_ key: String) -> String {
    var name = ""
    var previous: Character?
    for letter in key {
      if letter.isUppercase, let previous, !previous.isUppercase { name += "_" }
      name += letter.lowercased()
      previous = letter
    }
    return name
  }

  /// The names under which a key may be found: its own, and without the `is` that Swift's truth values begin with.
  static func candidates(_ key: String) -> [String] {
    let name = of(key)
    return name.hasPrefix("is_") ? [name, String(name.dropFirst(3))] : [name]
  }
}

/// Reads one row after another. The keys of a value are asked for in the same order in every row, so that a column is looked for by its
/// name only once.
final class RowDecoder: Decoder {
  let rows: ResultRows
  // One thread reads, and nothing of what it calls comes back here: exclusive access need not be checked at each value.
  @exclusivity(unchecked) private(set) var row = 0
  /// The keys in the order in which the first row asked for them, each with its column; nil where there is none.
  @exclusivity(unchecked) private var plan: [(key: String, column: Int?)] = []
  @exclusivity(unchecked) private var next = 0
  /// The column that was read last.
  @exclusivity(unchecked) fileprivate var column = 0

  init(_ rows: ResultRows) { self.rows = rows }

  func begin(_ row: Int) {
    self.row = row
    next = 0
  }

  var columnName: String { column < rows.columns.count ? rows.columns[column].name : "#\(column)" }

  fileprivate func find(_ key: String) -> Int? {
    if next < plan.count, plan[next].key == key {
      next += 1
      return plan[next - 1].column
    }
    if let place = plan.firstIndex(where: { $0.key == key }) {
      next = place + 1
      return plan[place].column
    }
    let column = ColumnName.candidates(key).lazy.compactMap(rows.index(ofColumn:)).first
    plan.append((key, column))
    next = plan.count
    return column
  }

  fileprivate func require(_ key: String) throws(PostgresError) -> Int {
    if let column = find(key) { return column }
    return try rows.requireColumn(ColumnName.of(key), row: row)
  }

  fileprivate func value<T: ColumnValue>(_ key: String) throws(PostgresError) -> T { try rows.value(row, require(key)) }
  fileprivate func optionalValue<T: ColumnValue>(_ key: String) throws(PostgresError) -> T? {
    guard let column = find(key) else { return nil }
    return try rows.optionalValue(row, column)
  }

  fileprivate func isNull(_ column: Int) throws(PostgresError) -> Bool { try rows.withValue(row: row, column: column) { $0 == nil } }

  /// What stands in a column, for a type that libpq's text form says nothing about: by its own `init(from:)`.
  fileprivate func decode<T: Decodable>(_ type: T.Type, at column: Int) throws -> T {
    self.column = column
    if type == [UInt8].self, let bytes = try rows.value(row, column, as: [UInt8].self) as? T { return bytes }
    if type == [String].self, let strings = try rows[row].strings(at: column) as? T { return strings }
    if type == [String?].self, let texts = try rows[row].elements(at: column) as? T { return texts }
    if type == [Int64].self, let numbers = try rows[row].integers(at: column) as? T { return numbers }
    do {
      return try T(from: CellDecoder(row: self, column: column))
    } catch is DecodingError {
      throw rows.mismatch(row, column, "\(T.self)")
    }
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowContainer(decoder: self))
  }
  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    guard rows.columns.count == 1 else {
      throw PostgresError.decoding(column: "#0", row: row, message: "one column was expected, there are \(rows.columns.count)")
    }
    return CellDecoder(row: self, column: 0)
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw nested() }

  fileprivate func nested() -> PostgresError {
    .decoding(column: columnName, row: row, message: "a plain value was expected: a row has no others")
  }
}

/// The columns of a row, by key.
private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RowDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { decoder.rows.columns.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { decoder.find(key.stringValue) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try decoder.isNull(decoder.require(key.stringValue)) }
  // Inlined into one witness for each plain type: what they call is no longer generic then, which halves the time.
  @inline(__always) func decode<T: ColumnValue>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.value(key.stringValue) }
  @inline(__always) func decodeIfPresent<T: ColumnValue>(_ type: T.Type, forKey key: Key) throws -> T? {
    try decoder.optionalValue(key.stringValue)
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.decode(type, at: decoder.require(key.stringValue)) }
  // What an answer of an older database lacks is nil, where it may be.
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    guard let column = decoder.find(key.stringValue), try !decoder.isNull(column) else { return nil }
    return try decoder.decode(type, at: column)
  }
  func nestedContainer<Other: CodingKey>(keyedBy type: Other.Type, forKey key: Key) throws -> KeyedDecodingContainer<Other> {
    throw decoder.nested()
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw decoder.nested() }
  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}

/// One value of a row.
private struct CellDecoder: Decoder, SingleValueDecodingContainer {
  unowned(unsafe) let row: RowDecoder
  let column: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func decodeNil() -> Bool { (try? row.isNull(column)) ?? true }
  func decode<T: ColumnValue>(_ type: T.Type) throws -> T { try row.rows.value(row.row, column) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try row.decode(type, at: column) }
  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw row.nested() }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw row.nested() }
}
