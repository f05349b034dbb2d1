import Terminal

// Numbers of cards, coupons, dispatches and invoices.
extension Kind where Value == String {
  /// The number of one of these: as it was read, or with its kind before it, as `coupon:Q0010019`. Whether it is one of the kind that is
  /// wanted, the database says.
  static let object = Kind { (word, _) throws(Failure) in KindAndNumber(word.text)?.number ?? word.text }
}

/// A number with what it is of before it: `coupon:Q0010019`, `carte:AB123456`.
struct KindAndNumber {
  /// The kind by the name that a search gives it.
  let kind: String
  /// What stands behind the colon.
  let number: String

  private static let terms = [ReferenceKind.caseTerm, invoice] + ReferenceKind.allCases.map(\.term)
  private static let invoice = Term("invoice", "facture", label: Text(fr: "facture", en: "invoice"))

  /// Nil for a text that is no such thing.
  init?(_ text: String) {
    guard !text.contains(where: Tokenizer.isSpace), let (term, number) = CaseWord.parted(text, Self.terms), !number.isEmpty else {
      return nil
    }
    (kind, self.number) = (term.code, String(number))
  }
}
