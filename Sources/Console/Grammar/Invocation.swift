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

/// A line that was understood: a command with its arguments.
struct Invocation: Sendable {
  let command: Command
  var values: [String: Value] = [:]
  var switches: Set<String> = []
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
