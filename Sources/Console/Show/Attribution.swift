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

  /// What the checks make of the case of that file; `nil` where it is no quality case.
  init?(_ file: CaseFile, vocabulary: Vocabulary, now: Int64) {
    guard file.claim != nil else { return nil }
    let suggestion = AttributionSuggestion(in: file)
    outcome = suggestion.outcome
    advice = suggestion.advice
    let grounds = suggestion.elements.filter { $0.outcome == suggestion.outcome }.map { judgement in
      vocabulary.label(element: judgement.element.rawValue) + Text(same: ", ")
        + Text.finding(judgement.message, vocabulary: vocabulary, now: now)
    }
    words = Text(
      fr: "\(grounds.map(\.fr).joined(separator: " ; "))", en: grounds.map(\.en).joined(separator: "; "))
  }
}

/// What is still to be done on a quality case before it can be attributed, and to whom its findings lead.
struct FindingsSoFar {
  /// Declared elements without a finding.
  let missing: [ElementCode]
  /// Whose fault the findings make it; `nil` where the agent chooses, or where there are none.
  let outcome: Outcome?

  init(_ claim: CaseFile.Claim) {
    let found = Set(claim.findings.map(\.element))
    missing = claim.elements.filter { $0.isDeclared && !found.contains($0.element) }.map(\.element)
    let whose = Set(claim.findings.map(\.imputedTo))
    outcome =
      switch (whose.contains(.inGroupe), whose.contains(.driver)) {
      case (true, true): claim.imputation["mixed"] ?? .inGroupe
      case (true, false): .inGroupe
      case (false, true): .driver
      case (false, false): nil
      }
  }
}
