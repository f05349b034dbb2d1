/// The number of a case, whose last digit checks the others (`core.next_case_id` makes it).
public struct CaseNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The whole number with its check digit, as the database keeps it (`desk_case.id`).
  public let id: Int64

  /// What is wrong with a typed number. No case carries what was typed.
  public enum Fault: Error, Equatable, Sendable {
    /// Nothing but separators.
    case empty
    /// Something that is neither a digit nor a separator.
    case notANumber
    /// A single digit, or only zeros: no case has such a number.
    case tooShort
    /// More digits than any case number has (18).
    case tooLong
    /// The digits do not go together: one is wrong, or two are swapped.
    case wrongCheckDigit
  }

  /// A number that the database gave: not verified again.
  public init(id: Int64) { self.id = id }

  /// The number that a person typed: digits with spaces, dots and dashes anywhere and `#` in front.
  ///
  /// - Throws: ``Fault``.
  public init(typed text: some StringProtocol) throws(Fault) {
    var digits: [UInt8] = []
    var rest = text.unicodeScalars[...]
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    if rest.first == "#" { rest.removeFirst() }
    for scalar in rest {
      if ("0"..."9").contains(scalar) {
        digits.append(UInt8(scalar.value - 48))
      } else if !scalar.properties.isWhitespace, !scalar.properties.isDash, scalar != "." {
        throw .notANumber
      }
    }
    if digits.isEmpty { throw .empty }
    digits = Array(digits.drop { $0 == 0 })
    if digits.count < 2 { throw .tooShort }
    if digits.count > 18 { throw .tooLong }
    if Damm.checkDigit(of: digits) != 0 { throw .wrongCheckDigit }
    id = digits.reduce(0) { $0 * 10 + Int64($1) }
  }

  /// Whether the last digit is the one that the others ask for.
  public var isValid: Bool { id >= 10 && Damm.checkDigit(of: String(id).utf8.map { $0 - 48 }) == 0 }

  /// The digits with a dash before the check digit: `1001-9`; ``init(typed:)`` reads it.
  public var description: String {
    let digits = String(id)
    return digits.count < 2 ? digits : "\(digits.dropLast())-\(digits.suffix(1))"
  }

  /// By number, which is the order of opening.
  public static func < (left: CaseNumber, right: CaseNumber) -> Bool { left.id < right.id }
}

extension CaseNumber: Codable {
  /// A JSON number.
  public init(from decoder: any Decoder) throws {
    self.init(id: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// A JSON number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
}
