import Desk
import Postgres
import TestSupport

/// A database with a few submitted accounts, and agents who sit down at the real program.
final class ConsoleStage {
  let database: TestDatabase
  let agent: String
  let supervisor: String
  private let portal: String

  /// Opens a stage with so many accounts waiting.
  init(accounts: Int = 0) throws {
    database = try TestDatabase()
    agent = try database.login(memberOf: ["pupitre_agent"])
    supervisor = try database.login(memberOf: ["pupitre_supervisor"], named: "sofia")
    portal = try database.login(memberOf: ["pupitre_portal"], named: "portail")
    for number in 0..<accounts { try submit(lastName: ["Durand", "Petit", "Moreau", "Faure"][number % 4], number: number) }
  }

  /// A driver submits his account: everything in order unless said otherwise.
  func submit(lastName: String = "Durand", licence: String? = nil, email: String? = nil, number: Int = 0) throws {
    var connection = try database.connect(as: portal)
    try connection.query(
      """
      select hub.submit_account($1::uuid, $2, 'Zoé', '', '1980-02-03', 'LYON', $3, '2005-06-01', 'FR', $4, '06399800' || $5,
        E'12 RUE DES LILAS\\n69003 LYON', 'email', 'fr', '{"privacy_policy": "1", "terms_of_use": "1", "data_processing": "1"}')
      """,
      [
        .text(UUIDText.random()), .text(lastName), .text(licence ?? "9805291012\(30 + number)"),
        .text(email ?? "zoe\(number)@example.org"), .text("\(10 + number)"),
      ])
  }

  /// One value from the database, as its superuser.
  func value(_ sql: String) throws -> String? {
    var connection = try database.connect()
    return try connection.query(sql).first?.optionalValue(0, as: String.self)
  }

  /// The program on a pipe.
  func run(
    _ input: String = "", as login: String? = nil, _ arguments: [String] = [], lang: String = "en", environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(
      executable("pupitre"), ["-d", try database.conninfo(user: login ?? agent), "--lang", lang] + arguments, input: input,
      environment: environment)
  }

  /// The program on a terminal.
  func sit(as login: String? = nil, lang: String = "fr", environment: [String: String] = [:]) throws -> PseudoTerminal {
    try PseudoTerminal(
      running:
        executable("pupitre"), ["-d", try database.conninfo(user: login ?? agent), "--lang", lang],
      environment: ["XDG_STATE_HOME": "/dev/null"].merging(environment) { $1 })
  }
}
