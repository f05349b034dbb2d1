import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Flows 2, 3, 4, 9 and 10: training, application, information request, production, card in hand.
@Suite struct CardFlowTests {
  @Test func aTrainingWaitsForItsAccountAndYieldsACertificateOfFourMonths() throws {
    let scene = try Scene()
    let training = try scene.recordTraining(issuedOn: "2026-10-31")
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == [])
    try scene.passGrace()
    #expect(
      try scene.rows("portal", "select training, right_unused from hub.training_record where driver = $1", [.int(driver)]) == [
        "\(training)|t"
      ])
    // Four months after 31 October is the end of February.
    #expect(
      try scene.rows("portal", "select valid_from, valid_until from hub.certificate where driver = $1", [.int(driver)]) == [
        "2026-10-31|2027-02-28"
      ])
    #expect(try scene.takeMessages().sorted() == ["account_approved by email", "certificate by email"])
  }

  @Test func undoingAnApprovalDetachesItsTrainings() throws {
    let scene = try Scene()
    try scene.recordTraining()
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    var desk = try scene.desk()
    _ = try desk.undo()
    try scene.passGrace()
    #expect(try scene.rows("portal", "select certificate from hub.certificate where driver = $1", [.int(driver)]) == [])
    #expect(try scene.takeMessages() == [])
    #expect(try scene.rows("centre", "select attached from hub.centre_training") == ["f"])
  }

  @Test func anotherSpellingIsNotAnExactMatchAndACentreCorrectsIt() throws {
    let scene = try Scene()
    var misspelt = Scene.Form()
    misspelt.lastName = "DUPOND"
    let training = try scene.recordTraining(misspelt)
    let driver = try scene.activeDriver()
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == [])
    let form = Scene.Form()
    try scene.call(
      "centre", "select hub.correct_training($1, $2, 'initial', 'goods', $3, 'Dupont', 'JEAN', $4, today(), true)",
      [scene.request(), .int(training), .text(form.licence), .text(form.birthDate)])
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == ["\(training)"])
    try scene.call("centre", "select hub.cancel_training($1, $2)", [scene.request(), .int(training)])
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == [])
  }

  @Test func aCorrectionLeavesWhatItDoesNotConcern() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    let certificate = { try scene.rows("portal", "select certificate, valid_from from hub.certificate where driver = $1", [.int(driver)]) }
    let before = try certificate()
    _ = try scene.takeMessages()
    let form = Scene.Form()
    func correct(_ values: String, _ licence: String = form.licence, right: Bool = true) throws {
      try scene.call(
        "centre", "select hub.correct_training($1, $2, \(values), $6)",
        [scene.request(), .int(training), .text(licence), .text(form.lastName), .text(form.birthDate), .bool(right)])
    }
    // The same again, and what does not make it another driver's.
    for values in ["'initial', 'goods', $3, $4, 'Jean', $5, today()", "'initial', 'passengers', $3, $4, 'JEAN', $5, today()"] {
      try correct(values)
      #expect(try scene.applicationState(application) == "draft")
      #expect(try scene.rows("portal", "select count(*) from hub.document where application = $1", [.int(application)]) == ["5"])
      #expect(try certificate() == before)
      #expect(try scene.takeMessages() == [])
    }
    // Another day moves the certificate, and he is told.
    try correct("'initial', 'passengers', $3, $4, 'Jean', $5, today() - 1")
    let moved = try certificate()
    #expect(moved != before && moved.first?.prefix { $0 != "|" } == before.first?.prefix { $0 != "|" })
    #expect(try scene.takeMessages() == ["certificate by email"])
    // What gives no right any more leaves no draft; what is another driver's leaves nothing.
    try correct("'initial', 'passengers', $3, $4, 'Jean', $5, today() - 1", right: false)
    #expect(try scene.applicationState(application) == nil && certificate() == [])
    #expect(try scene.rows("centre", "select attached from hub.centre_training") == ["t"])
    try correct("'initial', 'passengers', $3, $4, 'Jean', $5, today() - 1", "080275200009")
    #expect(try scene.rows("centre", "select attached from hub.centre_training") == ["f"])
  }

  @Test func whatAnAgentAttachedStaysAttached() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    var misspelt = Scene.Form()
    misspelt.lastName = "DUPOND"
    let training = try scene.recordTraining(misspelt)
    var desk = try scene.desk()
    _ = try desk.attach(training, to: driver, comment: "vu avec le centre")
    try scene.call(
      "centre", "select hub.correct_training($1, $2, 'initial', 'passengers', $3, $4, 'Jean', $5, today(), true)",
      [scene.request(), .int(training), .text(misspelt.licence), .text(misspelt.lastName), .text(misspelt.birthDate)])
    #expect(try scene.rows("centre", "select attached from hub.centre_training") == ["t"])
  }

  @Test func continuingTrainingsAreShownForSixYears() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    try scene.recordTraining(kind: "continuing", issuedOn: "2020-11-20")
    let initial = try scene.recordTraining(kind: "initial", issuedOn: "2012-05-02")
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == ["\(initial)"])
  }

  @Test func aCardFromTrainingToActivation() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    #expect(try scene.applicationState(application) == "draft")
    try scene.call("portal", "select hub.save_draft($1, $2, $3, 'summary')", [scene.request(), .int(driver), .int(application)])
    #expect(try scene.call("portal", "select step from hub.application where application = $1", [.int(application)]) == "summary")
    try scene.submit(driver, application)
    #expect(try scene.applicationState(application) == "submitted")
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("photo", "blurred"), ("delivery_address", "incomplete_address")])
    #expect(try scene.applicationState(application) == "submitted")
    try scene.passGrace()
    #expect(try scene.applicationState(application) == "to_correct")
    #expect(
      try scene.rows(
        "portal", "select item, wording_fr from hub.information_request where application = $1 order by item", [.int(application)]
      ).count == 2)
    try scene.put(driver, application, "photo", nil, bytes: Array("new photo".utf8))
    try scene.call(
      "portal", "select hub.answer_request($1, $2, $3, delivery_address => $4)",
      [scene.request(), .int(driver), .int(application), .text("JEAN DUPONT\n2 RUE NEUVE\n69002 LYON")])
    var desk = try scene.desk()
    _ = try desk.claim(id)
    let file = try desk.caseFile(id)
    #expect(file.case.round == 2)
    #expect(
      file.documents.filter { $0.type.rawValue == "photo" }.count == 2
        && file.currentDocuments.filter { $0.type.rawValue == "photo" }.count == 1)
    _ = try desk.approve(id, version: file.case.version)
    #expect(try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()]) == [])
    try scene.passGrace()
    // The address can change until production takes the order.
    try scene.call(
      "portal", "select hub.change_delivery_address($1, $2, $3, $4)",
      [scene.request(), .int(driver), .int(application), .text("JEAN DUPONT\n3 RUE DERNIERE\n69003 LYON")])
    let take = scene.request()
    let taken = try scene.rows("factory", "select card, delivery_address from hub.take_orders($1, 10)", [take])
    #expect(taken.count == 1 && taken[0].contains("3 RUE DERNIERE"))
    #expect(try scene.rows("factory", "select card, delivery_address from hub.take_orders($1, 10)", [take]) == taken)
    #expect(try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()]) == [])
    #expect(
      refusal {
        try scene.call(
          "portal", "select hub.change_delivery_address($1, $2, $3, $4)",
          [scene.request(), .int(driver), .int(application), .text("AILLEURS\n69003 LYON")])
      } == "PU053")
    let card = try #require(Int64(taken[0].prefix { $0 != "|" }))
    #expect(try scene.rows("factory", "select type from hub.order_pictures($1) order by type", [.int(card)]) == ["photo", "signature"])
    try scene.call(
      "factory", "select hub.report_production($1, $2, 'CQC0001', today() + 1500)", [scene.request(), .int(card)])
    #expect(try scene.cardState(card) == "produced")
    try scene.call("factory", "select hub.report_dispatch($1, $2, 'LP000001')", [scene.request(), .int(card)])
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(card)])
    #expect(try scene.cardState(card) == "active")
    #expect(
      try scene.rows("portal", "select state from hub.application_status where application = $1 order by status", [.int(application)])
        == ["draft", "submitted", "to_correct", "submitted", "approved", "in_production", "produced", "dispatched", "completed"])
  }

  @Test func aFactoryReadsItsOwnCardsAlone() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining()))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()]).first)
    for (factory, cards) in [("factory", [card]), ("factory2", [])] {
      #expect(try scene.rows(factory, "select card from hub.factory_card") == cards, "\(factory)")
      #expect(try scene.rows(factory, "select type from hub.order_pictures(\(card))").count == 2 * cards.count, "\(factory)")
      #expect(try scene.rows(factory, "select id from hub.read_changes(0) where object = 'card'").isEmpty == cards.isEmpty, "\(factory)")
    }
    let pictures = { try scene.rows("factory", "select type from hub.order_pictures(\(card))").count }
    for call in ["report_production($1, \(card), 'CQC1', today() + 900)", "accept_orders($1, array[\(card)])"] {
      #expect(refusal { try scene.call("factory2", "select hub.\(call)", [scene.request()]) } == "PU004", "\(call)")
    }
    // What was printed and sent needs no pictures.
    try scene.call("factory", "select hub.report_production($1, \(card), 'CQC1', today() + 900)", [scene.request()])
    #expect(try pictures() == 2)
    try scene.call("factory", "select hub.report_dispatch($1, \(card), 'LP000001')", [scene.request()])
    #expect(try pictures() == 0)
  }

  @Test func noCardWithoutAnUnusedRight() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let open = "select hub.open_application($1, $2, 'card', training => $3)"
    #expect(refusal { try scene.call("portal", open, [scene.request(), .int(driver), .int(training + 1)]) } == "PU040")
    let shown = "select right_unused from hub.training_record order by training"
    #expect(try scene.rows("portal", shown) == ["t"])
    // One that gives none has none left either.
    try scene.database.administer("update core.training set gives_right = false")
    #expect(try scene.rows("portal", shown) == ["f"])
    try scene.database.administer("update core.training set gives_right = true")
    let application = try scene.draftCard(driver, training)
    #expect(refusal { try scene.call("portal", open, [scene.request(), .int(driver), .int(training)]) } == "PU041")
    // Cancelling a draft deletes what was given, and frees the right.
    try scene.call("portal", "select hub.cancel_application($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    #expect(try scene.applicationState(application) == nil)
    #expect(try scene.rows("portal", "select document from hub.document where application = $1", [.int(application)]) == [])
    #expect(try scene.database.value("select count(*) from core.blob") == "0")
    let again = try scene.draftCard(driver, training)
    try scene.submit(driver, again)
    #expect(try scene.rows("portal", "select right_unused from hub.training_record where driver = $1", [.int(driver)]) == ["f"])
    #expect(refusal { try scene.call("portal", open, [scene.request(), .int(driver), .int(training)]) } == "PU041")
    // Closed by a supervisor, the right is free again, once the closing takes effect.
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(scene.openCase(of: driver), reason: "withdrawal")
    try scene.passGrace()
    #expect(try scene.rows("portal", "select right_unused from hub.training_record where driver = $1", [.int(driver)]) == ["t"])
    #expect(try scene.call("portal", open, [scene.request(), .int(driver), .int(training)]) != nil)
  }

  @Test func theOldestOrderIsTakenFirst() throws {
    let scene = try Scene()
    var applications: [String] = []
    for number in 1...2 {
      let form = Scene.form(number)
      let training = try scene.recordTraining(form)
      let driver = try scene.activeDriver(form)
      let application = try scene.draftCard(driver, training)
      // Given again, the former photograph is not shown any more.
      try scene.put(driver, application, "photo", nil, bytes: Scene.picture("another \(number)"))
      #expect(try scene.rows("portal", "select count(*) from hub.document where application = \(application) and type = 'photo'") == ["1"])
      try scene.submit(driver, application)
      try scene.approve(scene.openCase(of: driver))
      try scene.passGrace()
      applications.append("\(application)")
    }
    let card = try #require(try scene.call("factory", "select card from hub.take_orders(gen_random_uuid(), 1)"))
    #expect(try scene.call("portal", "select application from hub.card where card = \(card)") == applications[0])
  }

  @Test func missingDocumentsAreNamed() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try #require(
      try scene.call(
        "portal", "select hub.open_application($1, $2, 'card', training => $3)", [scene.request(), .int(driver), .int(training)]
      ).flatMap { Int64($0) })
    #expect(refusal { try scene.submit(driver, application) } == "PU042")
    #expect(refusal { try scene.put(driver, application, "theft_declaration", nil) } == "PU044")
    #expect(refusal { try scene.put(driver, application, "photo", "left") } == "PU044")
    #expect(refusal { try scene.put(driver, application, "photo", nil, bytes: [UInt8](repeating: 7, count: 10_485_761)) } == "PU043")
    #expect(
      try scene.rows("portal", "select type, side from hub.expected_document where kind = 'card' and required order by rank")
        == ["photo|", "signature|", "identity_document|recto", "driving_licence|recto", "driving_licence|verso"])
  }

  @Test func anApprovedApplicationIsOverturnedUntilTheFactoryTakesIt() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    try scene.submit(driver, application)
    let id = try scene.openCase(of: driver)
    try scene.approve(id)
    try scene.passGrace()
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(id, reason: "photo d'un tiers")
    try scene.passGrace()
    #expect(try scene.applicationState(application) == "submitted")
    #expect(try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()]) == [])
    try scene.approve(id)
    try scene.passGrace()
    #expect(try scene.produceAll().count == 1)
    #expect(refusal { _ = try supervisor.overturn(id, reason: "trop tard") } == "PU034")
  }

  @Test func anotherDriversObjectsAreRefused() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN", "080275200001")
    let training = try scene.recordTraining(form)
    let other = try scene.activeDriver(form)
    #expect(refusal { _ = try scene.declareLoss(other, card) } == "PU004")
    #expect(
      refusal { try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(other), .int(card)]) } == "PU004")
    #expect(
      refusal {
        try scene.call(
          "portal", "select hub.open_application($1, $2, 'card', training => $3)", [scene.request(), .int(driver), .int(training)])
      } == "PU040")
    let application = try scene.draftCard(other, training)
    for call in [
      "select hub.submit_application($1, $2, $3)", "select hub.cancel_application($1, $2, $3)", "select hub.save_draft($1, $2, $3, 'x')",
      "select hub.answer_request($1, $2, $3)", "select hub.retry_payment($1, $2, $3)",
      "select hub.change_delivery_address($1, $2, $3, 'X')",
      "select hub.put_document($1, $2, $3, 'photo', null, 'f', 'image/png', 'x')",
    ] {
      #expect(refusal { try scene.call("portal", call, [scene.request(), .int(driver), .int(application)]) } == "PU004", "\(call)")
    }
    #expect(
      refusal { try scene.call("factory2", "select hub.report_dispatch($1, $2, 'LP999999')", [scene.request(), .int(card)]) } == "PU004")
    #expect(refusal { try scene.call("centre2", "select hub.cancel_training($1, $2)", [scene.request(), .int(training)]) } == "PU004")
  }
}
