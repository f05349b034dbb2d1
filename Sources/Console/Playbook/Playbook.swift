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
    case command([Token])
    /// `for NAME … in $FILE do COMMAND`: the command for each line of the file, its columns bound to the names.
    case each(names: [String], file: Token, command: [Token])
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

  /// Words with their values.
  func bind(_ words: [Token]) throws(Failure) -> [Token] {
    var bound: [Token] = []
    for word in words {
      bound.append(
        try word.bound { use throws(Failure) in
          if let value = values[use.name] { return value }
          let near = Suggestion.nearest(to: use.name, among: values.keys.sorted())
          throw .usage(
            .undefinedName(use.name, column: use.column), hint: near.isEmpty ? .undefinedNameHint : .didYouMean(near.map { "$" + $0 }))
        })
    }
    return bound
  }
}
