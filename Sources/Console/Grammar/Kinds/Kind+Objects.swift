import Terminal

// Numbers of cards, coupons, dispatches and invoices.
extension Kind where Value == String {
  /// The number of one of these: as it was read, or with its kind before it, as `coupon:Q0010019`. Whether it is one of the kind that is
  /// wanted, the database says.
  static let object = Kind { (word, _) throws(Failure) in KindAndNumber(word.text)?.number ?? word.text }
}

/// What stands behind `undelivered`.
enum DispatchOrReason: Sendable, Equatable {
  /// A dispatch or a card that came back.
  case number(String)
  /// A reason alone, with the post's code: dispatches that came back for it stand in the lines to come.
  case reason(Term, code: String)
}

extension Kind where Value == DispatchOrReason {
  /// A dispatch or a card by its number; or a reason of the post where nothing stands behind it. No number of an envelope is one.
  static let dispatchOrReason = Kind(complete: { word, completer, _ in completer.postalReasons(word) }) {
    (word, reading) throws(Failure) in
    guard DispatchOrReason.mayBeReason(word.text) else { return .number(KindAndNumber(word.text)?.number ?? word.text) }
    let vocabulary = try reading.parser.vocabulary()
    guard let reason = vocabulary.postalReason(typed: word.text) else {
      guard reading.isNextMissing, DispatchOrReason.mayBeCode(word.text) else { return .number(word.text) }
      throw .refused(.unknownPostalReason(word.text), hint: vocabulary.postalReasonsHint(in: reading.parser.language))
    }
    // The reason said first: the envelope stands behind it.
    guard reading.isNextMissing else {
      guard let number = reading.nextWord, !DispatchOrReason.mayBeReason(number.text) else { return .number(word.text) }
      reading.nextWord = word
      return .number(KindAndNumber(number.text)?.number ?? number.text)
    }
    reading.subject.takesLines = true
    return .reason(reason, code: vocabulary.postalCode(of: reason.code))
  }
}

extension DispatchOrReason {
  /// Whether a word may be a reason or its code: numbers of envelopes are longer than a code and hold a digit.
  static func mayBeReason(_ word: String) -> Bool { word.count <= 3 || !word.contains(where: \.isNumber) }

  /// Whether a word is like a code of the post, `N02`.
  static func mayBeCode(_ word: String) -> Bool { word.count <= 3 && word.first?.isLetter == true && word.contains(where: \.isNumber) }
}

extension Vocabulary {
  /// The reason of the post that a word names: by its code, or its name, which may be shortened.
  func postalReason(typed word: String) -> Term? {
    if let term = postalReason(code: word) { return term }
    guard DispatchOrReason.mayBeReason(word), case .term(let term) = postalReasons.find(word) else { return nil }
    return term
  }

  /// The post's reasons, each behind its code.
  func postalReasonsHint(in language: Language) -> Text {
    .oneOf(
      postalReasons.terms.map { term in
        let (code, name) = (postalCode(of: term.code), term.name(in: language))
        return code.isEmpty ? name : "\(code) \(name)"
      })
  }
}

extension Argument where Value == String? {
  /// A coupon or a card; where none stands there, the lines to come are envelopes.
  static let couponOrLines: Argument = {
    var parameter = Parameter(Text(fr: "COUPON|CARTE", en: "COUPON|CARD"), Kind<String>.object.traits)
    parameter.isOptional = true
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      guard case .word(let word)? = reading.take() else {
        reading.subject.takesLines = true
        return nil
      }
      return try Kind<String>.object.read(word, &reading)
    }
  }()
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
    if !text.contains(where: Tokenizer.isSpace), let (term, number) = CaseWord.parted(text, Self.terms), !number.isEmpty {
      (kind, self.number) = (term.code, String(number))
      return
    }
    // `coupon Q0010019`, `carte : AB123456`: as it is said on the telephone.
    let words = text.split { Tokenizer.isSpace($0) || $0 == ":" }
    guard words.count == 2, words[1].contains(where: \.isNumber),
      let (term, _) = CaseWord.parted(words[0] + ":x", Self.terms)
    else { return nil }
    (kind, number) = (term.code, String(words[1]))
  }
}
