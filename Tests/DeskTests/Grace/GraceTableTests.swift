import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What is not yet in effect stands in one place, and no table is forgotten there.
@Suite struct GraceTableTests {
  /// Tables of which nothing is kept while an act can be taken back, by the reason. `GraceTests` looks whether an act writes into any
  /// other.
  static let exempt: [String: [String]] = [
    "the record: an undo is added to it, and nothing taken away": [
      "act", "case_event", "decision", "decision_detail", "ledger_lane", "request",
    ],
    "the grace itself": ["acting", "in_grace"],
    "goes with the row that it belongs to": ["requested_item"],
    "whoever takes a case back has it in hand": ["hold"],
    unwritten: [
      "account_round", "blob", "card_reading", "cause", "cause_wording", "claim_element", "clock", "closing_reason", "consent", "country",
      "country_name", "document", "driver", "driver_name", "element", "element_cause", "entitlement", "expected_document",
      "feed", "file_access", "finding",
      "intake", "invoice_series", "item", "item_reason", "lifecycle", "name_word", "notification_attempt", "postal_reason",
      "queue", "reader", "reason", "refusal",
      "refusal_field", "setting",
      "setting_value", "skip", "wording", "working_day",
    ],
  ]
  private static let unwritten = "no act that can be taken back writes there"

  /// Whether something that an act did need not be kept: the name of the table and what was done, `flag insert`.
  static func isExempt(_ write: String) -> Bool {
    // The number of a case is never given to another.
    write == "desk_case insert" || exempt.contains { $0.key != unwritten && $0.value.contains(String(write.prefix { $0 != " " })) }
  }

  @Test func eachTableIsKeptOrExempt() throws {
    let database = try TestDatabase()
    var connection = try database.connect()
    func names(_ sql: String) throws -> Set<String> { Set(try connection.query(sql).map { try $0.string("name") }) }
    let tables = try names("select relname::text as name from pg_class where relnamespace = 'core'::regnamespace and relkind in ('r', 'p')")
    let kept = try names("select c.relname::text as name from pg_trigger join pg_class c on c.oid = tgrelid where tgname = 'keep_before'")
    let exempt = Set(Self.exempt.values.joined())
    #expect(kept.union(exempt) == tables)
    #expect(kept.intersection(exempt) == [])
  }

  @Test func aColumnThatServicesWouldSeeTooEarlyIsNoted() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let act = "insert into core.acting (transaction, act, effective_at) values (pg_current_xact_id(), 1, core.now() + interval '1 minute')"
    func change(_ column: String) -> String? {
      refusal { try scene.database.administer("begin; \(act); update core.account set \(column) where driver_id = \(driver); rollback") }
    }
    #expect(change("state = 'active'") == nil)
    #expect(change("email = 'autre@example.fr'") == "P0001")
  }

  @Test func whatIsWrittenMeanwhileIsNeitherHiddenNorLost() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    var other = try scene.desk("agent2")
    _ = try other.contact(driver, "email", "autre@example.fr")
    let shown = "select state, email from hub.account where driver = \(driver)"
    #expect(try scene.rows("portal", shown) == ["submitted|autre@example.fr"])
    var desk = try scene.desk()
    _ = try desk.undo()
    #expect(
      try scene.database.value("select state || ' ' || email from core.account where driver_id = \(driver)") == "submitted autre@example.fr"
    )
    #expect(try scene.rows("portal", shown) == ["submitted|autre@example.fr"])
  }

  /// A claim that was received at a desk and, a minute later, attributed.
  private func receivedAndAttributed(_ scene: Scene) throws -> Int64 {
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, id) = try scene.declareClaim(driver, card, #"{"last_name": ""}"#)
    try scene.call("agent", "select desk.receive($1, $2)", [scene.request(), .text(coupon)])
    try scene.advance("1 minute")
    try scene.attribute(id, .inGroupe, [("last_name", "personalisation_error", "")])
    return claim
  }

  @Test func eachOfTwoActsIsShownInItsTime() throws {
    let scene = try Scene()
    let claim = try receivedAndAttributed(scene)
    let shown = "select state, received_at is not null, outcome from hub.quality_claim where claim = \(claim)"
    #expect(try scene.rows("portal", shown) == ["awaiting_card|f|"])
    try scene.advance("61 seconds")
    #expect(try scene.rows("portal", shown) == ["under_analysis|t|"])
    try scene.advance("60 seconds")
    #expect(try scene.rows("portal", shown) == ["approved|t|in_groupe"])
  }

  @Test func twoActsAreTakenBackTheLastOneFirst() throws {
    let scene = try Scene()
    let claim = try receivedAndAttributed(scene)
    let state = """
      select concat_ws(' ', a.state, q.received_at is not null, q.outcome, c.state, c.round, k.received_at is not null,
        (select count(*) from core.card o where o.replaces = k.id), (select count(*) from core.in_grace g where g.effective_at > core.now()))
      from core.quality_claim q join core.application a on a.id = q.application_id join core.desk_case c on c.id = q.case_id
        join core.card k on k.id = q.card_id where q.id = \(claim)
      """
    var desk = try scene.desk()
    let attribution = try desk.undo()
    #expect(attribution.kind == "attribute")
    let id = try #require(attribution.caseID)
    #expect(try scene.database.value(state)?.hasPrefix("under_analysis t open 1 t 0 ") == true)
    try scene.database.administer("delete from core.finding where claim_id = \(claim)")
    try desk.release(id)
    #expect(try desk.undo(id).kind == "receive")
    #expect(try scene.database.value(state) == "awaiting_card f waiting 1 f 0 0")
  }

  @Test func whatTookEffectIsPassedOverAndPurgedByLaterActs() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "active")
    #expect(try scene.database.value("select count(*) > 0 from core.in_grace") == "t")
    try scene.advance("10 minutes")
    var form = Scene.Form()
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200777", "martin@example.fr")
    try scene.approve(scene.openCase(of: scene.submitAccount(form)))
    #expect(try scene.database.value("select count(distinct act) from core.in_grace") == "1")
  }
}
