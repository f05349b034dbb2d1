import Casework
import Desk
import Postgres
import Queries
import TestSupport
import Testing

extension SettingTests {
  /// Due times, leases, graces, hands, readings, messages and waits.
  static let ofWork: [Scenario] = [
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

    // Looks at what is approved.
    Scenario("unseen_photo", "rule", "approve", "PU091") { scene in
      let (driver, application) = try draft(scene)
      try scene.submit(driver, application)
      let id = try scene.openCase(of: driver)
      try scene.call("agent", "select desk.claim(\(id.id), '\(token)')")
      return { try scene.tried("agent", "select action from desk.approve(gen_random_uuid()::text, \(id.id), '\(token)', 1)") }
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
}
