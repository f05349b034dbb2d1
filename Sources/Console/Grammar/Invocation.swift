import Casework
import Desk

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
  /// What a line is about, as far as others than its command need to know.
  struct Subject: Sendable {
    /// The case that it names.
    var number: CaseNumber?
    /// The playbook that it runs, and the values for its parameters.
    var playbook: (path: String, settings: [Assignment])?
    /// The report that it asks for.
    var report: Report?
    /// Whether the lines behind it are envelopes.
    var takesLines = false
  }

  let command: Command
  let subject: Subject
  /// What may be kept in the history file: the line as typed, without what may be personal.
  let remembered: String
  /// The values of its arguments, in the order in which the command declares them.
  let values: [any Sendable]
  /// Does it.
  let act: @Sendable (Session) throws(Failure) -> Void
}
