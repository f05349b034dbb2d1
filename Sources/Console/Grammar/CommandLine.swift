import Terminal

/// A line that holds a command, cut only as far as it is understood; of a playbook, with the values of its names.
struct CommandLine: Sendable, Hashable {
  private var cut: Tokenizer
  /// What the names of a playbook's line stand for; nil where they are not known yet.
  private var bindings: Bindings?

  /// A line as it was typed, or of a playbook.
  init(_ line: String, withNames: Bool = false) throws(Failure) {
    do { cut = try Tokenizer(line, withNames: withNames) } catch { throw .usage(.unreadable(error), hint: .unreadableHint(error)) }
  }

  /// What is left of a line.
  init(_ cut: Tokenizer) { self.cut = cut }

  /// The line with values for its names. They are put where the line is cut, never before: whatever they hold, no word of
  /// the line becomes another.
  func bound(to bindings: Bindings) -> CommandLine {
    var line = self
    line.bindings = bindings
    return line
  }

  /// Whether nothing is left but space; a comment too, unless `text` is wanted.
  mutating func isAtEnd(takingText: Bool = false) -> Bool {
    cut.skipSpace()
    return cut.head == nil || (cut.head == "#" && !takingText)
  }

  /// The next word; nil at the end, or where a comment begins.
  mutating func next() throws(Failure) -> Token? {
    let word: Token?
    do { word = try cut.next() } catch { throw .usage(.unreadable(error), hint: .unreadableHint(error)) }
    guard let word else { return nil }
    return try bound(word)
  }

  /// All words that are left.
  mutating func words() throws(Failure) -> [Token] {
    var words: [Token] = []
    while let word = try next() { words.append(word) }
    return words
  }

  /// How the next thing in the line begins.
  enum Head {
    /// `--` alone: what follows is no option.
    case endOfOptions
    /// `--` and a letter.
    case option
    case word
  }

  /// How the next thing begins.
  var head: Head {
    guard let text = cut.chunk()?.text, text.hasPrefix("--") else { return .word }
    if text == "--" { return .endOfOptions }
    return text.dropFirst(2).first?.isLetter == true ? .option : .word
  }

  /// Passes over the next characters up to a space.
  mutating func dropChunk() { if let chunk = cut.chunk() { cut.position = chunk.range.upperBound } }

  /// The next characters up to a space, with their values, where they are plain: without any quote or backslash.
  func plainChunk() throws(Failure) -> Token? {
    guard let chunk = cut.chunk(), !chunk.text.contains(where: { "'\"\\".contains($0) }) else { return nil }
    let value = try values(in: chunk.range)
    var token = Token(text: value, column: chunk.range.lowerBound + 1, quoted: false)
    token.typed = cut.takesNames ? chunk.text : nil
    return token
  }

  /// All that is left, as typed: apostrophes, quotes, `#`, backslashes and inner spaces stand for themselves. Only where it
  /// begins with a quote and ends with the same one, and is one quoted text, are the two taken off. Nothing is left then.
  mutating func takeText() throws(Failure) -> FreeText {
    cut.skipSpace()
    var range = cut.position..<cut.characters.count
    while let last = range.last, cut.characters[last] == " " || cut.characters[last] == "\t" { range = range.dropLast() }
    let isQuoted = FreeText.isOneQuotedText(cut.characters[range])
    if isQuoted {
      range = range.lowerBound + 1..<range.upperBound - 1
      // What is recorded has no blanks at its ends, and is what is said.
      while let first = range.first, Tokenizer.isSpace(cut.characters[first]) { range = range.dropFirst() }
      while let last = range.last, Tokenizer.isSpace(cut.characters[last]) { range = range.dropLast() }
    }
    var text = FreeText(try values(in: range), column: range.lowerBound + 1, isQuoted: isQuoted)
    if !isQuoted { text.canned = FreeText.canned(in: cut.characters[range]) }
    cut.position = cut.characters.count
    return text
  }

  /// The last words of the line, and the line without them; nil where it has not so many. Where a quote is odd (free text
  /// may hold one) they are cut from the end of the line, whatever stands before them.
  func parted(fromLast count: Int) throws(Failure) -> (line: CommandLine, words: [Token])? {
    guard let words = cut.words ?? cut.lastWords(count), words.count >= count else { return nil }
    var last: [Token] = []
    for word in words.suffix(count) { last.append(try bound(word)) }
    return (CommandLine(cut.ended(before: words[words.count - count].column)).carrying(bindings), last)
  }

  /// What stands before the first of these words and what stands behind it; nil where none stands there by itself.
  func parted(at names: [String]) throws(Failure) -> (before: CommandLine, behind: CommandLine)? {
    var behind = self
    while let word = try behind.next() {
      guard !word.quoted, !word.isBound, names.contains(Folding.fold(word.text)) else { continue }
      return (CommandLine(cut.ended(before: word.column)).carrying(bindings), behind)
    }
    return nil
  }

  /// All that is left, to be cut by somebody else.
  mutating func takeLine() -> CommandLine {
    let line = self
    cut.position = cut.characters.count
    return line
  }

  /// What is left, as it was typed.
  var rest: String {
    String(cut.characters[min(cut.position, cut.characters.count)...])
  }

  private func carrying(_ bindings: Bindings?) -> CommandLine {
    var line = self
    line.bindings = bindings
    return line
  }

  private func bound(_ word: Token) throws(Failure) -> Token {
    guard let bindings else { return word }
    return try bindings.bind(word)
  }

  /// The characters of a part of the line, its names replaced by their values.
  private func values(in range: Range<Int>) throws(Failure) -> String {
    guard cut.takesNames else { return String(cut.characters[range]) }
    var text = ""
    var position = range.lowerBound
    let characters = Array(cut.characters[..<range.upperBound])
    while position < range.upperBound {
      let character = characters[position]
      position += 1
      guard character == "$" else {
        text.append(character)
        continue
      }
      let name: NameCut
      do { name = try NameCut(characters, behind: position) } catch { throw .usage(.unreadable(error), hint: .unreadableHint(error)) }
      switch name {
      case .dollar(let end):
        text.append("$")
        position = end
      case .name(let name, let end):
        guard let bindings else { throw .usage(.undefinedName(name, column: position), hint: .undefinedNameHint) }
        text += try bindings.value(of: Token.Use(name: name, offset: 0, column: position))
        position = end
      }
    }
    return text
  }
}

/// The rest of a line, as it was typed.
struct FreeText: Sendable, Hashable {
  /// What is recorded.
  var text: String
  /// Where it starts in the line, in characters from 1.
  var column: Int
  /// Whether a pair of quotes was taken off.
  var isQuoted: Bool
  /// Whether `--` stood before it: then its first word is text, whatever it looks like.
  var isExplicit = false
  /// The name of a canned comment that it ends with, as typed: `@reminder`.
  var canned: String?

  init(_ text: String, column: Int, isQuoted: Bool) {
    self.text = text
    self.column = column
    self.isQuoted = isQuoted
  }

  /// The name of a canned comment at the end of a text; nil where there is none. An address with an `@` in it is none.
  static func canned(in characters: ArraySlice<Character>) -> String? {
    let word = characters.reversed().prefix { !Tokenizer.isSpace($0) }.reversed()
    guard word.first == "@" else { return nil }
    let name = String(word.dropFirst())
    return Shortcuts.isName(name) ? name : nil
  }

  /// Puts the comment where its name stands.
  mutating func replaceCanned(by comment: String) {
    guard let name = canned else { return }
    text = text.dropLast(name.count + 1) + comment
    canned = nil
  }

  /// Whether characters are one quoted text: the quotes at their ends belong together.
  ///
  /// `'a' et 'b'` begins and ends with a quote and is two; the apostrophes of `'l'usager n'a pas répondu'` stand within
  /// words and end nothing, nor do those behind a backslash.
  static func isOneQuotedText(_ characters: ArraySlice<Character>) -> Bool {
    guard characters.count > 1, let quote = characters.first, quote == "'" || quote == "\"", characters.last == quote else { return false }
    let inner = characters.dropFirst().dropLast()
    if inner.last == "\\", quote == "\"" { return false }
    for place in inner.indices where inner[place] == quote {
      if quote == "\"", characters[place - 1] == "\\" { continue }
      let (before, after) = (characters[place - 1], characters[place + 1])
      guard before.isLetter || before.isNumber, after.isLetter || after.isNumber else { return false }
    }
    return true
  }
}
