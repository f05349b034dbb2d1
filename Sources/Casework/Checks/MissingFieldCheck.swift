/// Required fields of an account that are empty, or hold a text that stands for nothing.
struct MissingFieldCheck: Check {
  let id = "missing_field"
  let queues: Set<Queue> = [.accounts]

  func evaluate(_ file: CaseFile) -> [Finding] {
    AccountField.allCases.filter(\.isRequired).compactMap { field in
      let text = trimmed(file.account[field])
      if text.isEmpty { return Finding(self, item: field.item, suggest: .missing, .missing) }
      guard Self.standsForNothing(text) else { return nil }
      return Finding(self, item: field.item, suggest: .missing, .placeholder(String(text)))
    }
  }

  static func standsForNothing(_ text: Substring) -> Bool {
    let name = folded(text)
    return name.isEmpty || placeholders.contains(name) || name.allSatisfy { $0 == "X" || $0 == " " }
  }

  private static let placeholders: Set<String> = [
    "NEANT", "AUCUN", "AUCUNE", "INCONNU", "INCONNUE", "N A", "NC", "NON RENSEIGNE", "TEST", "NULL", "NONE", "UNKNOWN", "SANS",
  ]
}
