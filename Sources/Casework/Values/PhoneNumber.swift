/// A phone number as it was typed, and what it can be.
public struct PhoneNumber: Hashable, Sendable {
  /// What a number is.
  public enum Kind: String, Hashable, Sendable {
    /// A French mobile, overseas ones included: takes SMS.
    case mobile
    /// Any other French number.
    case landline
    /// A foreign number in international form.
    case foreign
  }

  /// International form, `+33639980000`.
  public let international: String
  /// What it is.
  public let kind: Kind

  /// Reads a number with spaces, dots, dashes, slashes and brackets anywhere, `+33`, `0033` or `0` in front; `nil` where it is none.
  public init?(typed text: some StringProtocol) {
    var compact = ""
    for scalar in text.unicodeScalars
    where !scalar.properties.isWhitespace && !scalar.properties.isDash && !"./()".unicodeScalars.contains(scalar) {
      compact.unicodeScalars.append(scalar)
    }
    if compact.hasPrefix("00") { compact = "+" + compact.dropFirst(2) }
    let hasPlus = compact.hasPrefix("+")
    let digits = hasPlus ? String(compact.dropFirst()) : compact
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    if !hasPlus {
      guard digits.utf8.count == 10, digits.hasPrefix("0"), !digits.hasPrefix("00") else { return nil }
      self.init(country: "33", national: String(digits.dropFirst()))
    } else if let (code, lengths) = Self.overseas.first(where: { digits.hasPrefix($0.key) }) {
      let national = digits.dropFirst(3)
      let rest = national.hasPrefix("0") && national.utf8.count == 10 ? national.dropFirst() : national
      guard lengths.contains(rest.utf8.count) else { return nil }
      self.init(country: code, national: String(rest))
    } else if digits.hasPrefix("33") {
      // +33 (0)6 …
      let national = digits.dropFirst(2).drop { $0 == "0" }
      guard digits.utf8.count <= 12, national.utf8.count == 9 else { return nil }
      self.init(country: "33", national: String(national))
    } else {
      guard (8...15).contains(digits.utf8.count), !digits.hasPrefix("0") else { return nil }
      self.init(international: "+" + digits, kind: .foreign)
    }
  }

  private init(international: String, kind: Kind) {
    self.international = international
    self.kind = kind
  }

  private init(country: String, national: String) {
    // The territories of the Pacific and Saint-Pierre have no prefix of their own for mobiles: taken as mobiles.
    let isMobile = national.utf8.count < 9 || national.hasPrefix("6") || national.hasPrefix("7")
    self.init(international: "+" + country + national, kind: isMobile ? .mobile : .landline)
  }

  /// Whether the subscriber's digits are one digit over and over: typed to fill the field.
  public var isPlaceholder: Bool { Set(international.utf8.suffix(7)).count == 1 }

  /// Codes of French territories with the number of digits that follow.
  private static let overseas: [String: ClosedRange<Int>] = [
    "262": 9...9, "590": 9...9, "594": 9...9, "596": 9...9, "508": 6...9, "687": 6...6, "689": 6...8, "681": 6...6,
  ]
}
