import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What `hub` accepts: countries by name, papers without a day, addresses that an envelope holds, dates within reason, texts that are
/// texts.
@Suite struct AcceptanceTests {
  @Test(
    "A country is understood and kept as its code",
    arguments: [
      ("FRANCE", "FR"), ("fr", "FR"), (" France ", "FR"), ("Belgique", "BE"), ("Belgium", "BE"), ("België", "BE"),
      ("République tchèque", "CZ"),
      ("REPUBLIQUE TCHEQUE", "CZ"), ("Tchéquie", "CZ"), ("Deutschland", "DE"), ("DEU", "DE"), ("Royaume-Uni", "GB"), ("UK", "GB"),
      ("Côte d’Ivoire", "CI"), ("COTE DIVOIRE", "CI"), ("Etats Unis dAmérique", "US"), ("XK", "XK"), ("Kosovo", "XK"), ("RSM", "SM"),
      ("TAAF", "TF"), ("Pays-Bas", "NL"), ("Türkiye", "TR"), ("la réunion", "RE"), ("", ""),
    ])
  func countries(typed: String, code: String) throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.country = typed
    let driver = try scene.submitAccount(form)
    #expect(try scene.call("portal", "select licence_country from hub.account where driver = $1", [.int(driver)]) == code)
  }

  @Test func whatIsNoCountryIsRefusedWithTheList() throws {
    let scene = try Scene()
    for typed in ["Narnia", "XX", "FRANCEE", "75", "-"] {
      var form = Scene.Form()
      form.country = typed
      do {
        _ = try scene.submitAccount(form)
        Issue.record("\(typed) was accepted")
      } catch let error as PostgresError {
        #expect(error.sqlState == "PU062")
        #expect(error.description.contains("BE, ") || "\(error)".contains("BE, "), "\(error)")
      }
    }
    #expect(
      try scene.rows("portal", "select * from hub.country where code in ('FR', 'CZ') order by code") == [
        "CZ|Tchéquie|Czechia", "FR|France|France",
      ])
    // Each name of the list is understood.
    let lost = try scene.database.value(
      "select count(*)::text from core.country c where c.code <> all (array[core.country_of(c.name_fr), core.country_of(c.name_en), core.country_of(lower(c.code))])"
    )
    #expect(lost == "0")
  }

  @Test func aYearAloneIsNoBirth() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.birthDate = "1968"
    var centre = form
    centre.birthDate = "1968-05-12"
    try scene.recordTraining(centre)
    let driver = try scene.activeDriver(form)
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == [])
  }

  @Test(
    "Papers without day or month",
    arguments: [("00/00/1968", "1968-00-00"), ("00/07/1966", "1966-07-00"), ("00-00-1968", "1968-00-00"), ("1966-07-00", "1966-07-00")])
  func partialBirths(typed: String, kept: String) throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.birthDate = typed
    var centre = form
    centre.birthDate = kept.hasPrefix("1968") ? "1968-03-09" : "1966-07-25"
    let before = try scene.recordTraining(centre)
    let driver = try scene.activeDriver(form)
    #expect(try scene.call("portal", "select birth_date from hub.account where driver = $1", [.int(driver)]) == kept)
    // The rest is the same, the year is not.
    centre.birthDate = "1967-03-09"
    let stranger = try scene.recordTraining(centre)
    centre.birthDate = kept.hasPrefix("1968") ? "1968-01-01" : "1966-07-01"
    let after = try scene.recordTraining(centre)
    #expect(
      try scene.rows("portal", "select training from hub.training_record where driver = $1 order by 1", [.int(driver)]) == [
        "\(before)", "\(after)",
      ])
    // An agent can attach what stayed behind.
    var desk = try scene.desk()
    #expect(try desk.driverFile(driver).unattachedTrainings.map(\.id) == [stranger])
  }

  @Test func anotherAccountIsFoundByTheYearThatItsPapersHave() throws {
    let scene = try Scene()
    let first = try scene.submitAccount()
    for (birth, isFound) in [("00/00/1986", true), ("00/01/1986", true), ("00/02/1986", false), ("00/00/1987", false)] {
      var form = Scene.Form()
      (form.birthDate, form.licence) = (birth, "0601132\(Int.random(in: 10_000...99_999))")
      var desk = try scene.desk()
      let file = try desk.caseFile(try scene.openCase(of: scene.submitAccount(form)))
      #expect(file.duplicates.contains { $0.driverID == Int(first) } == isFound, "\(birth)")
    }
  }

  @Test func addressesAreWhatAnEnvelopeHolds() throws {
    let scene = try Scene()
    func sent(_ address: String) -> String? {
      var form = Scene.Form()
      form.address = address
      return refusal { _ = try scene.submitAccount(form) }
    }
    #expect(sent("A\nB\nC\nD\n2 RUE HAUTE\n35000 RENNES") == nil)
    #expect(sent("A\n\nB\nC\n\nD\n2 RUE HAUTE\n35000 RENNES\n\n") == nil)
    #expect(sent("A\nB\nC\nD\nE\n2 RUE HAUTE\n35000 RENNES") == "PU060")
    #expect(sent("A\nB\nC\nD\nE\nF\n2 RUE HAUTE\n35000 RENNES") == "PU060")
    #expect(sent(String(repeating: "X", count: 80) + "\n35000 RENNES") == nil)
    #expect(sent(String(repeating: "X", count: 81) + "\n35000 RENNES") == "PU060")
    #expect(sent("2 RUE HAUTE\n" + String(repeating: "X", count: 200)) == "PU060")
    let (driver, card) = try scene.driverWithCard()
    let seven = Parameter.text("1\n2\n3\n4\n5\n6\n7")
    #expect(
      refusal {
        try scene.call(
          "portal", "select hub.declare_loss($1, $2, $3, true, $4, $5, '')",
          [scene.request(), .int(driver), .int(card), .text("A\n35000 RENNES"), seven])
      } == "PU060")
    #expect(
      refusal { try scene.call("factory", "select hub.report_dispatch($1, $2, 'LP000001', $3)", [scene.request(), .int(card), seven]) }
        == "PU060")
  }

  @Test func aFileHasBytes() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    #expect(refusal { try scene.put(driver, application, "photo", nil, bytes: []) } == "PU043")
    #expect(
      refusal {
        try scene.call(
          "portal", "select hub.put_document($1, $2, $3, 'photo', null, 'a.jpg', 'image/jpeg', null)",
          [scene.request(), .int(driver), .int(application)])
      } == "PU043")
  }

  @Test func datesThatAServiceGivesAreWithinReason() throws {
    let scene = try Scene()
    func training(_ birth: String, _ issued: String) -> String? {
      refusal {
        try scene.call(
          "centre", "select hub.record_training($1, 'continuing', 'goods', '060113200001', 'DUPONT', 'Jean', $2::date, $3::date, true)",
          [scene.request(), .text(birth), .text(issued)])
      }
    }
    #expect(training("1986-01-13", "2020-01-01") == nil)
    for (birth, issued) in [
      ("1986-01-13", "2999-01-01"), ("1986-01-13", "infinity"), ("1986-01-13", "1989-12-31"), ("0001-01-01", "2020-01-01"),
      ("-infinity", "2020-01-01"),
      ("2010-01-01", "2020-01-01"), ("2999-01-01", "2020-01-01"), ("1986-01-13", "-infinity"),
    ] { #expect(training(birth, issued) == "PU062", "\(birth) \(issued)") }

    let right = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, right)
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.call("factory", "select card from hub.take_orders($1, 1)", [scene.request()]).flatMap { Int64($0) })
    func produced(_ expiry: String) -> String? {
      refusal { try scene.call("factory", "select hub.report_production($1, $2, 'CQC1', \(expiry))", [scene.request(), .int(card)]) }
    }
    for expiry in ["'2999-12-31'", "'infinity'", "today()", "'-infinity'", "today() + 3660", "null"] {
      #expect(produced(expiry) == "PU062", "\(expiry)")
    }
    #expect(produced("today() + 1825") == nil)
  }

  @Test func textsWithinJSONAreTexts() throws {
    let scene = try Scene()
    let consents = #"{"privacy_policy": "VALUE", "terms_of_use": "2026-01", "data_processing": "2026-01"}"#
    func submitted(_ value: String) -> String? {
      refusal {
        try scene.call(
          "portal",
          Scene.submitAccount.replacing(
            #"'{"privacy_policy": "2026-01", "terms_of_use": "2026-01", "data_processing": "2026-01"}'"#, with: "$15::json"),
          [scene.request()] + Scene.Form().fields + [.text("email"), .text("fr"), .text(consents.replacing("VALUE", with: value))])
      }
    }
    #expect(submitted("2026-01") == nil)
    let bad = [#"\u0000"#, #"a\u0000b"#, #"\u0007"#, #"\u001b[2J"#, #"\u009b"#, #"a\nb"#, #"\ud800"#, #"\u007f"#]
    for value in bad { #expect(submitted(value) == "PU061", "\(value)") }
    #expect(submitted(String(repeating: "x", count: 41)) == "PU060")
    #expect(submitted("") == "PU062")

    let (driver, card) = try scene.driverWithCard()
    func declared(_ elements: String) -> String? {
      refusal {
        try scene.call(
          "portal", "select hub.declare_quality_claim($1, $2, $3, $4::json, '', $5, '', '')",
          [scene.request(), .int(driver), .int(card), .text(elements), .text("A\n35000 RENNES")])
      }
    }
    // Lines are allowed in what he says is right.
    for value in bad where value != #"a\nb"# { #expect(declared(#"{"last_name": "\#(value)"}"#) == "PU061", "\(value)") }
    for value in bad { #expect(declared(#"{"\#(value)": "DUPONT"}"#) == "PU061", "\(value)") }
    #expect(declared(#"{"last_name": "\#(String(repeating: "x", count: 401))"}"#) == "PU060")
    #expect(declared(#"{"last_name": 5}"#) == "PU062")
    #expect(declared("[]") == "PU062")
    func printed(_ text: String) -> String? {
      refusal {
        try scene.call(
          "factory", "select hub.report_production($1, $2, 'CQC1', today() + 1500, $3::json)",
          [scene.request(), .int(card), .text(text)])
      }
    }
    for value in bad where value != #"a\nb"# { #expect(printed(#"{"last_name": "\#(value)"}"#) == "PU061", "\(value)") }
    #expect(printed(#"{"last_name": "\#(String(repeating: "x", count: 401))"}"#) == "PU060")
    #expect(printed(#"{"shoe_size": "44"}"#) == "PU062")
  }

  @Test func aRightFromAContinuingTrainingEndsWithItsRecap() throws {
    let scene = try Scene()
    var admin = try scene.database.connect()
    func day(_ sql: String) throws -> String { try admin.query("select (\(sql))::date::text as day").only().string("day") }
    let old = try scene.recordTraining(kind: "continuing", issuedOn: day("today() - interval '6 years'"))
    let last = try scene.recordTraining(kind: "continuing", issuedOn: day("today() - interval '6 years' + interval '1 day'"))
    let initial = try scene.recordTraining(kind: "initial", issuedOn: day("today() - interval '12 years'"))
    let driver = try scene.activeDriver()
    func open(_ training: Int64) -> String? {
      refusal {
        try scene.call(
          "portal", "select hub.open_application($1, $2, 'card', training => $3)", [scene.request(), .int(driver), .int(training)])
      }
    }
    #expect(open(old) == "PU040")
    #expect(open(initial) == nil)
    let draft = try scene.draftCard(driver, last)
    // Begun in time, submitted too late.
    try scene.advance("1 day")
    #expect(refusal { try scene.submit(driver, draft) } == "PU040")
  }

  @Test func aCardThatHasExpiredIsNotActivated() throws {
    let scene = try Scene()
    func dispatched(_ licence: String) throws -> (Int64, Int64) {
      var form = Scene.Form()
      form.licence = licence
      let training = try scene.recordTraining(form)
      let driver = try scene.activeDriver(form)
      try scene.submit(driver, scene.draftCard(driver, training))
      try scene.approve(scene.openCase(of: driver))
      try scene.passGrace()
      return (driver, try #require(try scene.produceAll().first))
    }
    func activate(_ pair: (Int64, Int64)) -> String? {
      refusal { try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(pair.0), .int(pair.1)]) }
    }
    let (first, second) = (try dispatched("060113200001"), try dispatched("060113200002"))
    // The last day counts, the day after does not.
    try scene.advance("1500 days")
    #expect(activate(first) == nil)
    try scene.advance("1 day")
    #expect(activate(second) == "PU006")
    #expect(try scene.cardState(second.1) == "dispatched")
  }

  @Test func anAddressIsTheSameHoweverItIsWritten() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard(isActive: false)
    let returned = try scene.comeBack(scene.barcode(of: card))
    try scene.answer(driver, returned.id, "jean dupont\n1, rue des Fleurs\n69001  Lyon.")
    var desk = try scene.desk()
    let file = try desk.caseFile(returned.case)
    #expect(file.returned?.isSameAsPrinted == true)
    #expect(Checks.evaluate(file).contains { $0.message == .sameAddress(times: 1, .unclaimed) })
    try scene.reship(returned.case)
    try scene.passGrace()
    try scene.sendAgain()
    let again = try scene.comeBack(scene.barcode(of: card))
    try scene.answer(driver, again.id)
    let second = try desk.caseFile(again.case)
    #expect(second.returned?.earlier.map(\.isSameAsPrinted) == [true] && second.returned?.earlier.map(\.isSameAsAnswer) == [true])
    #expect(Checks.evaluate(second).contains { $0.message == .sameAddress(times: 2, .unclaimed) })
  }
}
