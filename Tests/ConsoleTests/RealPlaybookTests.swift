import Desk
import Foundation
import Postgres
import TestSupport
import Testing

/// The playbooks of `playbooks/`, run for real, in both languages; and what reports say of that day.
@Suite struct RealPlaybookTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../playbooks").standardized

  /// A playbook in French words: every command and option has two names.
  private func french(_ name: String) throws -> String {
    var text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    for (english, french) in [
      ("report waits days", "rapport attentes jours"), ("report outcomes days", "rapport décisions jours"),
      ("report deadlines days", "rapport échéances jours"), ("expect ", "vérifier "), ("list ", "lister "), ("--overdue", "--en-retard"),
      ("--escalated", "--escaladés"), ("--limit", "--limite"), ("--mine", "--miens"), ("--held", "--tenus"), ("\nqueues\n", "\nfiles\n"),
      ("do undelivered", "do pnd"), ("do receive", "do réceptionner"), ("\ndestroy\n", "\ndétruire\n"),
    ] { text = text.replacing(english, with: french) }
    return text
  }

  @Test func everyPlaybookIsUnderstoodInBothLanguages() throws {
    let counter = try Counter()
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names == ["end-of-day.pupitre", "mailroom.pupitre", "opening.pupitre"])
    for name in names {
      let english = try counter.run("", ["-f", Self.folder.appending(path: name).path], as: counter.supervisor)
      #expect(english.status == .exited(0), "\(name): \(english.errors)")
      let french = try counter.run(try french(name), ["-f", "-"], as: counter.supervisor, lang: "fr")
      #expect(french.status == .exited(0), "\(name): \(french.errors)")
    }
  }

  @Test func theDayOpensAndEnds() throws {
    let counter = try Counter(accounts: 2)
    let opening = ["-f", Self.folder.appending(path: "opening.pupitre").path]
    let end = ["-f", Self.folder.appending(path: "end-of-day.pupitre").path]
    #expect(try counter.run("next accounts\n").status == .exited(0))
    let held = try counter.run("", end, as: counter.supervisor)
    #expect(held.status == .exited(7))
    #expect(held.errors.contains("expected: rows = 0; there is 1 row"))
    try counter.database.advanceClock(by: "25 hours")
    let late = try counter.run("", opening, as: counter.supervisor)
    #expect(late.status == .exited(7))
    #expect(late.errors.contains("opening.pupitre:16: expected: rows <= 0; there are 2 rows"), "\(late.errors)")
    let borne = try counter.run("", opening + ["--set", "overdue=2"], as: counter.supervisor)
    #expect(borne.status == .exited(0), "\(borne.errors)")
    #expect(try counter.run("", opening).status == .exited(4), "an agent may not read who has been silent")
    #expect(try counter.run("next\napprove\nnext\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let ended = try counter.run("", end, as: counter.supervisor)
    #expect(ended.status == .exited(0), "\(ended.errors)")
    #expect(ended.output.contains("approved"))
  }

  /// Three cards on their way; two come back, one with its coupon.
  @Test func aMailroomBatch() throws {
    let counter = try Counter()
    let cards = try (0..<3).map { _ in try card(counter) }
    let claim = try #require(
      try counter.value(
        "select hub.declare_quality_claim($1::uuid, $2, $3, '{\"photo\": \"\"}', '', $4, $4, 'DURAND')",
        [.text(UUIDText.random()), .int(cards[2].driver), .int(cards[2].card), "12 RUE DES LILAS\n69003 LYON"],
        as: try counter.login("portal")))
    let number = try #require(Int64(claim))
    let coupon = try #require(try counter.value("select coupon from core.quality_claim where id = $1", [.int(number)]))
    let returned = FileManager.default.temporaryDirectory.appending(path: "returned-\(UUID()).csv")
    let received = FileManager.default.temporaryDirectory.appending(path: "received-\(UUID()).txt")
    defer { for file in [returned, received] { try? FileManager.default.removeItem(at: file) } }
    try Data("\(cards[0].barcode);N02\n\(cards[1].barcode);non-réclamé\n".utf8).write(to: returned)
    try Data("\(coupon)\n".utf8).write(to: received)
    let batch = ["--set", "returned=\(returned.path)", "--set", "received=\(received.path)", "--format", "jsonl"]
    let run = try counter.run("", ["-f", Self.folder.appending(path: "mailroom.pupitre").path] + batch)
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("\"data_line\":2"))
    #expect(run.output.contains("\"done\":5,\"failed\":0,\"not_run\":0"), "\(run.output)")
    #expect(try counter.value("select string_agg(state, ' ' order by id) from core.card") == "returned returned active")
    #expect(try counter.value("select count(*) from core.desk_case where queue = 'quality' and state = 'open'") == "1")

    // Scanned again, in French: the same cases.
    let again = try counter.run(try french("mailroom.pupitre"), ["-f", "-"] + batch, lang: "fr")
    #expect(again.status == .exited(0), "\(again.errors)")
    #expect(try counter.value("select count(*) from core.returned_dispatch") == "2")
    // A wrong reason in the file, and not one envelope of it is registered.
    try Data("\(cards[2].barcode);N02\n\(cards[2].barcode);N99\n".utf8).write(to: returned)
    let wrong = try counter.run("", ["-f", Self.folder.appending(path: "mailroom.pupitre").path] + batch)
    #expect(wrong.status == .exited(1))
    #expect(wrong.errors.contains("mailroom.pupitre:13: \(returned.path):2: "), "\(wrong.errors)")

    try undeliveredIsReported(counter, cards[0].driver)
    try attributionIsReported(counter, coupon)
  }

  /// One driver confirms his address and the card is sent again; the other says nothing.
  func undeliveredIsReported(_ counter: Counter, _ driver: Int64) throws {
    let returned = try counter.value("select id from core.returned_dispatch where driver_id = $1", [.int(driver)])
    // He is told once the registration can no longer be taken back.
    try counter.database.advanceClock(by: "3 minutes")
    try counter.value(
      "select hub.answer_returned_dispatch($1::uuid, $2, $3)",
      [.text(UUIDText.random()), .int(driver), .int(try #require(returned.flatMap { Int64($0) }))], as: try counter.login("portal"))
    let reshipped = try counter.run("next undelivered\nreship\n")
    #expect(reshipped.status == .exited(0), "\(reshipped.errors)")
    var rows = try report(counter, "undelivered")
    #expect(rows.map { $0["reason"] as? String } == [nil, "unknown_at_address", "unclaimed"])
    #expect(rows.map { $0["detail"] as? String }[0] == "total")
    #expect(["returned", "confirmed", "unanswered", "in_hand", "reshipped"].map { rows[0][$0] as? Int } == [2, 1, 1, 1, 0])
    try counter.database.advanceClock(by: "2 days")
    let dispatch = try counter.value("select dispatch from hub.dispatch_order", as: try counter.login("mailroom"))
    try counter.value(
      "select hub.report_reshipment($1::uuid, $2, '2L99999999999')",
      [.text(UUIDText.random()), .int(try #require(dispatch.flatMap { Int64($0) }))], as: try counter.login("mailroom"))
    rows = try report(counter, "pnd")
    #expect(["returned", "unanswered", "in_hand", "reshipped", "second_returns"].map { rows[0][$0] as? Int } == [2, 1, 0, 1, 0])
    #expect(rows[1]["median_days"] as? Double == 2)
    let waits = try report(counter, "waits days=1")
    #expect(waits.map { $0["wait"] as? String } == ["returned_card"])
    // It comes back a second time.
    #expect(try counter.run("undelivered 2L99999999999 refused\n").status == .exited(0))
    rows = try report(counter, "undelivered")
    #expect(["returned", "reshipped", "second_returns"].map { rows[0][$0] as? Int } == [3, 1, 1])
  }

  /// The checks cannot tell; the agent finds a damage that is the driver's.
  func attributionIsReported(_ counter: Counter, _ coupon: String) throws {
    let run = try counter.run("next quality\nfinding photo holder_damage\nattribute driver 'bent in two'\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(try report(counter, "attribution").isEmpty)
    try counter.database.advanceClock(by: "3 minutes")
    let rows = try report(counter, "attribution")
    #expect(rows.map { $0["cause"] as? String } == [nil, "holder_damage"])
    #expect(rows.map { $0["attributions"] as? Int } == [1, 1])
    for row in rows {
      #expect((row["as_suggested"] as? Int ?? 0) + (row["against"] as? Int ?? 0) + (row["without_suggestion"] as? Int ?? 0) == 1)
    }
    #expect(try report(counter, "waits days=0").map { $0["wait"] as? String }.contains("correction"))
    let outcomes = try report(counter, "outcomes queue=quality")
    #expect(outcomes.map { $0["reason"] as? String } == [nil, "driver"])
    // People read the name that they type.
    for (line, lang, reasons) in [
      ("rapport décisions file=qualité", "fr", ["", "conducteur"]), ("report outcomes", "en", ["", "driver"]),
    ] {
      let shown = try counter.run(line + "\n", ["--format", "html"], as: counter.supervisor, lang: lang).output
      let rows = shown.split(separator: "<tr").filter { $0.contains(lang == "fr" ? "imputé" : "attributed") }
      #expect(rows.map { $0.matches(of: #/<td[^>]*>([^<]*)</td>/#).map { String($0.1) }[3] } == reasons, "\(shown)")
    }
  }

  private func report(_ counter: Counter, _ line: String) throws -> [[String: Any]] {
    let run = try counter.run("report \(line)\n", ["--format", "json"], as: counter.supervisor)
    #expect(run.status == .exited(0), "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.outputBytes)) as? [[String: Any]])
  }

  /// A driver's card, made and sent; the third driver has activated his.
  private func card(_ counter: Counter) throws -> (driver: Int64, card: Int64, barcode: String) {
    let number = try counter.application()
    let approved = try counter.run("open \(number)\napprove\n")
    #expect(approved.status == .exited(0), "\(approved.errors)")
    try counter.database.advanceClock(by: "3 minutes")
    let factory = try counter.login("factory")
    let taken = try counter.value("select card from hub.take_orders($1::uuid, 1)", [.text(UUIDText.random())], as: factory)
    let card = try #require(taken.flatMap { Int64($0) })
    let barcode = "2L000000\(card)0"
    try counter.value(
      "select hub.report_production($1::uuid, $2, $3, today() + 1500)",
      [.text(UUIDText.random()), .int(card), .text("CQ\(card)")],
      as: factory)
    try counter.value(
      "select hub.report_dispatch($1::uuid, $2, $3)", [.text(UUIDText.random()), .int(card), .text(barcode)], as: factory)
    let driver = try #require(try counter.value("select driver_id from core.card where id = $1", [.int(card)]).flatMap { Int64($0) })
    if try counter.value("select count(*) from core.card") == "3" {
      try counter.value(
        "select hub.activate_card($1::uuid, $2, $3)", [.text(UUIDText.random()), .int(driver), .int(card)], as: try counter.login("portal"))
    }
    return (driver, card, barcode)
  }
}
