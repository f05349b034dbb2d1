import Casework
import Desk
import Terminal

/// The queues there are, as the database says: the names that each language has for them, what their cases are about, and
/// what settles those.
struct Queues: Sendable {
  /// Their names, in their order.
  let lexicon: Lexicon
  private let entries: [String: QueueEntry]

  init(_ entries: [QueueEntry] = []) {
    lexicon = Lexicon(
      entries.map { Term($0.queue, $0.nameFr, label: Text(given: $0.labelFr, $0.labelEn)) })
    self.entries = Dictionary(entries.map { ($0.queue, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The short name that a queue goes by.
  func name(_ code: String, _ language: Language) -> String { lexicon.term(code)?.name(in: language) ?? code }

  /// Whether the command of this name settles cases of any queue: it bears the decision's name.
  func areSettled(by command: String) -> Bool { entries.values.contains { $0.settledBy.contains(command) } }

  /// What the cases of a queue are about; nil for a queue that there is not.
  func subject(_ queue: String) -> Subject? { entries[queue]?.subject }

  /// Whether a decision settles the cases of that queue.
  func isSettled(_ queue: String, by decision: String) -> Bool { entries[queue]?.settledBy.contains(decision) ?? false }

  /// Whether the cases of a queue are about an application; not where none is named.
  func isAboutApplication(_ code: String?) -> Bool { code.flatMap { entries[$0] }?.subject == .application }

  /// Whether the cases of a queue are about a claim; not where none is named.
  func isAboutClaim(_ code: String?) -> Bool { code.flatMap { entries[$0] }?.subject == .claim }
}
