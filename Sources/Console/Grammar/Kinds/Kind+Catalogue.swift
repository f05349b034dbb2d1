import Formats
import Terminal

// Names of the catalogue: queues, items and their reasons, elements and their causes.
extension Kind where Value == Term {
  /// One of a few names.
  static func choice(_ lexicon: Lexicon, _ placeholder: Text) -> Kind {
    Kind(complete: { word, completer, _ in completer.names(word, of: lexicon) }) { (word, reading) throws(Failure) in
      let choice = try lexicon.pick(word.text, .unknownChoice(word.text, placeholder), in: reading.parser.language)
      reading.choice = choice
      return choice
    }
  }

  /// A queue.
  static let queue = Kind(
    complete: { word, completer, _ in completer.queues(word) },
    list: { help, vocabulary, _ in
      help.list(Text(fr: "Files", en: "Queues"), vocabulary.queues.lexicon) { help.say($0.label) }
    }
  ) { (word, reading) throws(Failure) in
    try reading.parser.queues().lexicon.pick(word.text, .unknownQueue(word.text), in: reading.parser.language)
  }

  /// What can be flagged.
  static let item = Kind(
    complete: { word, completer, _ in completer.items(word) }, list: { help, vocabulary, queue in help.items(vocabulary, queue: queue) }
  ) { (word, reading) throws(Failure) in
    let item = try reading.requireWhole(word.text, try reading.parser.item(word.text))
    reading.item = item
    return item
  }

  /// Why: one of the reasons of the item before it.
  static let reason = Kind(
    complete: { word, completer, reading in completer.reasons(word, of: reading.item) },
    choices: { reading in
      guard let item = reading.item, let vocabulary = try? reading.parser.vocabulary() else { return [] }
      return vocabulary.reasons(for: item.code, in: reading.parser.queue).terms.map { $0.name(in: reading.parser.language) }
    }
  ) { (word, reading) throws(Failure) in
    try reading.requireWhole(word.text, try reading.parser.reason(word.text, for: reading.item))
  }

  /// What a flag or a finding stands on: where cases are about a claim an element of the card, anywhere else an item.
  static let flagged = Kind(
    complete: { word, completer, _ in completer.isAboutClaim ? completer.elements(word) : completer.items(word) }
  ) { (word, reading) throws(Failure) in
    if let numbered = try reading.parser.numbered(word) { return numbered }
    guard try reading.parser.queues().isAboutClaim(reading.parser.queue) else { return try reading.parser.item(word.text) }
    return try reading.parser.pick(word.text, \.elements, .unknownElement(word.text))
  }

  /// An element of a card; what comes behind it fits it.
  static let element = Kind(
    complete: { word, completer, _ in completer.elements(word) },
    list: { help, vocabulary, _ in
      help.list(Text(fr: "Éléments et causes", en: "Elements and causes"), vocabulary.elements) { term in
        let causes = vocabulary.causes(for: term.code).terms.map { $0.name(in: help.language) }
        return help.described(element: term, vocabulary) + " : " + SafeText(causes.joined(separator: ", "))
      }
    }
  ) { (word, reading) throws(Failure) in
    let element = try reading.requireWhole(word.text, try reading.parser.pick(word.text, \.elements, .unknownElement(word.text)))
    reading.element = element
    return element
  }

  /// An element that can be read on a card.
  static let readElement = Kind(
    complete: { word, completer, _ in completer.elements(word) { $0.isRead } },
    list: { help, vocabulary, _ in
      let read = vocabulary.elements.terms.filter { vocabulary.element($0.code)?.isRead == true }
      return help.list(Text(fr: "Éléments", en: "Elements"), Lexicon(read)) { help.described(element: $0, vocabulary) }
    }
  ) { (word, reading) throws(Failure) in
    if let numbered = try reading.parser.numbered(word) { return numbered }
    return try reading.requireWhole(word.text, try reading.parser.pick(word.text, \.elements, .unknownElement(word.text)))
  }

  /// Why an element is as it is: one of the causes that fit the element before it.
  static let cause = Kind(
    complete: { word, completer, reading in completer.causes(word, of: reading.element) },
    choices: { reading in
      guard let element = reading.element, let vocabulary = try? reading.parser.vocabulary() else { return [] }
      return vocabulary.causes(for: element.code).terms.map { $0.name(in: reading.parser.language) }
    },
    list: { help, vocabulary, _ in
      help.list(Text(fr: "Causes", en: "Causes"), vocabulary.causes) { term in
        help.say(term.label) + (vocabulary.cause(term.code).map { " · " + help.say(Labels.imputation($0.imputedTo)) } ?? "")
      }
    }
  ) { (word, reading) throws(Failure) in
    try reading.requireWhole(word.text, try reading.parser.cause(word.text, behind: reading.element))
  }

  /// Why the post brought a dispatch back: its name, or its code (`N02`).
  static let postalReason = Kind(
    complete: { word, completer, _ in completer.postalReasons(word) },
    list: { help, vocabulary, _ in
      help.list(Text(fr: "Motifs de la poste", en: "Postal reasons"), vocabulary.postalReasons) { term in
        let code = vocabulary.postalCode(of: term.code)
        return (code.isEmpty ? "" : "\(code) · ") + help.say(term.label)
      }
    }
  ) { (word, reading) throws(Failure) in
    let vocabulary = try reading.parser.vocabulary()
    if let term = vocabulary.postalReason(code: word.text) { return term }
    if DispatchOrReason.mayBeCode(word.text) || vocabulary.postalReasons.find(word.text) == .unknown(near: []) {
      throw .refused(.unknownPostalReason(word.text), hint: vocabulary.postalReasonsHint(in: reading.parser.language))
    }
    return try reading.parser.pick(word.text, \.postalReasons, .unknownPostalReason(word.text))
  }

  /// Why a case is closed for good.
  static let closingReason = Kind(
    complete: { word, completer, _ in completer.names(word, of: \.closingReasons) },
    list: { help, vocabulary, _ in help.closingReasons(vocabulary) }
  ) { (word, reading) throws(Failure) in
    try reading.requireWhole(word.text, try reading.parser.pick(word.text, \.closingReasons, .unknownReason(word.text)))
  }

  private static func named(_ lexicon: @escaping @Sendable (Parser) -> Lexicon, unknown: @escaping @Sendable (String) -> Text) -> Kind {
    Kind(complete: { word, completer, _ in completer.names(word, of: lexicon(completer.session.parser)) }) {
      (word, reading) throws(Failure) in
      try lexicon(reading.parser).pick(word.text, unknown(word.text), in: reading.parser.language)
    }
  }
}

/// A document of a case: its number, or its type.
enum DocumentName: Sendable, Hashable {
  case number(Int64)
  case type(Term)
}

extension Kind where Value == DocumentName {
  /// A document of the case.
  static let document = Kind(complete: { word, completer, _ in completer.documents(word) }) { (word, reading) throws(Failure) in
    if let number = Int64(word.text), number > 0 { return .number(number) }
    return .type(try reading.parser.item(word.text))
  }
}

extension Parser {
  /// A name of one of the catalogue's lists.
  fileprivate func pick(_ typed: String, _ list: KeyPath<Vocabulary, Lexicon>, _ unknown: Text) throws(Failure) -> Term {
    try vocabulary()[keyPath: list].pick(typed, unknown, in: language)
  }

  /// An item of the queue in hand; one of another queue is passed on, for the database to say why it does not fit.
  func item(_ typed: String) throws(Failure) -> Term {
    let vocabulary = try vocabulary()
    if let queue, case .term(let term) = vocabulary.items(of: queue).find(typed) { return term }
    if let exact = vocabulary.items.terms.first(where: {
      Folding.fold($0.code) == Folding.fold(typed) || Folding.fold($0.french) == Folding.fold(typed)
    }) {
      // `permis` on an account: a paper elsewhere, and part of the names of what is here.
      if let queue {
        let meant = Suggestion.having(typed, among: vocabulary.items(of: queue).terms.map { $0.name(in: language) })
        if !meant.isEmpty { throw .refused(.itemOfAnotherQueue(exact.label), hint: .didYouMean(meant)) }
      }
      return exact
    }
    return try (queue.map(vocabulary.items(of:)) ?? vocabulary.items).pick(typed, .unknownItem(typed), in: language)
  }

  /// Fewer letters do not shorten a reason.
  private static let shortest = 4

  func reason(_ typed: String, for item: Term?) throws(Failure) -> Term {
    let vocabulary = try vocabulary()
    guard let item else { return try vocabulary.reasons.pick(typed, .unknownReason(typed), in: language) }
    let fitting = vocabulary.reasons(for: item.code, in: queue)
    // Behind an item somebody may begin to say what is wrong with it: "il manque …" is not "illisible".
    if fitting.named(typed) == nil, Folding.fold(typed).count < Self.shortest {
      let near = fitting.completions(of: typed, in: language)
      throw .refused(
        .unknownReason(typed), hint: near.isEmpty ? .oneOf(fitting.terms.map { $0.name(in: language) }) : .didYouMean(near))
    }
    let match = fitting.find(typed)
    if case .unknown = match, case .term(let other) = vocabulary.reasons.find(typed) { return other }
    return try fitting.pick(typed, .unknownReason(typed), in: language)
  }
}

extension Parser {
  /// A cause that fits an element; one that does not is passed on, for the database to say which do.
  func cause(_ typed: String, behind element: Term?) throws(Failure) -> Term {
    let vocabulary = try vocabulary()
    guard let element else { return try vocabulary.causes.pick(typed, .unknownCause(typed), in: language) }
    let fitting = vocabulary.causes(for: element.code)
    if case .unknown = fitting.find(typed), case .term(let other) = vocabulary.causes.find(typed) { return other }
    return try fitting.pick(typed, .unknownCause(typed), in: language)
  }
}

extension Lexicon {
  /// The term that a name stands for, or a failure that says which there are.
  func pick(_ typed: String, _ unknown: Text, in language: Language) throws(Failure) -> Term {
    switch find(typed) {
    case .term(let term): return term
    case .ambiguous(let terms): throw .refused(.ambiguous(typed), hint: .oneOf(terms.map { $0.name(in: language) }))
    case .unknown(let near):
      let names = (near.isEmpty ? terms : near).map { $0.name(in: language) }
      throw .refused(unknown, hint: names.isEmpty ? .empty : near.isEmpty ? .oneOf(names) : .didYouMean(names))
    }
  }
}
