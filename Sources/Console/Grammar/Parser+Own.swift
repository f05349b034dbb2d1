import Casework
import Terminal

// What a line may say where somebody types it: rows of his last list, a case alone, his own words. A script says it in full.
extension Parser {
  /// Rows have three digits at most; a case number has more.
  static let mostRows = 999

  /// The case in a row of the list that was shown last; nil for what is no row.
  func row(_ typed: String) throws(Failure) -> CaseNumber? {
    guard typed.count <= 3, typed.allSatisfy({ $0.isASCII && $0.isNumber }), let row = Int(typed) else { return nil }
    guard let rows else { throw .refused(.rowInScript(typed), hint: .rowInScriptHint) }
    guard row > 0, row <= rows.count else { throw .refused(.noSuchRow(typed, of: rows.count), hint: .noSuchRowHint(rows.isEmpty)) }
    return rows[row - 1]
  }

  /// Whether a word is a case with its dash, or `case:12345`.
  func isBareCase(_ word: Token) -> Bool {
    !word.quoted && (CaseWord.dashed(word.text)?.behind.isEmpty == true || CaseWord.isReference(word, [ReferenceKind.caseTerm]))
  }

  /// A typed line with what its first word is an alias of; a script's line as it is.
  func expanded(_ line: String) -> String {
    guard rows != nil else { return line }
    let typed = line.drop(while: Tokenizer.isSpace)
    let word = typed.prefix { !Tokenizer.isSpace($0) }
    guard let alias = shortcuts.entry(String(word), of: .alias) else { return line }
    return alias.text + typed.dropFirst(word.count)
  }

  /// The words of a canned comment; nil where what was typed is text: behind other words, where there is none of that name. A script has
  /// none.
  func comment(_ name: String, isAll: Bool) throws(Failure) -> String? {
    guard rows != nil else {
      guard isAll || shortcuts.entry(name, of: .comment) != nil else { return nil }
      throw .usage(.cannedInScript(name), hint: .cannedInScriptHint)
    }
    if let comment = shortcuts.entry(name, of: .comment) { return comment.text }
    guard isAll else { return nil }
    throw .refused(.noSuchCanned(name), hint: .noSuchCannedHint(shortcuts.entries(of: .comment).map { "@" + $0.name }))
  }

  /// A context of that name.
  func context(_ name: String) throws(Failure) -> Shortcuts.Entry {
    guard rows != nil else { throw .usage(.contextInScript, hint: .contextInScriptHint) }
    if let context = shortcuts.entry(name, of: .context) { return context }
    let names = shortcuts.entries(of: .context).map(\.name)
    let near = Suggestion.nearest(to: name, among: names)
    throw .refused(.noSuchContext(name), hint: near.isEmpty ? .noSuchContextHint(names) : .didYouMean(near))
  }
}
