import Formats
import Terminal
import Testing

@Suite("Pages")
struct SheetTests {
  static let sheet = Sheet(
    title: "10482-7  Éloïse Lefèvre",
    sections: [
      Sheet.Section(
        "Checks",
        [
          .list([
            .init(.failed, "The title number is another driver’s, typed into the licence field"), .init(.warning, "Names swapped?"),
            .init(.passed, "Licence valid"),
          ])
        ],
        isWide: true),
      Sheet.Section(
        "Driver", [.fields([.init("Name", "LEFÈVRE"), .init("Usage name", ""), .init("Address", "12 rue des Lilas\n75012 Paris")])]),
      Sheet.Section("Application", [.fields([.init("Kind", "card")])]),
      Sheet.Section(
        "Documents",
        [
          .table(
            Table(
              title: "left out", columns: [Column("n", "N°", alignment: .right), Column("kind", "Kind")],
              rows: [[.number(1), .text("photo")]])),
          .text("One is new."),
        ]),
      Sheet.Section(nil, [.list([.init(.none, "submitted"), .init(.note, "returned")])]),
    ])

  /// What is typed is never cut, whatever its length, and no colon looks as if it belonged to it.
  @Test func whatIsTypedStandsWhole() {
    let page = Sheet(
      sections: [
        Sheet.Section(
          nil, [.typed([.init("next", "the most urgent one, claimed for you"), .init("finding last_name data_entry_error", "as advised")])])
      ])
    #expect(
      page.rendered(in: Layout(columns: 30)).plain == """
        next  the most urgent one,
              claimed for you
        finding last_name data_entry_error
              as advised

        """)
    #expect(
      page.rendered(in: Layout(columns: 30, accessible: true)).plain == """
        next — the most urgent one, claimed for you
        finding last_name data_entry_error — as advised

        """)
  }

  @Test func narrow() {
    #expect(
      Self.sheet.rendered(in: Layout(columns: 40)).plain == """
        10482-7  Éloïse Lefèvre
        ────────────────────────────────────────

        Checks
          ✗ The title number is another
            driver’s, typed into the licence
            field
          ⚠ Names swapped?
          ✓ Licence valid

        Driver
          Name:       LEFÈVRE
          Usage name:
          Address:    12 rue des Lilas
                      75012 Paris

        Application
          Kind: card

        Documents
          N°  Kind
          ──  ─────
           1  photo
          One is new.

        • submitted
        i returned

        """)
  }

  @Test("From 120 columns on, sections stand side by side")
  func wide() {
    let rule = String(repeating: "─", count: 120)
    let lines = Self.sheet.rendered(in: Layout(columns: 120)).lines.map(\.plain)
    func both(_ left: String, _ right: String) -> String { left + String(repeating: " ", count: 62 - left.count) + right }
    #expect(
      lines == [
        "10482-7  Éloïse Lefèvre", rule, "", "Checks", "  ✗ The title number is another driver’s, typed into the licence field",
        "  ⚠ Names swapped?", "  ✓ Licence valid", "", both("Driver", "Documents"), both("  Name:       LEFÈVRE", "  N°  Kind"),
        both("  Usage name:", "  ──  ─────"), both("  Address:    12 rue des Lilas", "   1  photo"),
        both("              75012 Paris", "  One is new."), "", both("Application", "• submitted"), both("  Kind: card", "i returned"), "",
      ])
    #expect(Self.sheet.rendered(in: Layout(columns: 119)).lines.count > lines.count)
  }

  @Test("Read aloud: no rules, no columns, no indents")
  func accessible() {
    #expect(
      Self.sheet.rendered(in: Layout(columns: 200, unicode: false, accessible: true)).plain == """
        10482-7  Éloïse Lefèvre

        Checks
        x The title number is another driver’s, typed into the licence field
        ! Names swapped?
        + Licence valid

        Driver
        Name: LEFÈVRE
        Usage name:
        Address: 12 rue des Lilas
          75012 Paris

        Application
        Kind: card

        Documents
        N°: 1
        Kind: photo
        One is new.

        - submitted
        i returned

        """)
  }

  @Test("No line is wider than the page", arguments: [20, 33, 80, 119, 120, 121, 160, 200])
  func fits(columns: Int) {
    for line in Self.sheet.rendered(in: Layout(columns: columns)).lines {
      #expect(line.width <= columns, "\(line)")
      #expect(line.plain.last != " ")
    }
  }

  @Test func colours() {
    let text = Self.sheet.rendered(in: Layout(columns: 80)).encoded(colour: true)
    #expect(text.contains("\u{1B}[1;36mDriver\u{1B}[0m"))
    #expect(text.contains("\u{1B}[33m⚠\u{1B}[0m \u{1B}[33mNames swapped?\u{1B}[0m"))
  }

  @Test("A page without a limit is not wrapped")
  func unlimited() {
    let text = Self.sheet.rendered(in: Layout(columns: nil)).plain
    #expect(text.contains("✗ The title number is another driver’s, typed into the licence field\n"))
  }
}
