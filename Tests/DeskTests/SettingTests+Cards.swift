import Casework
import Desk
import Postgres
import Queries
import TestSupport
import Testing

extension SettingTests {
  /// Trainings, certificates, applications, cards: made, lost, defective, come back.
  static let ofCards: [Scenario] = [
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

  ]
}
