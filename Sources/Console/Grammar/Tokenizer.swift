/// A word of a command line.
struct Token: Sendable, Hashable {
  /// The word, without its quoting.
  var text: String
  /// Where it starts in the line, in characters from 1.
  var column: Int
  /// Whether any of it was quoted: then it is never an option.
  var quoted: Bool
  /// The names used in it (`$NAME`), where a playbook's line was cut; see ``bound(to:)``.
  var uses: [Use] = []
  /// Whether a value was put into it: then it is no command and no option, whatever the value.
  var isBound = false

  /// A name in a word, and where its value goes.
  struct Use: Sendable, Hashable {
    var name: String
    /// Where the value goes: so many characters of ``Token/text`` stand before it.
    var offset: Int
    /// Where the name stands in the line, in characters from 1.
    var column: Int
  }

  /// The word with the values of its names. They are put into the word that was cut, never into the line: whatever
  /// they hold, it stays one word.
  func bound(to value: (Use) throws(Failure) -> String) throws(Failure) -> Token {
    guard !uses.isEmpty else { return self }
    var word = self
    word.text = ""
    var rest = text[...]
    var taken = 0
    for use in uses {
      word.text += rest.prefix(use.offset - taken)
      rest = rest.dropFirst(use.offset - taken)
      taken = use.offset
      word.text += try value(use)
    }
    word.text += rest
    word.uses = []
    word.isBound = true
    word.isBoundBehindEquals = text.prefix(uses[0].offset).contains("=")
    return word
  }

  /// Whether it is an option: its name stands in the line itself, no value made it.
  var isOption: Bool { !quoted && text.hasPrefix("--") && (!isBound || isBoundBehindEquals) }

  /// Whether its values stand behind a `=` of the line: `--round=$N`.
  private(set) var isBoundBehindEquals = false
}

/// Cuts a line into words, with the quoting of a POSIX shell and none of its expansion.
///
/// `'…'` is literal; in `"…"` a backslash keeps `"`, `\`, `$` and `` ` `` literal; elsewhere it keeps any character literal.
/// `#` at the start of a word begins a comment. `$NAME` and `${NAME}` are names where a playbook's line is cut, outside
/// `'…'` and behind no backslash; anywhere else they are plain text.
struct Tokenizer {
  /// Why a line cannot be cut.
  enum Failure: Error, Hashable {
    /// A quote that was never closed, and its column.
    case unterminatedQuote(Character, column: Int)
    /// A backslash with nothing behind it.
    case danglingBackslash(column: Int)
    /// NUL, an escape, any control character but a tab: nobody types one into a command.
    case control(Unicode.Scalar, column: Int)
    /// `${` without a name and its `}`.
    case brokenName(column: Int)
  }

  /// What completion knows of a line that is still being typed.
  struct Partial: Hashable {
    /// The words before the last one.
    var words: [Token] = []
    /// The word under the cursor, without its quoting; empty after a space.
    var current = Token(text: "", column: 1, quoted: false)
    /// The quote that is still open.
    var openQuote: Character?
    /// The cursor stands in a comment: there is nothing to complete.
    var inComment = false
  }

  /// The words of a line; with its names where it is one of a playbook.
  static func words(_ line: String, withNames: Bool = false) throws(Failure) -> [Token] {
    var scan = Scan()
    scan.takesNames = withNames
    try scan.read(line)
    try scan.endName()
    if let (quote, column) = scan.open { throw .unterminatedQuote(quote, column: column) }
    if let column = scan.backslash { throw .danglingBackslash(column: column) }
    scan.endWord()
    return scan.words
  }

  /// The words of a line that goes on; nil if it holds a control character.
  static func partial(_ line: String) -> Partial? {
    var scan = Scan()
    do { try scan.read(line) } catch { return nil }
    return Partial(
      words: scan.words,
      current: scan.word ?? Token(text: "", column: line.count + 1, quoted: false),
      openQuote: scan.open?.0, inComment: scan.comment)
  }

  /// A word as it must be typed to be read back as it is.
  static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { !$0.isWhitespace && !"'\"\\#$`".contains($0) }
    if plain && !word.isEmpty { return word }
    if !word.contains("'") { return "'\(word)'" }
    return "\"" + word.map { "\"\\$`".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}

private struct Scan {
  var words: [Token] = []
  var word: Token?
  var open: (Character, Int)?
  var backslash: Int?
  var comment = false
  var takesNames = false
  private var name: (text: String, braced: Bool, column: Int)?

  mutating func read(_ line: String) throws(Tokenizer.Failure) {
    var column = 0
    for character in line {
      column += 1
      for scalar in character.unicodeScalars where scalar.properties.generalCategory == .control && scalar != "\t" {
        throw .control(scalar, column: column)
      }
      if comment { continue }
      if try takeIntoName(character) { continue }
      if takesNames, character == "$", backslash == nil, open?.0 != "'" {
        name = ("", false, column)
        continue
      }
      if let start = backslash {
        backslash = nil
        // Within double quotes a backslash protects only what means something there.
        if open != nil, !"\"\\$`".contains(character) { append("\\", at: start) }
        append(character, at: start, quoted: true)
      } else if let (quote, _) = open {
        if character == quote {
          open = nil
        } else if character == "\\", quote == "\"" {
          backslash = column
        } else {
          append(character, at: column)
        }
      } else if character == "'" || character == "\"" {
        open = (character, column)
        begin(at: column)
        word?.quoted = true
      } else if character == "\\" {
        backslash = column
      } else if character == "#", word == nil {
        comment = true
      } else if character == " " || character == "\t" || character == "\u{A0}" || character == "\u{202F}" {
        // A no-break space comes with a paste from a French text: it separates words as any other.
        endWord()
      } else {
        append(character, at: column)
      }
    }
  }

  /// Takes a character of a name that has begun; false where it is the next thing in the line.
  private mutating func takeIntoName(_ character: Character) throws(Tokenizer.Failure) -> Bool {
    guard let name else { return false }
    if name.text.isEmpty, !name.braced, character == "{" {
      self.name?.braced = true
      return true
    }
    if character == "_" || character.isLetter || (character.isWholeNumber && !name.text.isEmpty) {
      self.name?.text.append(character)
      return true
    }
    if name.braced, character == "}", !name.text.isEmpty {
      use(name.text, at: name.column)
      return true
    }
    try endName()
    return false
  }

  /// A name ends where something else begins; a dollar before no name is one.
  mutating func endName() throws(Tokenizer.Failure) {
    guard let name else { return }
    guard !name.braced else { throw .brokenName(column: name.column) }
    if name.text.isEmpty {
      self.name = nil
      append("$", at: name.column)
    } else {
      use(name.text, at: name.column)
    }
  }

  private mutating func use(_ text: String, at column: Int) {
    name = nil
    begin(at: column)
    let offset = word?.text.count ?? 0
    word?.uses.append(Token.Use(name: text, offset: offset, column: column))
  }

  mutating func begin(at column: Int) { if word == nil { word = Token(text: "", column: column, quoted: false) } }

  mutating func append(_ character: Character, at column: Int, quoted: Bool = false) {
    begin(at: column)
    word?.text.append(character)
    if quoted { word?.quoted = true }
  }

  mutating func endWord() {
    if let word { words.append(word) }
    word = nil
  }
}
