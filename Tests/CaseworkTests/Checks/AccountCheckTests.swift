import Testing

@testable import Casework

@Suite struct AccountCheckTests {
  @Test("A field left out", arguments: AccountField.allCases)
  func missing(field: AccountField) {
    for text in ["", "  ", "-", "XXX", "n/a", "."] {
      let found = findings([field: text]).filter { $0.check == "missing_field" }
      #expect(brief(found).map { $0.hasPrefix("warning \(field.rawValue) missing ") } == (field == .usageName ? [] : [true]), "\(text)")
    }
    // Nothing else is said of a field that is not there.
    if field != .usageName { #expect(findings([field: ""]).count == 1) }
  }

  @Test(
    "Words that say nothing, and are people's names and towns",
    arguments: [
      (AccountField.lastName, "SANS", "notice last_name - placeholder"), (.lastName, "Null", "notice last_name - placeholder"),
      (.lastName, "TEST", "notice last_name - placeholder"), (.lastName, "NÉANT", "notice last_name - placeholder"),
      (.birthPlace, "Aucun", "notice birth_place - placeholder"), (.firstNames, "néant", "warning first_names missing placeholder"),
      (.phone, "aucun", "warning phone missing placeholder"), (.lastName, "N/A", "warning last_name missing placeholder"),
    ])
  func fillers(field: AccountField, text: String, expected: String) {
    #expect(brief(findings([field: text]).filter { $0.check == "missing_field" }) == [expected])
  }

  @Test func whoFillsWithNothingDoesItTwice() {
    let found = findings([.lastName: "TEST", .firstNames: "Test"]).filter { $0.check == "missing_field" }
    #expect(brief(found) == ["warning last_name missing placeholder", "warning first_names missing placeholder"])
  }

  @Test(
    "Characters",
    arguments: [
      (AccountField.lastName, "LEFÈVRE\u{200B}", ["warning last_name invalid_format invisible_characters"]),
      (.firstNames, "\u{202E}Élodie", ["warning first_names invalid_format invisible_characters"]),
      (.lastName, "LEFÈVRЕ", ["warning last_name invalid_format mixed_scripts"]),
      (.lastName, "ЛЕФЕВР", ["warning last_name invalid_format foreign_script"]),
      (.lastName, "LEFÈVRE2", ["warning last_name invalid_format unexpected_characters"]),
      (.firstNames, "Élodie <b>", ["warning first_names invalid_format unexpected_characters"]),
      (.firstNames, "Élodie 🚚", ["warning first_names invalid_format unexpected_characters"]),
      (.lastName, "=LEFÈVRE", ["warning last_name invalid_format unexpected_characters"]),
      (.usageName, "DUPON7", ["warning last_name invalid_format unexpected_characters"]),
      (.birthPlace, "29200", ["warning birth_place invalid_format unexpected_characters"]),
      (.birthPlace, "=Brest", ["warning birth_place invalid_format unexpected_characters"]),
      (.birthPlace, "Hô Chi Minh-Ville (99 Viêt Nam)", []),
      (.birthPlace, "Paris 12e, France", []), (.birthPlace, "L'Haÿ-les-Roses", []),
      (.postalAddress, "14 RUE DU MOULIN\u{200E}\n29200 BREST", ["warning postal_address invalid_format invisible_characters"]),
      (.firstNames, "Élodie, Marie", []), (.lastName, "DUPONT\u{A0}LEROY", []),
    ])
  func characters(field: AccountField, text: String, expected: [String]) {
    #expect(brief(findings([field: text])) == expected)
  }

  @Test(
    "Names in each other's place",
    arguments: [
      ("Élodie", "LEFÈVRE"), ("Jean, Michel", "DUPONT"), ("Jean-Pierre", "Dupont"), ("JEAN", "DUPONT"), ("Xabi", "ETCHEVERRY"),
      ("Élodie, Marie", "Kergoat"),
      ("STÉPHANE", "Dupont"), ("Stéphane", "MARTIN"), ("JEAN, MICHEL", "MARTIN"), ("Mamadou", "DIALLO"), ("Nabil, Abd el-Kader", "MOHAMED"),
      ("Stéphane", "Le Bihan"),
    ])
  func swapped(last: String, first: String) {
    #expect(
      brief(findings([.lastName: last, .firstNames: first]).filter { $0.check == "names_swapped" }) == [
        "warning last_name names_swapped names_swapped", "warning first_names names_swapped names_swapped",
      ])
  }

  @Test("Where neither says which it is, nothing is said", arguments: [("THOMAS", "MARTIN"), ("Martin", "Thomas"), ("Martin", "X")])
  func notSwapped(last: String, first: String) {
    #expect(brief(findings([.lastName: last, .firstNames: first]).filter { $0.check == "names_swapped" }) == [])
  }

  @Test(
    "The first name among the last",
    arguments: [("DUPONT Élodie", "Élodie"), ("Élodie Dupont", "Élodie, Marie"), ("Dupont Élodie", "élodie")])
  func both(last: String, first: String) {
    #expect(brief(findings([.lastName: last, .firstNames: first])) == ["warning last_name mismatch_licence first_name_in_last_name"])
  }

  @Test(
    "Usage names",
    arguments: [
      ("NÉE-MARTIN", "", nil), ("VEUVE-DURAND", "", nil), ("LE-NÉE MARTIN", "", nil), ("ÉPOUX‑MARTIN", "", nil),
      ("LEFÈVRE épouse LEROY", "", "usage_name_marker"),
      ("LEROY née LEFÈVRE", "", "usage_name_marker"),
      ("LEROY (née LEFÈVRE)", "LEROY", "usage_name_marker"), ("LEFÈVRE ép. LEROY", "", "usage_name_marker"),
      ("LEROY NÉ LEFÈVRE", "", "usage_name_marker"),
      ("LEFÈVRE nom d'usage LEROY", "", "usage_name_marker"), ("VVE LEROY", "", "usage_name_marker"), ("LEFÈVRE", "LEROY", nil),
      ("LEFÈVRE", "LEFÈVRE LEROY", nil),
      ("LEROYER", "LEROY", nil), ("NÉE", "", nil), ("EPOUX", "", nil), ("NE", "", nil), ("LE NÉ", "", nil),
    ] as [(String, String, String?)])
  func usageNameMarkers(last: String, usage: String, code: String?) {
    #expect(brief(findings([.lastName: last, .usageName: usage])) == (code.map { ["warning last_name usage_name_used \($0)"] } ?? []))
  }

  @Test(
    "Usage names that are the name, or half of it",
    arguments: [
      ("LEROY", "LEROY", "usage_name_same_as_last_name"), ("Leroy", "LEROY ", "usage_name_same_as_last_name"),
      ("LEFÈVRE LEROY", "Leroy", "usage_name_in_last_name"), ("LEFÈVRE-LEROY", "LEROY", "usage_name_in_last_name"),
      ("DUPONT MARTIN", "MARTIN", "usage_name_in_last_name"),
    ])
  func usageName(last: String, usage: String, code: String) {
    #expect(brief(findings([.lastName: last, .usageName: usage])) == ["notice last_name - \(code)"])
  }

  @Test(
    "Papers without day or month",
    arguments: [
      ("1968-00-00", ["notice birth_date - date_partial"]), ("1966-07-00", ["notice birth_date - date_partial"]),
      ("2009-00-00", ["notice birth_date - date_partial", "warning birth_date inconsistent_date implausible_age"]),
      ("1910-00-00", ["notice birth_date - date_partial", "warning birth_date inconsistent_date implausible_age"]),
      ("1968-13-00", ["warning birth_date invalid_format not_a_date"]), ("1968-00-07", ["warning birth_date invalid_format not_a_date"]),
      ("0000-00-00", ["warning birth_date invalid_format not_a_date"]),
    ])
  func partialDates(birth: String, expected: [String]) {
    #expect(brief(findings([.birthDate: birth, .licenceNumber: "850829101234"])) == expected)
  }

  @Test(
    "Dates",
    arguments: [
      ("1984-07-19", "2024-03-02", []), ("19/07/1984", "2024-03-02", ["warning birth_date invalid_format date_not_iso"]),
      ("1984-07-19", "02.03.2024", ["warning licence_issue_date invalid_format date_not_iso"]),
      ("juillet 84", "2024-03-02", ["warning birth_date invalid_format not_a_date"]),
      ("1984-02-30", "2024-03-02", ["warning birth_date invalid_format not_a_date"]),
      ("2027-01-01", "2024-03-02", ["warning birth_date inconsistent_date date_in_future"]),
      ("2026-05-01", "2024-03-02", ["warning birth_date inconsistent_date implausible_age"]),
      ("2026-11-24", "2024-03-02", ["warning birth_date inconsistent_date implausible_age"]),
      ("1884-07-19", "2024-03-02", ["warning birth_date inconsistent_date implausible_age"]),
      ("1984-07-19", "2026-11-25", ["warning licence_issue_date inconsistent_date date_in_future"]), ("1984-07-19", "2026-11-24", []),
      (
        "1984-07-19", "2002-07-18",
        [
          "warning licence_issue_date inconsistent_date licence_before_age",
          "warning licence_issue_date inconsistent_date neph_after_issue",
        ]
      ),
      ("1984-07-19", "2003-08-01", []), ("1984-07-19", "2003-07-31", ["warning licence_issue_date inconsistent_date neph_after_issue"]),
      ("1989-07-19", "2024-03-02", []), ("1990-01-01", "2024-03-02", ["warning birth_date inconsistent_date neph_before_age"]),
      // The NEPH takes the side of the licence: the birth date is the wrong one.
      (
        "2006-12-01", "2024-03-02",
        ["warning birth_date inconsistent_date neph_before_age", "warning birth_date inconsistent_date licence_before_age"]
      ),
    ])
  func dates(birth: String, issue: String, expected: [String]) {
    #expect(brief(findings([.birthDate: birth, .licenceIssueDate: issue])) == expected)
  }

  @Test(
    "Ages at the edges",
    arguments: [("2008-11-24", true), ("2008-11-25", false), ("1936-11-24", true), ("1935-11-25", true), ("1935-11-24", false)])
  func ages(birth: String, isPlausible: Bool) {
    let found = findings([.birthDate: birth, .licenceNumber: "L-123", .licenceCountry: "PT"]).filter {
      $0.message.code == "implausible_age"
    }
    #expect(found.isEmpty == isPlausible)
  }

  @Test(
    "The century of a NEPH",
    arguments: [
      ("750529101234", "1957-02-03"), ("991229101234", "1980-02-03"), ("000129101234", "1980-02-03"), ("260129101234", "2007-02-03"),
    ])
  func centuries(neph: String, birth: String) {
    #expect(brief(findings([.licenceNumber: neph, .birthDate: birth, .licenceIssueDate: "2026-02-01"])) == [])
  }

  @Test func agesAreCountedToTheSubmission() {
    let found = findings([.birthDate: "2006-11-24", .licenceIssueDate: "2024-12-01", .licenceNumber: "221229101234"]) {
      $0.case.startedAt = Moment("2024-11-24T10:00:00Z")
    }
    #expect(brief(found) == ["warning licence_issue_date inconsistent_date date_in_future"])
  }

  @Test(
    "Licence numbers",
    arguments: [
      ("030829101234", "FR", []), ("13AA00001", "FR", ["warning licence_number title_number_used title_number"]),
      ("24 bz 99999", "", ["warning licence_country missing missing", "warning licence_number title_number_used title_number"]),
      ("031329101234", "FR", ["warning licence_number spelling neph_month"]),
      ("030029101234", "RE", ["warning licence_number spelling neph_month"]),
      ("03082910123", "FR", ["warning licence_number invalid_format neph_length"]),
      ("O30829101234", "FR", ["warning licence_number invalid_format licence_number_form"]),
      ("L-1234567 8", "PT", ["warning licence_country - foreign_licence"]),
      ("13AA00001", "BE", ["warning licence_country - foreign_licence"]),
    ])
  func licences(number: String, country: String, expected: [String]) {
    #expect(brief(findings([.licenceNumber: number, .licenceCountry: country])) == expected)
  }

  @Test("Consents", arguments: ConsentCheck.expected)
  func consents(kind: String) {
    let taken = findings([:]) { file in file.consents.removeAll { $0.kind == kind } }
    #expect(taken.map(\.message) == [.consentMissing(kind)])
    let unversioned = findings([:]) { file in file.consents[file.consents.firstIndex { $0.kind == kind }!].version = "" }
    #expect(unversioned.map(\.message) == [.consentMissing(kind)])
  }

  private func duplicate(_ driver: Int, _ match: CaseFile.Match, _ state: String = "active") -> CaseFile.Duplicate {
    var other = CaseFile.Duplicate(driverID: driver, match: match)
    other.accountState = state
    return other
  }

  @Test func duplicates() {
    let found = findings([:]) {
      $0.duplicates = [duplicate(5, .identity), duplicate(6, .licence), duplicate(5, .licence), duplicate(1001, .licence)]
    }
    #expect(found.map(\.message) == [.sameLicence(driverID: 6, accountState: "active"), .sameLicence(driverID: 5, accountState: "active")])
    #expect(brief(found).allSatisfy { $0 == "warning licence_number duplicate_account same_licence" })
    #expect(brief(findings([:]) { $0.duplicates = [duplicate(5, .identity)] }) == ["warning last_name duplicate_account same_identity"])
    #expect(brief(findings([:]) { $0.duplicates = [duplicate(5, .licence, "closed")] }) == ["warning licence_number - same_licence"])
  }
}
