/// A driving licence number as it was typed, and what it can be.
public struct LicenceNumber: Hashable, Sendable {
  /// The twelve digits of a French licence file: `YY MM DD PP NNNN`.
  public struct NEPH: Hashable, Sendable {
    /// All twelve digits.
    public let digits: String
    /// Last two digits of the year in which the file was opened.
    public let yearOfCentury: Int
    /// Month in which the file was opened; 1…12 unless mistyped.
    public let month: Int
    /// Department, as two digits.
    public let department: String
    /// Prefecture, as two digits.
    public let prefecture: String
    /// Number within month and prefecture, as four digits.
    public let serial: String

    init?(_ text: String) {
      let bytes = Array(text.utf8)
      guard bytes.count == 12, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
      func number(_ position: Int) -> Int { Int(bytes[position] - 48) * 10 + Int(bytes[position + 1] - 48) }
      digits = text
      yearOfCentury = number(0)
      month = number(2)
      department = String(text.dropFirst(4).prefix(2))
      prefecture = String(text.dropFirst(6).prefix(2))
      serial = String(text.suffix(4))
    }

    /// Whether the month is one.
    public var hasMonth: Bool { (1...12).contains(month) }

    /// The years that the two digits can mean, the later one first: never after `today`.
    func years(until today: Day) -> [Int] { [2000 + yearOfCentury, 1900 + yearOfCentury].filter { $0 <= today.year } }
  }

  /// What a number looks like.
  public enum Form: Hashable, Sendable {
    /// Twelve digits.
    case neph(NEPH)
    /// `13AA00001`: the number of the title, printed on the same card.
    case title
    /// Anything else: foreign, very old, or mistyped.
    case other
  }

  /// Letters and digits only, in capitals: the key that the database compares (`core.licence_key`).
  public let compact: String
  /// What it looks like.
  public let form: Form

  /// Reads a number with spaces, dots, dashes or slashes anywhere.
  public init(typed text: some StringProtocol) {
    let kept = text.unicodeScalars.filter { !$0.properties.isWhitespace && !$0.properties.isDash && !"./_".unicodeScalars.contains($0) }
    compact = String(String.UnicodeScalarView(kept)).uppercased()
    if let neph = NEPH(compact) {
      form = .neph(neph)
    } else {
      form = Self.isTitle(compact) ? .title : .other
    }
  }

  /// Two digits, two letters, five digits.
  private static func isTitle(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 9 else { return false }
    return bytes.indices.allSatisfy { index in (2...3).contains(index) ? (65...90).contains(bytes[index]) : (48...57).contains(bytes[index])
    }
  }

  /// The NEPH, where it is one.
  public var neph: NEPH? {
    if case .neph(let neph) = form { neph } else { nil }
  }

  /// A NEPH in its groups (`98 05 29 10 1234`), anything else compact.
  public var display: String {
    guard neph != nil else { return compact }
    let digits = Array(compact)
    return [0..<2, 2..<4, 4..<6, 6..<8, 8..<12].map { String(digits[$0]) }.joined(separator: " ")
  }
}
