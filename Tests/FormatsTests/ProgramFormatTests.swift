import Formats
import Foundation
import Terminal
import Testing

@Suite("Formats for programs and pages")
struct ProgramFormatTests {
  @Test("Machine names and kept values, whatever people see")
  func csv() {
    #expect(
      Sample.cases.plain(.csv) == """
        case,driver,due,urgent
        10482-7,Éloïse Lefèvre,2026-11-24T10:00:00Z,true
        10483-4,李小龍,,false

        """)
    #expect(Sample.empty.plain(.csv) == "case,due\n")
  }

  @Test("A spreadsheet runs nothing; numbers stay numbers")
  func csvHostile() {
    #expect(
      Sample.hostile.plain(.csv) == """
        value
        "\\x1B]0;title\\x07"
        "a\\r
        b"
        a<U+202E>b<U+200B>
        '=1+1
        '+33 6
        '-1
        '@SUM
        '\\tx
        '\\rx
        '＝1
        "a,b;""c""\"
        "<script>&'""\"
        back\\slash
        \\x00\\x7F\\x9B
        ""
        👩‍👩‍👧 é
        <U+E0041>

        """)
    #expect(Sample.numbers.plain(.csv) == "n,n\n-5,-12.50\n9223372036854775807,1e400\nNaN,01\n,\n")
  }

  /// A French spreadsheet parts the file at semicolons, another at tabs, and both at line feeds.
  @Test(arguments: [
    ("X;=cmd|' /C calc'!A0", "\"X;'=cmd|' /C calc'!A0\""), ("X; \u{A0}=1", "\"X;' \u{A0}=1\""), ("a\n=1+1", "\"a\n'=1+1\""),
    (" =1", "' =1"), ("\u{202F}@x", "'\u{202F}@x"), ("a,+b", "\"a,'+b\""), ("a\t-b", "a\\t'-b"), ("a;\"=1\"", "\"a;'\"\"=1\"\"\""),
    ("a;＝1", "\"a;'＝1\""), ("a;b;=1;=2", "\"a;b;'=1;'=2\""), ("\n;\n=1", "\"'\n;\n'=1\""),
    // What is in the middle of a part begins nothing.
    ("a=1; b-2", "\"a=1; b-2\""), ("12 RUE HAUTE\n35000 RENNES", "\"12 RUE HAUTE\n35000 RENNES\""), ("zoe@example.org", "zoe@example.org"),
  ])
  func csvParts(_ value: String, _ written: String) {
    let table = Table(columns: [Column("n", "n")], rows: [[.text(value)]])
    #expect(table.plain(.csv) == "n\n\(written)\n")
  }

  @Test("What several commands give is one document")
  func jsonInPieces() throws {
    var document = JSONDocument()
    #expect(document.end().plain == "[]\n")
    #expect(Sample.cases.objects.map { document.adding($0).plain.prefix(3) } == ["[\n{", ",\n{"])
    #expect(document.adding(.object([.init("x", .integer(1))])).plain == ",\n{\"x\":1}")
    #expect(document.isOpen)
    #expect(document.end().plain == "\n]\n")
    #expect(document.end().plain == "[]\n")
  }

  @Test func json() {
    #expect(
      Sample.cases.plain(.json) == """
        [
        {"case":"10482-7","driver":"Éloïse Lefèvre","due":"2026-11-24T10:00:00Z","urgent":true},
        {"case":"10483-4","driver":"李小龍","due":null,"urgent":false}
        ]

        """)
    #expect(Sample.empty.plain(.json) == "[]\n")
    #expect(Sample.empty.plain(.jsonl) == "")
  }

  @Test("JSON loses nothing: what must not be shown is written as \\u")
  func jsonHostile() throws {
    let text = Sample.hostile.plain(.jsonl)
    #expect(
      text == """
        {"value":"\\u001b]0;title\\u0007"}
        {"value":"a\\r\\nb"}
        {"value":"a\\u202eb\\u200b"}
        {"value":"=1+1"}
        {"value":"+33 6"}
        {"value":"-1"}
        {"value":"@SUM"}
        {"value":"\\tx"}
        {"value":"\\rx"}
        {"value":"＝1"}
        {"value":"a,b;\\"c\\""}
        {"value":"<script>&'\\""}
        {"value":"back\\\\slash"}
        {"value":"\\u0000\\u007f\\u009b"}
        {"value":""}
        {"value":"👩‍👩‍👧 é"}
        {"value":"\\udb40\\udc41"}

        """)
    let array = try #require(
      JSONSerialization.jsonObject(with: Data(Sample.hostile.plain(.json).utf8)) as? [[String: String]])
    let expected = Sample.hostile.rows.map { row in
      if case .text(let text) = row[0].value { text } else { "" }
    }
    #expect(array.map { Array($0["value", default: ""].unicodeScalars) } == expected.map { Array($0.unicodeScalars) })
  }

  @Test("Numbers keep their digits, what is none becomes a string, a name that comes twice loses no value")
  func jsonNumbers() {
    #expect(
      Sample.numbers.plain(.jsonl) == """
        {"n":-5,"n_2":-12.50}
        {"n":9223372036854775807,"n_2":1e400}
        {"n":"NaN","n_2":"01"}
        {"n":null,"n_2":null}

        """)
  }

  @Test func jsonValue() {
    let value = JSONValue.object([
      .init("a\u{1B}", .array([.null, .boolean(true), .integer(3), .number("1.5"), .number("x"), .optional(nil), .string("\u{2028}\n")]))
    ])
    #expect(value.rendered().plain == "{\"a\\u001b\":[null,true,3,1.5,\"x\",null,\"\\u2028\\n\"]}")
  }

  @Test func html() {
    #expect(
      Sample.cases.plain(.html) == """
        <table>
        <caption>Most urgent</caption>
        <thead>
        <tr><th scope="col">Case</th><th scope="col">Driver</th><th scope="col" style="text-align:right">Due</th><th scope="col">Urgent</th></tr>
        </thead>
        <tbody>
        <tr><td>10482-7</td><td>Éloïse Lefèvre</td><td style="text-align:right">2 h late</td><td>yes</td></tr>
        <tr><td>10483-4</td><td>李小龍</td><td style="text-align:right"></td><td>no</td></tr>
        </tbody>
        </table>

        """)
  }

  @Test func htmlHostile() {
    let text = Sample.hostile.plain(.html)
    #expect(text.contains("<tr><td>&lt;script&gt;&amp;&#39;&quot;</td></tr>"))
    #expect(text.contains("<tr><td>a\\r<br>b</td></tr>"))
    #expect(text.contains("<tr><td>a&lt;U+202E&gt;b&lt;U+200B&gt;</td></tr>"))
    #expect(text.contains("<tr><td>\\x1B]0;title\\x07</td></tr>"))
  }

  @Test("Whatever the format, nothing that moves a cursor is written", arguments: Format.allCases)
  func safe(format: Format) {
    let text = Sample.hostile.plain(format)
    #expect(Sanitizer.isClean(text, newlines: .kept))
    #expect(text.hasSuffix("\n"))
  }

  @Test("A long list goes out row by row, never as one text", arguments: Format.allCases)
  func rowByRow(format: Format) {
    var table = Sample.cases
    table.rows = (0..<10_000).map { Sample.cases.rows[$0 % 2] }
    var seen = Pieces()
    table.write(as: format, in: Layout(), to: &seen)
    #expect(seen.count >= table.rows.count && seen.longest < 400)
  }

  @Test func formats() {
    #expect(Format.allCases.map(\.rawValue) == ["table", "expanded", "csv", "json", "jsonl", "html"])
    #expect(Format.allCases.filter(\.isForPrograms) == [.csv, .json, .jsonl])
  }
}

/// How much is written at once.
private struct Pieces: TextStream {
  var (count, longest) = (0, 0)

  mutating func write(_ text: SafeText) {
    count += 1
    longest = max(longest, text.plain.utf8.count)
  }
}
