import Terminal
import TestSupport
import Testing

@testable import Console

/// `?`: what is possible here and now is what the lifecycle has for who asks, and nothing else.
@Suite struct PossibilitiesTests {
  /// The lines that `?` gives behind other commands.
  private func lines(_ counter: Counter, after before: String, as login: String? = nil) throws -> [String] {
    let run = try counter.run("\(before)?\n", ["--format", "jsonl"], as: login, lang: "fr")
    #expect(!run.errors.contains("stdin:"), "\(run.errors)")
    return run.output.split(separator: "\n").compactMap { line in
      line.split(separator: "\"line\":\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
    }
  }

  @Test func withNothingInHand() throws {
    let counter = try Counter()
    let agents = try lines(counter, after: "")
    #expect(agents.first == "suivant [FILE]")
    #expect(try lines(counter, after: "file comptes\n").first == "suivant")
    let supervisors = try lines(counter, after: "", as: counter.supervisor)
    #expect(supervisors.filter { !agents.contains($0) } == ["lister --escaladés", "habiliter", "réglage"])
    // Every one of them is understood once its words in capitals are left out or filled.
    for line in agents + supervisors {
      let name = String(line.prefix { $0 != " " })
      #expect(throws: Never.self) { try CommandTable.console.find(name, language: .fr) }
    }
  }

  @Test func onAnAccountBeforeAndAfterAFlag() throws {
    let counter = try Counter()
    let number = try counter.account(licence: "13AA00001").number
    #expect(
      try lines(counter, after: "ouvrir \(number)\n") == [
        "signaler numero-permis numero-titre", "valider", "signaler ÉLÉMENT MOTIF", "passer", "escalader POURQUOI", "noter TEXTE",
        "conducteur", "libérer",
      ])
    // What is drafted is what is likeliest now, and what is flagged is not advised again.
    #expect(
      try lines(counter, after: "ouvrir \(number)\nsignaler numero-permis numero-titre\n") == [
        "redemander", "signaler ÉLÉMENT MOTIF", "retirer numero-permis", "passer", "escalader POURQUOI", "noter TEXTE", "conducteur",
        "libérer",
      ])
    // Looking leaves the version that was seen, and the lease, as they were.
    #expect(try counter.run("open \(number)\n?\nreturn\n").status == .exited(0))
  }

  @Test func onACaseThatIsNotInHand() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try lines(counter, after: "afficher \(number)\n").first == "ouvrir \(number)")
    #expect(try counter.run("open \(number)\nflag phone invalid_format\n").status == .exited(0))
    // A colleague holds it.
    let colleague = try counter.colleague()
    #expect(try lines(counter, after: "afficher \(number)\n", as: colleague).contains("ouvrir \(number)") == false)
    #expect(try lines(counter, after: "afficher \(number)\n", as: counter.supervisor).contains("affecter \(number) AGENT"))
    #expect(try counter.run("open \(number)\nreturn\n").status == .exited(0))
    let waiting = try lines(counter, after: "afficher \(number)\n")
    // Nobody is reminded of what can still be taken back.
    #expect(waiting.first == "défaire \(number)" && !waiting.contains("relancer \(number)"))
    // It is his decision: nobody else takes it back.
    #expect(try lines(counter, after: "afficher \(number)\n", as: colleague).contains("défaire \(number)") == false)
    try counter.database.advanceClock(by: "3 minutes")
    let later = try lines(counter, after: "afficher \(number)\n")
    #expect(later.first == "relancer \(number)" && !later.contains("défaire \(number)"))
    #expect(try lines(counter, after: "afficher \(number)\n").contains("réformer \(number) POURQUOI") == false)
    let supervisor = try lines(counter, after: "afficher \(number)\n", as: counter.supervisor)
    #expect(supervisor.contains("réformer \(number) POURQUOI") && supervisor.contains("clore \(number) MOTIF"))
    // What the lifecycle has no row for is not possible.
    try counter.database.administer("delete from core.lifecycle where object = 'case' and action = 'remind'")
    #expect(try lines(counter, after: "afficher \(number)\n").contains("relancer \(number)") == false)
  }

  @Test func onADefectiveCard() throws {
    let counter = try Counter()
    let card = try counter.sentCard(pictures: true)
    let (coupon, number, _) = try counter.claim(card)
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    let first = try lines(counter, after: "ouvrir \(number)\n")
    #expect(first.prefix(3) == ["lu nom", "lu ÉLÉMENT [VALEUR]", "constater ÉLÉMENT CAUSE"])
    #expect(!first.contains("valider") && !first.contains { $0.hasPrefix("imputer") })
    // What a program is given was not before anybody's eyes.
    #expect(try lines(counter, after: "ouvrir \(number)\nvisionner identite\nlu nom\n").first == "visionner identité")
    #expect(try counter.run("open \(number)\nview identity_document\n").status == .exited(0))
    let read = try lines(counter, after: "ouvrir \(number)\n")
    #expect(read.first == "constater nom erreur-saisie")
    #expect(!read.contains("lu ÉLÉMENT [VALEUR]"))
    let found = try lines(counter, after: "ouvrir \(number)\nconstater nom erreur-saisie\n")
    #expect(found.prefix(3) == ["imputer conducteur", "constater ÉLÉMENT CAUSE", "retirer nom"])
  }

  @Test func onAReturnedDispatch() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    #expect(try counter.run("undelivered \(card.barcode) n02\n").status == .exited(0))
    try counter.answer(card)
    let number = try counter.returnCase(card)
    #expect(try lines(counter, after: "ouvrir \(number)\n").prefix(2) == ["réexpédier", "signaler adresse-livraison MOTIF"])
    let flagged = try lines(counter, after: "ouvrir \(number)\nsignaler adresse-livraison adresse-incomplete\n")
    #expect(flagged.first == "redemander" && !flagged.contains("réexpédier"))
  }

  @Test func forADriverWhoWasShown() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    let lines = try lines(counter, after: "afficher \(number)\nconducteur \(driver)\n")
    #expect(lines.first == "noter conducteur:\(driver) TEXTE")
    #expect(try self.lines(counter, after: "conducteur \(driver)\nafficher \(number)\n").first == "ouvrir \(number)")
  }

  @Test func theShortFormFitsALine() {
    var possible = Possibilities(
      about: .empty,
      choices: [
        .init(
          .flag, Text(fr: "courriel faute-saisie", en: "email spelling"), .empty,
          short: Text(fr: "courriel faute-saisie", en: "email spelling")),
        .init(.approve, .empty, short: .empty), .init(.note, .empty), .init(.skip, .empty, short: .empty),
      ])
    #expect(possible.short(in: .fr).plain == "signaler courriel faute-saisie · valider · passer")
    #expect(possible.short(in: .en).plain == "flag email spelling · approve · skip")
    #expect(possible.short(in: .fr, columns: 46).plain == "signaler courriel faute-saisie · valider · ?")
    #expect(possible.short(in: .fr, columns: 10).plain == "?")
    possible.choices = []
    #expect(possible.short(in: .fr).isEmpty)
  }

  @Test(arguments: Language.allCases)
  func thePageFitsAScreen(_ language: Language) throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    for login in [counter.agent, try counter.supervisor] {
      for before in ["", "open \(number)\n", "show \(number)\n", "driver 1001\n"] {
        // `set` says where it begins.
        let all = try counter.run("\(before)set\n?\nset\nrelease\n", ["--keep-going"], as: login, lang: language.rawValue).output
        let page = try #require(all.split(separator: " · format table\n").dropFirst().first)
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 23 && lines.allSatisfy { $0.count <= 80 }, "\(page)")
      }
    }
  }
}
