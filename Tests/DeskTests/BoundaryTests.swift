import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What ends at a moment: a moment before it, and a moment after. What is counted in days is counted in those of Paris.
@Suite struct BoundaryTests {
  private static let token = "0a0a0a0a-0000-4000-8000-000000000002"

  /// Puts the clock a while before what a moment and a span make, and at its end.
  private struct End {
    var scene: Scene
    var moment: String

    init(_ scene: Scene, _ span: String, from column: String, of table: String) {
      (self.scene, moment) = (scene, "(select max(\(column)) from core.\(table)) + interval '\(span)'")
    }

    func before() throws { try scene.database.administer("select core.advance_clock(\(moment) - interval '30 seconds' - core.now())") }
    func after() throws { try scene.database.administer("select core.advance_clock(\(moment) - core.now())") }
  }

  /// A case of an account that was returned, its grace over.
  private func returned(_ scene: Scene) throws -> (driver: Int64, case: CaseNumber) {
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    return (driver, id)
  }

  @Test func aGraceEnds() throws {
    let scene = try Scene()
    let (driver, _) = try returned(scene)
    let end = End(scene, "2 minutes", from: "decided_at", of: "decision")
    try end.before()
    #expect(try scene.accountState(driver) == "submitted")
    #expect(try scene.tried("agent", "select kind from desk.undo('undo-before-the-end', '\(Self.token)')") == "return")
    try end.after()
    #expect(try scene.accountState(driver) == "to_correct")
    #expect(try scene.tried("agent", "select kind from desk.undo('undo-after-the-end', '\(Self.token)')") == "PU032")
  }

  @Test func aLeaseEnds() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    try scene.call("agent", "select desk.claim(\(id.id), '\(Self.token)')")
    let claim = "select desk.claim(\(id.id), gen_random_uuid())"
    let flag = "select 'flagged' from desk.flag(gen_random_uuid(), \(id.id), '\(Self.token)', 1, 'phone', 'missing')"
    let end = End(scene, "15 minutes", from: "at", of: "case_event where kind = 'claimed'")
    try end.before()
    #expect(try scene.tried("agent2", claim) == "PU010")
    #expect(try scene.tried("agent", flag) == "flagged")
    try end.after()
    #expect(try scene.tried("agent2", claim) == "new")
    #expect(try scene.tried("agent", flag) == "PU011")
  }

  @Test func aReservationEnds() throws {
    let scene = try Scene()
    let (driver, id) = try returned(scene)
    try scene.passGrace()
    var form = Scene.Form()
    form.phone = "0639980099"
    try scene.resubmitAccount(driver, form)
    let claim = "select desk.claim(\(id.id), gen_random_uuid())"
    let next = "select count(*) from desk.claim_next(array['accounts'], gen_random_uuid())"
    let end = End(scene, "6 hours", from: "started_at", of: "desk_case")
    try end.before()
    #expect(try scene.tried("agent2", claim) == "PU016" && scene.tried("agent2", next) == "0")
    #expect(try scene.tried("agent", claim) == "new")
    try end.after()
    #expect(try scene.tried("agent2", claim) == "new" && scene.tried("agent2", next) == "1")
  }

  @Test func aSkippedCaseComesBack() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    _ = try desk.claim(id)
    _ = try desk.skip(id)
    let next = "select count(*) from desk.claim_next(array['accounts'], gen_random_uuid())"
    let end = End(scene, "30 minutes", from: "at", of: "case_event where kind = 'skipped'")
    try end.before()
    #expect(try scene.tried("agent", next) == "0" && scene.tried("agent2", next) == "1")
    try end.after()
    #expect(try scene.tried("agent", next) == "1")
  }

  @Test func aDeadlinePasses() throws {
    let scene = try Scene()
    _ = try scene.submitAccount()
    let overdue = "select overdue from desk.queues() where queue = 'accounts'"
    let end = End(scene, "24 hours", from: "started_at", of: "desk_case")
    try end.before()
    #expect(try scene.tried("agent", overdue) == "0")
    try end.after()
    #expect(try scene.tried("agent", overdue) == "1")
  }

  /// Three working days from a Thursday: over a week-end, a night of 23 hours and Easter Monday.
  @Test func aDeadlineInWorkingDaysPasses() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    try scene.go(to: "2027-03-25 09:00:00")
    try scene.submit(driver, application)
    let overdue = "select overdue from desk.queues() where queue = 'documents'"
    try scene.go(to: "2027-03-31 08:59:30")
    #expect(try scene.tried("agent", overdue) == "0")
    try scene.go(to: "2027-03-31 09:00:30")
    #expect(try scene.tried("agent", overdue) == "1")
  }

  /// A day by the clock has 24 hours, also the one on which the clocks are put forward, or back.
  @Test func aDeadlineByTheClockPassesThroughAChangeOfClocks() throws {
    let scene = try Scene()
    let overdue = "select overdue from desk.queues() where queue = 'accounts'"
    for (number, (start, before, after)) in [
      ("2027-03-27 12:00:00", "2027-03-28 12:59:30", "2027-03-28 13:00:30"),
      ("2027-10-30 12:00:00", "2027-10-31 10:59:30", "2027-10-31 11:00:30"),
    ].enumerated() {
      try scene.go(to: start)
      let driver = try scene.submitAccount(Scene.form(number + 1))
      try scene.go(to: before)
      #expect(try scene.tried("agent", overdue) == "0", "\(start)")
      try scene.go(to: after)
      #expect(try scene.tried("agent", overdue) == "1", "\(start)")
      try scene.approve(scene.openCase(of: driver))
    }
  }

  @Test func aSilenceIsRemindedOnceThenShown() throws {
    let scene = try Scene()
    let (_, id) = try returned(scene)
    let reminders = "select count(*) from hub.take_notifications(1000) where template = 'reminder'"
    let silent = "select silent from desk.queues() where queue = 'accounts'"
    // Two minutes after the decision he was asked.
    let asked = End(scene, "15 days 2 minutes", from: "decided_at", of: "decision")
    try asked.before()
    #expect(try scene.tried("mailer", reminders) == "0")
    try asked.after()
    #expect(try scene.tried("mailer", reminders) == "1")
    _ = try scene.takeMessages()
    #expect(try scene.tried("mailer", "select count(*) from hub.take_notifications(1000)") == "0")
    let shown = End(scene, "45 days", from: "decided_at", of: "decision")
    try shown.before()
    #expect(try scene.tried("supervisor", silent) == "0")
    try shown.after()
    #expect(try scene.tried("supervisor", silent) == "1")
    // An agent reminds once a day.
    let remind = "select desk.remind(gen_random_uuid(), \(id.id))"
    try scene.call("agent", remind)
    let day = End(scene, "24 hours", from: "at", of: "case_event where kind = 'reminded'")
    try day.before()
    #expect(try scene.tried("agent2", remind) == "PU069")
    try day.after()
    #expect(try scene.tried("agent2", remind) == "email")
  }

  @Test func aReadingEndsAndIsCountedForAnHour() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.database.administer("update core.setting_value set value = '1' where name = 'reading_limit'")
    let reading = try #require(try scene.call("agent", "select desk.open_reading('driver', array[\(driver)])"))
    let read = "select desk.driver_file(\(reading)) is not null"
    let search = "select desk.open_reading('search', p_text => 'dupont') > 0"
    let end = End(scene, "2 minutes", from: "at", of: "file_access")
    try end.before()
    #expect(try scene.tried("agent", read) == "t")
    try end.after()
    #expect(try scene.tried("agent", read) == "PU080")
    let hour = End(scene, "1 hour", from: "at", of: "file_access")
    try hour.before()
    #expect(try scene.tried("agent", search) == "PU081")
    try hour.after()
    #expect(try scene.tried("agent", search) == "t")
  }

  @Test func aMessageIsAnotherMailersWhenItsLeaseEnds() throws {
    let scene = try Scene()
    _ = try scene.activeDriver()
    let take = "select count(*) from hub.take_notifications(1000)"
    try scene.call("mailer", take)
    let end = End(scene, "5 minutes", from: "taken_at", of: "notification_attempt")
    try end.before()
    #expect(try scene.tried("mailer2", take) == "0")
    try end.after()
    #expect(try scene.tried("mailer2", take) == "1")
  }

  @Test func aPasswordWaitsADay() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "sent")
    var desk = try scene.desk()
    _ = try desk.driverFile(driver)
    _ = try desk.contact(driver, "phone", "0639980077")
    _ = try MessageTests.send(scene, "sent")
    _ = try desk.resendPassword(driver)
    let take = "select coalesce(string_agg(template, ','), 'none') from hub.take_notifications(1000)"
    let end = End(scene, "24 hours", from: "contact_changed_at", of: "account")
    try end.before()
    #expect(try scene.tried("mailer", take) == "none")
    try end.after()
    #expect(try scene.tried("mailer", take) == "password")
  }

  @Test func anOrderIsAnotherFactorysWhenItsLeaseEnds() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let take = "select count(*) from hub.take_orders(gen_random_uuid(), 100)"
    try scene.call("factory", take)
    let end = End(scene, "1 hour", from: "taken_at", of: "card")
    try end.before()
    #expect(try scene.tried("factory2", take) == "0")
    try end.after()
    #expect(try scene.tried("factory2", take) == "1")
    // Accepted it is the first one's for good.
    let card = try #require(try scene.database.value("select id from core.card"))
    try scene.call("factory", "select hub.accept_orders(gen_random_uuid(), array[\(card)::bigint])")
    #expect(try scene.tried("factory2", take) == "0")
  }

  @Test func aRecapIsOverOnItsDay() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    let day = try #require(try scene.database.value("select (today() - interval '6 years')::date"))
    let over = try scene.recordTraining(kind: "continuing", issuedOn: day)
    let next = try #require(try scene.database.value("select (today() - interval '6 years' + interval '1 day')::date"))
    let shown = try scene.recordTraining(kind: "continuing", issuedOn: next)
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = \(driver)") == ["\(shown)"])
    let open = "select hub.open_application(gen_random_uuid(), \(driver), 'card',"
    #expect(try scene.tried("portal", "\(open) \(over)) > 0") == "PU040")
    #expect(try scene.tried("portal", "\(open) \(shown)) > 0") == "t")
  }

  @Test func aCertificateEndsWithItsLastDay() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    let training = try scene.recordTraining(issuedOn: "2026-08-31")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("right_outlives_certificate", to: "false")
    #expect(try scene.call("portal", "select valid_until from hub.certificate where training = \(training)") == "2026-12-31")
    let messages = "select coalesce(string_agg(template, ','), 'none') from hub.take_notifications(1000) where template = 'certificate'"
    let open = "select hub.open_application(gen_random_uuid(), \(driver), 'card', \(training)) > 0"
    // In Paris it is another day while it is still the same in Greenwich.
    try scene.go(to: "2026-12-31 23:50:00")
    #expect(try scene.tried("mailer", messages) == "certificate" && scene.tried("portal", open) == "t")
    try scene.go(to: "2027-01-01 00:00:05")
    #expect(try scene.tried("mailer", messages) == "none" && scene.tried("portal", open) == "PU040")
  }

  @Test func aCardIsUsedToItsLastDay() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard(isActive: false)
    let activate = "select hub.activate_card(gen_random_uuid(), \(driver), \(card))"
    let lose = "select hub.declare_loss(gen_random_uuid(), \(driver), \(card), true, 'X', 'X', '') > 0"
    let last = try #require(try scene.database.value("select expires_on from core.card"))
    try scene.go(to: "\(last) 23:50:00")
    #expect(try scene.tried("portal", activate) == "active" && scene.tried("portal", lose) == "t")
    try scene.advance("15 minutes")
    #expect(try scene.tried("portal", activate) == "PU006" && scene.tried("portal", lose) == "PU045")
  }

  @Test func aQualificationIsPrintedForAsLongAsACardIsValid() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, scene.draftCard(driver, training))
    let id = try scene.openCase(of: driver)
    let take = "select content ->> 'qualification' from hub.take_orders(gen_random_uuid(), 100)"
    for (days, printed) in [("0", #"["goods"]"#), ("1", #"["goods", "passengers"]"#)] {
      let form = Scene.Form()
      try scene.call(
        "centre",
        """
        select hub.record_training(gen_random_uuid(), 'initial', 'passengers', '\(form.licence)', '\(form.lastName)', '\(form.firstNames)',
          '\(form.birthDate)', (today() - interval '5 years')::date + \(days), true)
        """)
      try scene.approve(id)
      try scene.passGrace()
      #expect(try scene.tried("factory", take) == printed, "\(days)")
      var supervisor = try scene.desk("supervisor")
      _ = try supervisor.overturn(id, reason: "encore")
      try scene.passGrace()
    }
  }

  @Test func aDecisionIsOnTimeUpToItsDeadline() throws {
    let scene = try Scene()
    let ids = try (1...2).map { try scene.openCase(of: scene.submitAccount(Scene.form($0))) }
    let end = End(scene, "24 hours", from: "started_at", of: "desk_case where id = \(ids[0].id)")
    try end.before()
    try scene.approve(ids[0])
    try end.after()
    try scene.advance("1 minute")
    try scene.approve(ids[1])
    #expect(try scene.rows("supervisor", "select on_time from desk.report_decision order by decision") == ["t", "f"])
  }

  @Test func whatIsAskedAgainKeepsThePriceOfItsDay() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(scene.declareLoss(driver, card), "failed")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("replacement_fee", to: "4200")
    let loss = try #require(try scene.call("portal", "select max(application) from hub.application"))
    try scene.call("portal", "select hub.retry_payment(gen_random_uuid(), \(driver), \(loss))")
    #expect(try scene.rows("payment", "select amount from hub.pending_payment") == ["3500"])
  }

  @Test func anInvoiceIsShownForTenYears() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(scene.declareLoss(driver, card))
    let end = End(scene, "10 years", from: "issued_at", of: "invoice")
    try end.before()
    #expect(try scene.rows("portal", "select kind from hub.invoice") == ["invoice"])
    try end.after()
    #expect(try scene.rows("portal", "select kind from hub.invoice") == [])
  }

  @Test func anInvoiceBearsTheYearOfParis() throws {
    let scene = try Scene()
    let owners = try (1...2).map { try scene.driverWithCard(Scene.form($0)) }
    let payments = try owners.map { try scene.declareLoss($0.driver, $0.card) }
    try scene.go(to: "2027-12-31 23:50:00")
    try scene.pay(payments[0])
    // At half past midnight in Paris the year in Greenwich is the old one.
    try scene.go(to: "2028-01-01 00:30:00")
    try scene.pay(payments[1])
    #expect(try scene.rows("portal", "select number from hub.invoice order by invoice") == ["F2027-0000001", "F2028-0000001"])
  }

  @Test func todayIsTheDayInParis() throws {
    let scene = try Scene()
    let counts = "select arrived || ' ' || decided from desk.queues() where queue = 'accounts'"
    try scene.go(to: "2027-06-30 23:50:00")
    try scene.approve(scene.openCase(of: scene.submitAccount()))
    #expect(try scene.tried("agent", counts) == "1 1")
    try scene.go(to: "2027-07-01 00:00:30")
    #expect(try scene.tried("agent", counts) == "0 0")
    _ = try scene.submitAccount(Scene.form(1))
    // It is still June in Greenwich until two o'clock, and July 1st here all day.
    try scene.go(to: "2027-07-01 02:30:00")
    #expect(try scene.tried("agent", counts) == "1 0")
    try scene.go(to: "2027-07-02 00:30:00")
    try scene.approve(scene.openCase(of: scene.submitAccount(Scene.form(2))))
    try scene.passGrace()
    let decided = try scene.rows("supervisor", "select decided_on, on_time, took_effect from desk.report_decision order by 1")
    #expect(decided == ["2027-06-30|t|t", "2027-07-02|t|t"])
  }
}
