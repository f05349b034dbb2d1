import Glibc
import Postgres
import TestSupport
import Testing

/// `pupitre-demo traffic` as a program.
@Suite struct PlayedTrafficTests {
  /// A database with the logins of the services.
  private func stage(_ content: TestDatabase.Content = .demo) throws -> TestDatabase {
    let database = try TestDatabase(content)
    for (login, group) in [
      ("portail", "portal"), ("courrier", "mailer"), ("paiement", "payment"), ("aftral", "centre"), ("promotrans", "centre"),
      ("fabrique", "factory"), ("vaguemestre", "mailroom"),
    ] {
      // Other tests create the same ones at the same time.
      try database.administer(
        """
        do $$ begin create role \(login) login in role pupitre_\(group); exception when duplicate_object or unique_violation then null; end $$
        """)
    }
    return database
  }

  @Test("Ctrl-C ends it with 128 + 2, and what it did is there", arguments: [SIGINT, SIGTERM])
  func stops(_ signal: CInt) throws {
    let database = try stage()
    var terminal = try PseudoTerminal(
      running: executable("pupitre-demo"),
      ["traffic", "-d", try database.conninfo(), "--lang", "en", "--drivers", "5", "--follow"])
    try terminal.expect("Playing until Ctrl-C.", within: .seconds(60))
    if signal == SIGINT { terminal.type("\u{3}") } else { terminal.signal(signal) }
    let (output, status) = try terminal.end(within: .seconds(30))
    #expect(status == .exited(128 + signal))
    #expect(output.contains("5 drivers have an account."))
    var connection = try database.connect()
    #expect(try connection.query("select count(*) as n from core.account").only().int("n") == 5)
  }

  @Test("all at once it ends by itself")
  func ends() throws {
    let database = try stage()
    let run = try ProgramRun(
      executable("pupitre-demo"), ["traffic", "-d", try database.conninfo(), "--lang", "en", "--drivers", "3", "--days", "2"])
    #expect(run.status == .exited(0) && run.output.contains("3 drivers have an account."))
  }

  @Test("a database with the schema and all logins that was not made for it is refused, and nothing is written")
  func refused() throws {
    let database = try stage(.schema)
    let run = try ProgramRun(executable("pupitre-demo"), ["traffic", "-d", try database.conninfo(), "--lang", "en", "--drivers", "3"])
    #expect(run.status == .exited(4))
    #expect(run.errors == "The database \"\(database.name)\" was not made for invented drivers: nothing has been written to it.\n")
    var connection = try database.connect()
    #expect(try connection.query("select count(*) as n from core.account").only().int("n") == 0)
  }
}
