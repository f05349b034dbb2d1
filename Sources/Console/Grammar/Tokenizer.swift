import Terminal

/// Cuts words off the front of a line, one when it is asked for: what is free text is known only when the command is.
///
/// Words have the quoting of a POSIX shell and none of its expansion. `'…'` is literal; in `"…"` a backslash keeps `"`, `\`,
/// `$` and `` ` `` literal; elsewhere it keeps any character literal. The apostrophe of a word (`aujourd'hui`) is a letter of
/// it. `#` at the start of a word begins a comment. `$NAME` and `${NAME}` are names where a playbook's line is cut, outside
/// `'…'` and behind no backslash, and `$$` is a dollar there; anywhere else they are plain text.
struct Tokenizer: Sendable, Hashable {
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

  /// The line, or what a playbook's line has before something else.
  let characters: [Character]
  /// Whether `$NAME` is a name.
  let takesNames: Bool
  /// How many characters were cut off.
  var position = 0

  /// A line to be cut. Control characters are refused wherever they stand: what is pasted there may be pasted elsewhere next.
  init(_ line: String, withNames: Bool = false) throws(Failure) {
    characters = Array(line)
    takesNames = withNames
    for (index, character) in characters.enumerated() {
      for scalar in character.unicodeScalars where scalar.properties.generalCategory == .control && scalar != "\t" {
        throw .control(scalar, column: index + 1)
      }
    }
  }

  /// The same line, ended before a column.
  func ended(before column: Int) -> Tokenizer { Tokenizer(Array(characters.prefix(column - 1)), takesNames, position) }

  private init(_ characters: [Character], _ takesNames: Bool, _ position: Int) {
    self.characters = characters
    self.takesNames = takesNames
    self.position = position
  }

  /// The words of a line; with its names where it is one of a playbook.
  static func words(_ line: String, withNames: Bool = false) throws(Failure) -> [Token] {
    var rest = try Tokenizer(line, withNames: withNames)
    var words: [Token] = []
    while let word = try rest.next() { words.append(word) }
    return words
  }

  /// The words of a line that goes on; nil if it holds a control character.
  static func partial(_ line: String) -> Partial? {
    guard var rest = try? Tokenizer(line) else { return nil }
    var partial = Partial()
    while true {
      rest.skipSpace()
      guard let first = rest.head else { break }
      if first == "#" {
        partial.inComment = true
        break
      }
      var cut = WordCut(at: rest.position + 1, takesNames: false)
      do { try cut.read(rest.characters, &rest.position) } catch { return nil }
      if rest.head == nil {
        partial.current = cut.word
        partial.openQuote = cut.open?.quote
        return partial
      }
      partial.words.append(cut.word)
    }
    partial.current.column = line.count + 1
    return partial
  }

  /// The character that comes next; nil at the end.
  var head: Character? { position < characters.count ? characters[position] : nil }

  /// What is left of the line.
  var rest: ArraySlice<Character> { characters[position...] }

  /// Passes over what separates words. A no-break space comes with a paste from a French text: it does so as any other.
  mutating func skipSpace() { while let head, Self.isSpace(head) { position += 1 } }

  static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\u{A0}" || character == "\u{202F}"
  }

  /// The next word; nil at the end, or where a comment begins.
  mutating func next() throws(Failure) -> Token? {
    skipSpace()
    guard let head, head != "#" else { return nil }
    var cut = WordCut(at: position + 1, takesNames: takesNames)
    try cut.read(characters, &position)
    try cut.finish()
    return cut.word
  }

  /// The next characters up to a space, whatever they are; nil at the end.
  func chunk() -> (range: Range<Int>, text: String)? {
    var ahead = self
    ahead.skipSpace()
    let start = ahead.position
    while let head = ahead.head, !Self.isSpace(head) { ahead.position += 1 }
    return ahead.position == start ? nil : (start..<ahead.position, String(characters[start..<ahead.position]))
  }

  /// All words that are left; nil where the line cannot be cut.
  var words: [Token]? {
    var rest = self
    var words: [Token] = []
    do { while let word = try rest.next() { words.append(word) } } catch { return nil }
    return words
  }

  /// So many words at the end of a line, which need not be words before them; nil where there are none.
  func lastWords(_ count: Int) -> [Token]? {
    for start in (position..<characters.count).reversed()
    where !Self.isSpace(characters[start]) && (start == position || Self.isSpace(characters[start - 1])) {
      var tail = self
      tail.position = start
      if let words = tail.words, words.count == count { return words }
    }
    return nil
  }

  /// A word as it must be typed to be read back as it is.
  static func quoted(_ word: String) -> String { CompletionWord.quoted(word) }
}

/// One word while it is cut.
private struct WordCut {
  var word: Token
  var open: (quote: Character, column: Int)?
  private var backslash: Int?
  private let takesNames: Bool

  init(at column: Int, takesNames: Bool) {
    word = Token(text: "", column: column, quoted: false)
    self.takesNames = takesNames
  }

  /// Takes characters up to the space behind the word.
  mutating func read(_ characters: [Character], _ position: inout Int) throws(Tokenizer.Failure) {
    while position < characters.count {
      let character = characters[position]
      if open == nil, backslash == nil, Tokenizer.isSpace(character) { return }
      position += 1
      if takesNames, character == "$", backslash == nil, open?.quote != "'" {
        switch try NameCut(characters, behind: position) {
        case .name(let name, let end):
          word.uses.append(Token.Use(name: name, offset: word.text.count, column: position))
          position = end
        case .dollar(let end):
          word.text.append("$")
          position = end
        }
      } else if backslash != nil {
        backslash = nil
        // Within double quotes a backslash protects only what means something there.
        if open != nil, !"\"\\$`".contains(character) { word.text.append("\\") }
        word.text.append(character)
        word.quoted = true
      } else if let quote = open?.quote {
        if character == quote {
          open = nil
        } else if character == "\\", quote == "\"" {
          backslash = position
        } else {
          word.text.append(character)
        }
      } else if character == "'", Self.isApostrophe(characters, position - 1) {
        word.text.append(character)
      } else if character == "'" || character == "\"" {
        open = (character, position)
        word.quoted = true
      } else if character == "\\" {
        backslash = position
      } else {
        word.text.append(character)
      }
    }
  }

  /// Whether a quote is the apostrophe of a word: between two letters, and the only one before the next space (`aujourd'hui`,
  /// `D'ARTAGNAN`).
  private static func isApostrophe(_ characters: [Character], _ place: Int) -> Bool {
    guard place > 0, characters[place - 1].isLetter, place + 1 < characters.count, characters[place + 1].isLetter else { return false }
    let before = characters[..<place].reversed().prefix { !Tokenizer.isSpace($0) }
    let behind = characters[(place + 1)...].prefix { !Tokenizer.isSpace($0) }
    return !before.contains("'") && !behind.contains("'")
  }

  /// Throws where the line ended within the word.
  func finish() throws(Tokenizer.Failure) {
    if let open { throw .unterminatedQuote(open.quote, column: open.column) }
    if let backslash { throw .danglingBackslash(column: backslash) }
  }
}

/// What a dollar in a playbook's line stands for.
enum NameCut: Hashable {
  /// A name, and where the line goes on.
  case name(String, end: Int)
  /// A dollar: before another, which goes with it, or before no name.
  case dollar(end: Int)

  /// Reads what stands behind the dollar before `position`.
  init(_ characters: [Character], behind position: Int) throws(Tokenizer.Failure) {
    let isBraced = position < characters.count && characters[position] == "{"
    if !isBraced, position < characters.count, characters[position] == "$" {
      self = .dollar(end: position + 1)
      return
    }
    var end = isBraced ? position + 1 : position
    var name = ""
    while end < characters.count {
      let character = characters[end]
      guard character == "_" || character.isLetter || (character.isWholeNumber && !name.isEmpty) else { break }
      name.append(character)
      end += 1
    }
    if isBraced {
      guard !name.isEmpty, end < characters.count, characters[end] == "}" else { throw .brokenName(column: position) }
      self = .name(name, end: end + 1)
    } else {
      self = name.isEmpty ? .dollar(end: position) : .name(name, end: end)
    }
  }
}
