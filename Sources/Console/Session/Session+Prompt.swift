import Casework
import Desk
import Terminal

extension Session {
  /// `claire · comptes · 1234-5 · 3 h 12 › `: who, where, what, how long; and a lost connection.
  var prompt: SafeText {
    let unicode = output.capabilities.unicode
    let dot: SafeText = unicode ? " · " : " - "
    var parts: [SafeText] = []
    if isLost { parts.append(Text.disconnected[language].styled([.red, .bold])) }
    if let identity { parts.append(SafeText(identity.agent, style: .bold)) }
    if let envelopes {
      parts += envelopes.prompt(in: language)
      return parts.joined(separator: dot) + (unicode ? " › " : " > ")
    }
    if let workContext { parts.append(SafeText(workContext.entry.name, style: .cyan)) }
    if let place = hand?.queue ?? queue { parts.append(SafeText(queues.name(place, language), style: .cyan)) }
    if let hand {
      parts.append(SafeText(hand.number.description, style: .bold))
      parts += remaining(hand).map { [$0] } ?? []
    }
    if parts.isEmpty { parts.append("pupitre") }
    return parts.joined(separator: dot) + (unicode ? " › " : " > ")
  }

  private func remaining(_ hand: Hand) -> SafeText? {
    if hand.leaseUntil <= now { return Text.claimRanOut[language].styled(.red) }
    guard let due = hand.dueAt else { return nil }
    let span = TimeText.span(due - now)
    if due <= now { return Text.late(span)[language].styled(.red) }
    return span[language].styled(due - now < 3600 ? .yellow : .plain)
  }
}
