import Formats
import Terminal

/// Tables that the tests write in every format.
enum Sample {
  /// A plain one.
  static let cases = Table(
    title: "Most urgent",
    columns: [
      Column("case", "Case", style: .cyan, priority: 0), Column("driver", "Driver"),
      Column("due", "Due", alignment: .right, priority: 0), Column("urgent", "Urgent", priority: 2),
    ],
    rows: [
      [
        .text("10482-7"), .text("Éloïse Lefèvre"), .timestamp("2026-11-24T10:00:00Z", shown: SafeText("2 h late", style: .red)),
        .boolean(true),
      ],
      [.text("10483-4"), .text("李小龍"), .null, .boolean(false)],
    ], footer: "2 of 128")

  /// What a hostile driver would like to send to a terminal, a spreadsheet, a page.
  static let hostile = Table(
    columns: [Column("value", "Value")],
    rows: [
      "\u{1B}]0;title\u{7}", "a\r\nb", "a\u{202E}b\u{200B}", "=1+1", "+33 6", "-1", "@SUM", "\tx", "\rx", "＝1", "a,b;\"c\"", "<script>&'\"",
      "back\\slash", "\u{0}\u{7F}\u{9B}", "", "👩‍👩‍👧 é", "\u{E0041}",
    ].map { [.text($0)] })

  static let numbers = Table(
    columns: [Column("n", "N", alignment: .right), Column("n", "N again", alignment: .right)],
    rows: [
      [.number(-5), .number("-12.50")], [.number(Int64.max), .number("1e400")], [.number("NaN"), .number("01")],
      [.null, .number(nil as Int?)],
    ])

  static let empty = Table(columns: [Column("case", "Case"), Column("due", "Due")])
}

extension Table {
  /// In a format, without styles.
  func plain(_ format: Format, _ layout: Layout = Layout()) -> String { whole(format, layout).plain }

  /// In a format, with its styles.
  func whole(_ format: Format, _ layout: Layout = Layout()) -> SafeText {
    var text = SafeText()
    write(as: format, in: layout, to: &text)
    return text
  }
}
