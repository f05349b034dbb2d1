import Postgres
import TestSupport
import Testing

/// The outbox: messages taken with a lease, their history, and the look for news.
@Suite struct OutboxTests {
  static let take = "select notification, attempt from hub.take_notifications($1) order by notification"

  @Test func noTwoLiveLeasesOnOneMessage() throws {
    let scene = try Scene()
    for index in 0..<12 {
      var form = Scene.Form()
      (form.lastName, form.licence) = ("MARTIN\(index)", "0802752000\(index + 10)")
      try scene.approve(scene.openCase(of: scene.submitAccount(form)))
    }
    try scene.passGrace()
    let database = scene.database
    let takers = try (0..<4).map { index in
      let login = try scene.login("mailer\(index)")
      return Worker {
        var connection = try database.connect(as: login)
        var taken: [Int] = []
        while true {
          let rows = try connection.query(Self.take, [.int(2)])
          if rows.isEmpty { return taken }
          taken += try rows.map { try $0.int("notification") }
        }
      }
    }
    let taken = try takers.flatMap { try $0.join() }
    #expect(taken.count == 12 && Set(taken).count == 12)
  }

  @Test func aMessageIsOfferedAgainAfterItsLeaseWithItsAttempt() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    let first = try scene.rows("mailer", Self.take, [.int(10)])
    let message = try #require(Int64(first[0].prefix { $0 != "|" }))
    #expect(first == ["\(message)|1"])
    try scene.advance("4 minutes")
    #expect(try scene.rows("mailer2", Self.take, [.int(10)]) == [])
    try scene.advance("61 seconds")
    #expect(try scene.rows("mailer2", Self.take, [.int(10)]) == ["\(message)|2"])
    // Who held it before has nothing to say about it any more.
    let report = "select hub.report_notification($1, $2, $3, 'sent')"
    #expect(refusal { try scene.call("mailer", report, [scene.request(), .int(message), .int(1)]) } == "PU056")
    // The one who holds it does, even late, as long as nobody else has it.
    try scene.advance("10 minutes")
    let history =
      "select attempt, outcome, taken_by = $2, reported_at is not null from hub.notification_attempt where driver = $1 order by attempt"
    let second = try scene.login("mailer2")
    #expect(try scene.rows("portal", history, [.int(driver), .text(second)]) == ["1|expired|f|f", "2|expired|t|f"])
    try scene.call("mailer2", report, [scene.request(), .int(message), .int(2)])
    #expect(try scene.rows("portal", history, [.int(driver), .text(second)]) == ["1|expired|f|f", "2|sent|t|t"])
    #expect(try scene.rows("mailer", Self.take, [.int(10)]) == [])
  }

  @Test func theSameRequestGivesTheSameMessagesWhileItsLeaseLasts() throws {
    let scene = try Scene()
    _ = try scene.activeDriver()
    let take = "select notification, attempt, lease_until from hub.take_notifications(10, $1)"
    let request = scene.request()
    let taken = try scene.rows("mailer", take, [request])
    #expect(taken.count == 1)
    #expect(try scene.rows("mailer", take, [request]) == taken)
    #expect(try scene.rows("mailer", take, [scene.request()]) == [])
    #expect(refusal { try scene.call("mailer2", take, [request]) } == "PU030")
    try scene.advance("6 minutes")
    #expect(try scene.rows("mailer", take, [request]) == [])
    #expect(try scene.rows("mailer2", Self.take, [.int(10)]).count == 1)
    #expect(try scene.rows("mailer", take, [request]) == [])
  }

  @Test func newsIsOneProbeOfAnIndex() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let news = "select waiting, next_at is null from hub.outbox_waiting"
    #expect(try scene.rows("mailer", news) == ["f|t"])
    try scene.approve(scene.openCase(of: driver))
    // Not yet, and nothing is told of when: a decision in its grace has no news.
    #expect(try scene.rows("mailer", news) == ["f|t"])
    try scene.passGrace()
    #expect(try scene.rows("mailer", news) == ["t|f"])
    // A hundred thousand messages that were sent, ten thousand that wait.
    try scene.database.administer(
      """
      insert into core.notification (driver_id, template, channel, address, language, created_at, effective_at, offered_after, state)
        select \(driver), 'certificate', 'email', 'a@example.fr', 'fr', core.now(), core.now(), core.now(), case when n % 10 = 0 then 'waiting' else 'sent' end
        from generate_series(1, 110000) as n;
      analyze core.notification
      """)
    let plan = try scene.rows(
      "mailer", "explain (analyze, buffers, costs off, timing off, summary off) select waiting from hub.outbox_waiting")
    #expect(plan.contains { $0.contains("Index") && $0.contains("notification_waiting") })
    #expect(!plan.contains { $0.contains("Seq Scan") || $0.contains("Sort") })
    // A few pages from the root of the index to its first entry.
    let pages = plan.first { $0.contains("Buffers: shared") }?.matches(of: /(?:hit|read)=(\d+)/).compactMap { Int($0.output.1) }.reduce(
      0, +)
    #expect((1...8).contains(pages ?? 0), "\(plan)")
  }
}
