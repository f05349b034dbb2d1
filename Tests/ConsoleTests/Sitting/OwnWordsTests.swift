import Foundation
import Postgres
import TestSupport
import Testing

/// Aliases, contexts and canned comments: an agent's own, and his site's.
@Suite struct OwnWordsTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID())")

  /// Writes both files; gives the environment that names them.
  private func settings(_ own: String, site: String = "") throws -> [String: String] {
    try FileManager.default.createDirectory(at: folder.appending(path: "pupitre"), withIntermediateDirectories: true)
    try Data(own.utf8).write(to: folder.appending(path: "pupitre/config"))
    try Data(site.utf8).write(to: folder.appending(path: "site"))
    return ["XDG_CONFIG_HOME": folder.path, "PUPITRE_SITE_CONFIG": folder.appending(path: "site").path]
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  @Test func anAliasIsTheBeginningOfALine() throws {
    defer { remove() }
    let counter = try Counter()
    let number = try counter.account().number
    let environment = try settings("alias rp = note called back:\nalias voir = show", site: "alias voir = why\nalias o = open\n")
    var terminal = try counter.sit(environment: environment)
    try terminal.expect("› ")
    terminal.type("o \(number)\n")
    try terminal.expect("accounts · \(number)")
    try terminal.expect("› ")
    terminal.type("rp\t")
    try terminal.expect("rp ")
    terminal.type("l'usager n'a pas répondu\n")
    try terminal.expect("Noted on \(number): called back: l'usager n'a pas répondu")
    // The agent's own counts.
    terminal.type("voir\n")
    try terminal.expect("\(number) · accounts")
    try terminal.expect("› ")
    terminal.type("help\n")
    try terminal.expect("note called back:")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    // A script means the same for everybody.
    let script = try counter.run("rp x\nnope\n", ["--keep-going"], environment: environment)
    #expect(script.errors.contains("stdin:1: \"rp\" is an alias of your settings: a script means the same for everybody\n"))
    #expect(script.errors.contains("  Write the command: note called back:\n"))
    #expect(script.errors.contains("stdin:2: unknown command: \"nope\""))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "1")
  }

  @Test func aContextStaysUntilItIsLeft() throws {
    defer { remove() }
    let counter = try Counter()
    let early = try (0..<2).map { _ in try counter.account().number }
    try counter.database.advanceClock(by: "25 hours")
    let late = try counter.account().number
    let environment = try settings("context retard = comptes --en-retard\ncontext faux = nowhere\ncontext attente = comptes --en-attente\n")
    var terminal = try counter.sit(lang: "fr", environment: environment)
    try terminal.expect("› ")
    terminal.type("contexte ret\t")
    try terminal.expect("retard ")
    terminal.type("\n")
    try terminal.expect("\(counter.agent) · retard › ")
    terminal.type("lister\n")
    let list = try terminal.expect("retard › ")
    #expect(list.contains(early[0]) && list.contains(early[1]) && !list.contains(late))
    terminal.type("lister pièces\n")
    try terminal.expect("Aucun dossier dans le contexte")
    terminal.type("suivant\n")
    try terminal.expect("retard · comptes · \(early[0])")
    terminal.type("passer\n")
    try terminal.expect("retard · comptes · \(early[1])")
    terminal.type("passer\n")
    try terminal.expect("qui passe ces filtres")
    terminal.type("contexte --fin\n")
    try terminal.expect("Aucun contexte")
    terminal.type("suivant\n")
    try terminal.expect("comptes · \(late)")
    // The queue that was worked in is worked in again.
    terminal.type("file comptes\n")
    try terminal.expect("· comptes")
    terminal.type("contexte attente\n")
    try terminal.expect("· attente · ")
    terminal.type("contexte --fin\n")
    try terminal.expect("Aucun contexte")
    terminal.type("file\n")
    try terminal.expect("dans toutes les files")
    // A wrong one is told with its place, and changes nothing.
    terminal.type("contexte faux\n")
    let wrong = try terminal.expect("nowhere")
    #expect(wrong.contains("config:2"), "\(wrong)")
    terminal.type("contexte rien\n")
    try terminal.expect("pas de contexte")
    terminal.type("contexte attente\n")
    try terminal.expect("· attente · ")
    terminal.type("suivant\n")
    try terminal.expect("ne sont pas à prendre")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    for line in ["context retard", "context"] {
      let script = try counter.run("\(line)\n", environment: environment)
      #expect(script.status == .exited(1))
      #expect(script.errors.contains("a context comes from somebody's settings"))
    }
  }

  @Test func aCannedCommentIsRecordedInFull() throws {
    defer { remove() }
    let counter = try Counter()
    let number = try counter.account().number
    let environment = try settings("comment rappel = rappelé, l'usager enverra la pièce demain\n", site: "comment vu = vu\n")
    var terminal = try counter.sit(size: (200, 50), environment: environment)
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("accounts · \(number)")
    terminal.type("note @\t\t")
    let names = try terminal.expect("@vu")
    #expect(names.contains("@rappel") && names.contains("rappelé, l'usager"))
    terminal.type("rap\t\n")
    try terminal.expect("Noted on \(number): rappelé, l'usager enverra la pièce demain")
    terminal.type("note ce matin @vu\n")
    try terminal.expect("Noted on \(number): ce matin vu")
    // Behind two dashes, in quotes and within a word it is text.
    terminal.type("note -- @vu\n")
    try terminal.expect("Noted on \(number): @vu")
    terminal.type("note écrit à zoe@vu\n")
    try terminal.expect("Noted on \(number): écrit à zoe@vu")
    terminal.type("flag phone spelling @vu\n")
    try terminal.expect("Noted: \"vu\"")
    terminal.type("note @inconnu\n")
    try terminal.expect("there is no comment \"@inconnu\"")
    try terminal.expect("@rappel, @vu")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "4")
    let script = try counter.run("open \(number)\nnote -- @vu\nnote bonjour @vu\n", environment: environment)
    // A script means the same for everybody.
    #expect(script.errors.contains("stdin:3: \"@vu\" comes from somebody's settings: a script writes its comment"), "\(script.errors)")
    #expect(script.output.contains("Noted on \(number): @vu"))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "5")
  }

  @Test(arguments: [
    ("alias 9 = next", ":1: \"9\" is no name"), ("\nalias x =", ":2: \"x\" says nothing"),
    ("alias valider = next", ":1: \"valider\" is the name of a command (approve)"),
    ("alias a = next\nalias b = a", ":2: the alias \"b\" has to begin with a command written in full; \"a\" is none"),
    ("alias a = next\nalias a = list", ":2: 'alias a' stands there twice."), ("aliases a = next", ":1: there is no setting 'aliases a'"),
    ("notices = sometimes", "notices: 'sometimes': on, off, or a span (30s)."),
  ])
  func aWrongLineIsToldWithItsPlace(_ line: String, _ told: String) throws {
    defer { remove() }
    for isSite in [false, true] {
      let environment = try settings(isSite ? "" : line, site: isSite ? line : "")
      let run = try ProgramRun(executable("pupitre"), ["--lang", "en", "-c", "help quit"], environment: environment)
      #expect(run.status == .exited(1))
      #expect(run.errors.contains(told), "\(run.errors)")
    }
  }
}
