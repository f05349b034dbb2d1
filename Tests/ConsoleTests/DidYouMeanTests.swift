import Terminal
import TestSupport
import Testing

@testable import Console

/// What is not understood says what was probably meant, by the names that the reader types.
@Suite struct DidYouMeanTests {
  private func hint(_ line: String, _ language: Language = .fr, queue: String? = nil) -> String {
    do throws(Failure) {
      _ = try parser(language, queue: queue).parse(line)
      return "understood"
    } catch { return error.hint[language].plain.replacing("\u{A0}", with: " ") }
  }

  @Test(arguments: [
    ("approuver", "Vouliez-vous dire : valider ?"), ("aprove", "Vouliez-vous dire : valider ?"),
    ("validre", "Vouliez-vous dire : valider ?"),
    ("redemandé", "Vouliez-vous dire : redemander ?"), ("listre", "Vouliez-vous dire : lister ?"),
    ("lister --retard", "Vouliez-vous dire : --en-retard ?"), ("lister --overdu", "understood"),
    ("lister --late", "Vouliez-vous dire : --en-retard ?"), ("lister --tenu", "understood"),
    ("lister --anomalie", "Vouliez-vous dire : --sans-anomalie ?"), ("lister compte", "understood"),
    ("lister copmtes", "Vouliez-vous dire : comptes ?"), ("signaler nomm faute-saisie", "Vouliez-vous dire : nom ?"),
    ("signaler nom faute-sasie", "Vouliez-vous dire : faute-saisie ?"), ("signaler nom coquille", "Vouliez-vous dire : faute-saisie ?"),
    ("signaler nom speling", "Vouliez-vous dire : faute-saisie ?"), ("retirer numero", "understood"),
    ("signaler numero faute-saisie", "Rien n'est noté. Devant d'autres mots, un nom s'écrit en entier : numero-permis ?"),
    ("signaler neph faute-saisie", "Vouliez-vous dire : numero-permis ?"),
    // What somebody begins to say is no reason.
    ("signaler nom fau", "Vouliez-vous dire : faute-saisie ?"), ("signaler nom faut", "understood"),
    ("lister --help", "understood"), ("aide --aide", "understood"),
    ("constater nom erreur", "understood"), ("constater nom saisie", "Vouliez-vous dire : erreur-saisie ?"),
    ("pnd n2", "understood"), ("pnd 2L1 N2", "understood"), ("passer 2 h", "understood"), ("passer 1 h 30", "understood"),
    ("passer demain", "Par exemple : 30min, 2h, 1j, 1j12h."),
    (
      "Q0010963",
      "Un numéro ? « chercher Q0010963 » dit de qui ; une carte arrivée : « réceptionner Q0010963 » ; un pli revenu : « pnd Q0010963 MOTIF »."
    ),
    ("pnd 2L1 destinataire", "understood"), ("pnd 2L1 npai", "Vouliez-vous dire : destinataire-inconnu ?"),
    ("clore 1001-9 falsificaton", "Vouliez-vous dire : falsification ?"), ("rapport dealine", "Vouliez-vous dire : échéances ?"),
    ("paramétrer langage fr", "Vouliez-vous dire : langue ?"),
  ])
  func inFrench(_ line: String, _ hint: String) { #expect(self.hint(line) == hint) }

  @Test(arguments: [
    ("validr", "Did you mean: approve?"), ("aproove", "Did you mean: approve?"), ("list --retard", "Did you mean: --overdue?"),
    ("flag last_nmae spelling", "Did you mean: last_name?"), ("flag nomm spelling", "Did you mean: last_name?"),
    ("qeues", "Did you mean: queues?"),
  ])
  func inEnglish(_ line: String, _ hint: String) { #expect(self.hint(line, .en) == hint) }

  @Test(arguments: ["exit", ":q", "quit", "quitter", "EXIT"])
  func whatLeaves(_ line: String) throws {
    #expect(try parser().parse(line)?.command.name == "quit")
  }

  @Test(arguments: ["q", "bye", "logout", ":wq", "déconnexion"])
  func whatSaysHowToLeave(_ line: String) {
    #expect(hint(line) == "Ici : « quitter ».")
    #expect(hint(line, .en) == "Here: \"quit\".")
  }

  /// Words from elsewhere lead to commands that there are, and none of them is one.
  @Test func wordsBroughtAlongMeanSomethingHere() {
    #expect(BroughtWords.meanings.count > 100)
    for (word, meaning) in BroughtWords.meanings {
      #expect(CommandTable.console.command(meaning.command) != nil, "\(word)")
      #expect(CommandTable.console.named(word) == nil, "\(word)")
      #expect(Folding.fold(word) == word)
    }
    #expect(hint("accepter") == "Ici : « valider ».")
    #expect(hint("reject", .en) == "Here: \"return\". Flag first what is wrong: flag ITEM REASON.")
    #expect(hint("ls") == "Ici : « lister ».")
    #expect(hint("man") == "Ici : « aide ».")
  }

  @Test func otherWordsForNamesAreOfTheCatalogue() throws {
    let counter = try Counter()
    let words = try counter.value(
      """
      select string_agg(name, ' ') from (select item from desk.catalogue union select reason from desk.catalogue
        union select reason from desk.postal_reason) as known (name)
      """, as: counter.agent)
    let known = Set(try #require(words).split(separator: " ").map(String.init))
    let options = Set(CommandTable.console.commands.flatMap { $0.options.map(\.name) })
    for (word, code) in BroughtWords.codes {
      #expect(known.contains(code) || options.contains(code), "\(word)")
      #expect(!known.contains(word) && Folding.fold(word) == word, "\(word)")
    }
  }

  @Test func aCaseWhereACommandShouldStand() {
    #expect(hint("1001-9") == "« ouvrir 1001-9 » le prend en charge, « afficher 1001-9 » le montre seulement.")
    #expect(hint("10019", .en) == "\"open 1001-9\" claims it, \"show 1001-9\" only shows it.")
    #expect(hint("1001-8").hasPrefix("Relisez-le chiffre par chiffre"))
  }

  @Test func helpSuggestsItsPagesToo() {
    #expect(hint("aide clavié") == "understood")
    #expect(hint("aide depart") == "understood")
    #expect(hint("aide comtpes") == "Vouliez-vous dire : comptes ?")
    #expect(hint("aide file pnd") == "understood")
    #expect(hint("aide valdier") == "Vouliez-vous dire : valider ?")
  }

  @Test func anAgentsNameIsGuessedAtToo() throws {
    let counter = try Counter()
    let number = try counter.account().number
    // Logins are the whole server's: other tests have theirs.
    let agent = try counter.database.login(memberOf: ["pupitre_agent"], named: "zenobie")
    let slip = agent.replacing("zenobie", with: "zenboie")
    for line in ["assign \(number) \(slip)", "grant quality \(slip)"] {
      let run = try counter.run("\(line)\n", as: counter.supervisor)
      #expect(run.errors.contains("Did you mean: \(agent)?"), "\(run.errors)")
    }
  }
}
