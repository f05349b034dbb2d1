import Casework
import Desk
import Postgres
import Queries
import TestSupport
import Testing

extension SettingTests {
  static let request = "gen_random_uuid()"
  static let token = "0a0a0a0a-0000-4000-8000-000000000001"
  static let elsewhere = "E'JEAN DUPONT\\n9 RUE DU PORT\\n13002 MARSEILLE'"

  static func due(_ scene: Scene, _ queue: String) throws -> String {
    try scene.tried(
      "agent",
      "select to_char(to_timestamp(next_due) at time zone 'Europe/Paris', 'DD HH24:MI') from desk.queues() where queue = '\(queue)'")
  }

  /// A driver whose application for a card is a draft with all its documents.
  static func draft(_ scene: Scene, _ form: Scene.Form = Scene.Form()) throws -> (driver: Int64, application: Int64) {
    let training = try scene.recordTraining(form)
    let driver = try scene.activeDriver(form)
    return (driver, try scene.draftCard(driver, training))
  }

  /// A driver whose application was approved, and is an order.
  static func ordered(_ scene: Scene) throws -> (driver: Int64, application: Int64) {
    let (driver, application) = try draft(scene)
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    return (driver, application)
  }

  /// A quality case whose card has come, in an agent's hands, with findings; the statement attributes it.
  static func examined(_ scene: Scene, _ elements: String, _ findings: [(String, String)]) throws -> CaseNumber {
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
  static func attributed(_ scene: Scene, _ cause: String) throws -> (driver: Int64, claim: Int64, application: String) {
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
  static func returned(_ scene: Scene, printed: String? = nil) throws -> (String) throws -> String {
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

  static func drivers(_ scene: Scene, _ count: Int) throws -> [(driver: Int64, case: CaseNumber)] {
    try (1...count).map { number in
      let driver = try scene.submitAccount(Scene.form(number))
      return (driver, try scene.openCase(of: driver))
    }
  }

  static let expected =
    "select coalesce(string_agg(type || ' ' || required, ',' order by rank), 'none') from hub.expected_document where kind = "

  static func version(_ scene: Scene, _ number: CaseNumber) throws -> String {
    try #require(try scene.database.value("select version from core.desk_case where id = \(number.id)"))
  }

  static func settled(_ scene: Scene, _ number: CaseNumber, _ outcome: String) throws -> String {
    try scene.tried(
      "agent", "select action from desk.attribute('attribution', \(number.id), '\(token)', \(version(scene, number)), '\(outcome)', 'vu')")
  }
}
