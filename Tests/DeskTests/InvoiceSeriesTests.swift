import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Invoices and credit notes: two series, each unique, continuous and in the order of time, whatever becomes of the payments and decisions
/// behind them.
@Suite struct InvoiceSeriesTests {
  private struct Document: Equatable {
    var number, kind, issuedAt: String
  }

  /// What the portal sees, by the document's id.
  private func documents(_ scene: Scene) throws -> [String: Document] {
    var seen: [String: Document] = [:]
    for row in try scene.rows(
      "portal", "select invoice, number, kind, to_char(issued_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') from hub.invoice")
    {
      let columns = row.split(separator: "|").map { String($0) }
      seen[columns[0]] = Document(number: columns[1], kind: columns[2], issuedAt: columns[3])
    }
    return seen
  }

  /// Each series is 1, 2, 3 … by year, in the order of the times, and bears its own letter.
  private func check(_ documents: [String: Document], _ after: String) {
    for (kind, letter) in [("invoice", "F"), ("credit_note", "A")] {
      let series = documents.values.filter { $0.kind == kind }.sorted { $0.number < $1.number }
      for (year, members) in Dictionary(grouping: series, by: { $0.number.dropFirst().prefix(4) }) {
        let expected = members.indices.map { place in
          let digits = String(place + 1)
          return "\(letter)\(year)-" + String(repeating: "0", count: 7 - digits.count) + digits
        }
        #expect(members.map(\.number) == expected, "after \(after)")
      }
      let times = series.map(\.issuedAt)
      #expect(times == times.sorted(), "\(kind) after \(after)")
    }
  }

  private func form(_ index: Int) -> Scene.Form {
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN" + String(UnicodeScalar(UInt8(65 + index))), "08027520000\(index)")
    return form
  }

  static let pay = "select hub.record_payment($1, $2, 'paid', 'bank')"

  @Test func whatIsRolledBackLeavesNoGap() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let payment = try scene.declareLoss(driver, card)
    var service = try scene.connect("payment")
    for _ in 0..<3 {
      _ = try service.query("begin")
      _ = try service.query(Self.pay, [scene.request(), .int(payment)])
      _ = try service.query("rollback")
    }
    try scene.pay(payment)
    #expect(try documents(scene).values.map { String($0.number.suffix(8)) } == ["-0000001"])
    #expect(
      try scene.rows(
        "mailer", "select template, payload ->> 'number' from hub.take_notifications(100) where invoice is not null order by 1"
      ).map {
        String($0.suffix(7))
      } == ["0000001", "0000001"])
  }

  /// Payments that had failed and are paid all the same: each is invoiced and paid back at once, whatever else waits.
  private func failedPayments(_ scene: Scene, _ driver: Int64, _ count: Int) throws -> [Int64] {
    try scene.database.administer(
      """
      insert into core.payment (driver_id, application_id, amount, state, created_at)
        select \(driver), (select min(id) from core.application where driver_id = \(driver)), 3500, 'failed', core.now() from generate_series(1, \(count))
      """)
    let ids = try scene.database.value(
      "select string_agg(id::text, ' ') from core.payment where driver_id = \(driver) and state = 'failed'")
    return ids?.split(separator: " ").compactMap { Int64($0) } ?? []
  }

  @Test func sixteenPaymentsAtOnceFollowEachOther() throws {
    let scene = try Scene()
    var payments: [Int64] = []
    for index in 0..<16 {
      let training = try scene.recordTraining(form(index))
      let driver = try scene.activeDriver(form(index))
      _ = try scene.draftCard(driver, training)
      payments += try failedPayments(scene, driver, 3)
    }
    let database = scene.database
    let workers = try (0..<16).map { index in
      let login = try scene.login("payment\(index)")
      let mine = (0..<3).map { payments[index * 3 + $0] }
      let requests = mine.map { _ in scene.request() }
      return Worker {
        var connection = try database.connect(as: login)
        for (place, payment) in mine.enumerated() {
          _ = try connection.query("begin")
          _ = try connection.query(Self.pay, [requests[place], .int(payment)])
          // Transactions overlap, and end in another order than they began in.
          _ = try connection.query("select pg_sleep(random() * 0.02)")
          _ = try connection.query(place == 1 ? "rollback" : "commit")
        }
      }
    }
    for worker in workers { try worker.join() }
    let seen = try documents(scene)
    #expect(seen.values.count { $0.kind == "invoice" } == 32 && seen.values.count { $0.kind == "credit_note" } == 32)
    check(seen, "sixteen at once")
  }

  /// A theft that was paid for and waits for its review.
  static func paidTheft(_ scene: Scene, _ driver: Int64, _ card: Int64) throws -> CaseNumber {
    let application = try #require(
      try scene.call(
        "portal", "select hub.open_application($1, $2, 'replacement_theft', card => $3)", [scene.request(), .int(driver), .int(card)]
      )
      .flatMap { Int64($0) })
    try scene.put(driver, application, "theft_declaration", nil)
    try scene.call(
      "portal", "select hub.save_draft($1, $2, $3, 'addresses', invoice_address => $4, promise => true)",
      [scene.request(), .int(driver), .int(application), .text(Scene.Form().address)])
    try scene.pay(try #require(try scene.submit(driver, application)))
    return try scene.openCase(of: driver)
  }

  /// A claim that was attributed to the driver, corrected and paid.
  private func paidClaim(_ scene: Scene, _ driver: Int64, _ card: Int64) throws -> CaseNumber {
    let (claim, coupon, id) = try scene.declareClaim(driver, card, #"{"last_name": "DURAND"}"#)
    try scene.scan(coupon)
    try scene.attribute(id, .driver, [("last_name", "data_entry_error", "")], comment: "vu")
    try scene.passGrace()
    let payment = try #require(
      try scene.call(
        "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(claim)]
      )
      .flatMap { Int64($0) })
    try scene.pay(payment)
    return id
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func theSeriesHoldWhateverHappens(seed: UInt64) throws {
    let scene = try Scene()
    var dice = Dice(seed)
    var (thefts, claims, spare): ([CaseNumber], [CaseNumber], [Int64]) = ([], [], [])
    for index in 0..<6 {
      let (driver, card) = try scene.driverWithCard(form(index))
      spare += try failedPayments(scene, driver, 4)
      if index % 2 == 0 {
        thefts.append(try Self.paidTheft(scene, driver, card))
      } else {
        claims.append(try paidClaim(scene, driver, card))
      }
    }
    var supervisor = try scene.desk("supervisor")
    var seen: [String: Document] = [:]
    var closed: CaseNumber?
    for step in 0..<40 {
      var what = ""
      switch dice.roll(8) {
      case 0 where !spare.isEmpty:
        what = "a payment"
        try scene.pay(spare.remove(at: dice.roll(spare.count)))
      case 1 where !spare.isEmpty:
        what = "a payment that is rolled back"
        var service = try scene.connect("payment")
        _ = try service.query("begin")
        _ = try service.query(Self.pay, [scene.request(), .int(spare[dice.roll(spare.count)])])
        _ = try service.query("rollback")
      case 2 where spare.count > 3:
        what = "payments at once"
        let (database, login) = (scene.database, try scene.login("payment"))
        let workers = (0..<3).map { _ in
          let (payment, request) = (spare.removeLast(), scene.request())
          return Worker {
            var connection = try database.connect(as: login)
            _ = try connection.query(Self.pay, [request, .int(payment)])
          }
        }
        for worker in workers { try worker.join() }
      case 3 where closed == nil && !thefts.isEmpty:
        what = "a closing"
        closed = thefts.remove(at: dice.roll(thefts.count))
        let key = "closing-\(seed)-\(step)"
        try scene.call(
          "supervisor", "select action from desk.close_case($1, $2, null, null, 'withdrawal')", [.text(key), Parameter(closed)])
      case 4 where closed != nil:
        what = "an undo"
        if refusal({ _ = try supervisor.undo(closed) }) == nil {
          try? supervisor.release(closed!)
          thefts.append(closed!)
        }
        closed = nil
      case 5 where !claims.isEmpty:
        what = "a reversal"
        let id = claims.removeLast()
        _ = try supervisor.overturn(id, reason: "défaut d'impression")
        try scene.passGrace()
      case 6:
        what = "time"
        if closed != nil { closed = nil }
        try scene.advance(["119 seconds", "3 minutes", "40 days", "300 days"][dice.roll(4)])
      default:
        what = "a look"
        _ = try scene.rows(["mailer", "portal"][dice.roll(2)], "select position from hub.read_changes(0)")
        _ = try scene.takeMessages()
      }
      let now = try documents(scene)
      check(now, what)
      for (id, document) in seen { #expect(now[id] == document, "after \(what)") }
      seen = now
    }
    // Whatever took effect and was not looked at comes with the next look.
    try scene.advance("5 minutes")
    _ = try scene.takeMessages()
    let last = try documents(scene)
    check(last, "the end")
    #expect(try scene.database.value("select count(*) from core.invoice where number is null") == "0")
    let due = try scene.database.value("select count(*) from core.payment where state = 'refunded'")
    #expect(last.values.count { $0.kind == "credit_note" } == due.flatMap { Int($0) })
    #expect(last.count > 12)
  }

  @Test func aCreditNoteHasItsNumberFromItsEffectOn() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let id = try Self.paidTheft(scene, driver, card)
    let close = "select action from desk.close_case($1, $2, null, null, 'withdrawal')"
    var supervisor = try scene.desk("supervisor")
    try scene.call("supervisor", close, [.text("closing-1"), Parameter(id)])
    #expect(try scene.database.value("select count(*) from core.invoice where kind = 'credit_note' and number is null") == "1")
    #expect(try scene.takeMessages().filter { $0.hasPrefix("credit_note") } == [])
    _ = try supervisor.undo(id)
    try supervisor.release(id)
    try scene.call("supervisor", close, [.text("closing-2"), Parameter(id)])
    try scene.passGrace()
    #expect(try scene.takeMessages().filter { $0.hasPrefix("credit_note") } == ["credit_note by email"])
    let numbers = try documents(scene).values.map(\.number).sorted()
    #expect(numbers.map { "\($0.prefix(1))\($0.suffix(7))" } == ["A0000001", "F0000001"])
  }
}

/// Throws that are the same for the same seed.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A number from 0 up to, not including, `sides`.
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}
