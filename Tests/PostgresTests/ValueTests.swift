import Postgres
import TestSupport
import Testing

@Suite struct ValueTests {
  @Test func eachTypeComesBackAsItWasSent() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let row = try connection.query(
      """
      select $1::text as text, $2::bigint as int, $3::float8 as double, $4::boolean as bool, $5::text as nothing, $6 as uuid, $7 as json,
        $8 as bytes, $9::text[] as texts, $10::text[] as gaps, $11::bigint[] as ints, $12 as day
      """,
      [
        "É'\"\\\n\u{1F69B}", .int(.min), .double(0.1), true, nil, .uuid("0f2e8d5f-0000-4000-8000-00000000abcd"),
        .json(#"{"a": [1, null]}"#),
        .bytes(Array(0...255)), .textArray(["", "NULL", "a,b", "{\"\\}", "é"]), .optionalTextArray([nil, "null", nil]),
        .intArray([.max, -1]), .typed("2026-11-24", .date),
      ]
    ).only()
    #expect(try row.string("text") == "É'\"\\\n\u{1F69B}")
    #expect(try row.int64("int") == .min)
    #expect(try row.double("double") == 0.1)
    #expect(try row.bool("bool"))
    #expect(try row.isNull("nothing"))
    #expect(try row.optionalString("nothing") == nil)
    #expect(try row.string("uuid") == "0f2e8d5f-0000-4000-8000-00000000abcd")
    #expect(try row.string("json") == #"{"a": [1, null]}"#)
    #expect(try row.bytes("bytes") == Array(0...255))
    #expect(try row.strings("texts") == ["", "NULL", "a,b", "{\"\\}", "é"])
    #expect(try row.stringsOrNulls("gaps") == [nil, "null", nil])
    #expect(try row.integers("ints") == [.max, -1])
    #expect(try row.string("day") == "2026-11-24")
    #expect(row.rows.columns.map(\.type.name).suffix(2) == ["bigint[]", "date"])
  }

  @Test(arguments: [0.0, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity, 1e21])
  func floatingPointIsExact(number: Double) throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let back = try connection.query("select $1::float8 as n", [.double(number)]).only().double("n")
    #expect(back.bitPattern == number.bitPattern)
    #expect(try connection.query("select $1::float8 as n", [.double(.nan)]).only().double("n").isNaN)
  }

  @Test func optionalsBecomeNull() {
    #expect(Parameter(String?.none) == .null)
    #expect(Parameter(Int?.none) == .null)
    #expect(Parameter(Bool?.none) == .null)
    #expect(Parameter(7) == .int(7))
    #expect(Parameter(UInt64.max) == .text("18446744073709551615"))
    #expect(Parameter([UInt8]?.none) == .null)
  }

  @Test func aTextWithNULIsRefusedBeforeItIsSent() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    #expect(throws: PostgresError.invalidRequest(message: "parameter $2 contains a NUL character")) {
      try connection.query("select $1::text, $2::text", ["whole", "cut\0short"])
    }
    #expect(throws: PostgresError.invalidRequest(message: "parameter $1 contains a NUL character")) {
      try connection.query("select $1::text[]", [.textArray(["cut\0short"])])
    }
    #expect(throws: PostgresError.invalidRequest(message: "the statement contains a NUL character")) {
      try connection.script("select 1; \0 drop table t")
    }
    #expect(try connection.query("select 1 as one").only().int("one") == 1)
  }

  @Test func brokenUTF8IsReportedAndNeverRepaired() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    // The server refuses it on the way in.
    let error = #expect(throws: PostgresError.self) {
      try connection.query("select convert_from($1, 'UTF8')", [.bytes([0x41, 0xff])])
    }
    #expect(error?.sqlState == "22021")
  }

  @Test func whatIsNotThereOrNotOfThatTypeIsNamed() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let rows = try connection.query(
      "select 'abc'::text as word, null::int as gap, '{{1},{2}}'::int[] as grid, 2.5 as part, array[null] as gaps")
    let row = rows[0]
    func message(_ read: () throws -> Any) -> String? {
      do {
        _ = try read()
        return nil
      } catch PostgresError.decoding(let column, let row, let message) {
        return "\(column) \(row): \(message)"
      } catch {
        return "\(error)"
      }
    }
    #expect(message { try row.int("word") } == "word 0: a whole number of 64 bits was expected, it is text")
    #expect(message { try row.bool("word") } == "word 0: a truth value was expected, it is text")
    #expect(message { try row.bytes("word") } == "word 0: bytes in hexadecimal form was expected, it is text")
    #expect(message { try row.int("gap") } == "gap 0: a whole number of 64 bits was expected, it is NULL")
    #expect(message { try row.strings("gap") } == "gap 0: an array was expected, it is NULL")
    #expect(message { try row.strings("grid") } == "grid 0: an array of one dimension was expected, it is integer[]")
    #expect(message { try row.strings("gaps") } == "gaps 0: an array without NULLs was expected, it is text[]")
    #expect(message { try row.int("part") } == "part 0: a whole number of 64 bits was expected, it is numeric")
    #expect(message { try row.string("wrod") } == "wrod 0: there is no such column; there are word, gap, grid, part, gaps")
    #expect(message { try row.string("") }?.contains("no such column") == true)
    #expect(message { try rows.string(0, 5) } == "#5 0: there are 5 columns")
    #expect(message { try rows.string(0, -1) } == "#-1 0: there are 5 columns")
    #expect(message { try rows[1].string("word") } == "word 1: there are 1 rows")
    #expect(message { try rows[-1].string("word") } == "word -1: there are 1 rows")
    #expect(throws: PostgresError.protocolViolation(message: "one row was expected, there are 0")) {
      try connection.query("select 1 where false").only()
    }
  }

  @Test func resultsSayWhatWasDone() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    #expect(try connection.query("create table t (n int)").commandTag == "CREATE TABLE")
    let inserted = try connection.query("insert into t select generate_series(1, 5)")
    #expect((inserted.commandTag, inserted.affectedRows, inserted.count) == ("INSERT 0 5", 5, 0))
    let rows = try connection.query("delete from t where n > $1 returning n", [2])
    #expect(rows.affectedRows == 3)
    #expect(try rows.map { try $0.int("n") } == [3, 4, 5])
    #expect(try connection.query("").count == 0)
  }

  @Test func tenMegabytesGoThereAndBack() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let bytes = (0..<10_485_760).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let row = try connection.query("select $1 as bytes, length($1) as length", [.bytes(bytes)]).only()
    #expect(try row.int("length") == bytes.count)
    #expect(try row.bytes("bytes") == bytes)
  }
}
