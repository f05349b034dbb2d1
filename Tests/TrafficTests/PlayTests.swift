import Casework
import Desk
import Glibc
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
      database = try TestDatabase(.demo)
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

    func play(_ drivers: Int = 20, _ course: Course = Course(), wait: ((Double) -> Bool)? = nil) throws -> Summary {
      try Traffic.play(conninfo: try database.conninfo(), seed: 3, drivers: drivers, logins: logins, course: course, wait: wait)
    }

    func counts() throws -> [String] {
      var connection = try database.connect()
      return try [
        "account", "desk_case", "training", "application", "document", "card", "payment", "invoice", "notification", "request", "status",
        "quality_claim", "returned_dispatch", "dispatch",
      ].map { "\($0) \(try connection.query("select count(*) as n from core.\($0)").only().int("n"))" }
    }

    /// The agent approves whatever there is, as a tired one would: finds the same on every card where it fits, else no defect, and sends
    /// every card again. Then the grace ends.
    func approveAll(finding cause: String = "print_defect") throws {
      var desk = try Desk(try database.conninfo(), options: DeskOptions(overrides: ["user": agent]))
      for queue in Queue.allCases {
        while let claim = try desk.claimNext([queue.rawValue]) {
          let file = try desk.caseFile(claim.number)
          let version = file.case.version
          switch queue {
          case .accounts, .documents: _ = try desk.approve(claim.number, version: version)
          case .undelivered: _ = try desk.reship(claim.number, version: version)
          case .quality:
            let fitting = try desk.causes().first { $0.cause == cause }?.elements ?? []
            for element in file.claim?.elements.filter(\.isDeclared) ?? [] {
              let found = fitting.contains(element.element.rawValue) ? cause : "no_defect_found"
              try desk.finding(claim.number, version: version, element: element.element.rawValue, cause: found)
            }
            let outcome = try desk.caseFile(claim.number).claim?.fault ?? .inGroupe
            _ = try desk.attribute(claim.number, version: version, outcome: outcome, comment: "Vu.")
          }
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

  @Test("followed, drivers and services react while agents decide, whatever happens to their sessions; a restart replays")
  func follows() throws {
    let stage = try Stage()
    var watch = try stage.database.connect()
    func settled() throws -> Int {
      try watch.query(
        "select count(*) as n from core.desk_case where queue in ('quality', 'undelivered') and state = 'settled'"
      ).only().int("n")
    }
    var pauses = 0
    var problem: (any Error)?
    let summary = try stage.play(120, Course(follows: true)) { seconds in
      guard seconds > 0 else { return true }
      pauses += 1
      do {
        try stage.approveAll(finding: pauses % 2 == 0 ? "holder_damage" : "print_defect")
        if pauses == 3 {
          try stage.database.administer(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pupitre traffic' and datname = current_database()"
          )
        }
        return try pauses < 40 && settled() < 6
      } catch {
        problem = error
        return false
      }
    }
    if let problem { throw problem }
    #expect(summary.refusals.isEmpty)
    #expect(try settled() >= 6)
    let counts = try stage.counts()
    #expect(try stage.play(120).refusals.isEmpty)
    // Whatever was under way when it stopped went on; what was done is not done again.
    let again = try stage.counts()
    for table in [0, 2, 3] { #expect(counts[table] == again[table]) }
  }

  /// Whether every manner of claim and return is among the first drivers of a cast.
  private static func isWild(_ cast: Cast, _ count: Int) -> Bool {
    let plans = (0..<count).map { cast.driver($0) }
    return Set(plans.compactMap { $0.claim?.posting }) == Set(PlannedClaim.Posting.allCases)
      && Set(plans.compactMap { $0.returns.first?.manner }).count == 5
  }

  @Test("defective cards and cards that come back, in every manner, to their ends")
  func manners() throws {
    let stage = try Stage()
    var rates = FaultRates.none
    rates.claim = 0.7
    rates.undelivered = 0.7
    rates.trainingDoubled = 0.1
    // The first seed whose drivers do everything.
    let cast = try #require(
      (1...500).lazy.map { Cast(seed: $0, rates: rates, today: Day(2026, 1, 1)) }.first { Self.isWild($0, 100) })
    let services = try Services(try stage.database.conninfo(), stage.logins, settings: [:])
    let player = Player(
      cast, pace: .immediate, services: services, arrivals: [Int](repeating: 0, count: 100),
      today: Day(number: time(nil) / 86_400 - 1), adopts: true)
    player.scheduleTrainings()
    for round in 0..<14 {
      player.minute += 2
      try player.settle { _ in }
      try stage.approveAll(finding: round % 3 == 0 ? "holder_damage" : "print_defect")
    }
    #expect(player.refusals.isEmpty)
    var connection = try stage.database.connect()
    func all(_ sql: String) throws -> Set<String> {
      Set(try connection.query(sql).map { try $0.optionalValue(0, as: String.self) ?? "" })
    }
    let events = try all("select distinct kind from core.case_event")
    #expect(
      events.isSuperset(of: [
        "received", "reception_undone", "envelope_empty", "wrong_card", "came_back", "scanned_again", "answered", "paid", "ended",
        "destroyed", "reshipped",
      ]))
    // A card in the house was superseded by a newer one; one that was declared lost came back and was destroyed.
    #expect(
      try all("select distinct void_reason from core.card where void_reason is not null").isSuperset(of: ["superseded", "replaced", "lost"])
    )
    #expect(try !all("select id from core.returned_dispatch where case_id is null").isEmpty)
    #expect(try all("select distinct state from core.returned_dispatch").isSuperset(of: ["reshipped", "closed", "awaiting_answer"]))
    #expect(try !all("select card_id from core.returned_dispatch group by card_id having count(*) > 1").isEmpty)
    #expect(try !all("select id from core.training where state = 'cancelled'").isEmpty)
  }

  @Test("drivers arrive at their rate; a second run goes on with the first who is missing")
  func rate() throws {
    let stage = try Stage()
    var pauses = 0
    // A rate at which not all have come by the first pause.
    let first = try stage.play(60, Course(rate: 600)) { seconds in
      guard seconds > 0 else { return true }
      pauses += 1
      return pauses < 3
    }
    #expect(first.refusals.isEmpty && first.drivers < 60)
    let second = try stage.play(60, Course(rate: 60_000)) { seconds in
      if seconds > 0 { usleep(useconds_t(seconds * 1e6)) }
      return true
    }
    #expect(second.refusals.isEmpty && second.drivers == 60)
    #expect(try stage.counts().contains("account 60"))
  }

  @Test("days of the drivers' can be played at once")
  func days() throws {
    let stage = try Stage()
    let first = try stage.play(40, Course(days: 10))
    #expect(first.refusals.isEmpty && first.drivers == 40)
    let counts = try stage.counts()
    #expect(counts.contains("account 40") && counts.contains("desk_case 40"))
    #expect(try stage.play(40, Course(days: 10)).refusals.isEmpty)
    let again = try stage.counts()
    #expect(again == counts)
  }

  @Test("a login that is missing is named")
  func missing() throws {
    let database = try TestDatabase(.demo)
    var logins = Logins()
    logins.portal = "nobody_of_that_name"
    #expect {
      try Traffic.play(conninfo: try database.conninfo(), seed: 1, drivers: 1, logins: logins)
    } throws: { "\($0)".contains("nobody_of_that_name") }
  }

  @Test("a truth file that cannot be written is said at once")
  func truthPath() throws {
    let database = try TestDatabase(.demo)
    #expect {
      try Traffic.play(conninfo: try database.conninfo(), seed: 1, drivers: 1, truth: "/dev/null/truth")
    } throws: { "\($0)".contains("/dev/null/truth") }
  }
}
