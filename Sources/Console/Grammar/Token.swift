import Terminal

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

  /// How it stands in the line, where that was looked at before its values were put in.
  var typed: String?

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

  /// Whether its values stand behind a `=` of the line: `--round=$N`.
  private(set) var isBoundBehindEquals = false
}
