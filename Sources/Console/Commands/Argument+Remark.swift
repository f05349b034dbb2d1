import Casework
import Terminal

/// What a flag or a finding says: what the checks advise by the number of a remark, or two names.
enum Said: Sendable {
  /// The advice of that remark, on the case in hand.
  case remark(Int)
  /// An item and a reason, or an element and a cause; of the case that is named, else of the one in hand.
  case named(CaseNumber?, Term, Term)
}

extension Argument where Value == Said {
  /// `1`, or `[CASE] ITEM REASON`.
  static let flagged = said(.item, .reason)
  /// `1`, or `[CASE] ELEMENT CAUSE`.
  static let found = said(.element, .word(Text(fr: "CAUSE", en: "CAUSE"), .cause))

  private static func said(_ first: Argument<Term>, _ second: Argument<Term>) -> Argument {
    var remark = Parameter(Text(fr: "REMARQUE", en: "REMARK"), Kind<Int>.remark.traits)
    remark.isOptional = true
    remark.standsForWords = true
    let number = Argument<Int?>(places: [.parameter(remark)]) { (reading) throws(Failure) in
      guard case .word(let word)? = reading.take() else { return nil }
      return try Kind<Int>.remark.read(word, &reading)
    }
    let named = Argument<CaseNumber?>.optional(.caseNumber)
    return Argument(places: number.places + named.places + first.places + second.places) { (reading) throws(Failure) in
      if let number = try number.read(&reading) {
        // Nothing stands in the places of the words.
        for _ in named.places + first.places + second.places { _ = reading.take() }
        return .remark(number)
      }
      return .named(try named.read(&reading), try first.read(&reading), try second.read(&reading))
    }
  }
}
