import Casework
import Formats
import Terminal

/// `expect COMMAND … [where COLUMN OP VALUE [and …]] COLUMN OP VALUE`: what is expected of the rows that a command gives.
///
/// Every row that is picked must satisfy it, and there must be one. The column `rows` is no column: it counts them.
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
  /// What is expected of each row.
  let condition: Condition
  /// What picks the rows; none for all of them.
  let selection: [Condition]

  /// The column that counts rows.
  static let rows = "rows"
  /// How many rows that are not as expected are named.
  private static let named = 10

  init(_ invocation: Invocation, _ condition: Condition, where selection: [Condition] = []) {
    self.invocation = invocation
    self.condition = condition
    self.selection = selection
  }

  /// Throws unless the rows are as expected. `now` is the database's time, `queues` are those that it has.
  func check(_ table: Table, _ queues: Queues, now: Moment) throws(Failure) {
    var picked: [(number: Int, row: [Cell])] = []
    let picking = try selection.map { condition throws(Failure) in (condition, try self.place(of: condition.column, in: table)) }
    rows: for (index, row) in table.rows.enumerated() {
      for (condition, place) in picking where !(try condition.holds(row[place], queues, now: now)) { continue rows }
      picked.append((index + 1, row))
    }
    if condition.column == Self.rows {
      guard try condition.holds(.number(picked.count), queues, now: now) else { throw .unmet(.unexpectedRows(picked.count, self)) }
      return
    }
    let place = try self.place(of: condition.column, in: table)
    guard !picked.isEmpty else { throw .unmet(.noRows(self), hint: .noRowsHint) }
    var failing: [Text] = []
    var others = 0
    for (number, row) in picked where !(try condition.holds(row[place], queues, now: now)) {
      guard failing.count < Self.named else {
        others += 1
        continue
      }
      failing.append(
        .unexpectedRow(
          number, place == 0 ? "" : row[0].shown?.plain ?? Self.text(row[0], in: table.columns[0]),
          Self.text(row[place], in: table.columns[place])))
    }
    guard failing.isEmpty else { throw .unmet(.unexpected(self, failing, others: others)) }
  }

  private func place(of column: String, in table: Table) throws(Failure) -> Int {
    guard let place = table.columns.firstIndex(where: { $0.name == column }) else { throw unknown(column, among: table.columns) }
    return place
  }

  /// Throws where something cannot be right whatever the rows are: a column that there is not, where the columns are known
  /// beforehand (nil: they are not), a value that cannot be compared with what it holds.
  func check(columns: [Column]?) throws(Failure) {
    for condition in selection + [self.condition] {
      if condition.column == Self.rows {
        if selection.contains(where: { $0.column == Self.rows }) { throw .usage(.rowsPickNothing) }
        try condition.check(as: .number)
        continue
      }
      guard let columns else { continue }
      guard let column = columns.first(where: { $0.name == condition.column }) else { throw unknown(condition.column, among: columns) }
      if let kind = column.kind { try condition.check(as: kind) }
    }
  }

  private func unknown(_ column: String, among columns: [Column]) -> Failure {
    .usage(.unknownColumn(column, invocation.command), hint: .oneOf(columns.map(\.name) + [Self.rows]))
  }

  /// A cell as it can be typed again: a case with its dash, a moment as people read it, anything else as it is kept.
  private static func text(_ cell: Cell, in column: Column) -> String {
    if let shown = cell.shown?.plain, !shown.isEmpty, column.name == Condition.caseColumn || column.kind == .moment { return shown }
    return switch cell.value {
    case .null: "''"
    case .text(let text), .number(let text), .timestamp(let text): text
    case .boolean(let flag): String(flag)
    }
  }
}

extension Expectation {
  /// `COLUMN OP VALUE`.
  struct Condition: Sendable, Hashable {
    var column: String
    var comparison: Comparison
    var value: String

    /// As it is written.
    var said: String { "\(column) \(comparison.rawValue) \(Tokenizer.quoted(value))" }

    fileprivate static let caseColumn = "case"

    private var isOfEquality: Bool { comparison == .equal || comparison == .unequal }

    /// Throws where the value cannot be compared with what such a column holds.
    func check(as kind: Column.Kind) throws(Failure) {
      if value.isEmpty {
        // Nothing known is neither more nor less than anything.
        guard isOfEquality else { throw .usage(.emptyIsNotOrdered(column)) }
        return
      }
      switch kind {
      case .number: _ = try number()
      case .moment: _ = try moment(now: Moment(seconds: 0))
      case .boolean:
        _ = try boolean()
        try onlyEquality()
      case .text: try onlyEquality()
      }
    }

    /// Whether a cell satisfies it. `now` is the database's time.
    func holds(_ cell: Cell, _ queues: Queues, now: Moment) throws(Failure) -> Bool {
      guard !value.isEmpty else {
        guard isOfEquality else { throw .usage(.emptyIsNotOrdered(column)) }
        let isEmpty = cell.value == .null || cell.value == .text("")
        return isEmpty == (comparison == .equal)
      }
      switch cell.value {
      case .null: return comparison == .unequal
      case .number(let digits):
        let wanted = try number()
        guard let found = DecimalText(digits) else { return false }
        return comparison.holds(found.order(to: wanted))
      case .timestamp(let text):
        guard let order = try moment(now: now).order(of: text) else {
          try onlyEquality()
          return comparison.holds(text == value ? 0 : 1)
        }
        return comparison.holds(order)
      case .boolean(let found):
        let wanted = try boolean()
        try onlyEquality()
        return comparison.holds(found == wanted ? 0 : 1)
      case .text(let text):
        try onlyEquality()
        let isIt = text == value || text == queueNamed(queues) || Folding.fold(cell.shown?.plain ?? text) == Folding.fold(value)
        return comparison.holds(isIt ? 0 : 1)
      }
    }

    /// The queue that is meant, by its name in whatever language.
    private func queueNamed(_ queues: Queues) -> String? {
      guard column == "queue", case .term(let term) = queues.lexicon.find(value) else { return nil }
      return term.code
    }

    private func number() throws(Failure) -> DecimalText {
      // A case's number may be written with its dash.
      if column == Self.caseColumn, CaseWord.dashed(value) != nil {
        do throws(CaseNumber.Fault) { return DecimalText(try CaseNumber(typed: value)) } catch {
          throw .usage(.notACaseNumber(value, error), hint: .caseNumberHint(error))
        }
      }
      guard let number = DecimalText(value) else { throw .usage(.notANumber(value, column: column)) }
      return number
    }

    private func moment(now: Moment) throws(Failure) -> MomentText {
      guard let moment = MomentText(value, now: now) else { throw .usage(.notAMoment(value, column: column), hint: .momentHint) }
      return moment
    }

    private func boolean() throws(Failure) -> Bool {
      guard let flag = YesNo.value(value) else { throw .usage(.notABoolean(value, column: column)) }
      return flag
    }

    private func onlyEquality() throws(Failure) {
      guard isOfEquality else { throw .usage(.notOrdered(column)) }
    }
  }
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

  /// A case's number as its column holds it.
  init(_ number: CaseNumber) { (isNegative, whole, fraction) = (false, String(number.id), "") }

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
