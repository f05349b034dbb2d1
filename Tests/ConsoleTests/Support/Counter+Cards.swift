import Desk
import Postgres
import TestSupport
import Testing

/// Cards in drivers' hands, and what becomes of them.
extension Counter {
  /// A card that was made and sent.
  struct SentCard {
    var driver: Int64
    var card: Int64
    var serial: String
    var barcode: String
  }

  private func id(_ sql: String, _ parameters: [Parameter], as group: String) throws -> Int64 {
    try #require(try value(sql, [.text(UUIDText.random())] + parameters, as: try login(group)).flatMap { Int64($0) })
  }

  /// A driver's card: applied for, approved, made and sent. `printed` is what the factory put on it instead of what was ordered.
  func sentCard(printed: String? = nil, address: String? = nil, pictures: Bool = false) throws -> SentCard {
    let number = try application(pictures: pictures)
    #expect(try run("open \(number)\napprove\n").status == .exited(0))
    try database.advanceClock(by: "3 minutes")
    let factory = try login("factory")
    let card = try #require(
      try value("select card from hub.take_orders($1::uuid, 10)", [.text(UUIDText.random())], as: factory).flatMap { Int64($0) })
    let driver = try #require(try value("select driver_id from core.card where id = $1", [.int(card)]).flatMap { Int64($0) })
    let (serial, barcode) = ("FR\(card)A", "2L\(card)")
    try value(
      "select hub.report_production($1::uuid, $2, $3, (today() + interval '5 years')::date, $4::json)",
      [.text(UUIDText.random()), .int(card), .text(serial), Parameter(printed)], as: factory)
    try value(
      "select hub.report_dispatch($1::uuid, $2, $3, $4)", [.text(UUIDText.random()), .int(card), .text(barcode), Parameter(address)],
      as: factory)
    return SentCard(driver: driver, card: card, serial: serial, barcode: barcode)
  }

  /// A centre records a training under that licence and those names. Gives its number.
  func training(licence: String, lastName: String, firstNames: String) throws -> String {
    try #require(
      try value(
        "select hub.record_training($1::uuid, 'continuing', 'goods', $2, $3, $4, '1980-02-03', today(), true)",
        [.text(UUIDText.random()), .text(licence), .text(lastName), .text(firstNames)], as: try login("centre")))
  }

  /// A driver declares a card defective. Gives the coupon, the case and the claim.
  func claim(_ card: SentCard, _ elements: String = #"{"last_name": "DURANT"}"#, statement: String = "Il manque une lettre.") throws
    -> (coupon: String, number: String, claim: Int64)
  {
    let claim = try id(
      "select hub.declare_quality_claim($1::uuid, $2, $3, $4::json, $5, $6, $6, 'ZOÉ DURAND')",
      [.int(card.driver), .int(card.card), .text(elements), .text(statement), .text("12 RUE DES LILAS\n69003 LYON")], as: "portal")
    let row = try #require(
      try value("select coupon || ' ' || case_id / 10 || '-' || case_id % 10 from core.quality_claim where id = $1", [.int(claim)]))
    let words = row.split(separator: " ").map(String.init)
    return (words[0], words[1], claim)
  }

  /// A driver, once he was told, says where his returned card goes: nil confirms the address. Gives the payment he owes, if he does.
  @discardableResult
  func answer(_ card: SentCard, address: String? = nil) throws -> Int64? {
    try database.advanceClock(by: "3 minutes")
    let returned = try value("select max(id) from core.returned_dispatch where card_id = $1", [.int(card.card)])
    return try value(
      "select hub.answer_returned_dispatch($1::uuid, $2, $3, $4, $4, 'ZOÉ DURAND')",
      [.text(UUIDText.random()), .int(card.driver), .int(try #require(returned.flatMap { Int64($0) })), Parameter(address)],
      as: try login("portal")
    ).flatMap { Int64($0) }
  }

  /// A driver pays.
  func pay(_ payment: Int64) throws {
    try value(
      "select hub.record_payment($1::uuid, $2, 'paid', 'ref-' || $2::bigint)", [.text(UUIDText.random()), .int(payment)],
      as: try login("payment"))
  }

  /// The number of the case of a returned card.
  func returnCase(_ card: SentCard) throws -> String {
    try #require(
      try value(
        "select case_id / 10 || '-' || case_id % 10 from core.returned_dispatch where card_id = $1 order by id desc limit 1",
        [.int(card.card)]))
  }
}
