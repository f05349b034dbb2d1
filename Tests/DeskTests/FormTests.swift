import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Forms as drivers in France fill them, sent through `hub` and read as an agent sees them: what is right, however difficult, raises no
/// more than a notice; what is wrong is found.
@Suite struct FormTests {
  /// Changes to a sound form, after what they show.
  static let right: [(String, @Sendable (inout Scene.Form) -> Void)] = [
    ("a particle", { $0.lastName = "DE LA ROCHEFOUCAULD" }), ("a particle with an apostrophe", { $0.lastName = "D'ORNANO" }),
    ("a curved apostrophe", { $0.lastName = "L’HERMITE" }), ("a Breton name", { $0.lastName = "LE GOFF-KERGOAT" }),
    ("a Breton apostrophe", { $0.lastName = "FALC'HUN" }), ("a Basque name", { $0.lastName = "ETCHEVERRY-ELIÇABE" }),
    ("a Corsican name", { ($0.lastName, $0.birthPlace) = ("PAOLI DE' MARCHI", "Corte (2B)") }),
    ("a double first name", { $0.firstNames = "Jean-Baptiste, Marie, Joseph" }),
    ("many first names", { $0.firstNames = "Marie-Ange, Élisabeth, Françoise, Geneviève" }),
    ("a first name for a last name", { ($0.lastName, $0.firstNames) = ("PHILIPPE", "Thomas") }),
    ("two letters", { ($0.lastName, $0.firstNames) = ("LY", "Bo") }), ("one letter", { $0.lastName = "O" }),
    ("a long name", { ($0.lastName, $0.firstNames) = ("RAKOTOARIMANANA ANDRIANTSITOHAINA", "Tojonirina") }),
    ("a Vietnamese name", { ($0.lastName, $0.firstNames) = ("NGUYỄN THỊ", "Minh Châu") }),
    ("a Turkish name", { ($0.lastName, $0.firstNames) = ("ŞAHİN", "Gökçe") }), ("a Polish name", { $0.lastName = "WIŚNIEWSKI-ŻÓŁĆ" }),
    ("a Romanian name", { ($0.lastName, $0.firstNames) = ("ȚĂRANU", "Ștefăniță") }), ("a German name", { $0.lastName = "STRAßER" }),
    ("a Serbian name", { $0.lastName = "ĐORĐEVIĆ" }), ("a Spanish name", { $0.lastName = "PEÑA Y NÚÑEZ" }),
    ("a Portuguese name", { ($0.lastName, $0.firstNames) = ("DOS SANTOS E SILVA", "João Paulo") }),
    ("an Arabic name", { ($0.lastName, $0.firstNames) = ("EL-HADJ BEN ABDALLAH", "Abd-El-Kader") }),
    ("a West African name", { ($0.lastName, $0.firstNames) = ("N'GUESSAN", "Kouassi") }),
    ("a Comorian name", { ($0.lastName, $0.firstNames) = ("SAÏD ALI", "Mohamed") }), ("SANS", { $0.lastName = "SANS" }),
    ("NULL", { $0.lastName = "NULL" }), ("TEST", { $0.lastName = "TEST" }), ("AUCUN", { $0.birthPlace = "AUCUN" }),
    ("a double name with NÉE", { $0.lastName = "NÉE-MARTIN" }),
    ("a usage name like the last name", { $0.usageName = "DUPONT" }),
    ("a usage name that is half of the last name", { ($0.lastName, $0.usageName) = ("DUPONT MARTIN", "MARTIN") }),
    ("a usage name of two", { $0.usageName = "DUPONT-LEROY" }), ("small letters", { ($0.lastName, $0.firstNames) = ("dupont", "jean") }),
    ("no day of birth", { $0.birthDate = "00/07/1986" }), ("neither day nor month", { $0.birthDate = "00/00/1986" }),
    ("a birth abroad", { $0.birthPlace = "Saint-Louis (Sénégal)" }), ("a birth in Paris", { $0.birthPlace = "PARIS 14E ARRONDISSEMENT" }),
    ("France written out", { $0.country = "FRANCE" }), ("France in small letters", { $0.country = "fr" }),
    ("an overseas licence", { $0.country = "La Réunion" }), ("a provider abroad", { $0.email = "jean.dupont@hotmail.ca" }),
    ("La Poste's own domain", { $0.email = "jean.dupont@laposte.fr" }), ("a Swiss provider", { $0.email = "j.dupont@protonmail.ch" }),
    ("a tagged address", { $0.email = "jean+cqc@gmail.com" }), ("an internationalised domain", { $0.email = "jean@société-dupont.fr" }),
    ("an employer's address", { $0.email = "exploitation@transports-dupont-et-fils.com" }),
    ("a number with a prefix", { $0.phone = "+33 (0)6 39 98 00 01" }), ("a number of Guadeloupe", { $0.phone = "0690 12 34 56" }),
    ("a Belgian number", { $0.phone = "+32 470 12 34 56" }), ("a landline", { $0.phone = "01 53 01 82 00" }),
    ("Réunion below the town", { $0.address = "2 RUE DU PORT\n97400 SAINT-DENIS\nLA REUNION" }),
    ("Réunion as an island", { $0.address = "2 RUE DU PORT\n97410 SAINT-PIERRE\nÎLE DE LA RÉUNION" }),
    ("Guadeloupe", { $0.address = "LIEU-DIT GRANDE RAVINE\n97190 LE GOSIER\nGUADELOUPE" }),
    ("Martinique", { $0.address = "12 RUE VICTOR HUGO\n97200 FORT DE FRANCE\nMARTINIQUE - FRANCE" }),
    ("Guyane", { $0.address = "PK 12 ROUTE DE BADUEL\n97300 CAYENNE\nGUYANE FRANCAISE" }),
    ("Mayotte", { $0.address = "3 RUE DU COMMERCE\n97600 MAMOUDZOU\nMAYOTTE" }),
    ("Nouvelle-Calédonie", { $0.address = "BP 1234\n98845 NOUMEA CEDEX\nNOUVELLE-CALEDONIE" }),
    ("Polynésie", { $0.address = "BP 20456\n98713 PAPEETE\nTAHITI - POLYNESIE FRANCAISE" }),
    ("Saint-Pierre", { $0.address = "5 RUE BOURSAINT\n97500 SAINT PIERRE\nST PIERRE ET MIQUELON" }),
    ("France below the town", { $0.address = "2 RUE HAUTE\n35000 RENNES\nFRANCE" }),
    ("the mainland below the town", { $0.address = "2 RUE HAUTE\n35000 RENNES\nFRANCE METROPOLITAINE" }),
    ("the department below the town", { $0.address = "2 RUE HAUTE\n29200 BREST\nFINISTERE" }),
    ("Corsica", { $0.address = "HAMEAU DE PIANICCIA\n20218 PIETRALBA\nHAUTE-CORSE" }),
    ("a number with its sign", { $0.address = "N° 12 RUE DES LILAS\n35000 RENNES" }),
    ("a street and its town in one line", { $0.address = "JEAN DUPONT\n2 RUE HAUTE 35000 RENNES" }),
    ("a repeated number", { $0.address = "14 TER IMPASSE DES ACACIAS\n13090 AIX EN PROVENCE" }),
    ("a letter after the number", { $0.address = "14B RUE HAUTE\n35000 RENNES" }),
    ("two numbers", { $0.address = "14-16 RUE HAUTE\n35000 RENNES" }),
    ("two numbers with a stroke", { $0.address = "14/16 RUE HAUTE\n35000 RENNES" }),
    ("CEDEX", { $0.address = "TRANSPORTS DUPONT\nZI NORD\nBP 40112\n67003 STRASBOURG CEDEX" }),
    ("CS and CEDEX", { $0.address = "SERVICE EXPLOITATION\nCS 70001\n69303 LYON CEDEX 07" }),
    ("a lieu-dit", { $0.address = "JEAN DUPONT\nLE MOULIN NEUF\n24200 SARLAT LA CANEDA" }),
    ("a lieu-dit with a road", { $0.address = "LIEU DIT KERVRAN\nROUTE DE QUIMPER\n29180 PLOGONNEC" }),
    ("a farm", { $0.address = "FERME DU HAUT BOIS\nCHEMIN DES VIGNES\n51150 TOURS SUR MARNE" }),
    ("a flat and a building", { $0.address = "JEAN DUPONT\nAPPT 12 ESC B\nRESIDENCE LES PINS\n3 ALLEE DES CEDRES\n13008 MARSEILLE" }),
    ("at somebody's", { $0.address = "JEAN DUPONT\nCHEZ MME MARTIN\n8 RUE DU 11 NOVEMBRE\n59000 LILLE" }),
    ("the army", { $0.address = "ADJ DUPONT JEAN\n1ER RT SP 85400\n00862 ARMEES" }),
    ("Monaco", { $0.address = "12 AVENUE PRINCESSE GRACE\n98000 MONACO" }),
    ("Belgium", { $0.address = "RUE NEUVE 7 BTE 3\n4000 LIEGE\nBELGIQUE" }),
    ("Germany", { $0.address = "Hauptstraße 5\n77694 Kehl\nDeutschland" }),
    ("Czechia", { $0.address = "Dlouhá 7\n110 00 Praha\nRépublique tchèque" }),
    ("Norway", { $0.address = "Storgata 1\n0155 OSLO\nNORVEGE" }),
    ("a browser's line ends", { $0.address = "2 RUE HAUTE\r\n35000 RENNES\r\n" }),
    ("small letters in the town", { $0.address = "2, rue Haute\n35000 Rennes" }),
    ("the number behind", { $0.address = "RUE HAUTE 2\n35000 RENNES" }),
    ("a street of a date", { $0.address = "5 PLACE DU 8 MAI 1945\n93200 SAINT DENIS" }),
  ]

  @Test func whatIsRightRaisesNoMoreThanANotice() throws {
    #expect(Self.right.count >= 60)
    try Self.judge(Self.right) { name, found in
      let warnings = found.filter { $0.severity == .warning }
      #expect(warnings.isEmpty, "\(name): \(warnings.map(\.message.code))")
    }
  }

  static let wrong: [(String, @Sendable (inout Scene.Form) -> Void, String)] = [
    ("nothing twice", { ($0.lastName, $0.firstNames) = ("TEST", "TEST") }, "last_name missing"),
    ("no name", { $0.lastName = "-" }, "last_name missing"),
    ("X for a name", { $0.lastName = "XXX" }, "last_name missing"), ("not given", { $0.lastName = "Non renseigné" }, "last_name missing"),
    ("swapped", { ($0.lastName, $0.firstNames) = ("Stéphane", "MARTIN") }, "last_name names_swapped"),
    ("married", { $0.lastName = "DUPONT épouse MARTIN" }, "last_name usage_name_used"),
    ("born", { $0.lastName = "MARTIN née DUPONT" }, "last_name usage_name_used"),
    ("both names", { $0.lastName = "DUPONT Jean" }, "last_name mismatch_licence"),
    ("a digit", { $0.lastName = "DUP0NT" }, "last_name invalid_format"),
    ("a Cyrillic letter", { $0.lastName = "DUPОNT" }, "last_name invalid_format"),
    ("Cyrillic", { $0.lastName = "ИВАНОВ" }, "last_name invalid_format"),
    ("a birth to come", { $0.birthDate = "2031-02-03" }, "birth_date inconsistent_date"),
    ("a year to come", { $0.birthDate = "00/00/2031" }, "birth_date inconsistent_date"),
    ("no date", { $0.birthDate = "janvier 86" }, "birth_date invalid_format"),
    ("month 13", { $0.birthDate = "00/13/1986" }, "birth_date invalid_format"),
    ("no country", { $0.country = "" }, "licence_country missing"),
    ("a title number", { $0.licence = "13AA00001" }, "licence_number title_number_used"),
    ("eleven digits", { $0.licence = "06011320000" }, "licence_number invalid_format"),
    ("month 21", { $0.licence = "062113200001" }, "licence_number spelling"),
    ("gmial", { $0.email = "jean@gmial.com" }, "email spelling"), ("gmail.con", { $0.email = "jean@gmail.con" }, "email spelling"),
    ("oange", { $0.email = "jean@oange.fr" }, "email spelling"), ("hotmal", { $0.email = "jean@hotmal.fr" }, "email spelling"),
    ("gmail.fr", { $0.email = "jean@gmail.fr" }, "email spelling"), ("no at", { $0.email = "jean.gmail.com" }, "email invalid_format"),
    ("accents before the at", { $0.email = "jéan@gmail.com" }, "email invalid_format"),
    ("a short number", { $0.phone = "06 39 98" }, "phone invalid_format"),
    ("zeros", { $0.phone = "06 00 00 00 00" }, "phone invalid_format"),
    ("no postcode", { $0.address = "2 RUE HAUTE\nRENNES" }, "postal_address incomplete_address"),
    ("no postcode above Réunion", { $0.address = "2 RUE HAUTE\nSAINT-DENIS\nLA REUNION" }, "postal_address incomplete_address"),
    ("no number", { $0.address = "RUE DES LILAS\n35000 RENNES" }, "postal_address incomplete_address"),
    ("the flat's number alone", { $0.address = "APPT 3 RUE DES LILAS\n35000 RENNES" }, "postal_address incomplete_address"),
    ("no street", { $0.address = "JEAN DUPONT\n35000 RENNES" }, "postal_address incomplete_address"),
    ("no town", { $0.address = "2 RUE HAUTE\n35000" }, "postal_address incomplete_address"),
    ("no such postcode", { $0.address = "2 RUE HAUTE\n96000 RENNES" }, "postal_address spelling"),
    ("four digits", { $0.address = "2 RUE HAUTE\n3500 RENNES" }, "postal_address incomplete_address"),
    ("a building below the town", { $0.address = "2 RUE HAUTE\n35000 RENNES\nBATIMENT C" }, "postal_address invalid_format"),
  ]

  @Test func whatIsWrongIsFound() throws {
    try Self.judge(Self.wrong.map { ($0.0, $0.1) }) { name, found in
      let expected = Self.wrong.first { $0.0 == name }!.2
      let warnings = found.filter { $0.severity == .warning }.map { "\($0.item?.rawValue ?? "-") \($0.suggestedReason?.rawValue ?? "-")" }
      #expect(warnings.contains(expected), "\(name): \(warnings)")
    }
  }

  /// Submits the forms, each a driver of his own, and judges what an agent sees.
  private static func judge(
    _ forms: [(String, @Sendable (inout Scene.Form) -> Void)], _ body: (String, [Finding]) throws -> Void
  ) throws {
    let scene = try Scene()
    var portal = try scene.connect("portal")
    var desk = try scene.desk()
    for (number, (name, change)) in forms.enumerated() {
      var form = Scene.Form()
      form.licence = "0601132\(String(10_000 + number))"
      form.email = "jean.dupont\(number)@example.fr"
      change(&form)
      // Nobody's namesake.
      if form.birthDate == Scene.Form().birthDate {
        form.birthDate = "1986-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)-\(10 + number / 12)"
      }
      let driver = try portal.query(
        Scene.submitAccount, [scene.request()] + form.fields + [.text(form.channel), .text(form.language)]
      ).only().value(0, as: Int64.self)
      let id = try #require(try desk.driverFile(driver).cases.last?.number)
      try body(name, Checks.evaluate(desk.caseFile(id)).filter { $0.check != "duplicate" })
    }
  }
}
