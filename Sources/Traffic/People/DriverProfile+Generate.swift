import Casework

extension DriverProfile {
  /// Where drivers have their mail, the frequent ones several times.
  static let mailDomains = [
    "gmail.com", "gmail.com", "gmail.com", "gmail.com", "orange.fr", "orange.fr", "hotmail.fr", "hotmail.com", "free.fr", "yahoo.fr",
    "wanadoo.fr",
    "sfr.fr", "laposte.net", "outlook.fr", "live.fr", "icloud.com", "bbox.fr",
  ]

  /// Part of the drivers who have a usage name: women after a marriage, and a few men.
  static let usageNameShare = 0.14 * 0.5 + 0.86 * 0.015

  /// Driver `index` of the seed.
  ///
  /// - Parameters:
  ///   - foreignLicence: The share of foreign licences.
  ///   - today: The day that ages are counted from.
  init(seed: UInt64, index: Int, foreignLicence: Double, today: Day) {
    var generator = SeededGenerator(seed: seed, purpose: "profile", index: index)
    let isForeign = generator.chance(foreignLicence)
    let country = isForeign ? generator.pick(["BE", "BE", "PT", "PT", "RO", "RO", "PL", "DE"]) : "FR"
    var origin = Origin.draw(&generator)
    switch country {
    case "PT": origin = .portuguese
    case "RO": origin = .romanian
    case "PL": origin = .polish
    case "BE", "DE": origin = .alsatian
    default: break
    }
    isWoman = generator.chance(0.14)
    // The mean of two draws: most are in their forties, few at the ends of 22 to 62.
    let age = (generator.int(in: 22...62) + generator.int(in: 22...62) + 1) / 2
    let born = today.adding(years: -age).adding(days: -generator.below(365))
    birthDate = born
    lastName = Self.lastName(origin, &generator)
    let married = generator.chance(isWoman ? 0.5 : 0.015)
    let partner = LastNames.draw(.french, &generator)
    usageName = married && partner != lastName ? partner : ""
    firstNames = FirstNames.draw(origin, born: born.year, woman: isWoman, &generator)

    let home = generator.pick(Town.all)
    let childhood = generator.chance(0.4) ? home : generator.pick(Town.all)
    let abroad = isForeign || generator.chance(origin == .asian || origin == .african || origin == .turkish ? 0.6 : 0.3)
    let far: [(town: String, country: String)] =
      country == "BE"
      ? [("Liège", "Belgique"), ("Charleroi", "Belgique"), ("Namur", "Belgique")]
      : country == "DE" ? [("Kehl", "Allemagne"), ("Sarrebruck", "Allemagne")] : origin.townsAbroad
    if abroad, !far.isEmpty {
      let place = generator.pick(far)
      birthPlace = "\(place.town) (99 \(place.country))"
    } else {
      birthPlace = "\(childhood.name) (\(childhood.department))"
    }
    needsResidencePermit = abroad && origin.outsideUnion && generator.chance(0.45)

    // First licence between 18 and 23; the one he holds is younger: medical visits renew the heavy categories every five years.
    let first = min(born.adding(years: 18).adding(days: generator.below(generator.chance(0.75) ? 700 : 1900)), today.adding(days: -400))
    let renewals = max(0, (today.number - first.number - 30) / 1826)
    let issued = generator.chance(0.3) ? first : first.adding(days: 1826 * generator.int(in: 0...renewals) + generator.below(25))
    licenceIssueDate = min(issued, today.adding(days: -1))
    licenceCountry = country
    licenceNumber =
      country == "FR" ? Self.neph(first: first, passedIn: home, index: index) : Self.foreignNumber(country, index: index, &generator)
    address = PostalAddress(addressee: "\(firstNames[0]) \(usageName.isEmpty ? lastName : usageName)", in: home, &generator)
    email = Self.email(firstNames[0], usageName.isEmpty ? lastName : usageName, index: index, &generator)
    phone = Self.phone(index: index, &generator)
    channel = generator.chance(0.62) ? "email" : "sms"
    language = generator.chance(isForeign ? 0.4 : 0.015) ? "en" : "fr"
    face = isWoman ? 5 + generator.below(2) : 1 + generator.below(4)
    self.index = index
  }

  private static func lastName(_ origin: Origin, _ generator: inout SeededGenerator) -> String {
    let name = LastNames.draw(origin, &generator)
    let second = LastNames.draw(generator.chance(0.7) ? .french : origin, &generator)
    switch generator.below(100) {
    case 0 where name != second && !name.contains(" "): return "\(name)-\(second)"
    case 1 where name != second && origin == .french: return "\(name) \(second)"
    // Prefectures long printed capitals without accents; both are found on licences.
    case 2..<40: return name.count == plainCapitals(name).count && !name.contains("-") && !name.contains("'") ? plainCapitals(name) : name
    default: return name
    }
  }

  /// Twelve digits: year and month of the first licence, department, prefecture, serial. The serial comes from the index and the
  /// prefecture counts on with every 10,000 drivers, so that a cast of a million has no number twice.
  private static func neph(first: Day, passedIn home: Town, index: Int) -> String {
    let department = home.department.hasPrefix("2A") || home.department.hasPrefix("2B") ? "20" : String(home.department.prefix(2))
    let prefecture = (home.department.count == 3 ? 10 : 1) + index / 10_000
    let serial = (index * 7919 + 1234) % 10_000
    return padded(first.year % 100, to: 2) + padded(first.month, to: 2) + department + padded(prefecture % 100, to: 2)
      + padded(serial, to: 4)
  }

  private static func foreignNumber(_ country: String, index: Int, _ generator: inout SeededGenerator) -> String {
    let letters = Array("ABCDEFGHJKLMNPRSTUVWXYZ").map { String($0) }
    let serial = padded(index, to: 7)
    switch country {
    case "BE": return "1\(generator.int(in: 10...99))\(serial)"
    case "PT": return "\(generator.pick(["L", "P", "C", "BR"]))-\(serial) \(generator.below(10))"
    case "RO": return "\(generator.pick(letters))\(serial)\(generator.pick(letters))"
    case "PL": return "\(serial)/\(padded(generator.int(in: 1...24), to: 2))/\(generator.int(in: 1001...2862))"
    default: return "\(generator.pick(letters))0\(serial)\(generator.pick(letters))\(generator.below(10))"
    }
  }

  private static func email(_ first: String, _ last: String, index: Int, _ generator: inout SeededGenerator) -> String {
    let one = plainCapitals(first).lowercased().split(separator: " ").joined(separator: "-")
    let two = plainCapitals(last).lowercased().split(separator: " ").joined()
    let local =
      switch generator.below(4) {
      case 0: "\(one).\(two).\(index)"
      case 1: "\(one.prefix(1))\(two)\(index)"
      case 2: "\(two).\(one)\(index)"
      default: "\(two)_\(index)"
      }
    let domain = generator.pick(mailDomains)
    return "\(local)@\(domain)"
  }

  private static func phone(index: Int, _ generator: inout SeededGenerator) -> String {
    let serial = padded((index * 7873 + 417) % 10_000, to: 4)
    let (high, low) = (serial.prefix(2), serial.suffix(2))
    switch generator.below(10) {
    case 0: return "+33 6 39 98 \(high) \(low)"
    case 1...4: return "06 39 98 \(high) \(low)"
    case 5: return "06.39.98.\(high).\(low)"
    default: return "063998\(serial)"
    }
  }
}
