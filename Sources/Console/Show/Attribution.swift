import Casework
import Terminal

/// What the checks make of a quality case: whose fault it seems to be, and why.
struct Attribution {
  /// Whose; `nil` where the agent chooses.
  let outcome: Outcome?
  /// Why, in words: what speaks for that outcome.
  let words: Text
  /// What is recorded with the decision.
  let advice: Advice
  /// The declared elements that nobody has read on the card, or whose approved picture nobody looked at.
  let unread: [ElementCode]

  /// What the checks make of the case of that file; `nil` where it is no quality case.
  init?(_ file: CaseFile, vocabulary: Vocabulary, now: Moment) {
    guard file.claim != nil else { return nil }
    let suggestion = AttributionSuggestion(in: file)
    outcome = suggestion.outcome
    advice = suggestion.advice
    unread = suggestion.elements.filter { $0.causes.isEmpty }.map(\.element)
    let grounds = suggestion.elements.filter { $0.outcome == suggestion.outcome }.map { judgement in
      vocabulary.label(element: judgement.element.rawValue) + Text(same: ", ")
        + Text.finding(judgement.message, vocabulary: vocabulary, now: now)
    }
    words = Text(
      fr: "\(grounds.map(\.fr).joined(separator: " ; "))", en: grounds.map(\.en).joined(separator: "; "))
  }
}

extension CaseFile.Claim {
  /// The elements that a card made again at IN Groupe's expense repeats as they were, though they are the driver's to correct: nothing else
  /// was found for them, and his account says today what it said then.
  var printedAgain: [CaseFile.ClaimElement] {
    elements.filter { element in
      element.ordered != nil && (element.entryToday.map { $0 == element.ordered } ?? true)
        && findings.contains { $0.element == element.element && $0.isToCorrect && $0.value.isEmpty }
    }
  }
}
