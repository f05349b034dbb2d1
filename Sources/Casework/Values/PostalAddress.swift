/// A postal address as it was typed, read under XP Z10-011: at most six lines of 38 characters, the last one postcode and town in capitals,
/// no punctuation from the street on.
public struct PostalAddress: Hashable, Sendable {
  /// What an address has wrong.
  public enum Problem: Hashable, Sendable {
    /// More than six lines: how many.
    case tooManyLines(Int)
    /// A line, counted from 1, of more than 38 characters: how many.
    case lineTooLong(line: Int, length: Int)
    /// No postcode in the last line: nobody can deliver it.
    case postcodeMissing
    /// Digits in the postcode's place, but not five: what stands there.
    case postcodeLength(String)
    /// Five digits that no department has.
    case postcodeUnknown(String)
    /// A postcode that does not open the last line.
    case postcodeMisplaced(String)
    /// A postcode without a town.
    case townMissing
    /// Nothing between the person and the town.
    case streetMissing
    /// A street without a number in it.
    case houseNumberMissing
    /// The last line is not in capitals.
    case townNotInCapitals
    /// Lines, counted from 1, that hold punctuation where the norm wants none.
    case punctuation(lines: [Int])
    /// The last line names a foreign country: the French norm says nothing of the rest.
    case foreign(String)
  }

  /// The lines that hold anything, without the space around them.
  public let lines: [String]

  /// Reads an address whose lines are separated by line breaks.
  public init(typed text: String) {
    lines = text.split(whereSeparator: \.isNewline).map { String(trimmed($0)) }.filter { !$0.isEmpty }
  }

  /// What is wrong, most serious first; empty for an address without lines, which is missing rather than wrong.
  ///
  /// - Parameter person: Names of the addressee: a line that holds only them is not a street.
  public func problems(person: [String] = []) -> [Problem] {
    guard let last = lines.last else { return [] }
    var problems: [Problem] = []
    if lines.count > 6 { problems.append(.tooManyLines(lines.count)) }
    for (index, line) in lines.enumerated() where line.count > 38 {
      problems.append(.lineTooLong(line: index + 1, length: line.count))
    }
    if Self.foreignCountries.contains(folded(last)) { return [.foreign(last)] + problems }
    // FRANCE below the town is superfluous at home, and harmless.
    let body = folded(last) == "FRANCE" ? Array(lines.dropLast()) : lines
    guard let town = body.last else { return [.postcodeMissing] + problems }
    let townProblems = Self.problems(ofTown: town)
    let streetProblem = Self.problem(ofStreet: Array(body.dropLast()), person: person)
    // With the whole address in one line there is no second fault in the missing street.
    let oneLine = body.count == 1 && townProblems.contains { if case .postcodeMisplaced = $0 { true } else { false } }
    problems = townProblems + (oneLine ? [] : streetProblem.map { [$0] } ?? []) + problems
    if town != town.uppercased() { problems.append(.townNotInCapitals) }
    let first = Self.streetIndex(body) ?? max(0, body.count - 2)
    let punctuated = body.indices[first...].filter { body[$0].contains { ",;:.()/\"".contains($0) } }
    if !punctuated.isEmpty { problems.append(.punctuation(lines: punctuated.map { $0 + 1 })) }
    return problems
  }

  private static func problems(ofTown line: String) -> [Problem] {
    var words = line.split { $0.isWhitespace || $0 == "," || $0 == "-" }.map { String($0) }
    if let first = words.first, ["F", "FR"].contains(first.uppercased()) { words.removeFirst() }
    // 75 012 PARIS
    if words.count > 1, isDigits(words[0], 2), isDigits(words[1], 3) { words.replaceSubrange(0...1, with: [words[0] + words[1]]) }
    guard let first = words.first else { return [.postcodeMissing] }
    if isDigits(first, 5) {
      var problems: [Problem] = isDepartment(first) ? [] : [.postcodeUnknown(first)]
      if !words.dropFirst().contains(where: { $0.contains(where: \.isLetter) }) { problems.append(.townMissing) }
      return problems
    }
    // Five digits with a town behind them; those of a post box have a town nowhere.
    for (index, word) in words.enumerated().dropLast() where isDigits(word, 5) && !boxWords.contains(words[index - 1].uppercased()) {
      if words[index + 1].contains(where: \.isLetter) { return [.postcodeMisplaced(word)] }
    }
    // A house number is no broken postcode: only the length of one, in a line that is no street, looks like it.
    if first.utf8.allSatisfy({ (48...57).contains($0) }), [3, 4, 6].contains(first.utf8.count), !isStreet(line) {
      return [.postcodeLength(first)]
    }
    return [.postcodeMissing]
  }

  private static func problem(ofStreet lines: [String], person: [String]) -> Problem? {
    let names = Set(person.flatMap { foldedWords($0) })
    let places = lines.enumerated().filter { index, line in
      let words = foldedWords(line)
      // A first line that opens with a first name is a person, the driver's own name or not.
      let isPerson = index == 0 && FirstNames.contains(words.first ?? "") && !words.contains { startsWithDigit($0) } && !isStreet(line)
      return !isPerson && !words.allSatisfy { names.contains($0) || titles.contains($0) }
    }.map(\.element)
    if places.isEmpty { return .streetMissing }
    guard let street = places.first(where: { isStreet($0) }) else { return nil }
    let index = lines.firstIndex(of: street)!
    let words = foldedWords(street)
    let before = index > 0 ? foldedWords(lines[index - 1]).last ?? "" : ""
    // A number at the end is one too (RUE DES LILAS 12), unless it is the year of RUE DU 8 MAI 1945.
    let closes = startsWithDigit(words.last!) && !words.dropLast().contains { months.contains($0) }
    let numbered = startsWithDigit(words[0]) || closes || isDigits(before, nil)
    return numbered || places.contains { hasOtherNumber($0) } ? nil : .houseNumberMissing
  }

  /// The line of the street: the first that opens with a number or holds a word for a street.
  private static func streetIndex(_ lines: [String]) -> Int? {
    lines.dropLast().firstIndex { startsWithDigit($0) || isStreet($0) }
  }

  private static func startsWithDigit(_ text: String) -> Bool { text.utf8.first.map { (48...57).contains($0) } ?? false }

  private static func isDigits(_ text: String, _ count: Int?) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } && (count ?? text.utf8.count) == text.utf8.count
  }

  /// 01…95 with 20 for Corsica, 97 and 98 overseas, 00 for the armed forces.
  private static func isDepartment(_ postcode: String) -> Bool {
    let department = Int(postcode.prefix(2))!
    return department <= 95 || department == 97 || department == 98
  }

  private static func isStreet(_ line: String) -> Bool { foldedWords(line).contains { streetWords.contains($0) } }

  /// A post box or a place with a number of its own needs no house number.
  private static func hasOtherNumber(_ line: String) -> Bool {
    let words = foldedWords(line)
    return words.contains { boxWords.contains($0) || $0 == "LIEUDIT" || $0 == "PK" } || folded(line).contains("LIEU DIT")
  }

  private static let streetWords: Set<String> = [
    "RUE", "AVENUE", "AV", "AVE", "BOULEVARD", "BD", "BLD", "IMPASSE", "IMP", "ALLEE", "ALLEES", "CHEMIN", "CHE", "ROUTE", "RTE", "QUAI",
    "COURS",
    "SQUARE", "SQ", "VENELLE", "RUELLE", "SENTIER",
  ]

  private static let months: Set<String> = [
    "JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE",
  ]

  /// Post boxes and their like, before their number.
  private static let boxWords: Set<String> = ["BP", "CS", "TSA"]

  private static let titles: Set<String> = ["M", "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "ET", "OU"]

  private static let foreignCountries: Set<String> = [
    "BELGIQUE", "BELGIUM", "LUXEMBOURG", "ALLEMAGNE", "DEUTSCHLAND", "GERMANY", "SUISSE", "SWITZERLAND", "ITALIE", "ITALIA", "ESPAGNE",
    "ESPANA",
    "PORTUGAL", "POLOGNE", "POLSKA", "ROUMANIE", "ROMANIA", "PAYS BAS", "NEDERLAND", "MONACO", "ANDORRE", "ANDORRA", "ROYAUME UNI",
    "UNITED KINGDOM",
    "IRLANDE", "IRELAND", "BULGARIE", "HONGRIE", "LITUANIE", "SLOVAQUIE", "SLOVENIE", "TCHEQUIE", "AUTRICHE", "MAROC", "ALGERIE", "TUNISIE",
  ]
}
