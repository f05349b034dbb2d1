import Casework

/// How a word that may be a case looks.
enum CaseWord {
  /// Digits with what parts them: `1234-5`, `12345`, `#12345`; or `case:12345`.
  @Sendable static func looksLikeNumber(_ word: Token) -> Bool {
    if word.quoted { return false }
    return word.text.contains(where: \.isNumber) && word.text.allSatisfy { $0.isNumber || isDash($0) || ".#".contains($0) }
      || isReference(word, [ReferenceKind.caseTerm])
  }

  /// A number, a case's with its dash, or a name with a colon and a number.
  @Sendable static func looksLikeDriver(_ word: Token) -> Bool {
    Int64(word.text) != nil || dashed(word.text) != nil || isReference(word)
  }

  /// Whether a word at the head of free text names something instead: a number with its dash, right or mistyped, or a name
  /// with a colon and a number. A bare number is text: a postcode, a house number.
  @Sendable static func opensText(_ word: Token) -> Bool { dashed(word.text) != nil || isReference(word) }

  /// The number in `1234-5`, with what stands behind it (`1234-5,`); nil where a word is no such thing.
  ///
  /// Four digits at least before the dash and one character behind it: no case has fewer, and `12-5`, `2026-11` or `06-39` are
  /// text. A letter there is a digit that was mistyped, and so is a second dash.
  static func dashed(_ word: String) -> (number: Substring, behind: Substring)? {
    var rest = word[...]
    if rest.first == "#" { rest.removeFirst() }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.count >= 4 else { return nil }
    rest = rest.dropFirst(digits.count)
    let dashes = rest.prefix(while: isDash)
    rest = rest.dropFirst(dashes.count)
    guard !dashes.isEmpty, let check = rest.first, check.isASCII, check.isNumber || check.isLetter else { return nil }
    let behind = rest.dropFirst()
    guard behind.allSatisfy({ ",;:.!?)".contains($0) }) else { return nil }
    return (word[..<behind.startIndex], behind)
  }

  /// Whether a word is `NAME:` with something behind it that has a digit; in `case:X` and `NAME:$VALUE` whatever stands there, or will.
  static func isReference(_ word: Token, _ terms: [Term] = [ReferenceKind.caseTerm] + ReferenceKind.allCases.map(\.term)) -> Bool {
    let line = word.typed ?? word.text
    if let (term, number) = parted(line, terms), !number.isEmpty, term.code == ReferenceKind.caseTerm.code || number.contains("$") {
      return true
    }
    return parted(word.text, terms)?.number.contains(where: \.isNumber) ?? false
  }

  /// What stands before and behind the colon of `NAME:NUMBER`; nil where the name is none of these.
  static func parted(_ word: String, _ terms: [Term]) -> (term: Term, number: Substring)? {
    guard let colon = word.firstIndex(of: ":") else { return nil }
    let name = Folding.fold(String(word[..<colon]))
    let term = terms.first { Folding.fold($0.code) == name || Folding.fold($0.french) == name }
    guard let term else { return nil }
    return (term, word[colon...].dropFirst())
  }

  /// A dash of any kind; the soft one that a paste brings along is not to be seen.
  private static func isDash(_ character: Character) -> Bool {
    character.unicodeScalars.count == 1 && character.unicodeScalars.first.map { $0.properties.isDash || $0 == "\u{AD}" } == true
  }
}

// What a command that settles takes for a case that was mistyped: else it would settle the one in hand, and keep the number as a remark.
extension CaseWord {
  /// The words at the head of a comment that may be meant as a case: a number mistyped in whatever way, or announced (`n° 4719-4`, `dossier
  /// 47194`).
  ///
  /// Not a number that text goes on behind (`44200 NANTES`), a date or a telephone number.
  static func mayBeMeant(in comment: String) -> String? {
    let words = comment.split(whereSeparator: Tokenizer.isSpace).map(String.init)
    guard let head = words.first else { return nil }
    if isDate(head) { return nil }
    if isNumberAlone(comment) { return comment }
    if isMistyped(head) { return head }
    // `4719 -4`, `4719 - 4`.
    if isNumber(head), words.count > 1, words[1].first.map(isDash) == true {
      let check = words[1].drop(while: isDash)
      if check.isEmpty ? words.count > 2 && words[2].count <= 2 : check.prefix(while: { $0.isNumber || $0.isLetter }).count <= 2 {
        return words.prefix(check.isEmpty ? 3 : 2).joined(separator: " ")
      }
    }
    return announced(words)
  }

  private static let names: Set<String> = ["dossier", "dossiers", "case", "cas", "affaire", "n", "no", "num", "numero", "number"]
  private static let punctuation: Set<Character> = [
    "(", ")", "[", "]", "«", "»", "\"", "'", "’", ".", ",", ";", ":", "!", "?", "#", "°", "º",
  ]

  /// Digits and what parts them, one letter among them, or the number of a row: nothing else is said.
  private static func isNumberAlone(_ comment: String) -> Bool {
    if comment.count <= 3, comment.allSatisfy(\.isNumber) { return true }
    let digits = comment.filter(\.isNumber).count
    return (4...9).contains(digits) && comment.filter(\.isLetter).count <= 1
  }

  /// Digits, one letter among them, a dash and two characters at most; or a point or slash and one.
  private static func isMistyped(_ word: String) -> Bool {
    var rest = word.drop { punctuation.contains($0) }[...]
    let number = rest.prefix { $0.isNumber || $0.isLetter }
    guard number.first?.isNumber == true, number.filter(\.isNumber).count >= 3, number.filter(\.isLetter).count <= 1 else { return false }
    rest = rest.dropFirst(number.count)
    guard let separator = rest.first, isDash(separator) || "./_".contains(separator) else { return false }
    rest = rest.drop { isDash($0) || "./_".contains($0) }
    let check = rest.prefix { $0.isNumber || $0.isLetter }
    let isCheck = check.count <= 2 || check.first?.isNumber == true && check.dropFirst().allSatisfy(\.isLetter)
    return isDash(separator) ? isCheck : number.count >= 4 && check.count == 1 && check.first?.isNumber == true
  }

  private static func isNumber(_ word: String) -> Bool { (3...9).contains(word.count) && word.allSatisfy(\.isNumber) }

  /// `dossier 4719-4`, `n°47194`, `case : 4719`, or the name with its colon and nothing behind it.
  private static func announced(_ words: [String]) -> String? {
    let head = words[0].drop { punctuation.contains($0) }
    if words[0].hasPrefix("#"), isNamed(String(head)) { return words[0] }
    let name = head.prefix(while: \.isLetter)
    guard names.contains(Folding.fold(String(name))) else { return nil }
    let glued = head.dropFirst(name.count).drop { punctuation.contains($0) }
    if !glued.isEmpty { return isNamed(String(glued)) ? words[0] : nil }
    let behind = words.dropFirst().drop { $0.allSatisfy(punctuation.contains) }
    guard let number = behind.first else { return words[0].last == ":" || words.last == ":" ? words[0] : nil }
    return isNamed(number) ? "\(words[0]) \(number)" : nil
  }

  private static func isNamed(_ word: String) -> Bool {
    let number = word.filter { !punctuation.contains($0) }
    return isMistyped(word) || number.count >= 4 && number.allSatisfy(\.isNumber)
  }

  private static func isDate(_ word: String) -> Bool {
    let plain = String(word.drop { punctuation.contains($0) }.prefix { $0.isNumber || $0 == "-" || $0 == "/" || $0 == "." })
    return Day(iso: plain) != nil || Day(french: plain.replacing(".", with: "/")) != nil
  }
}
