import Casework

/// Reads the head of a report: the comment lines that its file begins with.
///
///     -- title.fr: …                                  -- title.en: …
///     -- summary.fr: …                                -- summary.en: …
///     -- name.fr: échéances
///     -- right: supervisor
///     -- param.days/jours integer 1..36500 30 fr: … en: …
///     -- column.queue queue fr: … en: …
///     -- code.approve fr: … en: …
///
/// It ends at the first line that is no comment. A line that says nothing known is an error: a head that is wrong in one
/// place must not pass for one that is right.
struct ReportHead {
  private let file: String
  private let name: String
  private var single: [String: String] = [:]
  private var parameters: [Report.Parameter] = []
  private var columns: [Report.Column] = []
  private var codes: [String: Report.Wording] = [:]

  private init(name: String, file: String) {
    self.name = name
    self.file = file
  }

  /// The report in a file.
  static func read(_ text: String, name: String, file: String) throws(ReportFault) -> Report {
    var head = ReportHead(name: name, file: file)
    guard isName(name) else { throw ReportFault(file: file, line: 1, problem: .badName(name)) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.last == "\r" ? $0.dropLast() : $0 }
    var number = 0
    while number < lines.count, lines[number].hasPrefix("--") {
      number += 1
      try head.take(trimmed(lines[number - 1].dropFirst(2)), line: number)
    }
    let report = try head.report(text, line: number + 1)
    let words = lines[number...].filter { !trimmed($0).hasPrefix("--") }.joined(separator: " ")
      .split { !$0.isLetter }.first.map { $0.lowercased() }
    guard ["select", "with", "values", "table"].contains(words ?? "") else {
      throw ReportFault(file: file, line: number + 1, problem: .noStatement)
    }
    return report
  }

  private mutating func take(_ line: Substring, line number: Int) throws(ReportFault) {
    func fault(_ problem: ReportFault.Problem) -> ReportFault { ReportFault(file: file, line: number, problem: problem) }
    let key = String(line.prefix { $0 != ":" && $0 != " " })
    let rest = line.dropFirst(key.count)
    if ["title.fr", "title.en", "summary.fr", "summary.en", "name.fr", "right"].contains(key), rest.hasPrefix(":") {
      guard single[key] == nil else { throw fault(.twice(key)) }
      let value = String(trimmed(rest.dropFirst()))
      guard !value.isEmpty else { throw fault(.missing(key)) }
      if key == "right", value != "supervisor", value != "agent" { throw fault(.unknownWord(value)) }
      single[key] = value
      return
    }
    guard let dot = key.firstIndex(of: "."), ["param", "column", "code"].contains(key[..<dot]) else { throw fault(.unknownLine) }
    let names = key[key.index(after: dot)...].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let wording = Self.wording(rest) else { throw fault(.wordingMissing) }
    switch key[..<dot] {
    case "param":
      guard names.count <= 2, Self.isName(names[0]), !parameters.contains(where: { $0.name == names[0] }) else {
        throw fault(parameters.contains { $0.name == names[0] } ? .twice(names[0]) : .badName(names[0]))
      }
      guard let word = wording.words.first, let type = Report.ParameterType(rawValue: word) else {
        throw fault(.unknownWord(wording.words.joined(separator: " ")))
      }
      var further = wording.words.dropFirst()
      let bounds = type == .integer ? further.first.flatMap(Self.bounds) : nil
      if bounds != nil { further.removeFirst() }
      guard further.count <= 1 else { throw fault(.unknownWord(wording.words.joined(separator: " "))) }
      let value = further.first
      let within = bounds ?? Report.Parameter.widest
      if let value, value != "null", !type.accepts(value) || type == .integer && !(Int64(value).map(within.contains) ?? false) {
        throw fault(.badDefault(value))
      }
      parameters.append(
        Report.Parameter(
          name: names[0], alias: names.count == 2 ? names[1] : names[0], type: type, bounds: within,
          defaultValue: value == "null" ? nil : value,
          isOptional: value != nil || type == .language, meaning: wording.text))
    case "column":
      guard names.count == 1, Self.isName(names[0]) else { throw fault(.badName(names[0])) }
      guard !columns.contains(where: { $0.name == names[0] }) else { throw fault(.twice(names[0])) }
      guard wording.words.count <= 1, let kind = Report.ColumnKind(rawValue: wording.words.first ?? "plain") else {
        throw fault(.unknownWord(wording.words.joined(separator: " ")))
      }
      columns.append(Report.Column(name: names[0], kind: kind, heading: wording.text))
    default:
      guard names.count == 1, !names[0].isEmpty, wording.words.isEmpty else { throw fault(.badName(names[0])) }
      guard codes.updateValue(wording.text, forKey: names[0]) == nil else { throw fault(.twice(names[0])) }
    }
  }

  private func report(_ text: String, line: Int) throws(ReportFault) -> Report {
    for key in ["title.fr", "title.en", "summary.fr", "summary.en"] where single[key] == nil {
      throw ReportFault(file: file, line: line, problem: .missing(key))
    }
    guard !columns.isEmpty else { throw ReportFault(file: file, line: line, problem: .missing("column")) }
    func both(_ key: String) -> Report.Wording { Report.Wording(fr: single[key + ".fr"] ?? "", en: single[key + ".en"] ?? "") }
    return Report(
      name: name, alias: single["name.fr"] ?? name, title: both("title"), summary: both("summary"),
      isForSupervisors: single["right"] == "supervisor", parameters: parameters, columns: columns, codes: codes, text: text, file: file)
  }

  /// `word word fr: … en: …`: the words, and both texts.
  private static func wording(_ text: Substring) -> (words: [String], text: Report.Wording)? {
    guard let fr = text.firstRange(of: " fr: "), let en = text.firstRange(of: " en: "), fr.upperBound <= en.lowerBound else { return nil }
    let wording = Report.Wording(
      fr: String(trimmed(text[fr.upperBound..<en.lowerBound])), en: String(trimmed(text[en.upperBound...])))
    guard !wording.fr.isEmpty, !wording.en.isEmpty else { return nil }
    return (text[..<fr.lowerBound].split(separator: " ").map(String.init), wording)
  }

  /// `1..36500`: the least and the most of a whole number.
  private static func bounds(_ word: String) -> ClosedRange<Int64>? {
    guard let dots = word.firstRange(of: ".."), let least = Int32(word[..<dots.lowerBound]), let most = Int32(word[dots.upperBound...]),
      least <= most
    else { return nil }
    return Int64(least)...Int64(most)
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return text[start..<end]
  }

  private func trimmed(_ text: Substring) -> Substring { Self.trimmed(text) }
}

extension Report.ParameterType {
  /// Whether a value, in the form in which it is sent, is one of this type.
  public func accepts(_ value: String) -> Bool {
    switch self {
    case .text, .agent, .queue: true
    case .integer: Int32(value) != nil
    case .number: !value.isEmpty && Double(value)?.isFinite == true
    case .date: value == "today" || Day(iso: value) != nil
    case .boolean: value == "true" || value == "false"
    case .language: value == "fr" || value == "en"
    }
  }
}
