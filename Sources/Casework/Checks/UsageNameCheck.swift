/// A usage name in place of, or beside, the name at birth.
struct UsageNameCheck: Check {
  let id = "usage_name"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let last = foldedWords(file.account.lastName)
    let usage = foldedWords(file.account.usageName)
    if let marker = marker(in: file.account.lastName) {
      return [Finding(self, item: .lastName, suggest: .usageNameUsed, .usageNameMarker(marker))]
    }
    // Many bear the name that they use, alone or as half of a double name: nothing to return an account for.
    return comparison(last, usage, file.account.usageName).map { [Finding(self, .notice, item: .lastName, $0)] } ?? []
  }

  private func comparison(_ last: [String], _ usage: [String], _ typed: String) -> Message? {
    guard !usage.isEmpty, !last.isEmpty else { return nil }
    if usage == last { return .usageNameSameAsLastName }
    return last.count > usage.count && holds(last, usage) ? .usageNameInLastName(typed) : nil
  }

  /// `DUPONT épouse MARTIN`, `MARTIN née DUPONT`, `DUPONT nom d'usage MARTIN`: a name on at least one side.
  private func marker(in name: String) -> String? {
    // NÉE-MARTIN and VEUVE-DURAND are double names: a hyphen joins, and says nothing of who married whom.
    let words = name.split { $0.isWhitespace || "(),;/".contains($0) }.flatMap { word in
      word.contains(where: Self.hyphens.contains) ? [folded(word).replacing(" ", with: "-")] : foldedWords(word)
    }
    guard words.count > 1 else { return nil }
    if holds(words, ["NOM", "D", "USAGE"]) || holds(words, ["NOM", "DE", "NAISSANCE"]) { return words.joined(separator: " ") }
    return words.enumerated().first { index, word in
      // NE and EP are short enough to be names elsewhere: only between two names.
      let inside = index > 0 && index < words.count - 1
      return Self.markers.contains(word) || inside && ["NE", "EP", "DIV"].contains(word)
    }?.element
  }

  private func holds(_ words: [String], _ part: [String]) -> Bool {
    guard words.count >= part.count else { return false }
    return (0...words.count - part.count).contains { Array(words[$0..<$0 + part.count]) == part }
  }

  private static let hyphens: Set<Character> = ["-", "‐", "‑", "–"]

  private static let markers: Set<String> = ["EPOUSE", "EPOUX", "EPSE", "NEE", "VEUVE", "VVE", "DIVORCEE", "USAGE"]
}
