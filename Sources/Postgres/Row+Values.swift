extension ResultRows {
  /// A value that must not be NULL.
  ///
  /// - Throws: ``PostgresError/decoding(column:row:message:)`` for NULL, for another type, and for a row or column
  ///   that does not exist.
  public func value<T: ColumnValue>(_ row: Int, _ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T {
    guard let value = try optionalValue(row, column, as: type) else {
      throw .decoding(column: columns[column].name, row: row, message: "\(T.expectation) was expected, it is NULL")
    }
    return value
  }

  /// A value, or `nil` for NULL.
  ///
  /// - Throws: ``PostgresError/decoding(column:row:message:)`` for another type, and for a row or column that does not
  ///   exist.
  public func optionalValue<T: ColumnValue>(_ row: Int, _ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T? {
    try withValue(row: row, column: column) { (text) throws(PostgresError) -> T? in
      guard let text else { return nil }
      guard let value = T(postgres: text) else { throw mismatch(row, column, T.expectation) }
      return value
    }
  }

  /// The index of a named column.
  ///
  /// - Throws: ``PostgresError/decoding(column:row:message:)`` when there is none.
  func requireColumn(_ name: String, row: Int) throws(PostgresError) -> Int {
    guard let index = index(ofColumn: name) else {
      throw .decoding(
        column: name, row: row, message: "there is no such column; there are \(columns.map(\.name).joined(separator: ", "))")
    }
    return index
  }

  /// The value itself stays out of the message: it may be personal data, and messages go to logs.
  func mismatch(_ row: Int, _ column: Int, _ expectation: String) -> PostgresError {
    .decoding(column: columns[column].name, row: row, message: "\(expectation) was expected, it is \(columns[column].type.name)")
  }

  /// The elements of a one-dimensional array, `nil` for a NULL array.
  func optionalElements(_ row: Int, _ column: Int) throws(PostgresError) -> [String?]? {
    try withValue(row: row, column: column) { (text) throws(PostgresError) -> [String?]? in
      guard let text else { return nil }
      guard let elements = ArrayText.decode(text) else { throw mismatch(row, column, "an array of one dimension") }
      return elements
    }
  }

  /// A text at (row, column); see ``value(_:_:as:)`` for the errors.
  public func string(_ row: Int, _ column: Int) throws(PostgresError) -> String { try value(row, column) }
  /// A text or NULL at (row, column).
  public func optionalString(_ row: Int, _ column: Int) throws(PostgresError) -> String? { try optionalValue(row, column) }
}

extension Row {
  /// A value of a named column that must not be NULL.
  ///
  /// - Throws: ``PostgresError/decoding(column:row:message:)``, naming the column.
  public func value<T: ColumnValue>(_ column: String, as type: T.Type = T.self) throws(PostgresError) -> T {
    try rows.value(index, rows.requireColumn(column, row: index), as: type)
  }
  /// A value of a named column, `nil` for NULL; errors as there.
  public func optionalValue<T: ColumnValue>(_ column: String, as type: T.Type = T.self) throws(PostgresError) -> T? {
    try rows.optionalValue(index, rows.requireColumn(column, row: index), as: type)
  }
  /// A value of a column by its index from 0; errors as there.
  public func value<T: ColumnValue>(_ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T {
    try rows.value(index, column, as: type)
  }
  /// A value of a column by its index from 0, `nil` for NULL; errors as there.
  public func optionalValue<T: ColumnValue>(_ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T? {
    try rows.optionalValue(index, column, as: type)
  }

  /// Whether the named column is NULL.
  public func isNull(_ column: String) throws(PostgresError) -> Bool {
    try rows.withValue(row: index, column: rows.requireColumn(column, row: index)) { $0 == nil }
  }

  /// Text: a column of any type in its text form. Dates, times and UUIDs are read so.
  public func string(_ column: String) throws(PostgresError) -> String { try value(column) }
  /// Text, `nil` for NULL.
  public func optionalString(_ column: String) throws(PostgresError) -> String? { try optionalValue(column) }
  /// A whole number.
  public func int(_ column: String) throws(PostgresError) -> Int { try value(column) }
  /// A whole number, `nil` for NULL.
  public func optionalInt(_ column: String) throws(PostgresError) -> Int? { try optionalValue(column) }
  /// A whole number of 64 bits, wherever the program runs.
  public func int64(_ column: String) throws(PostgresError) -> Int64 { try value(column) }
  /// A whole number of 64 bits, `nil` for NULL.
  public func optionalInt64(_ column: String) throws(PostgresError) -> Int64? { try optionalValue(column) }
  /// A floating point number.
  public func double(_ column: String) throws(PostgresError) -> Double { try value(column) }
  /// A floating point number, `nil` for NULL.
  public func optionalDouble(_ column: String) throws(PostgresError) -> Double? { try optionalValue(column) }
  /// A truth value.
  public func bool(_ column: String) throws(PostgresError) -> Bool { try value(column) }
  /// A truth value, `nil` for NULL.
  public func optionalBool(_ column: String) throws(PostgresError) -> Bool? { try optionalValue(column) }
  /// Bytes of a `bytea`.
  public func bytes(_ column: String) throws(PostgresError) -> [UInt8] { try value(column) }
  /// Bytes of a `bytea`, `nil` for NULL.
  public func optionalBytes(_ column: String) throws(PostgresError) -> [UInt8]? { try optionalValue(column) }

  /// An array of texts without NULLs (`text[]`, or the text forms of any one-dimensional array).
  public func strings(_ column: String) throws(PostgresError) -> [String] {
    try strings(at: rows.requireColumn(column, row: index))
  }

  /// An array whose elements may be NULL.
  public func stringsOrNulls(_ column: String) throws(PostgresError) -> [String?] {
    try elements(at: rows.requireColumn(column, row: index))
  }

  /// An array of whole numbers without NULLs (`bigint[]`, `integer[]`).
  public func integers(_ column: String) throws(PostgresError) -> [Int64] {
    try integers(at: rows.requireColumn(column, row: index))
  }

  func strings(at column: Int) throws(PostgresError) -> [String] {
    let elements = try elements(at: column)
    let strings = elements.compactMap(\.self)
    guard strings.count == elements.count else { throw rows.mismatch(index, column, "an array without NULLs") }
    return strings
  }

  func integers(at column: Int) throws(PostgresError) -> [Int64] {
    let strings = try strings(at: column)
    let numbers = strings.compactMap { Int64($0) }
    guard numbers.count == strings.count else { throw rows.mismatch(index, column, "an array of whole numbers") }
    return numbers
  }

  func elements(at column: Int) throws(PostgresError) -> [String?] {
    guard let elements = try rows.optionalElements(index, column) else {
      throw .decoding(column: rows.columns[column].name, row: index, message: "an array was expected, it is NULL")
    }
    return elements
  }
}
