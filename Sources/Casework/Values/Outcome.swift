/// Whose fault a defect is: the two outcomes of a quality claim.
public enum Outcome: String, CaseIterable, Codable, Sendable {
  /// IN Groupe's: replaced at once, free.
  case inGroupe = "in_groupe"
  /// The driver's: he corrects and pays.
  case driver
}
