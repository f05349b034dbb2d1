import Formats
import Terminal
import Testing

@testable import Console

@Suite struct HelpTests {
  private let layout = Layout(columns: 80)

  @Test func aCommandInDetail() {
    let page = Help(table: .console, language: .en, supervised: []).page(of: .unflag).rendered(in: layout).plain
    #expect(
      page == """
        unflag
        \(String(repeating: "─", count: 80))

        remove a flag, or a finding
        Usage:  unflag [CASE] ITEM
        Also:   retirer
        Effect: writes; never abbreviated

        For instance
          • unflag photo

        """)
  }

  @Test func itemsAndReasonsOfTheQueue() {
    let help = Help(table: .console, language: .fr, supervised: [])
    let page = help.page(of: .flag, vocabulary: .small, queue: "documents").rendered(in: layout).plain
    #expect(page.contains("photographie:      floue, fond"))
    #expect(!page.contains("numero-permis:"))
  }

  @Test(arguments: Language.allCases)
  func theOverviewNamesEveryCommand(_ language: Language) {
    let page = Help(table: .console, language: language, supervised: []).overview.rendered(in: layout).plain
    for command in CommandTable.console.commands { #expect(page.contains("\(command.name(in: language)):")) }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
