/// What field 10 of a card says: qualifications and the day of a training, in any order.
struct Code95: Hashable {
  /// `goods`, `passengers`.
  let qualifications: Set<String>
  /// The first day that is written there.
  let day: Day?

  /// Reads what the database writes (`goods passengers 2026-01-02`) and what drivers do (`voyageurs, 02/01/2026`); `nil` where it holds neither.
  init?(_ text: String) {
    var qualifications: Set<String> = []
    var day: Day?
    for word in text.split(whereSeparator: { $0.isWhitespace || ",;()".contains($0) }) {
      if let read = Likeness.day(String(word)) {
        day = day ?? read
      } else if let known = Self.words[folded(word)] {
        qualifications.insert(known)
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

  /// Whether this says all that `other` says: a card for goods and passengers is no contradiction to a training for goods.
  func covers(_ other: Code95) -> Bool {
    other.qualifications.isSubset(of: qualifications) && (other.day == nil || other.day == day)
  }
}
