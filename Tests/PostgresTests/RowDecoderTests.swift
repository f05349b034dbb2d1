import Postgres
import TestSupport
import Testing

/// Rows read as Swift values, by the names of their keys.
@Suite struct RowDecoderTests {
  private enum State: String, Decodable { case open, closed }

  private struct Case: Decodable, Equatable {
    var caseID: Int64
    var state: State
    var isUrgent: Bool
    var isHeld: Bool
    var dueAt: Int?
    var holder: String?
    var bytes: [UInt8]
    var names: [String]
    var numbers: [Int64]
    var ratio: Double
  }

  private static let columns =
    "10019 as case_id, 'open' as state, true as urgent, false as is_held, null::int as due_at, 'ada' as holder, '\\x00ff'::bytea as bytes, "
    + "array['a', 'b,c'] as names, array[1, 2]::bigint[] as numbers, 2.5::float8 as ratio"

  private static func rows(_ sql: String) throws -> ResultRows {
    var connection = try TestDatabase.scratch.connect()
    return try connection.query(sql)
  }

  @Test func columnsAreFoundByNameInWhateverOrder() throws {
    let rows = try Self.rows(
      "select \(Self.columns) union all select 27, 'closed', false, true, 5, null, '', '{}', '{}', -1 order by case_id desc")
    let read = try rows.decode(as: Case.self)
    #expect(
      read == [
        Case(
          caseID: 10019, state: .open, isUrgent: true, isHeld: false, dueAt: nil, holder: "ada", bytes: [0, 255], names: ["a", "b,c"],
          numbers: [1, 2], ratio: 2.5),
        Case(
          caseID: 27, state: .closed, isUrgent: false, isHeld: true, dueAt: 5, holder: nil, bytes: [], names: [], numbers: [], ratio: -1),
      ])
    let backwards = try Self.rows(
      "select ratio, numbers, names, holder, bytes, due_at, is_held, urgent, state, case_id from (select \(Self.columns)) t")
    #expect(try backwards.decodeOnly() == read[0])
  }

  @Test func oneColumnIsReadAsItself() throws {
    #expect(try Self.rows("select generate_series(1, 3) as n").decode(as: Int64.self) == [1, 2, 3])
    #expect(try Self.rows("values ('a'), (null)").decode(as: String?.self) == ["a", nil])
    #expect(try Self.rows("select 'closed' as state").decodeOnly(as: State.self) == .closed)
    #expect(throws: PostgresError.decoding(column: "#0", row: 0, message: "one column was expected, there are 2")) {
      try Self.rows("select 1, 2").decode(as: Int.self)
    }
    #expect(throws: PostgresError.protocolViolation(message: "one row was expected, there are 2")) {
      try Self.rows("values (1), (2)").decodeOnly(as: Int.self)
    }
  }

  @Test(arguments: [
    ("'open' as state", "'Dupont' as state", "state", "State was expected, it is text"),
    ("true as urgent", "'Dupont' as urgent", "urgent", "a truth value was expected, it is text"),
    ("true as urgent", "null::bool as urgent", "urgent", "a truth value was expected, it is NULL"),
    ("null::int as due_at", "'Dupont' as due_at", "due_at", "a whole number of 64 bits was expected, it is text"),
    ("2.5::float8 as ratio", "2.5::float8 as ration", "ratio", "there is no such column; there are case_id, "),
    ("array[1, 2]::bigint[]", "array['Dupont']", "numbers", "an array of whole numbers was expected, it is text[]"),
  ])
  func whatDoesNotFitIsNamedAndNeverShown(_ right: String, _ wrong: String, _ column: String, _ message: String) throws {
    let rows = try Self.rows("select " + Self.columns.replacing(right, with: wrong))
    let error = #expect(throws: PostgresError.self) { try rows.decode(as: Case.self) }
    guard case .decoding(column, 0, let said) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(said.hasPrefix(message) && !said.contains("Dupont"))
  }

  @Test func aValueThatMayBeMissingIsNilWithoutItsColumn() throws {
    let rows = try Self.rows("select " + Self.columns.replacing("null::int as due_at, 'ada' as holder, ", with: ""))
    let read = try rows.decodeOnly(as: Case.self)
    #expect(read.dueAt == nil && read.holder == nil)
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "0", "-7"])
  func wholeNumbersOfSixtyFourBits(_ digits: String) throws {
    #expect(try Self.rows("select '\(digits)' as n").decodeOnly(as: Int64.self) == Int64(digits))
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", "-", "", "1 ", "+1", "1e3", "99999999999999999999"])
  func whatIsNoWholeNumber(_ text: String) throws {
    #expect(throws: PostgresError.self) { try Self.rows("select '\(text)' as n").decodeOnly(as: Int64.self) }
  }
}
