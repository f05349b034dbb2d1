import CLibPQ
import Glibc

/// The rows that a statement returned, or the outcome of one that returns none.
///
/// A view on libpq's `PGresult`, freed with the last reference (`PQclear`). Rows and columns are counted from 0. Values
/// are decoded when asked for; nothing here crashes on NULL or on an unexpected type, it throws
/// ``PostgresError/decoding(column:row:message:)``.
public final class ResultRows: @unchecked Sendable {
  // Unchecked: a PGresult is never written to once it is complete, and libpq lets threads share it.
  private let raw: OpaquePointer

  /// The columns, in order.
  public let columns: [Column]
  /// How many rows there are.
  public let count: Int

  /// A column of a result.
  public struct Column: Sendable, Hashable {
    /// Its name, as in the statement.
    public var name: String
    /// Its type.
    public var type: PostgresType
  }

  /// Takes ownership of a `PGresult`.
  init(_ raw: OpaquePointer) {
    self.raw = raw
    columns = Self.columns(of: raw)
    count = Int(PQntuples(raw))
  }

  /// One row of texts that were kept elsewhere, read as if a statement had returned it (`PQmakeEmptyPGresult`, `PQsetvalue`).
  ///
  /// - Throws: ``PostgresError/outOfMemory``.
  public convenience init(names: [String], texts: [String?]) throws(PostgresError) {
    guard let raw = PQmakeEmptyPGresult(nil, PGRES_TUPLES_OK) else { throw .outOfMemory }
    let fields = names.map { strdup($0) }
    defer { fields.forEach { free($0) } }
    var attributes = fields.map {
      PGresAttDesc(name: $0, tableid: 0, columnid: 0, format: 0, typid: PostgresType.text.rawValue, typlen: -1, atttypmod: -1)
    }
    var isMade = PQsetResultAttrs(raw, CInt(attributes.count), &attributes) != 0
    for (index, text) in zip(0..., texts.prefix(names.count)) where isMade {
      guard let text else {
        isMade = PQsetvalue(raw, 0, CInt(index), nil, -1) != 0
        continue
      }
      var bytes = text.utf8CString
      let length = CInt(bytes.count - 1)
      isMade = bytes.withUnsafeMutableBufferPointer { PQsetvalue(raw, 0, CInt(index), $0.baseAddress, length) != 0 }
    }
    guard isMade else {
      PQclear(raw)
      throw .outOfMemory
    }
    self.init(raw)
  }

  deinit { PQclear(raw) }

  static func columns(of raw: OpaquePointer) -> [Column] {
    (0..<PQnfields(raw)).map { index in
      Column(name: PQfname(raw, index).map { String(cString: $0) } ?? "", type: PostgresType(rawValue: PQftype(raw, index)))
    }
  }

  /// What was done, in the server's words: `SELECT 3`, `INSERT 0 1`, `ROLLBACK` (`PQcmdStatus`).
  public var commandTag: String { PQcmdStatus(raw).map { String(cString: $0) } ?? "" }

  /// How many rows the statement selected, inserted, updated or deleted; 0 for others (`PQcmdTuples`).
  public var affectedRows: Int { PQcmdTuples(raw).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// The parameter types of a described statement (`PQparamtype`).
  var parameterTypes: [PostgresType] { (0..<PQnparams(raw)).map { PostgresType(rawValue: PQparamtype(raw, $0)) } }

  /// The index of the first column with this name, or `nil`.
  public func index(ofColumn name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The bytes of a value in the server's text form, or `nil` for NULL. The pointer is valid inside `body` only.
  ///
  /// - Throws: ``PostgresError/decoding(column:row:message:)`` for a row or a column that does not exist.
  func withValue<T>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws(PostgresError) -> T
  ) throws(PostgresError) -> T {
    guard columns.indices.contains(column) else {
      throw .decoding(column: "#\(column)", row: row, message: "there are \(columns.count) columns")
    }
    guard row >= 0, row < count else {
      throw .decoding(column: columns[column].name, row: row, message: "there are \(count) rows")
    }
    guard PQgetisnull(raw, CInt(row), CInt(column)) == 0, let value = PQgetvalue(raw, CInt(row), CInt(column)) else {
      return try body(nil)
    }
    let length = Int(PQgetlength(raw, CInt(row), CInt(column)))
    let bytes = UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self)
    return try body(UnsafeBufferPointer(start: bytes, count: length))
  }
}

extension ResultRows: RandomAccessCollection {
  /// The first row's index, 0.
  public var startIndex: Int { 0 }
  /// One past the last row's index.
  public var endIndex: Int { count }
  /// The row at an index below ``count``. A row beyond it can be named but not read: its getters throw.
  public subscript(row: Int) -> Row { Row(rows: self, index: row) }

  /// The only row of a result that must have exactly one.
  ///
  /// - Throws: ``PostgresError/protocolViolation(message:)`` when there are none or several.
  public func only() throws(PostgresError) -> Row {
    guard count == 1 else { throw .protocolViolation(message: "one row was expected, there are \(count)") }
    return self[0]
  }
}

/// One row of a result.
public struct Row: Sendable {
  /// The result that it belongs to.
  public let rows: ResultRows
  /// Its place there, from 0.
  public let index: Int
}
