import Desk
import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// A server that hangs, loses answers, waits for its standby, or says what nobody asked for.
@Suite struct ServerMishapTests {
  /// What must not reach a terminal: a colour, a clipboard, a bell, C1, a turned direction, a tag, a pile of marks.
  static let hostile = "\u{1B}[31m\u{1B}]52;c;aGk=\u{7}\u{9B}2J\u{202E}\u{E0041}e" + String(repeating: "\u{301}", count: 9) + "§"

  static func isHarmless(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      scalar.value < 0x20 && !["\n", "\r"].contains(scalar) || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x202E
        || scalar.value >= 0xE0000
    } && !text.contains(String(repeating: "\u{301}", count: 5))
  }

  /// Makes the server say something at each opening of a file, and at each login of the agent.
  private static func loosenTheTongue(of counter: Counter) throws {
    try counter.database.administer(
      """
      create function core.shout() returns trigger language plpgsql as $$
      begin raise notice '%', '\(hostile)' || 'one'; raise warning 'two' using detail = '\(hostile)'; return new; end $$;
      create trigger shout before insert on core.file_access for each row execute function core.shout();
      alter role \(counter.agent) set default_text_search_config = '\(hostile)';
      """)
  }

  @Test func whatAServerSaysIsShownHarmlesslyOnAPipe() throws {
    let counter = try Counter()
    let number = try counter.account().number
    try Self.loosenTheTongue(of: counter)
    let run = try counter.run("open \(number)\n", ["--format", "jsonl"])
    #expect(run.status == .exited(0))
    #expect(Self.isHarmless(run.output) && Self.isHarmless(run.errors), "\(run.errors.debugDescription)")
    #expect(run.errors.contains("the server says: \\x1B[31m\\x1B]52;c;aGk=\\x07"))
    #expect(run.errors.contains("the server warns: two ("))
    // The one at the login comes before there is a session.
    #expect(run.errors.contains("the server warns: invalid value for parameter \"default_text_search_config\""))
    #expect(!run.output.contains("52;c;"))
  }

  @Test func whatAServerSaysIsShownHarmlesslyAtATerminal() throws {
    let counter = try Counter()
    let number = try counter.account().number
    try Self.loosenTheTongue(of: counter)
    var terminal = try counter.sit(lang: "fr")
    let greeting = try terminal.expect("› ")
    #expect(greeting.contains("le serveur avertit : invalid value for parameter"))
    terminal.type("ouvrir \(number)\n")
    let page = try terminal.expect("comptes · \(number)")
    #expect(page.contains("le serveur signale :") && page.contains("\\x1B[31m"))
    terminal.type("quitter\n")
    let rest = try terminal.end()
    #expect(rest.status == .exited(0))
    #expect(Self.isHarmless(greeting + page + rest.output), "\((greeting + page + rest.output).debugDescription)")
  }

  @Test func theClientLibrarysOwnWordsAreShownHarmlessly() throws {
    let name = "x" + Self.hostile
    for (arguments, environment) in [
      (["-d", "host=/nowhere/\(name)"], [:]), (["-d", "\(name)=1"], [:]), (["-d", "port=\(name)"], [:]),
      (["-d", "host=/nowhere"], ["PGAPPNAME": name]), (["-d", ""], ["PGSERVICE": name]), (["-d", ""], ["PGHOST": name]),
      (["-d", "host=/nowhere"], ["PGOPTIONS": name]), (["-d", "host=/nowhere"], ["PGSSLMODE": name]),
    ] as [([String], [String: String])] {
      for command in [["-c", "queues"], ["schema", "status"]] {
        let all = command.first == "schema" ? command + arguments : arguments + command
        let run = try ProgramRun(executable("pupitre"), all, environment: environment)
        #expect(run.status != .exited(0))
        #expect(Self.isHarmless(run.output + run.errors), "\(all) \(environment): \(run.errors.debugDescription)")
      }
    }
  }

  @Test func controlCOnASilentServerIsAnsweredAndNothingIsSentAgain() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let direct = try counter.database.conninfo(user: counter.agent)
    let wire = try FaultyWire(to: direct)
    var terminal = try PseudoTerminal(
      running: executable("pupitre"), ["-d", wire.conninfo(direct), "--lang", "en"], environment: ["XDG_STATE_HOME": "/dev/null"],
      size: (columns: 200, rows: 50))
    try terminal.expect("› ")
    terminal.type("next\n")
    try terminal.expect(counter.prompt() + "accounts · \(number)")
    try terminal.expect("› ")
    wire.arm(.swallow, at: "desk.approve(")
    terminal.type("approve\n")
    try terminal.expect("the server does not answer yet… Ctrl-C gives up")
    terminal.type("\u{3}")
    try terminal.expect("answer lost while recording (approve, case \(number)): it is not known whether it happened")
    try terminal.expect("\"show \(number)\" tells once the connection is back")
    #expect(wire.count(of: "desk.approve(") == 1 && wire.count(of: "desk.recorded(") == 0)
    try terminal.expect("› ")
    terminal.type("show \(number)\n")
    try terminal.expect("settled")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }

  @Test func whatTheStandbyHasNotIsNotApproved() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit(size: (columns: 200, rows: 50))
    try terminal.expect("› ")
    terminal.type("next\n")
    try terminal.expect(counter.prompt() + "accounts · \(number)")
    try terminal.expect("› ")
    // From its next session on this login waits for a standby that is not there.
    try counter.database.administer("alter role \(counter.agent) set synchronous_commit = on")
    try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [.text(counter.agent)])
    try terminal.expect("Connection lost; the next command connects again.")
    terminal.type("approve\n")
    try counter.waitForStandby(of: counter.agent)
    terminal.type("\u{3}")
    try terminal.expect("recorded by this server (approve, case \(number)), but the wait for its standby was broken off")
    try terminal.expect("› ")
    try counter.database.administer("alter role \(counter.agent) reset synchronous_commit")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }

  /// Also where it is to go on after failures: nobody knows what was done.
  @Test(arguments: [[], ["--keep-going"]]) func anAnswerThatStaysLostEndsAScriptWithItsCaseNamed(_ options: [String]) throws {
    let counter = try Counter()
    let number = try counter.account().number
    let direct = try counter.database.conninfo(user: counter.agent)
    let wire = try FaultyWire(to: direct)
    let database = counter.database
    let agent = counter.agent
    wire.arm(.cutAfterAnswer, at: "desk.note(") { try? database.administer("alter role \(agent) set default_transaction_read_only = on") }
    let run = try ProgramRun(
      executable("pupitre"), ["-d", wire.conninfo(direct), "--lang", "fr"] + options, input: "ouvrir \(number)\nnoter rappelé\nlibérer\n")
    #expect(run.status == .exited(5))
    let said = run.errors.replacing("\u{A0}", with: " ")
    #expect(said.contains("réponse perdue pendant l'enregistrement (noter, dossier \(number)) : on ne sait pas s'il a eu lieu"))
    #expect(said.contains("« afficher \(number) »"))
    #expect(try counter.value("select holder from core.desk_case") == agent)
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "1")
  }

  @Test func aLineOfAPlaybookAsksUnderOneKeyHoweverOftenItIsSent() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let direct = try counter.database.conninfo(user: counter.agent)
    let wire = try FaultyWire(to: direct)
    wire.arm(.cutAfterAnswer, at: "desk.note(")
    let file = FileManager.default.temporaryDirectory.appending(path: "notes-\(UUID()).pupitre")
    try "open \(number)\nnote called twice\nnote called twice\n".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try ProgramRun(
      executable("pupitre"), ["-d", wire.conninfo(direct), "--lang", "en", "--format", "jsonl", "-f", file.path])
    #expect(run.status == .exited(0), "\(run.errors)")
    // Two lines, two notes: the lost answer doubled nothing.
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "2")
    let keys = run.output.matches(of: /"key":"([^"]+)"/).map { String($0.1) }
    #expect(Set(keys).count == 2)
    #expect(
      try counter.value("select count(*) from core.request where operation = 'note' and id::text = any ($1)", [.textArray(keys)]) == "2")
  }

  @Test(arguments: [
    ("alter role AGENT set default_transaction_read_only = on", "this server is read-only: nothing was changed"),
    ("alter role AGENT set lock_timeout = '20ms'", "somebody else is working on it at this moment: nothing was changed"),
    ("alter role AGENT set statement_timeout = '100ms'", "the server stopped the command"),
  ])
  func whatTheServerCannotDoIsSaidInASentence(_ limit: String, _ sentence: String) throws {
    let counter = try Counter()
    let number = try counter.account().number
    try counter.database.administer(limit.replacing("AGENT", with: counter.agent))
    var blocker = try counter.database.connect()
    try blocker.query("begin")
    try blocker.query("select from core.desk_case for update")
    let run = try counter.run("note \(number) waits\n")
    #expect(run.status == .exited(3))
    #expect(run.errors.contains(sentence), "\(run.errors)")
  }
}
