import Casework
import Desk
import Postgres
import TestSupport
import Testing

@testable import Traffic

@Suite struct PlayTests {
  /// A database in which services log in under names of their own.
  struct Stage {
    let database: TestDatabase
    var logins = Logins()
    let agent: String

    init() throws {
      database = try TestDatabase()
      logins.portal = try database.login(memberOf: ["pupitre_portal"], named: "portal")
      logins.mailer = try database.login(memberOf: ["pupitre_mailer"], named: "mailer")
      logins.payment = try database.login(memberOf: ["pupitre_payment"], named: "payment")
      logins.centres = [
        try database.login(memberOf: ["pupitre_centre"], named: "centre"),
        try database.login(memberOf: ["pupitre_centre"], named: "centre"),
      ]
      logins.factory = try database.login(memberOf: ["pupitre_factory"], named: "factory")
      logins.mailroom = try database.login(memberOf: ["pupitre_mailroom"], named: "mailroom")
      agent = try database.login(memberOf: ["pupitre_agent"])
    }

    func play(_ drivers: Int = 20) throws -> Summary {
      try Traffic.play(conninfo: try database.conninfo(), seed: 3, drivers: drivers, logins: logins)
    }

    func counts() throws -> [String] {
      var connection = try database.connect()
      return try [
        "account", "desk_case", "training", "application", "document", "card", "payment", "invoice", "notification", "request", "status",
      ].map { "\($0) \(try connection.query("select count(*) as n from core.\($0)").only().int("n"))" }
    }

    /// The agent approves whatever there is, as a tired one would; then the grace ends.
    func approveAll() throws {
      var desk = try Desk(try database.conninfo(), options: DeskOptions(overrides: ["user": agent]))
      for queue in ["accounts", "documents"] {
        while let claim = try desk.claimNext([queue]) {
          _ = try desk.approve(claim.id, version: try desk.caseFile(claim.id).case.version)
        }
      }
      try database.advanceClock(by: "3 minutes")
    }
  }

  @Test("a second run replays, it does not double")
  func replays() throws {
    let stage = try Stage()
    let first = try stage.play()
    #expect(first.refusals.isEmpty && first.drivers == 20)
    let counts = try stage.counts()
    #expect(counts.contains("account 20") && counts.contains("desk_case 20"))
    let second = try stage.play()
    #expect(second.refusals.isEmpty && second.drivers == 20)
    let again = try stage.counts()
    #expect(again == counts)
  }

  @Test("between runs agents decide, and everybody goes on: from the account to the card in hand and its replacement")
  func goesOn() throws {
    let stage = try Stage()
    for _ in 0..<4 {
      let refusals = try stage.play(40).refusals
      #expect(refusals.isEmpty)
      try stage.approveAll()
    }
    let refusals = try stage.play(40).refusals
    #expect(refusals.isEmpty)
    var connection = try stage.database.connect()
    let row = try connection.query(
      """
      select (select count(*) from core.card where state = 'active') as active, (select count(*) from core.card where state = 'void') as void,
        (select count(*) from core.payment where state = 'paid') as paid, (select count(*) from core.notification where state = 'sent') as sent,
        (select count(*) from core.application where kind = 'card' and state = 'completed') as completed
      """
    ).only()
    #expect(try row.int("active") > 10 && row.int("void") > 0 && row.int("paid") > 0)
    #expect(try row.int("sent") > 60 && row.int("completed") > 10)
    let counts = try stage.counts()
    #expect(try stage.play(40).refusals.isEmpty)
    let again = try stage.counts()
    #expect(again == counts)
  }

  @Test("a login that is missing is named")
  func missing() throws {
    let database = try TestDatabase()
    var logins = Logins()
    logins.portal = "nobody_of_that_name"
    #expect {
      try Traffic.play(conninfo: try database.conninfo(), seed: 1, drivers: 1, logins: logins)
    } throws: { "\($0)".contains("nobody_of_that_name") }
  }

  @Test("a truth file that cannot be written is said at once")
  func truthPath() throws {
    let database = try TestDatabase()
    #expect {
      try Traffic.play(conninfo: try database.conninfo(), seed: 1, drivers: 1, truth: "/dev/null/truth")
    } throws: { "\($0)".contains("/dev/null/truth") }
  }
}
