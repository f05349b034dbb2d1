/// Last name and first names in each other's place, or the first name written into both.
///
/// Many French family names are first names too (MARTIN, THOMAS): the lists alone do not decide. How the two are written does, where one
/// is in capitals and the other is not; papers print only the last name so.
struct NamesSwappedCheck: Check {
  let id = "names_swapped"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let (last, first) = (file.account.lastName, file.account.firstNames)
    if areSwapped(last: last, first: first) {
      return [
        Finding(self, item: .lastName, suggest: .namesSwapped, .namesSwapped),
        Finding(self, item: .firstNames, suggest: .namesSwapped, .namesSwapped),
      ]
    }
    return firstName(in: last, first: first).map { [Finding(self, item: .lastName, suggest: .mismatchLicence, .firstNameInLastName($0))] }
      ?? []
  }

  /// What the writing says.
  private enum Writing { case normal, swapped, silent }

  private func areSwapped(last: String, first: String) -> Bool {
    // Of several, the first one tells: the others are rarer.
    let lastWords = foldedWords(last.prefix { $0 != "," })
    let firstWords = foldedWords(first.prefix { $0 != "," })
    guard let opening = firstWords.first, !lastWords.isEmpty else { return false }
    let lastIsFirstName = lastWords.allSatisfy { FirstNames.contains($0) }
    let firstIsFirstName = FirstNames.contains(opening)
    let firstIsLastName = LastNames.contains(foldedWords(first))
    switch writing(last: last, first: first) {
    case .swapped: return lastIsFirstName || !firstIsFirstName
    case .normal: return lastIsFirstName && !firstIsFirstName && firstIsLastName && !LastNames.contains(lastWords)
    case .silent: return lastIsFirstName && !firstIsFirstName && (firstIsLastName || !LastNames.contains(lastWords))
    }
  }

  private func writing(last: String, first: String) -> Writing {
    // Several first names are separated by commas; last names never are.
    if last.contains(","), !first.contains(",") { return .swapped }
    let (lastIsCapital, firstIsCapital) = (isCapital(last), isCapital(first))
    if lastIsCapital == firstIsCapital { return .silent }
    return lastIsCapital ? .normal : .swapped
  }

  /// Capitals, but for a few small letters as in LE FLOC'h.
  private func isCapital(_ text: String) -> Bool {
    let small = text.reduce(0) { $0 + ($1.isLowercase ? 1 : 0) }
    let large = text.reduce(0) { $0 + ($1.isUppercase ? 1 : 0) }
    return large >= 2 && small * 4 <= large
  }

  /// The first name, where the last name holds it as a word of its own beside another name: `DUPONT Jean`.
  private func firstName(in last: String, first: String) -> String? {
    let words = last.split { $0.isWhitespace || $0 == "," }.map { folded($0) }.filter { !$0.isEmpty }
    let name = folded(first.prefix { $0 != "," && !$0.isWhitespace })
    guard words.count > 1, !name.isEmpty, words.contains(name), FirstNames.contains(foldedWords(name)[0]) else { return nil }
    // BONNET MICHEL, in capitals as papers have it, is a double name as well as a slip.
    if LastNames.contains([name]), writing(last: last, first: first) == .normal { return nil }
    // BEN SALAH, AÏT SAÏD: a particle alone makes no other name.
    let particles = LastNames.particles.union([
      "BEN", "EL", "AL", "BOU", "ABOU", "SI", "SIDI", "VAN", "VON", "DEN", "DER", "D", "L", "SAINT", "SAINTE",
    ])
    let others = words.filter { $0 != name && !particles.contains($0) }
    return others.isEmpty ? nil : name
  }
}
