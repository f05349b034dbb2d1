import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Support finds a driver by whatever he or his papers say.
@Suite struct SearchTests {
  @Test(arguments: [
    ("d'artagnan", "name"), ("D’Artagnan", "name"), ("artagnan", "name"), ("charles dartag", nil), ("nicolas charles", "name"),
    ("ARTAGNAN Nicolas", "name"), ("Zoé de batz", "name"), ("batz", "name"), ("25/07/1966", "birth_date"), ("1966-07-25", "birth_date"),
    ("25.7.1966", "birth_date"), ("26/07/1966", nil), ("+33 6 39 98 00 44", "phone"), ("0033639980044", "phone"),
    ("06.39.98.00.44", "phone"),
    ("+33 (0)6 39 98 00 44", "phone"), ("39 98 00 44", nil), ("Nicolas@Example.fr", "email"), ("06 01 13 200 044", "licence"), ("%", nil),
    ("_:*", nil),
    ("nicolas | durand", nil), ("!nicolas", "name"), ("martin", nil),
  ])
  func isFound(text: String, by: String?) throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.firstNames, form.usageName) = ("d’Artagnan", "Nicolas, Charles, Zoë", "DE BATZ")
    (form.birthDate, form.phone, form.email, form.licence) = ("1966-07-25", "06 39 98 00 44", "nicolas@example.fr", "060113200044")
    let driver = try scene.submitAccount(form)
    _ = try scene.submitAccount()
    var desk = try scene.desk()
    let hits = text.count < 2 ? [] : try desk.search(text)
    if let by {
      #expect(hits.map(\.driver) == [driver] && hits.first?.foundBy == by, "\(text)")
    } else {
      #expect(hits == [], "\(text)")
    }
  }

  @Test func aNameAndABirthDateMustBothFit() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    var desk = try scene.desk()
    let file = try desk.driverFile(driver).account
    let day = file.birthDate.split(separator: "-").reversed().joined(separator: "/")
    for text in ["\(file.lastName) \(day)", "\(day) \(file.lastName.lowercased())", "\(file.birthDate) \(file.firstNames.prefix(2))"] {
      #expect(try desk.search(text).map(\.driver) == [driver], "\(text)")
    }
    for text in ["\(file.lastName) 01/01/1931", "Nobody \(day)"] { #expect(try desk.search(text) == [], "\(text)") }
  }

  @Test func everyNumberOnHisSheetFindsHim() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(scene.declareLoss(driver, card))
    let claimed = try #require(try scene.produceAll().first)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(claimed)])
    let claim = try scene.declareClaim(driver, claimed, #"{"last_name": "DURAND"}"#)
    var desk = try scene.desk()
    let file = try desk.driverFile(driver)
    let invoice = try #require(file.invoices.first?.number)
    let serial = try #require(file.cards.first?.serial)
    let digits = String(claim.case.id)
    var texts = [
      "\(driver)", digits, "\(digits.dropLast())-\(digits.suffix(1))", claim.coupon, claim.coupon.lowercased(), invoice,
      invoice.lowercased(), serial,
      try scene.barcode(of: card), "\(file.applications[0].id)", "\(file.trainings[0].id)",
    ]
    texts.append(" \(invoice.prefix(5)) \(invoice.dropFirst(5)) ")
    for text in texts { #expect(try desk.search(text).map(\.driver) == [driver], "\(text)") }
  }

  @Test func aTrainingFindsItsAccountHoweverTheNamesAreWritten() throws {
    let scene = try Scene()
    for (index, names) in [
      ("Jean, Paul, Marie", "JEAN PAUL MARIE"), ("NGUYỄN", "Nguye\u{302}\u{303}n"), ("ŞAHİN", "SAHIN"), ("STRAßER", "STRASSER"),
      ("ĐORĐEVIĆ", "DORDEVIC"),
      ("d'Hérouville", "D’HEROUVILLE"), ("LE  FLOC'H", "Le Floc`h"),
    ].enumerated() {
      var form = Scene.Form()
      (form.lastName, form.firstNames, form.licence, form.birthDate) = (names.0, names.0, "08027520000\(index)", "13/01/1986")
      let driver = try scene.activeDriver(form)
      (form.lastName, form.firstNames, form.birthDate) = (names.1, names.1, "1986-01-13")
      let training = try scene.recordTraining(form)
      #expect(
        try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == ["\(training)"],
        "\(names)")
    }
  }
}
