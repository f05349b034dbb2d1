import Casework
import Desk
import Terminal

// What Tab offers of the agent's own: rows of his list, aliases, contexts, canned comments.
extension Completer {
  /// The case in hand, and the rows of the list that was shown last.
  func cases(_ word: String) -> [Completion] {
    hand(word)
      + zip(1..., session.rows.cases).prefix(Parser.mostRows).filter { row, _ in "\(row)".hasPrefix(word) }
      .map { row, found in Completion("\(row)", described(found)) }
  }

  /// `4427-6 · comptes · DURAND Zoé · retard 2 h`
  private func described(_ row: CaseSummary) -> SafeText {
    let dot: SafeText = " · "
    var parts: [SafeText] = ["\(row.number)", SafeText(session.queues.name(row.queue, language)), "\(row.lastName) \(row.firstNames)"]
    if let due = row.dueAt { parts.append(TimeText.deadline(due, now: session.now)[language]) }
    return parts.joined(separator: dot)
  }

  /// The agent's own names of that kind.
  func shortcuts(_ word: String, of kind: Shortcuts.Kind) -> [Completion] {
    let wanted = Folding.fold(word)
    return session.setup.shortcuts.entries(of: kind).filter { Folding.fold($0.name).hasPrefix(wanted) }
      .map { Completion($0.name, SafeText($0.text)) }
  }

  /// The canned comments, each with what it says.
  func cannedComments(_ word: String) -> [Completion] {
    shortcuts(String(word.dropFirst()), of: .comment).map { Completion("@" + $0.text, $0.description) }
  }
}
