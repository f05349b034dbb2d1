import Terminal

/// A playbook that was read: what it takes, and its lines in order.
struct Playbook: Sendable {
  /// How errors name it: its path, or `stdin`.
  let source: String
  /// What it calls itself; nil where it has no `playbook NAME`.
  var name: String?
  var parameters: [PlaybookParameter] = []
  var steps: [PlaybookStep] = []
}

/// `param NAME TYPE [default]`.
struct PlaybookParameter: Sendable, Hashable {
  var name: String
  var type: ValueType
  var defaultValue: String?
  var line: Int
}

/// A line of a playbook that does something.
struct PlaybookStep: Sendable {
  /// What it does.
  enum Kind: Sendable, Hashable {
    /// A command, its names not yet bound.
    case command(CommandLine)
    /// `for NAME … in $FILE do COMMAND`: the command for each line of the file, its columns bound to the names.
    case each(names: [String], file: Token, command: CommandLine)
  }

  var line: Int
  var kind: Kind
}

/// What the names of a playbook stand for.
struct Bindings: Sendable, Hashable {
  private(set) var values: [String: String] = [:]
  /// The names that stand for files.
  private(set) var files: Set<String> = []

  init(_ values: [String: String] = [:], files: Set<String> = []) {
    self.values = values
    self.files = files
  }

  mutating func set(_ name: String, _ value: String, isFile: Bool = false) {
    values[name] = value
    if isFile { files.insert(name) }
  }

  /// A word with its values.
  func bind(_ word: Token) throws(Failure) -> Token {
    try word.bound { use throws(Failure) in try value(of: use) }
  }

  /// What a name stands for.
  func value(of use: Token.Use) throws(Failure) -> String {
    if let value = values[use.name] { return value }
    let near = Suggestion.nearest(to: use.name, among: values.keys.sorted())
    throw .usage(
      .undefinedName(use.name, column: use.column), hint: near.isEmpty ? .undefinedNameHint : .didYouMean(near.map { "$" + $0 }))
  }
}
