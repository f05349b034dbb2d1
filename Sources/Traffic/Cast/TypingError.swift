import Casework

/// The slips of a hurried thumb that an attentive agent can see without the licence in hand.
enum TypingError {
  /// The field, what is typed there, and the reason that it deserves. All draws are made whatever comes of them.
  static func draw(
    _ profile: DriverProfile, today: Day, _ generator: inout SeededGenerator
  ) -> (field: AccountField, text: String, reason: String) {
    let kind = generator.below(9)
    let place = generator.below(12)
    let choice = generator.below(3)
    switch kind {
    case 0, 1: return (.email, misspelt(profile.email), "spelling")
    case 2:
      let broken = [
        profile.email.replacing("@", with: ""), profile.email.replacing(".", with: ","), profile.email.replacing("@", with: " @ "),
      ]
      return (.email, broken[choice], "invalid_format")
    case 3,
      4 where !profile.isForeignLicence:
      return (.licenceNumber, digits(of: profile, place, choice), choice == 2 ? "spelling" : "invalid_format")
    case 5:
      // The year of today for that of birth, or a century off.
      let born = profile.birthDate
      let wrong = [today.adding(days: -200 - place), born.adding(years: -100), born.adding(years: 30)][choice]
      return (.birthDate, wrong.description, "inconsistent_date")
    case 6:
      let wrong = [profile.birthDate.adding(years: 9), profile.birthDate.adding(years: -3), today.adding(years: 7)][choice]
      return (.licenceIssueDate, wrong.description, "inconsistent_date")
    default:
      let plain = profile.phone.filter(\.isNumber)
      let wrong = [String(plain.dropLast(2)), plain.dropLast() + "O", plain + "5551234"][choice]
      return (.phone, String(wrong), "invalid_format")
    }
  }

  /// A licence number of one digit less, with a letter for a digit, or with an impossible month.
  private static func digits(of profile: DriverProfile, _ place: Int, _ choice: Int) -> String {
    var digits = Array(profile.licenceNumber)
    switch choice {
    case 0: digits.remove(at: place)
    case 1: digits[place] = "O"
    default: digits.replaceSubrange(2..<4, with: Array(padded(13 + place, to: 2)))
    }
    return String(digits)
  }

  /// The address under a domain that nobody has: gmial.com.
  private static func misspelt(_ email: String) -> String {
    let parts = email.split(separator: "@")
    let slips = [
      "gmail.com": "gmial.com", "orange.fr": "ornage.fr", "hotmail.fr": "hotmial.fr", "hotmail.com": "hotmal.com", "free.fr": "fre.fr",
      "yahoo.fr": "yaho.fr", "wanadoo.fr": "wandoo.fr", "sfr.fr": "srf.fr", "laposte.net": "lapsote.net", "outlook.fr": "outllok.fr",
      "live.fr": "liv.fr", "icloud.com": "iclou.com", "bbox.fr": "bobx.fr",
    ]
    return "\(parts[0])@\(slips[String(parts[1])] ?? "gmial.com")"
  }
}
