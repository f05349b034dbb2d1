import Desk
import Foundation
import Postgres
import TestSupport
import Testing

/// A counter with drivers in front of it and agents behind it: one database, the real program, nothing in between.
///
/// Drivers come through `hub` under the portal's and a training centre's logins, as on a real day.
final class Counter {
  let database: TestDatabase
  /// The agent who works unless somebody else is named.
  let agent: String
  private var logins: [String: String] = [:]
  private var drivers = 0

  /// Opens a counter with so many accounts waiting: Durand, Petit, Moreau, Faure, and so on again.
  init(accounts: Int = 0) throws {
    database = try TestDatabase()
    agent = try database.login(memberOf: ["pupitre_agent"], named: "claire")
    for number in 0..<accounts { try submit(lastName: ["Durand", "Petit", "Moreau", "Faure"][number % 4], number: number) }
  }

  /// A supervisor.
  var supervisor: String { get throws { try login("supervisor") } }

  /// The login of a group's member, created at its first use.
  func login(_ group: String) throws -> String {
    if let login = logins[group] { return login }
    let login = try database.login(memberOf: ["pupitre_" + group], named: group)
    logins[group] = login
    return login
  }

  /// Another agent.
  func colleague() throws -> String { try database.login(memberOf: ["pupitre_agent"], named: "malik") }

  /// One value of a query, as its superuser sees it unless a login is named.
  @discardableResult
  func value(_ sql: String, _ parameters: [Parameter] = [], as login: String? = nil) throws -> String? {
    var connection = try database.connect(as: login ?? "postgres")
    return try connection.query(sql, parameters).first?.optionalValue(0, as: String.self)
  }

  /// How many rows the desk has written: what a refused line must leave as it was.
  func traces() throws -> String? {
    try value(
      """
      select format('%s holds, %s flags, %s decisions, %s events', (select count(*) from core.hold), (select count(*) from core.flag),
        (select count(*) from core.decision), (select count(*) from core.case_event where by not like 'portal%'))
      """)
  }

  // Drivers.

  /// A driver submits an account. Gives the driver and the case.
  @discardableResult
  func account(
    lastName: String = "DURAND", firstNames: String = "Zoé", licence: String? = nil, address: String = "12 RUE DES LILAS\n69003 LYON",
    email: String? = nil, phone: String? = nil
  )
    throws -> (driver: Int64, number: String)
  {
    drivers += 1
    let portal = try login("portal")
    let driver = try value(
      """
      select hub.submit_account($1::uuid, $2, $3, '', '1980-02-03', 'LYON', $4, '2005-06-01', 'FR', $5, $6, $7,
        'email', 'fr', '{"privacy_policy": "1", "terms_of_use": "1", "data_processing": "1"}')
      """,
      [
        .text(UUIDText.random()), .text(lastName), .text(firstNames), .text(licence ?? "9805291012\(30 + drivers)"),
        .text(email ?? "driver\(drivers)@example.org"), .text(phone ?? "06399800\(10 + drivers)"), .text(address),
      ], as: portal)
    return (try #require(driver.flatMap { Int64($0) }), try lastCase())
  }

  /// A driver submits his account, known by a number: everything in order unless said otherwise.
  func submit(lastName: String = "Durand", licence: String? = nil, email: String? = nil, number: Int = 0) throws {
    try account(
      lastName: lastName, licence: licence ?? "9805291012\(30 + number)", email: email ?? "zoe\(number)@example.org",
      phone: "06399800\(10 + number)")
  }

  /// A driver with an active account submits a card application with its documents. Gives the case.
  ///
  /// - Parameter pictures: whether its documents are pictures that can be looked at.
  func application(pictures: Bool = false) throws -> String {
    let (portal, centre) = (try login("portal"), try login("centre"))
    let licence = "9805291012\(31 + drivers)"
    let training = try value(
      "select hub.record_training($1::uuid, 'initial', 'goods', $2, 'DURAND', 'Zoé', '1980-02-03', today(), true)",
      [.text(UUIDText.random()), .text(licence)], as: centre)
    let (driver, account) = try account(licence: licence)
    #expect(try run("open \(account)\napprove\n").status == .exited(0))
    try database.advanceClock(by: "3 minutes")
    let application = try value(
      "select hub.open_application($1::uuid, $2, 'card', training => $3)",
      [.text(UUIDText.random()), .int(driver), .int(try #require(training.flatMap { Int64($0) }))], as: portal)
    let id = try #require(application.flatMap { Int64($0) })
    for (type, side) in [
      ("photo", nil), ("signature", nil), ("identity_document", "recto"), ("driving_licence", "recto"), ("driving_licence", "verso"),
    ] {
      try value(
        "select hub.put_document($1::uuid, $2, $3, $4, $5, 'scan.jpg', 'image/jpeg', $6)",
        [
          .text(UUIDText.random()), .int(driver), .int(id), .text(type), Parameter(side),
          .bytes(pictures ? try Self.picture(type, side) : Array("\(driver)-\(type)-\(side ?? "")".utf8)),
        ], as: portal)
    }
    try value("select hub.submit_application($1::uuid, $2, $3)", [.text(UUIDText.random()), .int(driver), .int(id)], as: portal)
    return try lastCase()
  }

  /// A sound document of that type; a signature is a picture as well as any here.
  private static func picture(_ type: String, _ side: String?) throws -> [UInt8] {
    try paper((type == "signature" ? "photo-whole-good-2" : "\(type)-\(side ?? "whole")-good-1") + ".jpg")
  }

  /// One of the papers that drivers are drawn with.
  private static func paper(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined() + "/Sources/Traffic/Documents/"
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder + name)))
  }

  /// The signature of an application is asked for again, and its driver sends a page: the second round.
  func sendPageForSignature(_ number: String) throws {
    #expect(try run("open \(number)\nflag signature absent\nreturn\n").status == .exited(0))
    try database.advanceClock(by: "3 minutes")
    let row = try #require(
      try value("select driver_id || ' ' || application_id from core.desk_case where id = \(number.filter(\.isNumber))"))
    let ids = row.split(separator: " ").compactMap { Int64($0) }.map { Parameter.int($0) }
    let portal = try login("portal")
    try value(
      "select hub.put_document($1::uuid, $2, $3, 'signature', null, 'page.pdf', 'application/pdf', $4)",
      [.text(UUIDText.random())] + ids + [.bytes(try Self.paper("theft_declaration-whole-good-1.pdf"))], as: portal)
    try value("select hub.answer_request($1::uuid, $2, $3)", [.text(UUIDText.random())] + ids, as: portal)
  }

  private func lastCase() throws -> String {
    try #require(try value("select id / 10 || '-' || id % 10 from core.desk_case order by id desc limit 1"))
  }

  // The program.

  /// The program on pipes, to its end; in English unless said otherwise, nil for what the environment says.
  func run(
    _ input: String = "", _ arguments: [String] = [], as login: String? = nil, lang: String? = "en", environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(
      executable("pupitre"),
      ["-d", try database.conninfo(user: login ?? agent)] + (lang.map { ["--lang", $0] } ?? []) + arguments, input: input,
      environment: environment)
  }

  /// The program on pipes, fed with bytes that need not be text.
  func run(bytes: [UInt8]) throws -> ProgramRun {
    let file = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID())")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try ProgramRun(
      "/bin/sh", ["-c", "exec \"$0\" -d \"$1\" --lang en < \"$2\"", executable("pupitre"), try database.conninfo(user: agent), file.path])
  }

  /// The program on a terminal.
  func sit(
    as login: String? = nil, lang: String = "en", size: (columns: UInt16, rows: UInt16) = (80, 24),
    cell: (width: UInt16, height: UInt16) = (0, 0), environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      running: executable("pupitre"), ["-d", try database.conninfo(user: login ?? agent), "--lang", lang],
      environment: ["XDG_STATE_HOME": "/dev/null"].merging(environment) { $1 }, size: size, cell: cell)
  }

  /// Waits until a commit of this login waits for a standby.
  func waitForStandby(of login: String) throws {
    var observer = try database.connect()
    let deadline = ContinuousClock.now + .seconds(20)
    while try observer.query("select from pg_stat_activity where usename = $1 and wait_event = 'SyncRep'", [.text(login)]).isEmpty {
      try #require(ContinuousClock.now < deadline, "no commit of \(login) waits for a standby")
    }
  }

  /// Waits until a statement of this login waits for a lock.
  func waitForLock(of login: String) throws {
    var observer = try database.connect()
    let deadline = ContinuousClock.now + .seconds(20)
    while try observer.query("select from pg_stat_activity where usename = $1 and wait_event_type = 'Lock'", [.text(login)]).isEmpty {
      try #require(ContinuousClock.now < deadline, "no statement of \(login) waits for a lock")
    }
  }
}

extension ProgramRun {
  /// Standard output with plain spaces, and without what is left of the grace period: a slow machine has seen a second pass.
  var answers: String {
    var text = output.replacing("\u{A0}", with: " ")
    for minutes in ["1 min", "2 min"] {
      text = text.replacing("possible for another \(minutes)", with: "possible for a while")
      text = text.replacing("possible encore \(minutes)", with: "possible un moment")
    }
    return text
  }
}
