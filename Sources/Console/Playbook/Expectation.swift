import Formats
import Terminal

/// `expect COMMAND … COLUMN OP VALUE`: what is expected of the rows that a command gives.
///
/// Every row must satisfy it, and there must be one. The column `rows` is no column: it counts them.
final class Expectation: Sendable {
  /// How a value is compared.
  enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="

    /// Whether a value that is so much (-1, 0, 1) above the other satisfies it.
    func holds(_ order: Int) -> Bool {
      switch self {
      case .equal: order == 0
      case .unequal: order != 0
      case .less: order < 0
      case .atMost: order <= 0
      case .more: order > 0
      case .atLeast: order >= 0
      }
    }
  }

  /// The command that is looked at.
  let invocation: Invocation
  let column: String
  let comparison: Comparison
  let value: String

  /// The column that counts rows.
  static let rows = "rows"

  init(_ invocation: Invocation, column: String, _ comparison: Comparison, _ value: String) {
    self.invocation = invocation
    self.column = column
    self.comparison = comparison
    self.value = value
  }

  /// Throws unless the rows are as expected.
  func check(_ table: Table) throws(Failure) {
    if column == Self.rows {
      guard try holds(.number(table.rows.count)) else { throw .refused(.unexpectedRows(table.rows.count, self)) }
      return
    }
    guard let place = table.columns.firstIndex(where: { $0.name == column }) else { throw unknownColumn(table.columns.map(\.name)) }
    guard !table.rows.isEmpty else { throw .refused(.noRows(invocation.command.name), hint: .noRowsHint) }
    for (number, row) in table.rows.enumerated() where try !holds(row[place]) {
      let first = place == 0 ? nil : row[0]
      throw .refused(.unexpected(row: number + 1, first.map(Self.text) ?? "", self, Self.text(row[place])))
    }
  }

  /// Throws where the columns are known beforehand and this one is none of them.
  func check(columns: [String]) throws(Failure) {
    if column != Self.rows, !columns.contains(column) { throw unknownColumn(columns) }
    if column == Self.rows { _ = try holds(.number(0)) }
  }

  private func unknownColumn(_ columns: [String]) -> Failure {
    .usage(.unknownColumn(column, invocation.command.name), hint: .oneOf(columns + [Self.rows]))
  }

  private func holds(_ cell: Cell) throws(Failure) -> Bool {
    switch cell.value {
    case .null:
      // Nothing known equals the empty value, and is neither more nor less than anything.
      return comparison == .equal ? value.isEmpty : comparison == .unequal ? !value.isEmpty : false
    case .number(let digits):
      if value.isEmpty, comparison == .equal || comparison == .unequal { return comparison == .unequal }
      guard let wanted = DecimalText(value) else { throw .usage(.notANumber(value, column: column)) }
      guard let found = DecimalText(digits) else { return false }
      return comparison.holds(found.order(to: wanted))
    case .timestamp(let text):
      // As far as the value says: a day, or a day and a time.
      let found = text.prefix(value.count)
      return comparison.holds(found == value ? 0 : found < value ? -1 : 1)
    case .boolean(let found):
      guard let wanted = ValueType.boolean.value(of: value) else { throw .usage(.notABoolean(value, column: column)) }
      try onlyEquality()
      return comparison.holds(String(found) == wanted ? 0 : 1)
    case .text(let text):
      try onlyEquality()
      return comparison.holds(text == value || Folding.fold(cell.shown?.plain ?? text) == Folding.fold(value) ? 0 : 1)
    }
  }

  private func onlyEquality() throws(Failure) {
    guard comparison == .equal || comparison == .unequal else { throw .usage(.notOrdered(column)) }
  }

  private static func text(_ cell: Cell) -> String {
    switch cell.value {
    case .null: "''"
    case .text(let text), .number(let text), .timestamp(let text): text
    case .boolean(let flag): String(flag)
    }
  }

  /// As it was written, in canonical names.
  var condition: String { "\(column) \(comparison.rawValue) \(Tokenizer.quoted(value))" }
}

/// A decimal number as its digits: compared exactly, whatever its length.
struct DecimalText: Hashable {
  private let isNegative: Bool
  private let whole: String
  private let fraction: String

  /// Reads `12`, `-12.50`, `12,5`; nil for anything else.
  init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      return nil
    }
    whole = String(parts[0].drop { $0 == "0" })
    let fraction = parts.count == 2 ? String(parts[1].reversed().drop { $0 == "0" }.reversed()) : ""
    self.fraction = fraction
    self.isNegative = isNegative && !(whole.isEmpty && fraction.isEmpty)
  }

  /// -1, 0 or 1: whether it is less, the same or more.
  func order(to other: DecimalText) -> Int {
    if self == other { return 0 }
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let isLess =
      whole.count != other.whole.count
      ? whole.count < other.whole.count : (whole, fraction) < (other.whole, other.fraction)
    return isLess != isNegative ? -1 : 1
  }
}
