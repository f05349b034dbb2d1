/// What field 10 of a card says: qualifications and the day of a training, in any order.
struct Code95: Hashable {
  /// `goods`, `passengers`.
  let qualifications: Set<String>
  /// The day that is written there.
  let day: Day?

  /// Reads what the database writes (`goods passengers 2026-01-02`) and what people do (`voyageurs et marchandises, 02/01/2026`).
  ///
  /// `nil` where it holds neither, or anything else too: "pas marchandises" names what it denies.
  init?(_ text: String) {
    var qualifications: Set<String> = []
    var day: Day?
    for word in text.split(whereSeparator: { $0.isWhitespace || ",;()+&".contains($0) }) {
      if day == nil, let read = Likeness.day(String(word)) {
        day = read
      } else if let known = Self.words[folded(word)] {
        qualifications.insert(known)
      } else if !Self.joints.contains(folded(word)) {
        return nil
      }
    }
    if qualifications.isEmpty, day == nil { return nil }
    self.qualifications = qualifications
    self.day = day
  }

  private static let words = [
    "GOODS": "goods", "MARCHANDISES": "goods", "MARCHANDISE": "goods", "PASSENGERS": "passengers", "VOYAGEURS": "passengers",
    "VOYAGEUR": "passengers",
  ]
  private static let joints: Set<String> = ["ET", "AND", "95", "CODE"]

  /// Whether this card says what the training `other` gives: one for goods and passengers is no contradiction to a training for goods, nor
  /// is one whose day was not noted.
  func covers(_ other: Code95) -> Bool {
    other.qualifications.isSubset(of: qualifications) && (day == nil || other.day == nil || other.day == day)
  }

  /// Whether this says the same as `other` in all that both say; `nil` where it names no qualification that `other` has. Whoever notes what
  /// a card is for may leave out the day.
  func says(_ other: Code95) -> Bool? {
    if !qualifications.isEmpty, !other.qualifications.isEmpty, qualifications != other.qualifications { return false }
    if let day, let wanted = other.day, day != wanted { return false }
    if qualifications.isEmpty, !other.qualifications.isEmpty { return nil }
    return true
  }
}
