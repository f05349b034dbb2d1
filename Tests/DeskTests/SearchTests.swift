import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Support finds a driver by whatever he or his papers say.
@Suite struct SearchTests {
  /// What is said, and by what it finds him; nil: it does not.
  private static let said: [(text: String, by: String?)] = [
    ("d'artagnan", "name"), ("D’Artagnan", "name"), ("artagnan", "name"), ("charles dartag", "name"), ("dartagnan", "name"),
    ("nicolas charles", "name"), ("charles nicolas d'artagnan", "name"), ("artganan nicolas", "name"), ("artagnna", "name"),
    ("artagan", "name"), ("arttagnan", "name"), ("ortagnan", "name"), ("artgann", nil), ("rtagnana", nil), ("zoe artagnan de batz", "name"),
    ("debatz zoé", "name"), ("25 juillet 1966", "birth_date"), ("25 July 1966", "birth_date"), ("artagnan 25 juillet 1966", "name"),
    ("nicola@", nil), ("nicolas@ex", "email"), ("NICOLAS@EX", "email"), ("icolas@example.fr", nil),
    ("ARTAGNAN Nicolas", "name"), ("Zoé de batz", "name"), ("batz", "name"), ("25/07/1966", "birth_date"), ("1966-07-25", "birth_date"),
    ("25.7.1966", "birth_date"), ("25/07/66", "birth_date"), ("25-7-66", "birth_date"), ("07/25/1966", "birth_date"),
    ("25071966", "birth_date"), ("19660725", "birth_date"), ("artagnan 25071966", "name"), ("26071966", nil), ("25131966", nil),
    ("25 juil 1966", "birth_date"), ("25 juil. 1966", "birth_date"), ("25 jul 1966", "birth_date"), ("Jul. 25, 1966", "birth_date"),
    ("25 sept. 1966", nil), ("né le 25/07/1966", "birth_date"), ("D'Artagnan né le 25 juillet 1966", "name"),
    ("née le 25 juil. 1966 artagnan", "name"), ("artagnan born on 25/07/1966", "name"), ("born 1966-07-25", "birth_date"),
    ("July 25, 1966", "birth_date"), ("july 25th 1966", "birth_date"), ("artagnan 25/07/66", "name"), ("25/07/67", nil),
    ("25/13/1966", nil), ("26/07/1966", nil), ("+33 6 39 98 00 44", "phone"), ("0033639980044", "phone"),
    ("06.39.98.00.44", "phone"),
    ("+33 (0)6 39 98 00 44", "phone"), ("39 98 00 44", nil), ("Nicolas@Example.fr", "email"), ("06 01 13 200 044", "licence"), ("%", nil),
    ("_:*", nil),
    ("!nicolas", "name"), ("martin", nil), ("nic", "name"), ("zxe", nil),
  ]

  @Test func heIsFoundByWhateverIsKnownOfHim() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.firstNames, form.usageName) = ("d’Artagnan", "Nicolas, Charles, Zoë", "DE BATZ")
    (form.birthDate, form.phone, form.email, form.licence) = ("1966-07-25", "06 39 98 00 44", "nicolas@example.fr", "060113200044")
    let driver = try scene.submitAccount(form)
    _ = try scene.submitAccount()
    var desk = try scene.desk()
    for (text, by) in Self.said {
      let hits = text.count < 2 ? [] : try desk.search(text)
      if let by {
        #expect(hits.map(\.driver) == [driver] && hits.first?.foundBy == by, "\(text)")
      } else {
        #expect(hits == [], "\(text)")
      }
    }
  }

  @Test func everyMonthIsUnderstoodInBothLanguagesWholeAndAbbreviated() throws {
    let scene = try Scene()
    let months = [
      "janvier janv janv. january jan", "février fevr févr. february feb", "mars march mar", "avril avr. april apr", "mai may",
      "juin june jun", "juillet juil. july jul", "août aout august aug", "septembre sept. sept september sep", "octobre oct. october oct",
      "novembre nov. november nov", "décembre déc. dec december",
    ]
    for (index, names) in months.enumerated() {
      for name in names.split(separator: " ") {
        for text in ["1er \(name) 1990", "né le 1 \(name) 1990", "\(name) 1st, 1990"] {
          let day = try scene.database.value("select day || '|' || btrim(rest) from core.day_in('\(text)')")
          #expect(day == "1990-\(index < 9 ? "0" : "")\(index + 1)-01|", "\(text)")
        }
      }
    }
    // What is no month is a name.
    #expect(try scene.database.value("select coalesce(day, '-') || '|' || rest from core.day_in('1 marc 1990')") == "-|1 marc 1990")
  }

  @Test func aNumberBesideANameIsUsedAndTheOtherWordsMustFit() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.firstNames, form.usageName, form.phone) = ("MATEI", "Nuno", "", "06 39 98 72 37")
    let (driver, card) = try scene.driverWithCard(form)
    let claim = try scene.declareClaim(driver, card, #"{"last_name": "MATEY"}"#)
    for index in 0..<3 {
      var other = Scene.Form()
      (other.lastName, other.firstNames, other.usageName, other.licence) = ("MATEI", "Paul", "", "0802752\(10000 + index)")
      (other.email, other.phone) = ("paul\(index)@example.fr", "")
      _ = try scene.submitAccount(other)
    }
    var desk = try scene.desk()
    let serial = try #require(try desk.driverFile(driver).cards.first?.serial)
    for (text, by) in [
      ("\(claim.coupon) matei", "claim"), ("matei \(claim.coupon.lowercased())", "claim"), ("matei 0639987237", "phone"),
      ("nuno 06 39 98 72 37", "phone"), ("06 39 98 72 37 nuno matei", "phone"), ("nuno +33 (0)6 39 98 72 37 matei", "phone"),
      ("mat \(claim.case)", "case"), ("\(serial) nuno", "card"), ("matie \(claim.coupon)", "claim"),
      ("\(form.licence.prefix(6)) \(form.licence.dropFirst(6)) nuno", "licence"), ("\(form.email) matei", "email"),
      ("\(claim.coupon) né le \(form.birthDate)", "claim"), ("\(claim.coupon) nuno \(form.birthDate)", "claim"),
    ] {
      let hits = try desk.search(text)
      #expect(hits.map(\.driver) == [driver] && hits.first?.foundBy == by && hits.first?.leftOut == nil, "\(text): \(hits)")
    }
    // Whatever else has the same number.
    #expect(try desk.search("matei \(driver)").map(\.driver) == [driver])
    #expect(try desk.search("matie \(claim.coupon)").map(\.nearness) == [.slip])
    #expect(try desk.search("matei \(claim.coupon)").map(\.nearness) == [.exact])
    // Another's: the one whose number it is, without the name, for the name alone is that of several.
    let wrong = try desk.search("\(claim.coupon) durand")
    #expect(wrong.map(\.driver) == [driver] && wrong.first?.leftOut == "DURAND" && wrong.first?.nearness == .part)
    // A number of nobody's is left out as before.
    #expect(try desk.search("matei 4711").first?.leftOut == "4711")
    #expect(try desk.search("matei Q99999").count == 4)
  }

  /// The drivers that a text finds, by the last names that they were given.
  private func found(_ text: String, _ desk: inout Desk, _ names: [Int64: String]) throws -> [String] {
    try desk.search(text).map { names[$0.driver] ?? "?" }
  }

  @Test func particlesAndWhatIsWrittenAsOneWord() throws {
    let scene = try Scene()
    var names: [Int64: String] = [:]
    for name in ["DE LA TOUR", "TOUR", "LATOUR", "LE GOFF", "LEGOFF", "SAINT-MARTIN"] {
      var form = Scene.Form()
      (form.lastName, form.firstNames, form.usageName) = (name, "Paul", "")
      names[try scene.submitAccount(form)] = name
    }
    var desk = try scene.desk()
    let tour = ["DE LA TOUR", "LATOUR", "TOUR"]
    for text in ["de la tour", "la tour", "latour"] {
      #expect(try Set(found(text, &desk, names)).isSuperset(of: ["DE LA TOUR", "LATOUR"]), "\(text)")
    }
    for text in ["de la tour", "la tour"] { #expect(try Set(found(text, &desk, names)) == Set(tour), "\(text)") }
    #expect(try Set(found("tour paul", &desk, names)) == ["DE LA TOUR", "TOUR"])
    // Who has the particle comes before who has not.
    #expect(try found("de la tour", &desk, names).first == "DE LA TOUR")
    for text in ["le goff", "legoff", "goff le", "paul legoff"] {
      #expect(try Set(found(text, &desk, names)).isSuperset(of: ["LE GOFF"]), "\(text)")
    }
    #expect(try Set(found("le goff", &desk, names)) == ["LE GOFF", "LEGOFF"])
    #expect(try found("saintmartin", &desk, names) == ["SAINT-MARTIN"])
    #expect(try found("martin saint", &desk, names) == ["SAINT-MARTIN"])
  }

  @Test func theNearestComeFirst() throws {
    let scene = try Scene()
    var names: [Int64: String] = [:]
    for name in ["DUPOND", "DUPONTEL", "DUPONT", "DUPONT-B", "DUPUIS"] {
      var form = Scene.Form()
      (form.lastName, form.firstNames, form.usageName) = (name, "Paul", "")
      names[try scene.submitAccount(form)] = name
    }
    var desk = try scene.desk()
    let hits = try desk.search("dupont")
    #expect(hits.map { names[$0.driver] } == ["DUPONT-B", "DUPONT", "DUPONTEL", "DUPOND"])
    #expect(hits.map(\.nearness) == [.exact, .exact, .beginning, .slip])
    #expect(hits.map(\.place) == [1, 2, 3, 4] && hits.allSatisfy { $0.found == 4 && !$0.isMore && $0.leftOut == nil })
    // One error in one word, not two, and none in a word of three letters.
    #expect(try desk.search("dupnt pual") == [] || desk.search("dupnt pual").allSatisfy { $0.nearness == .part })
    #expect(try desk.search("dup pau").count == 5)
    #expect(try desk.search("dpuont").map(\.nearness).first == .slip)
  }

  @Test func openCasesComeBeforeOthers() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.firstNames, form.usageName) = ("DURAND", "Anne", "")
    let settled = try scene.activeDriver(form)
    (form.firstNames, form.licence) = ("Zoé", "080275200009")
    let open = try scene.submitAccount(form)
    var desk = try scene.desk()
    #expect(try desk.search("durand").map(\.driver) == [open, settled])
  }

  @Test func aWordThatNobodyHasIsLeftOutAndNamed() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.firstNames, form.usageName, form.birthDate) = ("DURAND", "Zoé", "", "1980-02-03")
    let driver = try scene.submitAccount(form)
    var desk = try scene.desk()
    for (text, word) in [
      ("durand kowalczyk", "KOWALCZYK"), ("durand 69001", "69001"), ("durand 04/05/1999", "1999-05-04"), ("nicolas 03/02/1980", "NICOLAS"),
    ] {
      let hits = try desk.search(text)
      #expect(hits.map(\.driver) == [driver] && hits.first?.leftOut == word && hits.first?.nearness == .part, "\(text)")
    }
    // Not where somebody has it all.
    (form.lastName, form.licence) = ("KOWALCZYK", "080275200009")
    let other = try scene.submitAccount(form)
    let hits = try desk.search("zoé kowalczyk")
    #expect(hits.map(\.driver) == [other] && hits.first?.leftOut == nil)
    #expect(try desk.search("wzx kqj") == [])
  }

  @Test func ofManyOnlyTheFirstAndHowManyThereAre() throws {
    let scene = try Scene()
    for index in 0..<60 {
      var form = Scene.Form()
      (form.lastName, form.firstNames, form.usageName, form.licence) = ("MARTIN", "Paul", "", "0802752\(10000 + index)")
      _ = try scene.submitAccount(form)
    }
    var desk = try scene.desk()
    let hits = try desk.search("martin")
    #expect(hits.count == 50 && hits.allSatisfy { $0.found == 60 && !$0.isMore })
  }

  @Test func whatIsCorrectedIsFoundByItsNewNameAlone() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.database.administer(
      "update core.account set last_name = 'QUIMPERLE', first_names = 'Yann', usage_name = '' where driver_id = \(driver)")
    var desk = try scene.desk()
    #expect(try desk.search("quimprele").map(\.driver) == [driver])
    #expect(try desk.search("durand") == [])
  }

  /// A database that was filled before there were such words, or by a load without triggers.
  @Test func whoWasThereBeforeIsFoundOnceTheContractIsApplied() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.usageName) = ("QUIMPERLE", "")
    let driver = try scene.submitAccount(form)
    try scene.database.administer("truncate core.driver_name, core.name_word")
    var desk = try scene.desk()
    #expect(try desk.search("quimperle") == [])
    try scene.database.administer("select core.keep_missing_names()")
    #expect(try desk.search("quimprele").map(\.driver) == [driver])
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
    for text in ["\(file.lastName) 01/01/1931", "Nobody \(day)"] {
      #expect(try desk.search(text).allSatisfy { $0.leftOut != nil }, "\(text)")
    }
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
