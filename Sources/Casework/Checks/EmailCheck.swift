/// An e-mail address that is none, or whose domain is a slip away from a known one; one that bounced.
struct EmailCheck: Check {
  let id = "email"
  let queues: Set<Queue> = [.accounts]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let typed = trimmed(file.account.email)
    if typed.isEmpty || MissingFieldCheck.standsForNothing(typed) { return [] }
    guard let domain = Self.domain(of: typed) else { return [Finding(self, item: .email, suggest: .invalidFormat, .emailSyntax)] }
    var findings: [Finding] = []
    if let known = Self.intended(domain) {
      findings.append(Finding(self, item: .email, suggest: .spelling, .emailDomainTypo(typed: domain, known: known)))
    }
    if file.driver.hasBouncedEmail { findings.append(Finding(self, item: .email, suggest: .spelling, .emailBounced)) }
    return findings
  }

  /// The domain in small letters, where the address has the form of one: unquoted ASCII, as every provider hands them out.
  static func domain(of address: Substring) -> String? {
    guard address.utf8.count <= 254, let at = address.firstIndex(of: "@"), address.lastIndex(of: "@") == at else { return nil }
    let local = address[..<at]
    guard (1...64).contains(local.utf8.count), dotted(local, allowing: "!#$%&'*+/=?^_`{|}~-".utf8) != nil else { return nil }
    let domain = address[address.index(after: at)...].lowercased()
    guard let labels = dotted(domain[...], allowing: "-".utf8), labels.count > 1, let top = labels.last, top.count > 1,
      top.utf8.allSatisfy({ (97...122).contains($0) }) || top.hasPrefix("xn--"),
      labels.allSatisfy({ $0.utf8.count <= 63 && !$0.hasPrefix("-") && !$0.hasSuffix("-") })
    else { return nil }
    return domain
  }

  /// The parts between dots; `nil` where one is empty or holds anything but letters, digits and those signs.
  private static func dotted(_ text: Substring, allowing signs: String.UTF8View) -> [Substring]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let good = parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || signs.contains($0) }
    }
    return good ? parts : nil
  }

  /// The known domain that was meant, where the typed one is not known itself.
  static func intended(_ domain: String) -> String? {
    if known.contains(domain) { return nil }
    if let meant = confusions[domain] { return meant }
    return frequent.first { candidate in
      guard editDistance(domain, candidate, limit: 1) != nil else { return false }
      // sfa.fr is as good a domain as sfr.fr: in short ones a replaced letter proves nothing.
      return candidate.utf8.count > 7 || domain.utf8.count != candidate.utf8.count || domain.utf8.sorted() == candidate.utf8.sorted()
    } ?? frequent.first { $0.utf8.count >= 10 && editDistance(domain, $0, limit: 2) != nil }
  }

  /// Where French drivers have their mail, most frequent first.
  private static let frequent: [String] = [
    "gmail.com", "orange.fr", "hotmail.fr", "hotmail.com", "yahoo.fr", "wanadoo.fr", "free.fr", "outlook.fr", "outlook.com", "laposte.net",
    "live.fr",
    "sfr.fr", "yahoo.com", "icloud.com", "bbox.fr", "neuf.fr", "aol.com", "live.com", "msn.com", "gmx.fr", "numericable.fr",
    "club-internet.fr",
    "protonmail.com", "hotmail.be", "bouygtel.fr",
  ]

  /// Domains that exist, however near to a frequent one.
  private static let known: Set<String> = Set(frequent).union([
    "mail.com", "email.com", "ymail.com", "rocketmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "aol.fr", "me.com", "mac.com",
    "live.be", "live.nl", "yahoo.es", "yahoo.it", "yahoo.de", "yahoo.be", "hotmail.it", "hotmail.es", "hotmail.de", "hotmail.nl",
    "hotmail.ch",
    "outlook.de", "outlook.es", "outlook.it", "outlook.be", "outlook.pt", "hotmail.co.uk", "proton.me", "pm.me", "cegetel.net", "noos.fr",
    "nordnet.fr",
    "aliceadsl.fr", "dbmail.com", "alice.fr", "tele2.fr", "skynet.be", "telenet.be", "voila.fr", "caramail.com", "caramail.fr",
    "libertysurf.fr",
    "9online.fr", "sapo.pt", "wp.pl", "onet.pl", "o2.pl", "interia.pl", "web.de", "t-online.de", "libero.it", "tiscali.it", "tiscali.fr",
    "bluewin.ch",
    "orange.com",
  ])

  /// Slips that are further away, or domains that nobody has mail at.
  private static let confusions: [String: String] = [
    "gmail.fr": "gmail.com", "laposte.fr": "laposte.net", "laposte.com": "laposte.net", "wanadoo.com": "wanadoo.fr",
    "icloud.fr": "icloud.com",
    "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "sfr.com": "sfr.fr", "sfr.net": "sfr.fr",
  ]
}
