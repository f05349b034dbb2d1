import Casework
import Desk
import Postgres
import Queries
import TestSupport
import Testing

/// What is personal is read under a reading that was recorded before: by whom, of what, when. Nobody takes that trace back, nor reads
/// without end.
@Suite struct ReadingTests {
  /// Each kind of reading of a scene's objects: how it is opened, and what is read under it.
  private func readings(_ scene: Scene) throws -> [(what: String, arguments: String, read: String)] {
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining()))
    let id = try #require(try scene.database.value("select max(id) from core.desk_case"))
    let document = try #require(try scene.database.value("select max(id) from core.document"))
    return [
      ("case", "array[\(id)]", "select desk.case_file(READING)"), ("why", "array[\(id)]", "select desk.why(READING)"),
      ("driver", "array[\(driver)]", "select desk.driver_file(READING)"),
      ("document", "array[\(document)]", "select * from desk.read_document(READING)"),
      ("check", "array[\(id)]", "select * from desk.case_evidence(READING)"),
      ("search", "null, 'DUPONT'", "select * from desk.search(READING)"),
      ("list", "null, null, '{\"scope\": \"open\"}'", "select * from desk.list_cases(READING)"),
    ]
  }

  private func open(_ connection: inout Connection, _ what: String, _ arguments: String) throws -> Int64 {
    try connection.query("select desk.open_reading('\(what)', \(arguments)) as reading").only().int64("reading")
  }

  /// What a login's readings left, in their order: what, driver, case, document, query, counted, lines.
  private static func log(_ scene: Scene, _ role: String) throws -> [String] {
    var connection = try scene.database.connect()
    return try connection.query(
      """
      select concat_ws('|', what, coalesce(driver_id::text, ''), coalesce(case_id::text, ''), coalesce(document_id::text, ''),
        coalesce(query::text, ''), counted, coalesce(lines::text, '')) as line
      from core.file_access where agent = $1 order by reading, driver_id, id
      """, [.text(scene.login(role))]
    ).map { try $0.string("line") }
  }

  @Test func nothingIsReadBeforeItsReadingIsCommitted() throws {
    let scene = try Scene()
    for (what, arguments, statement) in try readings(scene) {
      var connection = try scene.connect("agent2")
      func attempt(_ reading: String) -> String? { refusal { _ = try connection.query(statement.replacing("READING", with: reading)) } }
      _ = try connection.query("begin")
      #expect(try attempt("\(open(&connection, what, arguments))") == "PU080", "\(what), opened in the same transaction")
      _ = try connection.query("rollback")
      _ = try connection.query("begin")
      _ = try connection.query("savepoint opened")
      let nested = try open(&connection, what, arguments)
      _ = try connection.query("release opened")
      #expect(attempt("\(nested)") == "PU080", "\(what), opened in a part of the same transaction")
      _ = try connection.query("rollback")
      #expect(attempt("desk.open_reading('\(what)', \(arguments))") == "PU080", "\(what), opened in the same statement")
      #expect(attempt("\(nested)") == "PU080", "\(what), taken back")
      #expect(attempt("null") == "PU080", "\(what), not opened")
      #expect(
        try scene.database.value("select count(*) from core.file_access where agent = '\(scene.login("agent2"))'") == "0",
        "\(what): nothing was read")
      // Opened by somebody else, and as something else.
      var other = try scene.connect("agent")
      let foreign = try open(&other, what, arguments)
      #expect(attempt("\(foreign)") == "PU080", "\(what), a colleague's")
      let elsewhere = try open(&connection, what == "search" ? "list" : "search", what == "search" ? "null" : "null, 'DUPONT'")
      #expect(attempt("\(elsewhere)") == "PU080", "\(what), opened as something else")
      // Read and taken back: the trace stays.
      let reading = try open(&connection, what, arguments)
      _ = try connection.query("begin")
      #expect(attempt("\(reading)") == nil, "\(what)")
      _ = try connection.query("rollback")
      #expect(
        try scene.database.value("select count(*) from core.file_access where what = '\(what)' and agent = '\(scene.login("agent2"))'")
          != "0", "\(what)")
      try scene.advance("3 minutes")
      #expect(attempt("\(reading)") == "PU080", "\(what), opened long ago")
      try scene.database.administer("delete from core.file_access where agent = '\(scene.login("agent2"))'")
    }
  }

  @Test func whoeverReadsIsRecordedWithWhatHeRead() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining()))
    let id = try scene.openCase(of: driver)
    let document = try #require(try scene.database.value("select max(id) from core.document").flatMap { Int64($0) })
    var desk = try scene.desk("agent2")
    _ = try desk.caseFile(id)
    _ = try desk.why(id)
    _ = try desk.driverFile(driver)
    _ = try desk.document(document)
    _ = try desk.search("dupont")
    var filter = CaseFilter()
    filter.queue = "documents"
    _ = try desk.listClean(filter)
    let list = #"{"limit": 50, "queue": "documents", "scope": "open", "overdue": false}"#
    let log = try Self.log(scene, "agent2")
    #expect(
      log == [
        "case|\(driver)|\(id.id)|||file|", "why|\(driver)|\(id.id)|||file|", "driver|\(driver)||||file|",
        "document|\(driver)||\(document)||file|", #"search||||{"text": "dupont"}|file|"#, "list||||\(list)|list|1",
        "check|\(driver)|\(id.id)|||check|",
      ])
    #expect(
      try scene.rows("supervisor", "select what, driver, case_id from desk.report_reading where agent = $1", [.text(scene.login("agent2"))])
        == log.map { $0.split(separator: "|", omittingEmptySubsequences: false)[..<3].joined(separator: "|") })
    // Who read this driver's file is a supervisor's to know.
    var supervisor = try scene.desk("supervisor")
    let report = try #require(ReportCatalogue.product.reports.first { $0.name == "reads" })
    let read = try supervisor.report(report, [scene.login("agent2"), "\(driver)", "1"])
    #expect(read.rows.map { $0[2] ?? "" }.sorted() == ["case", "check", "document", "driver", "why"])
    #expect(try supervisor.report(report, [scene.login("agent2"), "\(driver + 1)", "1"]).rows.isEmpty)
  }

  @Test func eachReadingIsCountedWhereItBelongs() throws {
    let scene = try Scene()
    let drivers = try (1...2).map { try scene.submitAccount(Scene.form($0)) }
    let ids = try drivers.map { try scene.openCase(of: $0) }
    var connection = try scene.connect("agent2")
    var desk = try scene.desk("agent2")
    _ = try desk.claim(ids[0])
    // In his hands, another's; both at once; so many lines as there are at most.
    for (what, arguments) in [
      ("case", "array[\(ids[0].id)]"), ("why", "array[\(ids[0].id)]"), ("driver", "array[\(drivers[0])]"), ("case", "array[\(ids[1].id)]"),
      ("check", "array[\(ids[1].id), \(ids[0].id), 1]"), ("search", #"null, 'petit', '{"kind": "licence"}'"#),
      ("list", #"null, null, '{"scope": "held", "limit": 7}'"#), ("list", #"null, null, '{"scope": "open", "limit": 1}'"#),
      ("list", #"null, null, '{"scope": "waiting"}'"#),
    ] { _ = try open(&connection, what, arguments) }
    try desk.release(ids[0])
    _ = try open(&connection, "case", "array[\(ids[0].id)]")
    _ = try desk.claim(ids[0])
    try scene.advance("16 minutes")
    _ = try open(&connection, "driver", "array[\(drivers[0])]")
    let log = try Self.log(scene, "agent2")
    #expect(
      log == [
        "case|\(drivers[0])|\(ids[0].id)|||held|", "why|\(drivers[0])|\(ids[0].id)|||held|", "driver|\(drivers[0])||||held|",
        "case|\(drivers[1])|\(ids[1].id)|||file|", "check|\(drivers[0])|\(ids[0].id)|||check|", "check|\(drivers[1])|\(ids[1].id)|||check|",
        #"search||||{"kind": "licence", "text": "petit"}|file|"#, #"list||||{"limit": 7, "scope": "held"}|list|1"#,
        #"list||||{"limit": 1, "scope": "open"}|list|1"#, #"list||||{"scope": "waiting"}|list|0"#,
        "case|\(drivers[0])|\(ids[0].id)|||file|",
        "driver|\(drivers[0])||||file|",
      ])
  }

  @Test func aFormerAddressIsForThoseWhoOpenedTheFile() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    var connection = try scene.connect("agent")
    let call = "select former from desk.contact(gen_random_uuid(), \(driver), 'phone', '0639980099')"
    #expect(refusal { _ = try connection.query(call) } == "PU080")
    _ = try open(&connection, "driver", "array[\(driver)]")
    #expect(try connection.query(call).only().string("former") == "0639980001")
  }

  @Test func anAgentOpensSoManyFilesInAnHour() throws {
    let scene = try Scene()
    let drivers = try (1...4).map { number in
      var form = Scene.Form()
      (form.lastName, form.licence, form.email) = ("DUPONT\(number)", "06011320000\(number)", "dupont\(number)@example.fr")
      return try scene.submitAccount(form)
    }
    try scene.database.administer("update core.setting_value set value = '3' where name = 'reading_limit'")
    var desk = try scene.desk()
    for driver in drivers[..<3] { _ = try desk.driverFile(driver) }
    #expect(refusal { _ = try desk.driverFile(drivers[3]) } == "PU081")
    #expect(refusal { _ = try desk.search("dupont") } == "PU081")
    // The same file again is no other file; what is in hand is work; another agent has read nothing yet.
    _ = try desk.driverFile(drivers[0])
    let id = try #require(try desk.claimNext(["accounts"])?.number)
    _ = try desk.caseFile(id)
    var colleague = try scene.desk("agent2")
    _ = try colleague.driverFile(drivers[3])
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("reading_limit", to: "4")
    _ = try desk.driverFile(drivers[3])
    try scene.advance("61 minutes")
    _ = try desk.search("dupont")
  }

  @Test func whatIsInHandHasALimitOfItsOwn() throws {
    let scene = try Scene()
    let drivers = try (1...3).map { number in
      var form = Scene.Form()
      (form.lastName, form.licence, form.email) = ("DUPONT\(number)", "06011320000\(number)", "dupont\(number)@example.fr")
      return try scene.submitAccount(form)
    }
    let ids = try drivers.map { try scene.openCase(of: $0) }
    try scene.database.administer("update core.setting_value set value = '2' where name = 'held_reading_limit'")
    var desk = try scene.desk("agent2")
    for (driver, id) in zip(drivers[..<2], ids) {
      _ = try desk.claim(id)
      _ = try desk.caseFile(id)
      _ = try desk.driverFile(driver)
      try desk.release(id)
    }
    _ = try desk.claim(ids[2])
    #expect(try refused { _ = try desk.caseFile(ids[2]) }?.values["setting"] == .text("held_reading_limit"))
  }

  @Test func linesOfListsAreCounted() throws {
    let scene = try Scene()
    for number in 1...3 {
      var form = Scene.Form()
      (form.lastName, form.licence, form.email) = ("DUPONT\(number)", "06011320000\(number)", "dupont\(number)@example.fr")
      _ = try scene.submitAccount(form)
    }
    try scene.database.administer("update core.setting_value set value = '8' where name = 'listing_limit'")
    var connection = try scene.connect("agent")
    func list(_ filters: String) throws { _ = try open(&connection, "list", "null, null, '\(filters)'") }
    // No more than there are, nor more than are asked for.
    try list(#"{"scope": "open", "limit": 1000}"#)
    try list(#"{"scope": "open", "queue": "accounts", "limit": 2}"#)
    for scope in ["waiting", "mine", "held", "escalated"] { try list("{\"scope\": \"\(scope)\"}") }
    try list(#"{"scope": "open"}"#)
    #expect(refusal { try list(#"{"scope": "open", "limit": 1}"#) } == "PU081")
    try scene.advance("61 minutes")
    try list(#"{"scope": "open"}"#)
  }

  @Test(arguments: [
    #"{"limit": -1}"#, #"{"limit": "x"}"#, #"{"limit": 99999999999}"#, #"{"overdue": "perhaps"}"#, #"{"round": 0}"#,
    #"{"due_within": 1e300}"#,
    #"{"older_than": "NaN"}"#, #"{"after_order": "yesterday or so"}"#, #"{"after_case": "1-2"}"#, #"[1]"#,
  ]) func filtersThatCannotBeReadAreRefused(_ filters: String) throws {
    let scene = try Scene()
    var connection = try scene.connect("agent")
    #expect(refusal { _ = try open(&connection, "list", "null, null, '\(filters)'") } == "PU062")
  }

  @Test func aTransactionThatStaysOpenDoesNotKeepAReadingOpen() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    try scene.database.administer("update core.setting_value set value = '1 second' where name = 'reading_time'")
    var connection = try scene.connect("agent")
    let reading = try open(&connection, "case", "array[\(id.id)]")
    _ = try connection.query("begin")
    _ = try connection.query("select desk.case_file(\(reading))")
    _ = try connection.query("select pg_sleep(1.1)")
    #expect(refusal { _ = try connection.query("select desk.case_file(\(reading))") } == "PU080")
  }

  @Test func sessionsOfOneAgentShareTheLimit() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.database.administer("update core.setting_value set value = '1' where name = 'reading_limit'")
    var first = try scene.connect("agent")
    _ = try first.query("begin")
    _ = try open(&first, "driver", "array[\(driver)]")
    let second = Worker { [conninfo = try scene.database.conninfo(user: scene.login("agent"))] in
      var desk = try Desk(conninfo)
      return refusal { _ = try desk.search("dupont") }
    }
    try scene.waitUntilBlocked("agent")
    _ = try first.query("commit")
    #expect(try second.join() == "PU081")
  }

  @Test func listsComeByPagesAndChecksAreLimited() throws {
    let scene = try Scene()
    let load = try #require(Query[path: "local/bulk_cases.sql"]?.text)
    var admin = try scene.database.connect()
    _ = try admin.query(load, [.int(1_200), .text("accounts")])
    var desk = try scene.desk()
    var filter = CaseFilter()
    filter.limit = 1_000_000
    let cases = try desk.list(filter)
    #expect(cases.count == 1_200 && Set(cases.map(\.number)).count == 1_200)
    var connection = try scene.connect("agent")
    let reading = try open(&connection, "list", "null, null, '{\"scope\": \"open\", \"limit\": 1000000}'")
    #expect(try connection.query("select * from desk.list_cases(\(reading))").count == 1_000)
    #expect(
      refusal { _ = try connection.query("select desk.open_reading('check', array(select generate_series(1, 1001))::bigint[])") } == "PU062"
    )
    try scene.database.administer("update core.setting_value set value = '1200' where name = 'checking_limit'")
    filter.limit = 500
    _ = try desk.listClean(filter)
    #expect(refusal { _ = try desk.listClean(filter) } == "PU081")
  }

  @Test func anAgentHoldsSoManyCases() throws {
    let scene = try Scene()
    let ids = try (1...3).map { number in
      var form = Scene.Form()
      (form.lastName, form.licence, form.email) = ("DUPONT\(number)", "06011320000\(number)", "dupont\(number)@example.fr")
      return try scene.openCase(of: scene.submitAccount(form))
    }
    try scene.database.administer("update core.setting_value set value = '2' where name = 'holding_limit'")
    var desk = try scene.desk()
    for id in ids[..<2] { _ = try desk.claim(id) }
    #expect(refusal { _ = try desk.claim(ids[2]) } == "PU083")
    // One's own is taken up again, a colleague has hands of his own, and what was put back is not held.
    _ = try desk.claim(ids[1])
    var colleague = try scene.desk("agent2")
    _ = try colleague.claim(ids[2])
    try colleague.release(ids[2])
    try desk.release(ids[0])
    _ = try desk.claim(ids[2])
    // Nor what ran out.
    #expect(refusal { _ = try desk.claim(ids[0]) } == "PU083")
    try scene.advance("16 minutes")
    _ = try desk.claim(ids[0])
  }
}
