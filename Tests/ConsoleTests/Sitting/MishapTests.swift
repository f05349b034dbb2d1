import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// What goes wrong at a desk, and what is left afterwards.
@Suite struct MishapTests {
  @Test(arguments: ["release", "flag phone spelling", "open NUMBER"])
  func ctrlCStopsASlowStatement(_ command: String) throws {
    let counter = try Counter()
    let number = try counter.account().number
    let id = number.filter(\.isNumber)
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("next\n")
    try terminal.expect(counter.prompt() + "accounts · \(number)")
    try terminal.expect("› ")
    terminal.type("flag phone invalid_format\n")
    try terminal.expect(": Phone number — ")
    try terminal.expect("› ")
    var blocker = try counter.database.connect()
    try blocker.query("begin")
    try blocker.query("select from core.desk_case where id = \(id) for update")
    terminal.type(command.replacing("NUMBER", with: number) + "\n")
    try counter.waitForLock(of: counter.agent)
    terminal.type("\u{3}")
    try terminal.expect("stopped; nothing was changed")
    try terminal.expect(counter.prompt() + "accounts · \(number)")
    try blocker.query("rollback")
    #expect(try counter.value("select string_agg(item || ' ' || reason, ',') from core.flag") == "phone invalid_format")
    terminal.type("release\n")
    try terminal.expect("Case \(number) released")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test func aKilledConsoleLeavesTheCaseAndItsFlags() throws {
    let counter = try Counter()
    let number = try counter.application()
    let colleague = try counter.colleague()
    do {
      var terminal = try counter.sit()
      try terminal.expect("› ")
      terminal.type("next documents\nflag photo blurred 'face out of focus'\nflag signature absent\n")
      try terminal.expect(": Signature — ")
      terminal.signal(SIGKILL)
      #expect(try terminal.end().status == .signalled(SIGKILL))
    }
    #expect(try counter.run("next documents\n", as: colleague).output == "Nothing left to take in \"documents\".\n")
    try counter.database.advanceClock(by: "16 minutes")
    var terminal = try counter.sit(as: colleague)
    try terminal.expect("› ")
    terminal.type("next\n")
    let page = try terminal.expect(counter.prompt(of: colleague) + "documents · \(number)")
    #expect(page.contains("Photo: Blurred — face out of focus"))
    #expect(page.contains("Signature: Absent"))
    terminal.type("return\n")
    try terminal.expect("Case \(number): returned")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(
      try counter.value("select string_agg(agent || ' ' || action, ',' order by id) from core.decision where action = 'return'")
        == "\(colleague) return")
  }

  @Test func aConnectionThatEndsAtThePromptLosesNothing() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("next\nflag phone invalid_format\n")
    try terminal.expect(": Phone number — ")
    try terminal.expect("› ")
    for (command, answer) in [("flag email spelling", ": E-mail address — "), ("show", "Phone number: Invalid format")] {
      try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [.text(counter.agent)])
      try terminal.expect("Connection lost; the next command connects again.")
      terminal.type(command + "\n")
      try terminal.expect(answer)
      try terminal.expect(counter.prompt() + "accounts · \(number)")
      try terminal.expect("› ")
    }
    terminal.type("return\n")
    try terminal.expect("Case \(number): returned")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }

  @Test func aLostConnectionIsShownAndMended() throws {
    let counter = try Counter(accounts: 1)
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("suivant\n")
    try terminal.expect("\(counter.agent) · comptes · ")
    _ = try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(counter.agent)'")
    // A dumb terminal is not redrawn: the notice comes at once, the mark with the next prompt.
    try terminal.expect("Connexion perdue")
    terminal.type("\u{3}")
    try terminal.expect("déconnecté - \(counter.agent)".replacing(" - ", with: " · "))
    terminal.type("valider\n")
    try terminal.expect("validé")
    try terminal.expect("\(counter.agent) › ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }

  @Test func aClosedWindowLeavesTheHistoryWithoutPersonalData() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
    defer { try? FileManager.default.removeItem(at: state) }
    var terminal = try counter.sit(environment: ["XDG_STATE_HOME": state.path])
    try terminal.expect("› ")
    for line in [
      "search secretname", "open \(number)", "note 'secretnote'", "flag phone spelling secretcomment", "list --limit 2",
      "chercher autresecret",
    ] {
      terminal.type(line + "\n")
      try terminal.expect(line)
      try terminal.expect("› ")
    }
    terminal.type("approve secretunsent")
    try terminal.expect("secretunsent")
    terminal.signal(SIGHUP)
    #expect(try terminal.end().status == .exited(129))
    // Nothing was released: the claim runs on until its end.
    #expect(try counter.value("select holder from core.desk_case") == counter.agent)
    let folder = state.appending(path: "pupitre")
    let file = folder.appending(path: "history-\(counter.agent)-\(counter.database.name)")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == "search\nopen \(number)\nnote\nflag phone spelling\nlist --limit 2\nchercher\n")
    let files = FileManager.default
    #expect(try files.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    #expect(try files.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
    #expect(try counter.value("select count(*) from core.decision") == "0")

    var next = try counter.sit(environment: ["XDG_STATE_HOME": state.path])
    try next.expect("› ")
    next.type("\u{1B}[A")
    try next.expect("chercher")
    next.type("\u{3}\u{4}")
    #expect(try next.end().status == .exited(0))
  }
}
