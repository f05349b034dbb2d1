import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// The console on a real terminal.
@Suite struct TerminalSessionTests {
  @Test func enterTakesTheNextCaseAfterADecision() throws {
    let stage = try ConsoleStage(accounts: 2)
    var terminal = try stage.sit()
    try terminal.expect("\(stage.agent) › ")
    terminal.type("\n")
    try terminal.expect("\(stage.agent) › ")
    #expect(try stage.value("select count(*) from core.hold") == "0")
    terminal.type("suivant\n")
    try terminal.expect("Durand")
    try terminal.expect("\(stage.agent) · comptes · ")
    terminal.type("valider\n")
    try terminal.expect("Entrée : dossier suivant.".replacing(" :", with: "\u{A0}:"))
    try terminal.expect("\(stage.agent) › ")
    terminal.type("\n")
    try terminal.expect("Petit")
    try terminal.expect("\(stage.agent) · comptes · ")
    terminal.type("quitter\n")
    let end = try terminal.end()
    #expect(end.status == .exited(0))
    #expect(end.output.contains("reste à vous encore 1"))
    #expect(try stage.value("select count(*) from core.hold") == "1")
  }

  @Test func tabCompletesCommandsItemsAndReasons() throws {
    let stage = try ConsoleStage(accounts: 1)
    var terminal = try stage.sit()
    try terminal.expect("\(stage.agent) › ")
    terminal.type("suivant\n")
    try terminal.expect("\(stage.agent) · comptes · ")
    terminal.type("sig\t")
    try terminal.expect("signaler ")
    terminal.type("num\t")
    try terminal.expect("numero-permis ")
    terminal.type("numero-\t")
    try terminal.expect("numero-titre ")
    terminal.type("\n")
    try terminal.expect("Signalé")
    terminal.type("lister --en-r\t")
    try terminal.expect("lister --en-retard ")
    terminal.type("\u{3}")
    try terminal.expect("› ")
    terminal.type("\u{4}")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test func aConsoleThatCrashedLosesNothing() throws {
    let stage = try ConsoleStage(accounts: 1)
    do {
      var terminal = try stage.sit()
      try terminal.expect("› ")
      terminal.type("suivant\nsignaler email faute-saisie 'vu au téléphone'\n")
      try terminal.expect("Signalé")
      terminal.signal(SIGKILL)
      #expect(try terminal.end().status == .signalled(SIGKILL))
    }
    let colleague = try stage.database.login(memberOf: ["pupitre_agent"], named: "malik")
    #expect(try stage.run("next\n", as: colleague).output == "Nothing left to take.\n")
    try stage.database.advanceClock(by: "16 minutes")
    let next = try stage.run("next\nreturn\n", as: colleague)
    #expect(next.errors == "")
    #expect(next.output.contains("✗ E-mail address: Typing error — vu au téléphone"))
    #expect(next.status == .exited(0))
  }

  @Test func aClosedWindowReleasesNothing() throws {
    let stage = try ConsoleStage(accounts: 1)
    var terminal = try stage.sit()
    try terminal.expect("› ")
    terminal.type("suivant\n")
    try terminal.expect("\(stage.agent) · comptes · ")
    terminal.signal(SIGHUP)
    #expect(try terminal.end().status == .exited(129))
    #expect(try stage.value("select holder from core.desk_case") == stage.agent)
  }

  @Test func aLostConnectionIsShownAndMended() throws {
    let stage = try ConsoleStage(accounts: 1)
    var terminal = try stage.sit()
    try terminal.expect("› ")
    terminal.type("suivant\n")
    try terminal.expect("\(stage.agent) · comptes · ")
    _ = try stage.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(stage.agent)'")
    // A dumb terminal is not redrawn: the notice comes at once, the mark with the next prompt.
    try terminal.expect("Connexion perdue")
    terminal.type("\u{3}")
    try terminal.expect("déconnecté - \(stage.agent)".replacing(" - ", with: " · "))
    terminal.type("valider\n")
    try terminal.expect("validé")
    try terminal.expect("\(stage.agent) › ")
    terminal.type("\u{4}")
    #expect(try terminal.end().status == .exited(0))
    #expect(try stage.value("select count(*) from core.decision") == "1")
  }

  @Test func ctrlCStopsAQueryAndKeepsTheConsole() throws {
    let stage = try ConsoleStage(accounts: 1)
    let id = try #require(try stage.value("select id from core.desk_case"))
    var blocker = try stage.database.connect()
    try blocker.query("begin")
    try blocker.query("select * from core.desk_case where id = \(id) for update")
    var terminal = try stage.sit()
    try terminal.expect("› ")
    terminal.type("ouvrir \(id)\n")
    while try stage.value("select count(*) from pg_stat_activity where usename = '\(stage.agent)' and wait_event_type = 'Lock'") == "0" {}
    terminal.type("\u{3}")
    try terminal.expect("interrompu")
    try terminal.expect("› ")
    try blocker.query("rollback")
    terminal.type("ouvrir \(id)\n")
    try terminal.expect("\(stage.agent) · comptes · ")
    terminal.type("\u{4}")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test func theHistoryKeepsNoPersonalData() throws {
    let stage = try ConsoleStage(accounts: 1)
    let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
    defer { try? FileManager.default.removeItem(at: state) }
    var terminal = try stage.sit(environment: ["XDG_STATE_HOME": state.path])
    try terminal.expect("› ")
    terminal.type("chercher durand\n")
    try terminal.expect("réponse")
    terminal.type("lister comptes --limite 3\n")
    try terminal.expect("› ")
    terminal.type("quitter\n")
    #expect(try terminal.end().status == .exited(0))
    let folder = state.appending(path: "pupitre")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files == ["history-\(stage.agent)-\(stage.database.name)"])
    let file = folder.appending(path: try #require(files.first))
    #expect(try String(contentsOf: file, encoding: .utf8) == "search\nlist --limit 3 comptes\nquit\n")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
