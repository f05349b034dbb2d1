import Testing

@testable import Console

@Suite struct VocabularyTests {
  @Test(arguments: [
    ("accounts", "accounts"), ("comptes", "accounts"), ("COMPTES", "accounts"), ("pièces", "documents"), ("pieces", "documents"),
    ("qualite", "quality"), ("pnd", "undelivered"), ("doc", "documents"), ("c", "accounts"),
  ])
  func queues(_ typed: String, _ code: String) {
    #expect(Queues.small.lexicon.find(typed) == .term(Queues.small.lexicon.term(code)!))
  }

  @Test func unknownNamesComeWithNearOnes() {
    #expect(Queues.small.lexicon.find("copmtes") == .unknown(near: [Queues.small.lexicon.term("accounts")!]))
    #expect(Queues.small.lexicon.find("xyz") == .unknown(near: []))
    guard case .ambiguous(let terms) = Vocabulary.small.items.find("licence") else {
      Issue.record("licence begins two items")
      return
    }
    #expect(terms.map(\.code) == ["licence_number", "licence_issue_date"])
  }

  @Test func suggestions() {
    let names = ["approve", "return", "release", "undo"]
    #expect(Suggestion.nearest(to: "aprove", among: names) == ["approve"])
    #expect(Suggestion.nearest(to: "re", among: names) == ["return", "release"])
    #expect(Suggestion.nearest(to: "zzzz", among: names).isEmpty)
    // Two errors in seven letters, not three.
    #expect(Suggestion.nearest(to: "xxprove", among: names) == ["approve"])
    #expect(Suggestion.nearest(to: "xxxrove", among: names).isEmpty)
    #expect(Suggestion.nearest(to: String(repeating: "a", count: 100_000), among: names).isEmpty)
  }

  @Test func folding() {
    #expect(Folding.fold("Numéro_Titre") == "numero-titre")
    #expect(Folding.fold("e\u{301}tat civil") == "etat-civil")
    #expect(Folding.fold("L’œuvre") == "l-oeuvre")
  }

  @Test func everyNameOfTheConsoleIsFree() {
    let names = CommandTable.console.commands.flatMap { Set([$0.name, $0.alias].map(Folding.fold)) }
    #expect(Set(names).count == names.count)
    for command in CommandTable.console.commands {
      let options = command.options.flatMap { Set([Folding.fold($0.name), Folding.fold($0.alias)]) }
      #expect(Set(options).count == options.count, "\(command.name)")
    }
  }
}
