import Testing

@testable import Casework

@Suite struct ContactCheckTests {
  @Test(
    "Sound addresses",
    arguments: [
      "jean.dupont@gmail.com", "J_D+cqc@orange.fr", "x@sub.domain.example.org", "JEAN@GMAIL.COM", "a-b@xn--bcher-kva.de", "jean@mail.com",
      "jean@gmx.de", "jean@live.be",
      "jean@transports-dupont.fr", "jean@sfa.fr", "jean@me.com", "jean@ac-rennes.fr", "o'brien@free.fr", " jean@gmail.com ",
    ])
  func sound(email: String) { #expect(brief(findings([.email: email])) == []) }

  @Test(
    "No address",
    arguments: [
      "jean", "jean@", "@gmail.com", "jean@gmail", "jean@@gmail.com", "jean@gmail,com", "jean dupont@gmail.com", "jean @ gmail.com",
      "jean.@gmail.com", ".jean@gmail.com",
      "je..an@gmail.com", "jean@gmail..com", "jean@-gmail.com", "jean@gmail.c", "jean@gmail.c0m", "jéan@gmail.com",
      "jean@gmail.com, paul@free.fr", "\"j d\"@gmail.com",
      "jean@1.2.3.4", String(repeating: "a", count: 65) + "@gmail.com", "a@" + String(repeating: "b", count: 64) + ".fr",
    ])
  func syntax(email: String) { #expect(brief(findings([.email: email])) == ["warning email invalid_format email_syntax"]) }

  @Test(
    "Slips in a known domain",
    arguments: [
      ("gmial.com", "gmail.com"), ("gmal.com", "gmail.com"), ("gmail.con", "gmail.com"), ("gmail.fr", "gmail.com"),
      ("GMAIL.COMM", "gmail.com"), ("hotmial.fr", "hotmail.fr"),
      ("hotmal.com", "hotmail.com"), ("orange.fe", "orange.fr"), ("ornage.fr", "orange.fr"), ("wandoo.fr", "wanadoo.fr"),
      ("lapsote.net", "laposte.net"),
      ("gmail.con", "gmail.com"), ("outllok.fr", "outlook.fr"), ("yaho.fr", "yahoo.fr"), ("fre.fr", "free.fr"), ("srf.fr", "sfr.fr"),
      ("iclou.com", "icloud.com"),
      ("bobx.fr", "bbox.fr"), ("liv.fr", "live.fr"), ("hotmil.con", "hotmail.com"),
    ])
  func slips(typed: String, known: String) {
    let found = findings([.email: "jean@\(typed)"])
    #expect(brief(found) == ["warning email spelling email_domain_typo"])
    #expect(found.first?.message == .emailDomainTypo(typed: typed.lowercased(), known: known))
  }

  @Test(
    "Domains that are near a known one, and somebody's own",
    arguments: [
      "hotmail.ca", "laposte.fr", "protonmail.ch", "yahoo.ca", "live.ca", "live.co.uk", "msn.fr", "orange.es", "sfr.net", "olive.fr",
      "lire.fr",
      "ms.com", "fred.fr", "hotmail.com.br", "outlook.com.tr", "hotmail.se", "yahoo.com.vn", "aol.de", "gmx.ch", "gmx.at", "icloud.com",
      "hotmail.cr", "orange.fi", "transports-société.fr", "xn--socit-esab.fr", "müller-spedition.de", "почта.рф", "tmail.com",

      "softmail.com", "topmail.fr", "mail.com", "outlook.ie", "windowslive.com", "wanadoo.com", "laposte.com",
    ])
  func realDomains(domain: String) {
    let found = findings([.email: "jean@\(domain)"])
    #expect(found.isClean && found.allSatisfy { $0.suggestedReason == nil }, "\(brief(found))")
  }

  @Test("Accents that no provider has", arguments: [("gmaïl.com", "gmail.com"), ("orânge.fr", "orange.fr")])
  func accents(typed: String, known: String) {
    #expect(findings([.email: "jean@\(typed)"]).map(\.message) == [.emailDomainTypo(typed: typed, known: known)])
  }

  @Test func noKnownDomainIsASlipOfAnother() {
    for domain in [
      "gmail.com", "orange.fr", "hotmail.fr", "hotmail.com", "yahoo.fr", "yahoo.com", "free.fr", "live.fr", "sfr.fr", "aol.com", "aol.fr",
      "msn.com", "gmx.fr", "gmx.com",
    ] {
      #expect(MailDomains.slip(in: domain) == nil)
    }
  }

  @Test func bounced() {
    #expect(brief(findings([:]) { $0.driver.hasBouncedEmail = true }) == ["warning email spelling email_bounced"])
  }

  @Test(
    "Phones",
    arguments: [
      ("06 39 98 12 34", CaseFile.ReachableBy.sms, []), ("01 53 01 82 00", .email, []),
      ("01 53 01 82 00", .sms, ["warning phone - landline_for_sms"]),
      ("+32 470 12 34 56", .sms, ["notice phone - phone_foreign"]), ("06 39 98 12", .email, ["warning phone invalid_format phone_form"]),
      ("06 00 00 00 00", .email, ["warning phone invalid_format phone_placeholder"]), ("+262 692 12 34 56", .sms, []),
    ])
  func phones(typed: String, reachableBy: CaseFile.ReachableBy, expected: [String]) {
    #expect(brief(findings([.phone: typed]) { $0.case.reachableBy = reachableBy }) == expected)
  }

  @Test(
    "Addresses of accounts",
    arguments: [
      ("14 RUE DU MOULIN\nBREST", ["warning postal_address incomplete_address postcode_missing"]),
      ("Élodie LEFÈVRE\n29200 BREST", ["warning postal_address incomplete_address street_missing"]),
      ("14 RUE DU MOULIN\n96200 BREST", ["warning postal_address spelling postcode_unknown"]),
      ("14 RUE DU MOULIN 29200 BREST", ["notice postal_address - address_one_line"]),
      ("14 RUE DU MOULIN\nBREST 29200 CEDEX", ["warning postal_address invalid_format postcode_misplaced"]),
      ("14, RUE DU MOULIN\n29200 Brest", ["notice postal_address - town_not_in_capitals", "notice postal_address - address_punctuation"]),
    ])
  func addresses(text: String, expected: [String]) { #expect(brief(findings([.postalAddress: text])) == expected) }

  @Test("The last line names a country", arguments: [("BE", ["notice postal_address - foreign_address"]), ("RE", []), ("FR", [])])
  func countries(code: String, expected: [String]) {
    let found = findings([.postalAddress: "7 RUE NEUVE\n97400 SAINT DENIS\nLA-BAS"]) { $0.addressCountry = code }
    #expect(brief(found) == expected)
  }

  @Test(
    "Delivery addresses",
    arguments: [
      ("", ["warning delivery_address missing missing"]),
      ("14 RUE DU MOULIN\nBREST", ["warning delivery_address incomplete_address postcode_missing"]),
      ("14 RUE DU MOULIN\nBREST 29200 CEDEX", ["warning delivery_address - postcode_misplaced"]),
      ("14 RUE DU MOULIN\u{202E}\n29200 BREST", ["warning delivery_address spelling invisible_characters"]),
    ])
  func deliveries(text: String, expected: [String]) {
    var file = soundFile(.application)
    file.application!.deliveryAddress = text
    #expect(brief(Checks.evaluate(file)) == expected)
  }
}
