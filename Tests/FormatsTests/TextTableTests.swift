import Formats
import Terminal
import Testing

@Suite("Tables for people")
struct TextTableTests {
  @Test func table() {
    #expect(
      Sample.cases.plain(.table) == """
        Most urgent
        Case     Driver               Due  Urgent
        ───────  ──────────────  ────────  ──────
        10482-7  Éloïse Lefèvre  2 h late  yes
        10483-4  李小龍                    no
        2 of 128

        """)
  }

  @Test("Styles belong to cells and columns, and a pipe has none")
  func styles() {
    let text = Sample.cases.whole(.table).encoded(colour: true)
    #expect(text.contains("\u{1B}[36m10482-7\u{1B}[0m  Éloïse Lefèvre  \u{1B}[31m2 h late\u{1B}[0m  yes\n"))
    #expect(text.contains("\u{1B}[1mCase\u{1B}[0m"))
  }

  @Test func withoutUnicode() {
    let table = Table(columns: [Column("a", "A", overflow: .truncate)], rows: [[.text("abcdefghijklmnopqrstuvwxyz")]])
    #expect(table.plain(.table, Layout(columns: 20, unicode: false)) == "A\n--------------------\nabcdefghijklmnopqrs~\n")
  }

  @Test("Read aloud, a table is a list of fields")
  func accessible() {
    #expect(
      Sample.cases.plain(.table, Layout(columns: 30, accessible: true)) == """
        Most urgent
        Case: 10482-7
        Driver: Éloïse Lefèvre
        Due: 2 h late
        Urgent: yes

        Case: 10483-4
        Driver: 李小龍
        Due:
        Urgent: no
        2 of 128

        """)
  }

  @Test func expanded() {
    #expect(
      Sample.cases.plain(.expanded, Layout(null: "∅")) == """
        Most urgent
        ── 1 ───────────────────────────────────
        Case:   10482-7
        Driver: Éloïse Lefèvre
        Due:    2 h late
        Urgent: yes
        ── 2 ───────────────────────────────────
        Case:   10483-4
        Driver: 李小龍
        Due:    ∅
        Urgent: no
        2 of 128

        """)
  }

  @Test("A narrow screen cuts long texts first, then does without what matters least, and says so")
  func narrow() {
    let table = Table(
      columns: [
        Column("case", "Case", priority: 0), Column("driver", "Driver"), Column("holder", "Holder", priority: 3),
        Column("due", "Due", alignment: .right, priority: 0), Column("age", "Age", alignment: .right, priority: 2),
      ],
      rows: [[.text("10482-7"), .text("Éloïse Lefèvre-Martin"), .text("Amélie"), .text("in 1 h"), .number(123)]])
    #expect(
      table.plain(.table, Layout(columns: 60)) == """
        Case     Driver                 Holder     Due  Age
        ───────  ─────────────────────  ──────  ──────  ───
        10482-7  Éloïse Lefèvre-Martin  Amélie  in 1 h  123

        """)
    #expect(
      table.plain(.table, Layout(columns: 46)) == """
        Case     Driver            Holder     Due  Age
        ───────  ────────────────  ──────  ──────  ───
        10482-7  Éloïse Lefèvre-…  Amélie  in 1 h  123

        """)
    #expect(
      table.plain(.table, Layout(columns: 32)) == """
        Case     Driver         Due  Age
        ───────  ──────────  ──────  ───
        10482-7  Éloïse Le…  in 1 h  123
        + Holder

        """)
    #expect(
      table.plain(.table, Layout(columns: 16)) == """
        Case        Due
        ───────  ──────
        10482-7  in 1 h
        + Driver,
        Holder, Age

        """)
  }

  @Test("Whatever the width and the content, no line is too long", arguments: [10, 17, 40, 79, 80, 120, 200])
  func fits(columns: Int) {
    for table in [Sample.cases, Sample.hostile, Sample.numbers, Sample.empty] {
      for format in [Format.table, .expanded] where format == .table || columns > 20 {
        for line in table.whole(format, Layout(columns: columns)).lines {
          #expect(line.width <= columns, "\(line)")
          #expect(line.plain.last != " ")
        }
      }
    }
  }

  @Test("A column that wraps keeps its lines; another shows that there were some")
  func wraps() {
    var table = Table(
      columns: [Column("n", "N", alignment: .right), Column("text", "Text", overflow: .wrap)],
      rows: [[.number(1), .text("first line\nthe second is longer")], [.number(22), .text("x")]])
    #expect(
      table.plain(.table, Layout(columns: 20)) == """
         N  Text
        ──  ────────────────
         1  first line
            the second is
            longer
        22  x

        """)
    table.columns[1].overflow = .truncate
    #expect(table.plain(.table, Layout(columns: 20)).contains(" 1  first line⏎the …\n"))
  }

  @Test func emptyTable() {
    #expect(Sample.empty.plain(.table) == "Case  Due\n────  ───\n")
    #expect(Sample.empty.plain(.expanded) == "")
  }

  @Test("Hostile text stays text")
  func hostile() {
    let text = Sample.hostile.plain(.table, Layout(columns: nil))
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) == [
        "Value", "──────────────────", "\\x1B]0;title\\x07", "a\\r⏎b", "a<U+202E>b<U+200B>", "=1+1", "+33 6", "-1", "@SUM", "\\tx", "\\rx",
        "＝1",
        "a,b;\"c\"", "<script>&'\"", "back\\slash", "\\x00\\x7F\\x9B", "", "👩‍👩‍👧 é", "<U+E0041>", "",
      ])
  }
}
