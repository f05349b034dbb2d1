/// A postal address as it was typed, read under XP Z10-011: at most six lines of 38 characters, the last one postcode and town in capitals,
/// no punctuation from the street on.
public struct PostalAddress: Hashable, Sendable {
  /// What an address has wrong.
  public enum Problem: Hashable, Sendable {
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
    /// Street, postcode and town in one line: a postman reads it.
    case oneLine
    /// A line below the town that is no country: somebody's name, or the rest of a street.
    case belowTown(String)
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
  /// - Parameters:
  ///   - person: Names of the addressee: a line that holds only them is not a street.
  ///   - country: The country that the last line names, as the database understands it; `nil` where it names none.
  public func problems(person: [String] = [], country: Country? = nil) -> [Problem] {
    guard let last = lines.last else { return [] }
    var problems: [Problem] = []
    for (index, line) in lines.enumerated() where line.count > 38 {
      problems.append(.lineTooLong(line: index + 1, length: line.count))
    }
    if let country, !country.isFrench { return [.foreign(last)] + problems }
    // FRANCE, LA REUNION or FINISTERE below the town is superfluous at home, and harmless.
    var body = country != nil || Self.isPartOfFrance(last, below: lines.dropLast().last) ? Array(lines.dropLast()) : lines
    if body.count > 1, let above = body.dropLast().last, Self.isTown(above), !Self.isTown(last), !Self.isStreetAndTown(last) {
      problems.append(.belowTown(last))
      body.removeLast()
    }
    guard let town = body.last else { return [.postcodeMissing] + problems }
    if Self.isStreetAndTown(town) {
      problems.append(.oneLine)
      return problems
    }
    let townProblems = Self.problems(ofTown: town)
    let streetProblem = Self.problem(ofStreet: Array(body.dropLast()), person: person)
    problems = townProblems + (streetProblem.map { [$0] } ?? []) + problems
    if town != town.uppercased() { problems.append(.townNotInCapitals) }
    let first = Self.streetIndex(body) ?? max(0, body.count - 2)
    let punctuated = body.indices[first...].filter { body[$0].contains { ",;:.()/\"".contains($0) } }
    if !punctuated.isEmpty { problems.append(.punctuation(lines: punctuated.map { $0 + 1 })) }
    return problems
  }

  /// `29200 BREST`, `F-29200 BREST`, `75 012 PARIS`.
  private static func isTown(_ line: String) -> Bool { problems(ofTown: line).isEmpty }

  /// `2 RUE HAUTE 35000 RENNES`: a street with its number, then a postcode of France and a town.
  private static func isStreetAndTown(_ line: String) -> Bool {
    let words = foldedWords(line)
    guard let postcode = words.indices.dropFirst(2).last(where: { isDigits(words[$0], 5) && isDepartment(words[$0]) }),
      postcode < words.count - 1, words[postcode + 1].contains(where: \.isLetter), !boxWords.contains(words[postcode - 1])
    else { return false }
    let street = words[..<postcode].joined(separator: " ")
    return isStreet(street) && problem(ofStreet: [street], person: []) == nil || hasOtherNumber(street)
  }

  /// A department, a region or another name for home below a town, or several: `HAUTE-CORSE`, `ILE DE LA REUNION`,
  /// `TAHITI - POLYNESIE FRANCAISE`.
  private static func isPartOfFrance(_ line: String, below town: String?) -> Bool {
    guard let town, isTown(town) || isStreetAndTown(town) else { return false }
    let places = line.replacing(" - ", with: ",").split { ",;/()–—".contains($0) }.map { foldedWords(String($0)) }.filter { !$0.isEmpty }
    return !places.isEmpty && places.allSatisfy(isPartOfFrance)
  }

  private static func isPartOfFrance(_ place: [String]) -> Bool {
    var words = place
    while let first = words.first, words.count > 1, FrenchPlaces.openings.contains(first) { words.removeFirst() }
    if words.last == "FRANCE", words.count > 1, !FrenchPlaces.contains(words) { words.removeLast() }
    return FrenchPlaces.contains(words)
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
      let isPerson =
        index == 0 && words.contains { FirstNames.contains($0) } && !words.contains { startsWithDigit($0) } && !isStreet(line)
        && !hasOtherNumber(line)
      return !isPerson && !words.allSatisfy { names.contains($0) || titles.contains($0) }
    }.map(\.element)
    if places.isEmpty { return .streetMissing }
    guard let street = places.first(where: { isStreet($0) }) else { return nil }
    let index = lines.firstIndex(of: street)!
    let words = foldedWords(street)
    let before = index > 0 ? foldedWords(lines[index - 1]).last ?? "" : ""
    // A number at the end is one too (RUE DES LILAS 12), unless it is the year of RUE DU 8 MAI 1945.
    let closes = startsWithDigit(words.last!) && !words.dropLast().contains { months.contains($0) }
    let numbered = hasNumber(before: words) || closes || startsWithDigit(before)
    return numbered || places.contains { hasOtherNumber($0) } ? nil : .houseNumberMissing
  }

  /// `12 RUE`, `12B RUE`, `N° 12 RUE`, `NUMERO 12 BIS RUE`, `BATIMENT 2 12 RUE`: a number before the street that is not that of a flat.
  private static func hasNumber(before words: [String]) -> Bool {
    let street = words.firstIndex { streetWords.contains($0) } ?? words.count
    return words[..<street].indices.contains { index in
      let word = words[index]
      let digits = word.hasPrefix("N") ? word.dropFirst(word.hasPrefix("NO") ? 2 : 1) : word[...]
      guard startsWithDigit(String(digits)) else { return false }
      return index == 0 || !partWords.contains(words[index - 1])
    }
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
    // CHEMIN DE LA FERME is a street like another, FERME DU HAUT is none.
    let isPlace = isStreet(line) ? placeWords.contains(words.first ?? "") : words.contains { placeWords.contains($0) }
    return isPlace || words.contains { boxWords.contains($0) || $0 == "LIEUDIT" || $0 == "PK" } || folded(line).contains("LIEU DIT")
  }

  private static let streetWords: Set<String> = [
    "RUE", "AVENUE", "AV", "AVE", "BOULEVARD", "BD", "BLD", "IMPASSE", "IMP", "ALLEE", "ALLEES", "CHEMIN", "CHE", "ROUTE", "RTE", "QUAI",
    "COURS", "SQUARE", "SQ", "VENELLE", "RUELLE", "SENTIER", "PASSAGE", "FAUBOURG", "FBG", "MONTEE", "TRAVERSE", "ESPLANADE", "ROND",
  ]

  private static let months: Set<String> = [
    "JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE",
  ]

  /// Post boxes and their like, before their number.
  private static let boxWords: Set<String> = ["BP", "CS", "TSA", "CIDEX", "CEDEX", "POSTE"]

  /// Places that the post finds without a number in a street.
  private static let placeWords: Set<String> = [
    "LIEUDIT", "PK", "ZI", "ZA", "ZAC", "ZAE", "ZONE", "LOTISSEMENT", "LOT", "HAMEAU", "FERME", "CHATEAU", "DOMAINE", "MOULIN", "BOURG",
    "CAMPING",
    "CASERNE", "AEROPORT", "AERODROME", "PORT", "GARE", "MAIRIE", "SP", "AIRE", "PENICHE", "CENTRE", "BASE", "CAMP", "RELAIS", "KM", "LD",
  ]

  /// What has numbers within a house.
  private static let partWords: Set<String> = [
    "APPARTEMENT", "APPT", "APT", "APP", "BATIMENT", "BAT", "ETAGE", "ESCALIER", "ESC", "PORTE", "PTE", "HALL", "ENTREE", "BOITE", "BAL",
    "CAGE",
    "CHAMBRE", "LOGEMENT", "LGT", "STUDIO", "BLOC", "TOUR",
  ]

  private static let titles: Set<String> = ["M", "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "ET", "OU"]
}
