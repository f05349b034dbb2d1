import Terminal

/// A name that can be typed: an English code, a French name, and how each language shows it.
struct Term: Sendable, Hashable {
  /// The English code: what is stored, and what programs get.
  var code: String
  /// The French name that can be typed.
  var french: String
  /// How it is shown.
  var label: Text

  init(_ code: String, _ french: String, label: Text) {
    self.code = code
    self.french = french
    self.label = label
  }

  /// Its name in each language.
  var asTyped: Text { Text(given: french, code) }

  /// The name that a reader of that language types.
  func name(in language: Language) -> String { language == .fr ? french : code }
}

/// Names of one kind: the queues, the items, the reasons of one item.
struct Lexicon: Sendable {
  /// What a typed name stands for.
  enum Match: Hashable {
    case term(Term)
    /// It begins several.
    case ambiguous([Term])
    /// It is none of them; these are near.
    case unknown(near: [Term])
  }

  let terms: [Term]

  init(_ terms: [Term]) { self.terms = terms }

  /// Finds a name: the code or the French name, accents and case aside, else the only one that it begins.
  func find(_ typed: String) -> Match {
    if let exact = named(typed) { return .term(exact) }
    let wanted = Folding.fold(typed)
    if !wanted.isEmpty {
      let begun = terms.filter { Folding.fold($0.code).hasPrefix(wanted) || Folding.fold($0.french).hasPrefix(wanted) }
      if begun.count == 1 { return .term(begun[0]) }
      if begun.count > 1 { return .ambiguous(begun) }
    }
    return .unknown(near: Array(near(typed).prefix(3)))
  }

  /// The terms that a name may have been meant for, by their names and by what they are called in either language.
  func near(_ typed: String) -> [Term] {
    if let code = BroughtWords.code(of: typed), let term = term(code) { return [term] }
    let names = terms.flatMap { term in
      [term.code, term.french, term.label.fr.plain, term.label.en.plain].map { (term: term, name: Folding.fold($0)) }
    }
    var near: [Term] = []
    for place in Suggestion.nearest(to: typed, amongFolded: names.map(\.name)) where !near.contains(names[place].term) {
      near.append(names[place].term)
    }
    return near
  }

  /// The term of a whole name, in either language.
  func named(_ typed: String) -> Term? {
    let wanted = Folding.fold(typed)
    return terms.first { Folding.fold($0.code) == wanted || Folding.fold($0.french) == wanted }
  }

  /// The term of a code; nil if there is none.
  func term(_ code: String) -> Term? { terms.first { $0.code == code } }

  /// The names that complete what was typed: those of the language first, the other's where the typing fits them alone.
  func completions(of typed: String, in language: Language) -> [String] {
    let wanted = Folding.fold(typed)
    return terms.compactMap { term in
      let other: Language = language == .fr ? .en : .fr
      if Folding.fold(term.name(in: language)).hasPrefix(wanted) { return term.name(in: language) }
      return Folding.fold(term.name(in: other)).hasPrefix(wanted) ? term.name(in: other) : nil
    }
  }
}
