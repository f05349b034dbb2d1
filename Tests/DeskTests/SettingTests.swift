import Casework
import Desk
import Postgres
import Queries
import TestSupport
import Testing

/// Each setting makes its difference: the same thing is done before and after a supervisor changes it, and nothing else of it is changed.
@Suite struct SettingTests {
  /// One setting, another value that it takes, and what is then seen otherwise.
  struct Scenario: Sendable, CustomTestStringConvertible {
    var name: String
    var value: String
    /// What is seen at the default value, and at the other one.
    var before, after: String
    /// Prepares a scene; gives what looks at it, as often as one likes.
    var prepare: @Sendable (Scene) throws -> (() throws -> String)

    init(
      _ name: String, _ value: String, _ before: String, _ after: String,
      _ prepare: @escaping @Sendable (Scene) throws -> (() throws -> String)
    ) { (self.name, self.value, self.before, self.after, self.prepare) = (name, value, before, after, prepare) }

    var testDescription: String { name }
  }

  @Test(arguments: scenarios) func makesItsDifference(_ scenario: Scenario) throws {
    let scene = try Scene()
    let look = try scenario.prepare(scene)
    #expect(try look() == scenario.before, "as it comes")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting(scenario.name, to: scenario.value)
    #expect(try look() == scenario.after, "set to \(scenario.value)")
  }

  @Test func eachHasItsScenario() throws {
    let database = try TestDatabase.withSchema
    var admin = try database.connect()
    let names = try admin.query("select name from core.setting order by 1").map { try $0.string("name") }
    #expect(Self.scenarios.map(\.name).sorted() == names)
  }

  @Test func eachIsTakenUpToItsBoundsAndNoFurther() throws {
    let scene = try Scene()
    var admin = try scene.database.connect()
    let values = try admin.query(
      """
      with bound as (
        select name, kind, minimum, maximum, choices,
          case kind when 'interval' then '1 second' when 'integer' then '1' when 'number' then '0.001' end as step
        from core.setting)
      select name, v.value, v.fits from bound cross join lateral (
        select minimum as value, true as fits where minimum is not null
        union all select maximum, true where maximum is not null and kind <> 'text'
        union all select case kind when 'interval' then (minimum::interval - step::interval)::text
            else (minimum::numeric - step::numeric)::text end, false
          where minimum is not null
        union all select case kind when 'interval' then (maximum::interval + step::interval)::text
            else (maximum::numeric + step::numeric)::text end, false
          where maximum is not null and kind <> 'text'
        union all select c, true from unnest(choices) as c
        union all select c || 's', false from unnest(choices) as c
        union all select v, v in ('true', 'false') from unnest(array['true', 'false', 'yes', '1', '']) as v where kind = 'boolean'
        union all select repeat('x', n), n between 1 and 400 from unnest(array[0, 1, 400, 401]) as n where kind = 'text'
        union all select v, v not in ('photo:front', 'selfie', 'last_name')
          from unnest(array['photo', 'photo?', 'driving_licence:verso?', 'photo:front', 'selfie', 'last_name']) as v
          where kind = 'documents') as v
      """
    ).map { (name: try $0.string("name"), value: try $0.string("value"), fits: try $0.bool("fits")) }
    #expect(Set(values.map(\.name)).count == Self.scenarios.count)
    for (name, value, fits) in values {
      let answer = try scene.tried("supervisor", "select name from desk.set_setting(gen_random_uuid(), '\(name)', '\(value)')")
      #expect(answer == (fits ? name : "PU068"), "\(name) '\(value)'")
    }
    // What the guide promises is no matter of settings.
    let kept = try scene.database.value("select maximum from core.setting where name = 'accounts_delay'")
    #expect(kept == "24 hours")
  }
}

extension Scene {
  /// What a login is told by the last of these statements: its rows, or the code of whatever was refused. It is all taken back.
  func tried(as login: String, _ statements: [String]) throws -> String {
    var connection = try database.connect(as: login)
    var told = ""
    _ = try connection.query("begin")
    let code = refusal {
      for statement in statements {
        let result = try connection.query(statement)
        told = try result.map { row in
          try result.columns.indices.map { try row.optionalValue($0, as: String.self) ?? "" }.joined(separator: "|")
        }.joined(separator: ", ")
      }
    }
    _ = try connection.query("rollback")
    return code ?? told
  }

  /// The same, by the login of a role.
  func tried(_ role: String, _ statements: String...) throws -> String { try tried(as: login(role), statements) }

  /// Moves the clock forward to this moment in Paris.
  func go(to moment: String) throws {
    try database.administer("select core.advance_clock(timestamptz '\(moment) Europe/Paris' - core.now())")
  }

  /// Another driver's form, by a number from 1 on.
  static func form(_ number: Int) -> Form {
    var form = Form()
    (form.lastName, form.licence) = ("MARTIN" + String(UnicodeScalar(UInt8(64 + number))), "0802752000\(10 + number)")
    (form.email, form.phone) = ("martin\(number)@example.fr", "06399801\(10 + number)")
    return form
  }
}

extension SettingTests {
  private static let request = "gen_random_uuid()"
  private static let token = "0a0a0a0a-0000-4000-8000-000000000001"
  private static let elsewhere = "E'JEAN DUPONT\\n9 RUE DU PORT\\n13002 MARSEILLE'"

  private static func due(_ scene: Scene, _ queue: String) throws -> String {
    try scene.tried(
      "agent",
      "select to_char(to_timestamp(next_due) at time zone 'Europe/Paris', 'DD HH24:MI') from desk.queues() where queue = '\(queue)'")
  }

  /// A driver whose application for a card is a draft with all its documents.
  private static func draft(_ scene: Scene, _ form: Scene.Form = Scene.Form()) throws -> (driver: Int64, application: Int64) {
    let training = try scene.recordTraining(form)
    let driver = try scene.activeDriver(form)
    return (driver, try scene.draftCard(driver, training))
  }

  /// A driver whose application was approved, and is an order.
  private static func ordered(_ scene: Scene) throws -> (driver: Int64, application: Int64) {
    let (driver, application) = try draft(scene)
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    return (driver, application)
  }

  /// A quality case whose card has come, in an agent's hands, with findings; the statement attributes it.
  private static func examined(_ scene: Scene, _ elements: String, _ findings: [(String, String)]) throws -> CaseNumber {
    let (driver, card) = try scene.driverWithCard()
    let claim = try scene.declareClaim(driver, card, elements)
    try scene.scan(claim.coupon)
    try scene.call("agent", "select desk.claim(\(claim.case.id), '\(token)')")
    for (element, cause) in findings {
      try scene.call(
        "agent", "select desk.finding(\(request), \(claim.case.id), '\(token)', null, '\(element)', '\(cause)', '', 'vu')")
    }
    return claim.case
  }

  /// A claim that was imputed to the driver, with this cause, and shown so.
  private static func attributed(_ scene: Scene, _ cause: String) throws -> (driver: Int64, claim: Int64, application: String) {
    let (driver, card) = try scene.driverWithCard()
    let claim = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.scan(claim.coupon)
    var desk = try scene.desk()
    _ = try desk.claim(claim.case)
    let version = try desk.caseFile(claim.case).case.version
    try desk.finding(claim.case, version: version, element: "photo", cause: cause, comment: "vu")
    _ = try desk.attribute(claim.case, version: version, outcome: .driver, comment: "vu", suggestion: nil)
    try scene.passGrace()
    let application = try #require(try scene.call("portal", "select application from hub.quality_claim"))
    return (driver, claim.claim, application)
  }

  /// A driver whose card the post brought back; what sending it again costs him.
  private static func returned(_ scene: Scene, printed: String? = nil) throws -> (String) throws -> String {
    let driver = try ordered(scene).driver
    let card = try #require(try scene.rows("factory", "select card from hub.take_orders(\(request), 100)").first)
    try scene.call("factory", "select hub.report_production(\(request), \(card), 'CQC0001', today() + 900)")
    try scene.call("factory", "select hub.report_dispatch(\(request), \(card), 'LP000001', $1)", [Parameter(printed)])
    let back = try scene.comeBack("LP000001").id
    return { address in
      try scene.tried(
        "portal", "select hub.answer_returned_dispatch(\(request), \(driver), \(back), \(address))",
        "select coalesce(string_agg(amount || ' ' || purpose, ','), 'free') from hub.payment")
    }
  }

  private static func drivers(_ scene: Scene, _ count: Int) throws -> [(driver: Int64, case: CaseNumber)] {
    try (1...count).map { number in
      let driver = try scene.submitAccount(Scene.form(number))
      return (driver, try scene.openCase(of: driver))
    }
  }

  private static let expected =
    "select coalesce(string_agg(type || ' ' || required, ',' order by rank), 'none') from hub.expected_document where kind = "

  static let scenarios: [Scenario] = [
    // Due times. 2 March 2027 is a Tuesday; Ascension is on Thursday, 6 May 2027.
    Scenario("accounts_delay", "12 hours", "03 10:00", "02 22:00") { scene in
      try scene.go(to: "2027-03-02 10:00")
      _ = try scene.submitAccount()
      return { try due(scene, "accounts") }
    },
    Scenario("documents_delay", "1", "05 10:00", "03 10:00") { scene in
      let (driver, application) = try draft(scene)
      try scene.go(to: "2027-03-02 10:00")
      try scene.submit(driver, application)
      return { try due(scene, "documents") }
    },
    Scenario("quality_delay", "1", "09 10:00", "03 10:00") { scene in
      let (driver, card) = try scene.driverWithCard()
      let claim = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
      try scene.go(to: "2027-03-02 10:00")
      try scene.scan(claim.coupon)
      return { try due(scene, "quality") }
    },
    Scenario("undelivered_delay", "1", "04 10:00", "03 10:00") { scene in
      let (driver, card) = try scene.driverWithCard(isActive: false)
      let returned = try scene.comeBack(scene.barcode(of: card)).id
      try scene.go(to: "2027-03-02 10:00")
      _ = try scene.answer(driver, returned)
      return { try due(scene, "undelivered") }
    },
    Scenario("public_holidays_off", "false", "11 10:00", "10 10:00") { scene in
      let (driver, application) = try draft(scene)
      try scene.go(to: "2027-05-05 10:00")
      try scene.submit(driver, application)
      return { try due(scene, "documents") }
    },
    Scenario("reservation_share", "0.5", "06:00:00", "12:00:00") { scene in
      var number = 0
      return {
        number += 1
        var form = Scene.form(number)
        let driver = try scene.submitAccount(form)
        let id = try scene.openCase(of: driver)
        try scene.return(id, [("phone", "invalid_format")])
        try scene.passGrace()
        form.phone = "0639980099"
        try scene.resubmitAccount(driver, form)
        return try #require(try scene.database.value("select reserved_until - started_at from core.desk_case where id = \(id.id)"))
      }
    },

    // Leases, graces, hands.
    Scenario("grace", "1 minute", "120", "60") { scene in
      let id = try drivers(scene, 1)[0].case
      return {
        try scene.tried(
          "agent", "select desk.claim(\(id.id), '\(token)')",
          "select effective_at - decided_at from desk.approve('a-decision', \(id.id), '\(token)', 1)")
      }
    },
    Scenario("lease", "5 minutes", "900 900", "300 300") { scene in
      let id = try drivers(scene, 1)[0].case
      return {
        let reading = try #require(try scene.call("agent", "select desk.open_reading('list', null, null, '{\"scope\": \"mine\"}')"))
        let claim = "select desk.claim(\(id.id), '\(token)')"
        let claimed = try scene.tried("agent", claim, "select held_until - now_epoch from desk.list_cases(\(reading))")
        let renewed = try scene.tried("agent", claim, "select desk.renew(\(id.id), '\(token)') - now_epoch from desk.session()")
        return "\(claimed) \(renewed)"
      }
    },
    Scenario("holding_limit", "1", "new", "PU083") { scene in
      let ids = try drivers(scene, 2).map(\.case)
      return { try scene.tried("agent", "select desk.claim(\(ids[0].id), '\(token)')", "select desk.claim(\(ids[1].id), '\(token)')") }
    },
    Scenario("skip_span", "1 hour", "1800", "3600") { scene in
      let id = try drivers(scene, 1)[0].case
      return {
        try scene.tried(
          "agent", "select desk.claim(\(id.id), '\(token)')",
          "select desk.skip(\(request), \(id.id), '\(token)') - now_epoch from desk.session()"
        )
      }
    },
    Scenario("commit_within", "1 second", "done", "PU082") { scene in
      let driver = try drivers(scene, 1)[0].driver
      return {
        var agent = try scene.connect("agent")
        return refusal {
          for line in ["begin", "select desk.note(\(request), null, \(driver), 'vu')", "select pg_sleep(1.1)", "commit"] {
            _ = try agent.query(line)
          }
        } ?? "done"
      }
    },
    Scenario("queues_open_to_all", "false", "new", "PU064") { scene in
      let id = try drivers(scene, 1)[0].case
      return { try scene.tried("agent", "select desk.claim(\(id.id), '\(token)')") }
    },

    // Readings.
    Scenario("reading_time", "1 minute", "t", "PU080") { scene in
      let id = try drivers(scene, 1)[0].case
      let reading = try #require(try scene.call("agent", "select desk.open_reading('case', array[\(id.id)])"))
      try scene.advance("90 seconds")
      return { try scene.tried("agent", "select desk.case_file(\(reading)) is not null") }
    },
    Scenario("reading_limit", "1", "t", "PU081") { scene in
      let drivers = try drivers(scene, 2).map(\.driver)
      try scene.call("agent2", "select desk.open_reading('driver', array[\(drivers[0])])")
      return { try scene.tried("agent2", "select desk.open_reading('driver', array[\(drivers[1])]) > 0") }
    },
    Scenario("held_reading_limit", "1", "t", "PU081") { scene in
      let cases = try drivers(scene, 2).map(\.case)
      for id in cases { try scene.call("agent2", "select desk.claim(\(id.id), '\(token)')") }
      try scene.call("agent2", "select desk.open_reading('case', array[\(cases[0].id)])")
      return { try scene.tried("agent2", "select desk.open_reading('case', array[\(cases[1].id)]) > 0") }
    },
    Scenario("listing_limit", "1000", "t", "PU081") { scene in
      var admin = try scene.database.connect()
      _ = try admin.query(#require(Query[path: "local/bulk_cases.sql"]?.text), [.int(1_000), .text("accounts")])
      let list = "select desk.open_reading('list', null, null, '{\"scope\": \"open\", \"limit\": 1000}') > 0"
      try scene.call("agent2", list)
      return { try scene.tried("agent2", list) }
    },
    Scenario("checking_limit", "1", "t", "PU081") { scene in
      let cases = try drivers(scene, 2).map(\.case)
      return { try scene.tried("agent", "select desk.open_reading('check', array[\(cases[0].id), \(cases[1].id)]) > 0") }
    },

    // Trainings, certificates, applications.
    Scenario("certificate_months", "6", "2025-02-28", "2025-04-30") { scene in
      _ = try scene.activeDriver()
      return {
        // Clamped to the end of the month.
        let training = try scene.recordTraining(issuedOn: "2024-10-31")
        return try scene.tried("portal", "select valid_until from hub.certificate where training = \(training)")
      }
    },
    Scenario("certificate_start", "recorded_on", "issued", "recorded") { scene in
      _ = try scene.activeDriver()
      return {
        let training = try scene.recordTraining(issuedOn: "2024-10-31")
        return try #require(
          try scene.database.value(
            """
            select case valid_from when '2024-10-31' then 'issued'
              when (t.recorded_at at time zone 'Europe/Paris')::date then 'recorded' end
            from core.certificate c join core.training t on t.id = c.training_id where t.id = \(training)
            """))
      }
    },
    Scenario("right_outlives_certificate", "false", "t", "PU040") { scene in
      let driver = try scene.activeDriver()
      let training = try scene.recordTraining(issuedOn: "2024-10-31")
      return { try scene.tried("portal", "select hub.open_application(\(request), \(driver), 'card', \(training)) > 0") }
    },
    Scenario("recap_years", "5", "1 t", "0 PU040") { scene in
      let driver = try scene.activeDriver()
      let day = try #require(try scene.database.value("select (today() - interval '66 months')::date"))
      let training = try scene.recordTraining(kind: "continuing", issuedOn: day)
      return {
        try scene.tried("portal", "select count(*) from hub.training_record") + " "
          + scene.tried("portal", "select hub.open_application(\(request), \(driver), 'card', \(training)) > 0")
      }
    },
    Scenario("card_fee", "1500", "free, none", "1500, 1500") { scene in
      let (driver, application) = try draft(scene)
      return {
        let price = try scene.tried("portal", "select amount from hub.price where purpose = 'card'")
        let asked = try scene.tried(
          "portal", "select hub.submit_application(\(request), \(driver), \(application))",
          "select coalesce(string_agg(amount::text, ','), 'none') from hub.payment")
        return (price == "0" ? "free" : price) + ", " + asked
      }
    },
    Scenario("document_max_bytes", "100000", "t", "PU043") { scene in
      let (driver, application) = try draft(scene)
      return {
        try scene.tried(
          "portal",
          """
          select hub.put_document(\(request), \(driver), \(application), 'photo', null, 'a.jpg', 'image/jpeg',
            convert_to(repeat('x', 100001), 'UTF8')) > 0
          """
        )
      }
    },
    Scenario("documents_card", "photo", "PU042", "submitted") { scene in
      let training = try scene.recordTraining()
      let driver = try scene.activeDriver()
      let application = try #require(
        try scene.call("portal", "select hub.open_application(\(request), \(driver), 'card', \(training))").flatMap { Int64($0) })
      try scene.put(driver, application, "photo", nil)
      return {
        try scene.tried(
          "portal", "select hub.submit_application(\(request), \(driver), \(application))", "select state from hub.application")
      }
    },
    Scenario("address_change_until", "approval", "t", "PU053") { scene in
      let (driver, application) = try ordered(scene)
      return { try scene.tried("portal", "select hub.change_delivery_address(\(request), \(driver), \(application), \(elsewhere)) > 0") }
    },

    // Cards, losses, thefts.
    Scenario("card_years", "4", "produced", "PU062") { scene in
      _ = try ordered(scene)
      let card = try #require(try scene.rows("factory", "select card from hub.take_orders(\(request), 100)").first)
      return {
        try scene.tried(
          "factory", "select hub.report_production(\(request), \(card), 'CQC0001', (today() + interval '9 years')::date)")
      }
    },
    Scenario("order_lease", "30 minutes", "3600", "1800") { scene in
      _ = try ordered(scene)
      return {
        try scene.tried(
          "factory", "select from hub.take_orders(\(request), 100)",
          "select extract(epoch from lease_until - taken_at)::integer from hub.factory_card")
      }
    },
    Scenario("former_card_void", "dispatch", "active", "void") { scene in
      let (driver, former) = try scene.driverWithCard()
      let application = try scene.draftCard(driver, scene.recordTraining())
      try scene.submit(driver, application)
      try scene.approve(scene.openCase(of: driver))
      try scene.passGrace()
      let login = try scene.database.login(memberOf: ["pupitre_factory", "pupitre_portal"])
      var factory = try scene.database.connect(as: login)
      let card = try factory.query("select card from hub.take_orders(\(request), 100)").only().int64("card")
      _ = try factory.query("select hub.report_production(\(request), \(card), 'CQC0099', today() + 900)")
      return {
        try scene.tried(
          as: login, ["select hub.report_dispatch(\(request), \(card), 'LP000099')", "select state from hub.card where card = \(former)"])
      }
    },
    Scenario("replacement_fee", "4200", "3500 3500", "4200 4200") { scene in
      let (driver, card) = try scene.driverWithCard()
      return {
        try scene.tried("portal", "select amount from hub.price where purpose = 'replacement'") + " "
          + scene.tried(
            "portal", "select hub.declare_loss(\(request), \(driver), \(card), true, \(elsewhere), \(elsewhere), '')",
            "select amount from hub.payment")
      }
    },
    Scenario("loss_reviewed", "true", "approved", "submitted") { scene in
      let (driver, card) = try scene.driverWithCard()
      let payment = try scene.declareLoss(driver, card)
      let login = try scene.database.login(memberOf: ["pupitre_payment", "pupitre_portal"])
      return {
        try scene.tried(
          as: login,
          [
            "select hub.record_payment(\(request), \(payment), 'paid', 'bank')",
            "select state from hub.application where kind = 'replacement_loss'",
          ])
      }
    },
    Scenario("documents_loss", "photo", "none", "photo true") { scene in
      { try scene.tried("portal", expected + "'replacement_loss'") }
    },
    Scenario("documents_theft", "theft_declaration?", "PU042", "t") { scene in
      let (driver, card) = try scene.driverWithCard()
      let theft = try #require(
        try scene.call("portal", "select hub.open_application(\(request), \(driver), 'replacement_theft', card => \(card))"))
      try scene.call(
        "portal",
        """
        select hub.save_draft(\(request), \(driver), \(theft), 'invoice', invoice_address => \(elsewhere), invoice_addressee => 'MOI',
          promise => true)
        """
      )
      return { try scene.tried("portal", "select hub.submit_application(\(request), \(driver), \(theft)) > 0") }
    },
    Scenario("invoice_years", "9", "1", "0") { scene in
      let (driver, card) = try scene.driverWithCard()
      try scene.pay(scene.declareLoss(driver, card))
      try scene.advance("9 years 6 months")
      return { try scene.tried("portal", "select count(*) from hub.invoice") }
    },

    // Defective cards.
    Scenario("return_address", "ICI", "IN GROUPE / RETOURS CQC / TSA 10001 / 59508 DOUAI CEDEX", "ICI") { scene in
      let (driver, card) = try scene.driverWithCard()
      return {
        try scene.tried(
          "portal", "select hub.declare_quality_claim(\(request), \(driver), \(card), '{\"photo\": \"\"}', '', \(elsewhere), '', '')",
          """
          select distinct a from hub.quality_claim q, hub.notification n,
            lateral (values (q.return_address), (n.payload ->> 'address')) as v(a) where n.template = 'quality_claim_registered'
          """)
      }
    },
    Scenario("quality_fee", "5000", "3500 3500", "5000 5000") { scene in
      let number = try examined(scene, #"{"photo": ""}"#, [("photo", "holder_damage")])
      return {
        try scene.call(
          "agent",
          "select action from desk.attribute('\(UUIDText.random())', \(number.id), '\(token)', \(version(scene, number)), 'driver', 'vu')")
        let told = try scene.database.value(
          "select payload ->> 'amount' from core.notification where template like 'quality_driver%' order by id desc limit 1")
        try scene.call("agent", "select kind from desk.undo('\(UUIDText.random())', '\(token)')")
        return try (told ?? "") + " " + scene.tried("portal", "select amount from hub.price where purpose = 'quality'")
      }
    },
    Scenario("mixed_fault", "driver", "attribute", "PU035") { scene in
      let number = try examined(
        scene, #"{"last_name": "DUPOND", "photo": ""}"#, [("last_name", "personalisation_error"), ("photo", "unsuitable_image_supplied")])
      return { try settled(scene, number, "in_groupe") }
    },
    Scenario("imputation_transport_damage", "driver", "attribute", "PU035") { scene in
      let number = try examined(scene, #"{"photo": ""}"#, [("photo", "transport_damage")])
      return { try settled(scene, number, "in_groupe") }
    },
    Scenario("imputation_training_centre_error", "driver", "PU035", "attribute") { scene in
      let number = try examined(scene, #"{"code_95": ""}"#, [("code_95", "training_centre_error")])
      // Its record was corrected meanwhile.
      try scene.database.administer("update core.training set corrected_at = core.now()")
      return { try settled(scene, number, "driver") }
    },
    Scenario("no_defect_card_back", "false", "t card_sent_back", "f PU051") { scene in
      let (driver, claim, _) = try attributed(scene, "no_defect_found")
      return {
        try scene.tried("portal", "select card_back_possible from hub.quality_claim") + " "
          + scene.tried("portal", "select hub.request_card_back(\(request), \(driver), \(claim))")
      }
    },
    Scenario("documents_quality", "proof_of_address?", "PU044", "t") { scene in
      let (driver, _, application) = try attributed(scene, "unsuitable_image_supplied")
      return {
        try scene.tried(
          "portal",
          "select hub.put_document(\(request), \(driver), \(application), 'proof_of_address', null, 'a.jpg', 'image/jpeg', '\\xffd8') > 0")
      }
    },

    // Cards that come back.
    Scenario("redispatch_fee", "1200", "900 redispatch", "1200 redispatch") { scene in
      let ask = try returned(scene)
      return { try ask(elsewhere) }
    },
    Scenario("same_address_fee", "500", "free", "500 redispatch") { scene in
      let ask = try returned(scene)
      return { try ask("null") }
    },
    Scenario("misprint_waives_fee", "false", "free", "900 redispatch") { scene in
      let ask = try returned(scene, printed: "JEAN DUPONT\n11 RUE DES FLEURS\n69001 LYON")
      return { try ask(elsewhere) }
    },

    // Messages and waits.
    Scenario("reminder_after", "10 days", "0", "1") { scene in
      try scene.return(scene.openCase(of: scene.submitAccount()), [("phone", "invalid_format")])
      try scene.advance("12 days")
      return { try scene.tried("mailer", "select count(*) from hub.take_notifications(1000) where template = 'reminder'") }
    },
    Scenario("silence_after", "30 days", "0", "1") { scene in
      try scene.return(scene.openCase(of: scene.submitAccount()), [("phone", "invalid_format")])
      try scene.advance("40 days")
      return { try scene.tried("supervisor", "select silent from desk.queues() where queue = 'accounts'") }
    },
    Scenario("notification_lease", "1 minute", "300", "60") { scene in
      _ = try scene.activeDriver()
      return {
        try scene.tried(
          "mailer", "select from hub.take_notifications(1000)",
          "select extract(epoch from lease_until - taken_at)::integer from hub.notification_attempt")
      }
    },
    Scenario("password_after_contact", "48 hours", "86400", "172800") { scene in
      let driver = try scene.activeDriver()
      _ = try MessageTests.send(scene, "sent")
      return {
        try scene.call("agent", "select desk.open_reading('driver', array[\(driver)])")
        return try scene.tried(
          "agent", "select password_from - now_epoch from desk.contact(\(request), \(driver), 'phone', '0639980077'), desk.session()")
      }
    },
  ]

  private static func version(_ scene: Scene, _ number: CaseNumber) throws -> String {
    try #require(try scene.database.value("select version from core.desk_case where id = \(number.id)"))
  }

  private static func settled(_ scene: Scene, _ number: CaseNumber, _ outcome: String) throws -> String {
    try scene.tried(
      "agent", "select action from desk.attribute('attribution', \(number.id), '\(token)', \(version(scene, number)), '\(outcome)', 'vu')")
  }
}
