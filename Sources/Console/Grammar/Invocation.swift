/// An argument, checked and resolved.
enum Value: Sendable, Hashable {
  case number(Int64)
  case term(Term)
  case text(String)
  /// Seconds.
  case span(Int64)
  /// A case's number is a `.number`; this is anything else, as `driver:1001`.
  case reference(ReferenceKind, String)
}

/// A value for a parameter of a playbook or a report: `days=30`.
struct Assignment: Sendable, Hashable {
  var name: String
  var value: String

  init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Reads `NAME=VALUE`; nil where there is no name, or no `=`.
  init?(_ word: String) {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return nil }
    name = String(word[..<equals])
    value = String(word[word.index(after: equals)...])
  }
}

/// A line that was understood: a command with its arguments.
struct Invocation: Sendable {
  let command: Command
  var values: [String: Value] = [:]
  var switches: Set<String> = []
  /// The `NAME=VALUE` words behind a playbook's or a report's name, in the order given.
  var assignments: [Assignment] = []
  /// What an `expect` looks at.
  var expectation: Expectation?
  /// What may be kept in the history file: the line without what may be personal.
  var remembered: String

  /// A case number, a count.
  func number(_ key: String) -> Int64? { if case .number(let number)? = values[key] { number } else { nil } }

  /// A name that was resolved.
  func term(_ key: String) -> Term? { if case .term(let term)? = values[key] { term } else { nil } }

  /// A text; empty where it was left out.
  func text(_ key: String) -> String { if case .text(let text)? = values[key] { text } else { "" } }

  /// Seconds.
  func span(_ key: String) -> Int64? { if case .span(let seconds)? = values[key] { seconds } else { nil } }

  /// A whole number that fits an `Int`.
  func count(_ key: String) -> Int? { number(key).flatMap { Int(exactly: $0) } }

  /// Whether a switch was given.
  func has(_ option: String) -> Bool { switches.contains(option) }
}
