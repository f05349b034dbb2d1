import Desk
import Terminal

// What stands behind a report's or a playbook's name, and behind `expect`.
extension Parser {
  /// The report of a name, in either language.
  func report(_ typed: String) throws(Failure) -> Report {
    let wanted = Folding.fold(typed)
    let all = reports.reports
    if let exact = all.first(where: { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted }) { return exact }
    let begun = wanted.isEmpty ? [] : all.filter { Folding.fold($0.name).hasPrefix(wanted) || Folding.fold($0.alias).hasPrefix(wanted) }
    if begun.count == 1 { return begun[0] }
    let terms = all.map { Term($0.name, $0.alias, label: $0.title.said) }
    let near = Lexicon(terms).near(typed).prefix(3).map { $0.name(in: language) }
    throw .usage(.unknownReport(typed), hint: near.isEmpty ? .oneOf(all.map { $0.name(in: language) }) : .didYouMean(near))
  }

  /// `NAME=VALUE` words; those of a report by its own names and types.
  func assignments(_ words: [Token], for report: Report?, of command: Command) throws(Failure) -> [Assignment] {
    var found: [Assignment] = []
    for word in words {
      guard var assignment = Assignment(word.text), !word.isBound || word.isBoundBehindEquals else {
        throw .usage(.notAnAssignment(word.text, column: word.column), hint: .usage(command.usage(in: language)))
      }
      if let report { assignment = try checked(assignment, of: report) }
      if found.contains(where: { $0.name == assignment.name }) {
        throw .usage(.parameterTwice(String(word.text.prefix { $0 != "=" })))
      }
      found.append(assignment)
    }
    for parameter in report?.parameters ?? [] where !parameter.isOptional && !found.contains(where: { $0.name == parameter.name }) {
      let name = parameter.name(in: language)
      throw .usage(
        .parameterMissing(name), hint: .usage("\(command.name(in: language)) \(report?.name(in: language) ?? "") \(name)=…"))
    }
    return found
  }

  private func checked(_ assignment: Assignment, of report: Report) throws(Failure) -> Assignment {
    let wanted = Folding.fold(assignment.name)
    guard let parameter = report.parameters.first(where: { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted }) else {
      let names = report.parameters.map { $0.name(in: language) }
      throw .usage(.unknownParameter(assignment.name, report.name(in: language)), hint: hint(for: assignment.name, of: report, names))
    }
    let type = ValueType(parameter.type)
    let value = try type.value(of: assignment.value, queues)
    if type == .integer, assignment.value.isWholeNumber, !(value.flatMap { Int64($0) }.map(parameter.bounds.contains) ?? false) {
      throw .usage(.outOfBounds(assignment.value, name: parameter.name(in: language), parameter.bounds))
    }
    guard let value, parameter.type.accepts(value) else {
      throw .usage(.notOfType(assignment.value, name: parameter.name(in: language), type))
    }
    return Assignment(name: parameter.name, value: value)
  }

  private func hint(for typed: String, of report: Report, _ names: [String]) -> Text {
    let terms = report.parameters.map { Term($0.name, $0.alias, label: Text(given: $0.alias, $0.name)) }
    let near = Lexicon(terms).near(typed).map { $0.name(in: language) }
    return near.isEmpty ? .oneOf(names) : .didYouMean(near)
  }

  /// `COMMAND … COLUMN OP VALUE`, and `where COLUMN OP VALUE [and …]` before or behind the condition.
  func expectation(_ line: CommandLine, of expect: Command) throws(Failure) -> Expectation {
    let usage = Text.usage(expect.usage(in: language))
    let (line, condition, selection) = try parts(of: line, usage)
    guard let invocation = try parse(line) else { throw .usage(.brokenExpectation, hint: usage) }
    guard invocation.command.effect == .reads, invocation.command.area != .console else {
      throw .usage(.notExpectable(invocation.command.name(in: language)))
    }
    let expectation = Expectation(invocation, try self.condition(condition), where: try selection.map(self.condition))
    try expectation.check(columns: invocation.resultColumns)
    return expectation
  }

  /// The command, the condition, and what picks rows. The words are counted from the end of the line: what stands before them
  /// may be free text.
  private func parts(of line: CommandLine, _ usage: Text) throws(Failure) -> (CommandLine, condition: [Token], selection: [[Token]]) {
    func isWord(_ word: Token, _ names: String...) -> Bool { !word.quoted && !word.isBound && names.contains(word.text.lowercased()) }
    var count = 1
    while let (before, words) = try line.parted(fromLast: count) {
      defer { count += 1 }
      guard isWord(words[0], "where", "où") else { continue }
      // Threes parted by `and`; a three behind them is the condition.
      let picking = count % 4 == 3 ? words.dropLast(3) : words[...]
      let signs = stride(from: 4, to: picking.count, by: 4)
      guard count > 3, picking.count % 4 == 0, signs.allSatisfy({ isWord(picking[$0], "and", "et") }) else {
        throw .usage(.brokenSelection, hint: usage)
      }
      let selection = stride(from: 0, to: picking.count, by: 4).map { Array(picking[($0 + 1)..<($0 + 4)]) }
      if picking.count < words.count { return (before, words.suffix(3), selection) }
      guard let (command, condition) = try before.parted(fromLast: 3) else { throw .usage(.brokenSelection, hint: usage) }
      return (command, condition, selection)
    }
    guard let (command, condition) = try line.parted(fromLast: 3) else { throw .usage(.brokenExpectation, hint: usage) }
    return (command, condition, [])
  }

  private func condition(_ words: [Token]) throws(Failure) -> Expectation.Condition {
    let (column, sign, value) = (words[0], words[1], words[2])
    guard !sign.isBound, let comparison = Expectation.Comparison(rawValue: sign.text == "<>" ? "!=" : sign.text) else {
      throw .usage(.unknownComparison(sign.text), hint: .oneOf(Expectation.Comparison.allCases.map(\.rawValue)))
    }
    return Expectation.Condition(column: column.text.lowercased(), comparison: comparison, value: value.text)
  }
}

extension String {
  /// Whether it is written as a whole number is, however long.
  fileprivate var isWholeNumber: Bool { wholeMatch(of: /[+-]?[0-9]+/) != nil }
}

extension Report {
  /// The name in a language.
  func name(in language: Language) -> String { language == .fr ? alias : name }
}

extension Report.Parameter {
  /// The name in a language.
  func name(in language: Language) -> String { language == .fr ? alias : name }

  /// A value as a reader of that language types it.
  func shown(_ value: String, _ queues: Queues, _ language: Language) -> String {
    switch type {
    case .boolean: YesNo.lexicon.term(value)?.label[language].plain ?? value
    case .date: value == "today" && language == .fr ? "aujourd'hui" : value
    case .queue: queues.name(value, language)
    case .text, .integer, .number, .agent, .language: value
    }
  }
}

extension Report.Wording {
  /// As something to be said: it comes from a file.
  var said: Text { Text(given: fr, en) }
}
