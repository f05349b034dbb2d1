/// Words for what stands on a card as it should: as ordered, or as the approved picture.
enum AsOrdered {
  /// Whether a text says that and nothing else, in either language.
  static func means(_ text: String) -> Bool { phrases.contains(Folding.fold(words(text))) }

  private static func words(_ text: String) -> String {
    text.filter { !",.!".contains($0) }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let phrases: Set<String> = [
    "=", "ok", "oui", "yes", "conforme", "correct", "correcte", "idem", "identique", "pareil", "pareille", "same", "identical",
    "rien-a-signaler", "ras",
    "comme-valide", "comme-validee", "comme-commande", "comme-commandee", "comme-approuve", "comme-approuvee", "conforme-a-la-commande",
    "comme-le-fichier-valide", "as-approved", "as-ordered", "same-as-approved", "same-as-ordered", "as-validated",
    "identique-a-la-commande",
    "=-validee", "=-approved", "=-valide", "=-ordered", "=-commande",
  ]
}
