import Casework
import Testing

@testable import Traffic

@Suite struct ProfileTests {
  static let today = Day(2026, 11, 24)
  static let cast = Cast(seed: 1, today: today)
  static let profiles = (0..<5000).map { cast.profile($0) }

  @Test("a French licence number is a NEPH that agrees with birth and issue")
  func licences() {
    for profile in Self.profiles where !profile.isForeignLicence {
      let number = profile.licenceNumber
      #expect(number.count == 12 && number.allSatisfy { $0.isASCII && $0.isNumber })
      let digits = number.compactMap(\.wholeNumberValue)
      let (year, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
      let first = Day(year > 26 ? 1900 + year : 2000 + year, month, 1)
      #expect((1...12).contains(month))
      #expect(profile.birthDate.adding(years: 18).number <= first.number + 31, "\(number) for \(profile.birthDate)")
      #expect(first.number <= profile.licenceIssueDate.number, "\(number) issued \(profile.licenceIssueDate)")
    }
  }

  @Test("birth and issue dates are those of adults at work")
  func dates() {
    for profile in Self.profiles {
      #expect(profile.birthDate.adding(years: 18) <= profile.licenceIssueDate)
      #expect(profile.licenceIssueDate < Self.today)
      #expect(profile.birthDate.adding(years: 22) <= Self.today && profile.birthDate.adding(years: 64) > Self.today)
    }
  }

  @Test("addresses follow XP Z10-011")
  func addresses() {
    for profile in Self.profiles {
      let lines = profile.address.lines
      #expect((3...6).contains(lines.count))
      #expect(lines.allSatisfy { !$0.isEmpty && $0.count <= 38 }, "\(lines)")
      let last = profile.address.lastLine
      #expect(last.prefix(5).allSatisfy(\.isNumber) && last.dropFirst(5).first == " ")
      for line in [last, lines.first { $0.first?.isNumber == true } ?? ""] {
        #expect(line.allSatisfy { $0 == " " || $0.isASCII && ($0.isNumber || $0.isUppercase) }, "\(line)")
      }
    }
  }

  @Test("licence numbers and e-mail addresses are each driver's own, names are not")
  func uniqueness() {
    #expect(Set(Self.profiles.map(\.licenceNumber)).count == Self.profiles.count)
    #expect(Set(Self.profiles.map(\.email)).count == Self.profiles.count)
    #expect(Set(Self.profiles.map(\.lastName)).count < Self.profiles.count / 3)
  }

  @Test("licence numbers stay each driver's own beyond ten thousand drivers")
  func uniqueAtScale() {
    let numbers = (0..<40).flatMap { block in (0..<100).map { Self.cast.profile(block * 10_000 + $0).licenceNumber } }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test("e-mail addresses are plain, phone numbers lie in the range kept for fiction")
  func contacts() {
    for profile in Self.profiles {
      let parts = profile.email.split(separator: "@")
      #expect(
        parts.count == 2 && parts[0].allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || "._-".contains($0)) }, "\(profile.email)")
      let digits = profile.phone.filter(\.isNumber)
      #expect(digits.hasPrefix("063998") && digits.count == 10 || digits.hasPrefix("3363998") && digits.count == 11, "\(profile.phone)")
      #expect(["email", "sms"].contains(profile.channel) && ["fr", "en"].contains(profile.language))
    }
  }

  @Test("names have the variety of those who drive in France")
  func names() {
    let names = Self.profiles.map(\.lastName)
    #expect(names.allSatisfy { $0 == $0.uppercased() && !$0.isEmpty })
    for mark in ["É", "LE ", "DA ", "EL ", "'", "-"] { #expect(names.contains { $0.contains(mark) }, "no name with \(mark)") }
    #expect(Self.profiles.contains { $0.firstNames[0].hasPrefix("Jean-") })
    #expect(Self.profiles.contains { $0.firstNames.count == 3 })
    #expect(Self.profiles.contains { $0.birthPlace.hasSuffix("(2A)") } && Self.profiles.contains { $0.birthPlace.contains("(99 ") })
    let usage = Double(Self.profiles.count { !$0.usageName.isEmpty }) / Double(Self.profiles.count)
    #expect(abs(usage - DriverProfile.usageNameShare) < 0.02)
  }

  @Test(
    "capitals without accents",
    arguments: [("Łódź", "LODZ"), ("L'Haÿ-les-Roses", "L HAY LES ROSES"), ("Cœur", "COEUR"), ("  a  b ", "A B")])
  func plain(text: String, wanted: String) { #expect(plainCapitals(text) == wanted) }
}
