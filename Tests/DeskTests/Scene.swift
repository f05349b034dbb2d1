import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// A stage for a flow: one database, and each role with its own login, as the services and agents of a real day have.
final class Scene {
  let database: TestDatabase
  private var logins: [String: String] = [:]
  private var sequence: UInt64 = 0

  init() throws {
    database = try TestDatabase()
  }

  /// The login of a role in this scene, created at its first use: `portal`, `mailer`, …, `agent`, `agent2`, `supervisor`.
  func login(_ role: String) throws -> String {
    if let login = logins[role] { return login }
    let group = "pupitre_" + role.filter { !$0.isNumber }
    let login = try database.login(memberOf: [group])
    logins[role] = login
    return login
  }

  func connect(_ role: String) throws -> Connection { try database.connect(as: login(role)) }

  func desk(_ role: String = "agent") throws -> Desk { try Desk(database.conninfo(user: login(role))) }

  /// A fresh request id.
  func request() -> Parameter {
    sequence += 1
    return .uuid(UUIDText.make(0xA000_0000_0000_0000 | UInt64.random(in: 0...UInt64.max), sequence))
  }

  /// One value from a call, as text; `nil` for NULL or no row.
  @discardableResult
  func call(_ role: String, _ sql: String, _ parameters: [Parameter] = []) throws -> String? {
    var connection = try connect(role)
    let rows = try connection.query(sql, parameters)
    return try rows.first?.optionalValue(0, as: String.self)
  }

  /// All rows of a query, columns joined by `|`.
  @discardableResult
  func rows(_ role: String, _ sql: String, _ parameters: [Parameter] = []) throws -> [String] {
    var connection = try connect(role)
    let result = try connection.query(sql, parameters)
    return try result.map { row in
      try result.columns.indices.map { try row.optionalValue($0, as: String.self) ?? "" }.joined(separator: "|")
    }
  }

  func advance(_ interval: String) throws { try database.advanceClock(by: interval) }

  /// The grace period passes.
  func passGrace() throws { try advance("121 seconds") }

  /// Waits until a condition that superuser looks up is true, half a minute at most.
  func wait(for condition: String) throws {
    var connection = try database.connect()
    let start = ContinuousClock.now
    while try connection.query(condition).first?.optionalValue(0, as: Bool.self) != true {
      try #require(ContinuousClock.now - start < .seconds(30), "never came true: \(condition)")
      _ = try connection.query("select pg_sleep(0.02)")
    }
  }

  /// Waits until a statement of a role's login waits for a lock.
  func waitUntilBlocked(_ role: String) throws {
    try wait(for: "select exists (select from pg_stat_activity where usename = '\(login(role))' and wait_event_type = 'Lock')")
  }

  // What a driver sends.

  struct Form {
    var lastName = "DUPONT"
    var firstNames = "Jean"
    var usageName = ""
    var birthDate = "1986-01-13"
    var birthPlace = "LYON"
    var licence = "060113200001"
    var licenceDate = "2006-02-01"
    var country = "FR"
    var email = "jean.dupont@example.fr"
    var phone = "0639980001"
    var address = "JEAN DUPONT\n1 RUE DES FLEURS\n69001 LYON"
    var channel = "email"
    var language = "fr"

    var fields: [Parameter] {
      [lastName, firstNames, usageName, birthDate, birthPlace, licence, licenceDate, country, email, phone, address].map { .text($0) }
    }
  }

  static let submitAccount = """
    select hub.submit_account(request => $1, last_name => $2, first_names => $3, usage_name => $4, birth_date => $5, birth_place => $6,
      licence_number => $7, licence_issue_date => $8, licence_country => $9, email => $10, phone => $11, postal_address => $12,
      channel => $13, language => $14, consents => '{"privacy_policy": "2026-01", "terms_of_use": "2026-01", "data_processing": "2026-01"}')
    """

  func submitAccount(_ form: Form = Form(), request: Parameter? = nil) throws -> Int64 {
    let driver = try call(
      "portal", Self.submitAccount, [request ?? self.request()] + form.fields + [.text(form.channel), .text(form.language)])
    return try #require(driver.flatMap { Int64($0) })
  }

  func resubmitAccount(_ driver: Int64, _ form: Form) throws {
    try call(
      "portal", "select hub.resubmit_account($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      [request(), .int(driver)] + form.fields)
  }

  @discardableResult
  func recordTraining(_ form: Form = Form(), kind: String = "initial", issuedOn: String? = nil) throws -> Int64 {
    let today = try #require(try call("portal", "select today()::text"))
    let id = try call(
      "centre", "select hub.record_training($1, $2, 'goods', $3, $4, $5, $6, $7, true)",
      [
        request(), .text(kind), .text(form.licence), .text(form.lastName), .text(form.firstNames), .text(form.birthDate),
        .text(issuedOn ?? today),
      ])
    return try #require(id.flatMap { Int64($0) })
  }

  /// The open case of a driver in a queue, as an agent finds it.
  func openCase(of driver: Int64) throws -> CaseNumber {
    var desk = try desk()
    return try #require(try desk.driverFile(driver).cases.last { $0.state == .open }?.number)
  }

  /// The last case of a driver, whatever its state.
  func caseOf(_ driver: Int64) throws -> CaseNumber {
    var desk = try desk()
    return try #require(try desk.driverFile(driver).cases.last?.number)
  }

  /// Claims and approves a case as an agent.
  @discardableResult
  func approve(_ id: CaseNumber, as role: String = "agent") throws -> Decision {
    var desk = try desk(role)
    _ = try desk.claim(id)
    return try desk.approve(id, version: desk.caseFile(id).case.version)
  }

  /// Claims, flags and returns a case as an agent.
  @discardableResult
  func `return`(_ id: CaseNumber, _ flags: [(item: String, reason: String)], as role: String = "agent") throws -> Decision {
    var desk = try desk(role)
    _ = try desk.claim(id)
    let version = try desk.caseFile(id).case.version
    for flag in flags { try desk.flag(id, version: version, item: flag.item, reason: flag.reason, comment: "vu") }
    return try desk.returnCase(id, version: version)
  }

  /// A driver whose account is active and shown so.
  func activeDriver(_ form: Form = Form()) throws -> Int64 {
    let driver = try submitAccount(form)
    try approve(openCase(of: driver))
    try passGrace()
    return driver
  }

  /// Bytes that begin as a JPEG does, and are this picture's alone.
  static func picture(_ name: String) -> [UInt8] { [0xFF, 0xD8, 0xFF, 0xE0] + Array(name.utf8) + [UInt8](repeating: 0x20, count: 1200) }

  static let documents = [
    ("photo", nil), ("signature", nil), ("identity_document", "recto"), ("driving_licence", "recto"), ("driving_licence", "verso"),
  ]

  func put(_ driver: Int64, _ application: Int64, _ type: String, _ side: String?, bytes: [UInt8]? = nil) throws {
    try call(
      "portal", "select hub.put_document($1, $2, $3, $4, $5, 'scan.jpg', 'image/jpeg', $6)",
      [
        request(), .int(driver), .int(application), .text(type), Parameter(side),
        .bytes(bytes ?? Self.picture("\(driver)-\(type)-\(side ?? "")")),
      ])
  }

  /// A card application with its documents, not yet submitted.
  func draftCard(_ driver: Int64, _ training: Int64) throws -> Int64 {
    let application = try #require(
      try call("portal", "select hub.open_application($1, $2, 'card', training => $3)", [request(), .int(driver), .int(training)]).flatMap {
        Int64($0)
      })
    for (type, side) in Self.documents { try put(driver, application, type, side) }
    return application
  }

  @discardableResult
  func submit(_ driver: Int64, _ application: Int64) throws -> Int64? {
    try call("portal", "select hub.submit_application($1, $2, $3)", [request(), .int(driver), .int(application)]).flatMap { Int64($0) }
  }

  /// The factory takes every order, produces and dispatches it. Returns the cards.
  @discardableResult
  func produceAll() throws -> [Int64] {
    let cards = try rows("factory", "select card from hub.take_orders($1, 100)", [request()]).compactMap { Int64($0) }
    for card in cards {
      try call(
        "factory", "select hub.report_production($1, $2, $3, today() + 1500)", [request(), .int(card), .text("CQC\(card)")])
      try call("factory", "select hub.report_dispatch($1, $2, $3)", [request(), .int(card), .text("LP\(card)00")])
    }
    return cards
  }

  /// A driver with an active card, or one that is on its way.
  func driverWithCard(_ form: Form = Form(), isActive: Bool = true) throws -> (driver: Int64, card: Int64) {
    let training = try recordTraining(form)
    let driver = try activeDriver(form)
    let application = try draftCard(driver, training)
    try submit(driver, application)
    try approve(openCase(of: driver))
    try passGrace()
    let card = try #require(try produceAll().first)
    if isActive { try call("portal", "select hub.activate_card($1, $2, $3)", [request(), .int(driver), .int(card)]) }
    return (driver, card)
  }

  func declareLoss(_ driver: Int64, _ card: Int64) throws -> Int64 {
    let payment = try call(
      "portal", "select hub.declare_loss($1, $2, $3, true, $4, $5, 'TRANSPORTS MARTIN')",
      [request(), .int(driver), .int(card), .text(Form().address), .text("TRANSPORTS MARTIN\n5 QUAI SUD\n13002 MARSEILLE")])
    return try #require(payment.flatMap { Int64($0) })
  }

  func pay(_ payment: Int64, _ outcome: String = "paid") throws {
    try call("payment", "select hub.record_payment($1, $2, $3, 'bank-1')", [request(), .int(payment), .text(outcome)])
  }

  // Defective cards and cards that come back.

  /// A theft up to its payment: application and payment.
  func declareTheft(_ driver: Int64, _ card: Int64) throws -> (application: Int64, payment: Int64) {
    let application = try #require(
      try call(
        "portal", "select hub.open_application($1, $2, 'replacement_theft', card => $3)", [request(), .int(driver), .int(card)]
      ).flatMap { Int64($0) })
    #expect(refusal { try submit(driver, application) } == "PU042")
    try put(driver, application, "theft_declaration", nil)
    #expect(refusal { try submit(driver, application) } == "PU048")
    try call(
      "portal", "select hub.save_draft($1, $2, $3, 'addresses', invoice_address => $4, promise => true)",
      [request(), .int(driver), .int(application), .text(Scene.Form().address)])
    return (application, try #require(try submit(driver, application)))
  }

  /// Declares elements of a card defective; gives the claim, its coupon and its case.
  func declareClaim(_ driver: Int64, _ card: Int64, _ elements: String) throws -> (claim: Int64, coupon: String, case: CaseNumber) {
    let claim = try #require(
      try call(
        "portal", "select hub.declare_quality_claim($1, $2, $3, $4::json, 'abîmée', $5, '', '')",
        [request(), .int(driver), .int(card), .text(elements), .text(Form().address)]
      ).flatMap { Int64($0) })
    let coupon = try #require(try call("portal", "select coupon from hub.quality_claim where claim = $1", [.int(claim)]))
    let number = try #require(try database.caseNumber("select case_id from core.quality_claim where id = \(claim)"))
    return (claim, coupon, number)
  }

  /// The mailroom's scanner reads a coupon or a card.
  @discardableResult
  func scan(_ number: String, found: String? = nil, empty: Bool = false, insists: Bool = false) throws -> String? {
    try call(
      "mailroom", "select outcome from hub.receive_card($1, $2, found => $3, empty => $4, insist => $5)",
      [request(), .text(number), Parameter(found), .bool(empty), .bool(insists)])
  }

  /// Notes what was found on elements of the case in an agent's hands, and gives the version of the case.
  @discardableResult
  func find(_ desk: inout Desk, _ id: CaseNumber, _ findings: [(element: String, cause: String, value: String)]) throws -> Int {
    let version = try desk.caseFile(id).case.version
    for finding in findings {
      try desk.finding(id, version: version, element: finding.element, cause: finding.cause, value: finding.value)
    }
    return version
  }

  /// Claims a quality case and attributes it.
  @discardableResult
  func attribute(
    _ id: CaseNumber, _ outcome: Outcome, _ findings: [(element: String, cause: String, value: String)], comment: String = "",
    as role: String = "agent"
  ) throws -> Decision {
    var desk = try desk(role)
    _ = try desk.claim(id)
    let version = try find(&desk, id, findings)
    return try desk.attribute(id, version: version, outcome: outcome, comment: comment, suggestion: nil)
  }

  func claimState(_ claim: Int64) throws -> String? {
    try call("portal", "select concat_ws(' ', state, outcome) from hub.quality_claim where claim = $1", [.int(claim)])
  }

  /// The post brings a dispatch back; gives the returned dispatch and its case.
  func comeBack(_ barcode: String, _ reason: String = "unclaimed") throws -> (id: Int64, case: CaseNumber) {
    let id = try #require(
      try call(
        "mailroom", "select returned_dispatch from hub.register_returned_dispatch($1, $2, $3)", [request(), .text(barcode), .text(reason)]
      ).flatMap { Int64($0) })
    let number = try #require(try database.caseNumber("select case_id from core.returned_dispatch where id = \(id)"))
    return (id, number)
  }

  func barcode(of card: Int64) throws -> String {
    try #require(try call("portal", "select barcode from hub.dispatch where card = $1 order by dispatch desc limit 1", [.int(card)]))
  }

  /// The driver's answer; gives the payment that it costs.
  @discardableResult
  func answer(_ driver: Int64, _ returned: Int64, _ address: String? = nil) throws -> Int64? {
    try call(
      "portal", "select hub.answer_returned_dispatch($1, $2, $3, $4)", [request(), .int(driver), .int(returned), Parameter(address)]
    ).flatMap { Int64($0) }
  }

  @discardableResult
  func reship(_ id: CaseNumber, as role: String = "agent") throws -> Decision {
    var desk = try desk(role)
    _ = try desk.claim(id)
    return try desk.reship(id, version: desk.caseFile(id).case.version)
  }

  /// The mailroom sends what it is asked to send again.
  func sendAgain() throws {
    for dispatch in try rows("mailroom", "select dispatch from hub.dispatch_order").compactMap({ Int64($0) }) {
      try call("mailroom", "select hub.report_reshipment($1, $2, $3)", [request(), .int(dispatch), .text("RS\(dispatch)0000")])
    }
  }

  func returnState(_ id: Int64) throws -> String? {
    try call("portal", "select state from hub.returned_dispatch where returned_dispatch = $1", [.int(id)])
  }

  // What hub shows.

  func accountState(_ driver: Int64) throws -> String? {
    try call("portal", "select state from hub.account where driver = $1", [.int(driver)])
  }

  func applicationState(_ application: Int64) throws -> String? {
    try call("portal", "select state from hub.application where application = $1", [.int(application)])
  }

  func cardState(_ card: Int64) throws -> String? {
    try call("portal", "select state from hub.card where card = $1", [.int(card)])
  }

  /// Messages that wait for the mailer, as `template by channel`, taken by it.
  func takeMessages() throws -> [String] {
    try rows("mailer", "select template || ' by ' || channel from hub.take_notifications(1000) order by notification")
  }
}

/// The SQLSTATE with which a block is refused; `nil` when it is not.
func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as PostgresError {
    return error.sqlState ?? "\(error)"
  } catch let error as DeskError {
    if case .refused(let refusal) = error { return refusal.sqlState }
    return "\(error)"
  } catch {
    return "\(error)"
  }
}

/// What the database refused of what a desk asked; `nil` when it refused nothing.
func refused(_ body: () throws -> Void) throws -> Refusal? {
  do {
    try body()
    return nil
  } catch DeskError.refused(let refusal) {
    return refusal
  }
}

extension TestDatabase {
  /// One value that no role may read, looked up as superuser, in text form.
  func value(_ sql: String) throws -> String? {
    var connection = try connect()
    return try connection.query(sql).first?.optionalValue(0, as: String.self)
  }

  /// A case, looked up likewise.
  func caseNumber(_ sql: String) throws -> CaseNumber? { try value(sql).flatMap { Int64($0) }.map(CaseNumber.init(id:)) }
}
