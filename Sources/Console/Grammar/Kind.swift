import Desk
import Formats
import Terminal

/// What a word of a command has to be: how it is read, told from others, completed and listed in help. The kinds there are
/// stand in `Kinds/`, a file a family.
struct Kind<Value: Sendable>: Sendable {
  /// What a word stands for. It may leave in the reading what those behind it need to know.
  let read: @Sendable (Token, inout Reading) throws(Failure) -> Value
  let traits: KindTraits

  /// - Parameters:
  ///   - looksLike: whether a word looks like one; wanted where it may be left out before another.
  ///   - complete: what Tab offers.
  ///   - choices: the few words that fit.
  ///   - list: the words that help lists.
  init(
    looksLike: (@Sendable (Token) -> Bool)? = nil,
    complete: @escaping @Sendable (_ word: String, Completer, Reading) -> [Completion] = { _, _, _ in [] },
    choices: (@Sendable (Reading) -> [String])? = nil,
    list: (@Sendable (Help, Vocabulary, _ queue: String?) -> Sheet.Section)? = nil,
    read: @escaping @Sendable (Token, inout Reading) throws(Failure) -> Value
  ) {
    self.read = read
    traits = KindTraits(
      looksLike: looksLike, complete: complete, list: list, choices: choices,
      note: { word, reading in _ = try? read(word, &reading) })
  }
}

/// What is known of a kind whatever its values are.
struct KindTraits: Sendable {
  /// Whether a word looks like one; nil where any word may be one.
  var looksLike: (@Sendable (Token) -> Bool)?
  /// What Tab offers for a word that has begun, after what was read before it.
  var complete: @Sendable (_ word: String, Completer, Reading) -> [Completion]
  /// The words that help lists.
  var list: (@Sendable (Help, Vocabulary, _ queue: String?) -> Sheet.Section)?
  /// The few words that fit behind what was read before, where there are such: said where none of them stands there.
  var choices: (@Sendable (Reading) -> [String])?
  /// Reads a word for what those behind it need to know of it.
  var note: @Sendable (Token, inout Reading) -> Void

  /// What completes to nothing and tells nothing.
  static let plain = KindTraits(complete: { _, _, _ in [] }, note: { _, _ in })
}

/// A line while it is read: what stands in the places of its command, and what was understood so far.
struct Reading {
  /// What stands in a place.
  enum Placed {
    case word(Token)
    case words([Token])
    case text(FreeText)
    case line(CommandLine)
    /// A switch.
    case given
  }

  /// Looks names up.
  let parser: Parser
  let command: Command
  /// What stands in the places, in their order.
  var placed: [Placed?] = []
  private var next = 0
  /// The item named before: its reasons come next.
  var item: Term?
  /// The element of a card named before: its causes come next.
  var element: Term?
  /// Which of a few names was chosen before.
  var choice: Term?
  /// The setting named before, folded.
  var setting: String?
  /// The report named before: its parameters come next.
  var report: Report?
  /// What help was asked about before.
  var asked: [Token] = []
  /// The names that a value was given for before, folded.
  var assigned: Set<String> = []
  /// What the line is about, for whoever looks at it from outside.
  var subject = Invocation.Subject()

  init(_ parser: Parser, _ command: Command) {
    self.parser = parser
    self.command = command
  }

  /// What stands in the next place; nil where nothing does.
  mutating func take() -> Placed? {
    defer { next += 1 }
    return next < placed.count ? placed[next] : nil
  }

  /// Whether nothing stands in the next place.
  var isNextMissing: Bool { next >= placed.count || placed[next] == nil }

  /// Whether words or a text stand in the places that come next.
  var isFollowed: Bool {
    (next..<max(next, placed.count)).contains { index in
      if placed[index] != nil, case .parameter = command.places[index] { true } else { false }
    }
  }

  /// A name of which only the beginning was typed is taken as the last word of a line. What writes takes it nowhere else: the words behind
  /// it may be what it was to say, as in "photo trop sombre".
  func requireWhole(_ typed: String, _ term: Term) throws(Failure) -> Term {
    guard command.effect != .reads, isFollowed, Lexicon([term]).named(typed) == nil else { return term }
    let name = term.name(in: parser.language)
    throw .refused(.onlyBegins(typed, name), hint: .wholeNameHint(name))
  }

  /// The word in the next place; nil where none stands there.
  var nextWord: Token? {
    get {
      guard next < placed.count, case .word(let word)? = placed[next] else { return nil }
      return word
    }
    set { if next < placed.count { placed[next] = newValue.map(Placed.word) } }
  }

  /// Something has to stand there: one of these words, where they are known.
  func missing(_ placeholder: Text, among choices: [String] = []) -> Failure {
    .usage(.missingArgument(placeholder), hint: choices.isEmpty ? .usage(command.usage(in: parser.language)) : .oneOf(choices))
  }
}
