import Casework
import Terminal

/// What the checks make of a quality case: whose fault it seems to be, and why.
struct Attribution {
  /// Whose; `nil` where the agent chooses.
  let outcome: Outcome?
  /// Why, in words.
  let words: Text
  /// What is recorded with the decision.
  let advice: Advice

  /// What the checks make of the case of that file; `nil` where it is no quality case.
  init?(_ file: CaseFile, vocabulary: Vocabulary) { return nil }
}
