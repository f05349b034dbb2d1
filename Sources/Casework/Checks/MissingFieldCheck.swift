/// Required fields of an account that are empty, or hold a text that stands for nothing.
struct MissingFieldCheck: Check {
  let id = "missing_field"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    AccountField.allCases.filter(\.isRequired).compactMap { field in
      let text = trimmed(file.account[field])
      if text.isEmpty { return Finding(self, item: field.item, suggest: .missing, .missing) }
      guard Self.standsForNothing(text) else { return nil }
      if Self.mayBeNamed(text, field, file.account) { return Finding(self, .notice, item: field.item, .placeholder(String(text))) }
      return Finding(self, item: field.item, suggest: .missing, .placeholder(String(text)))
    }
  }

  static func standsForNothing(_ text: Substring) -> Bool {
    let name = folded(text)
    return name.isEmpty || fillers.contains(name) || names.contains(name) || name.allSatisfy { $0 == "X" || $0 == " " }
  }

  /// Whether somebody, or somewhere, is really called so: the other name decides, for who fills a form with nothing does it twice.
  private static func mayBeNamed(_ text: Substring, _ field: AccountField, _ account: CaseFile.Account) -> Bool {
    guard names.contains(folded(text)) else { return false }
    switch field {
    case .lastName: return !standsForNothing(trimmed(account.firstNames))
    case .birthPlace: return !standsForNothing(trimmed(account.lastName))
    default: return false
    }
  }

  /// Words that are nobody's name.
  private static let fillers: Set<String> = ["N A", "NC", "NON RENSEIGNE", "NON COMMUNIQUE", "NON RENSEIGNEE"]

  /// Words that say nothing, and are family names or towns as well.
  private static let names: Set<String> = [
    "NEANT", "AUCUN", "AUCUNE", "INCONNU", "INCONNUE", "TEST", "NULL", "NONE", "UNKNOWN", "SANS", "NIL", "NA",
  ]
}
