import Casework
import Desk
import Terminal

extension Parser {
  /// What a word stands for, as its parameter says.
  func resolve(_ typed: String, as parameter: Parameter, for invocation: Invocation) throws(Failure) -> Value {
    switch parameter.kind {
    case .queue: return .term(try pick(typed, from: Queues.lexicon, .unknownQueue(typed)))
    case .caseNumber: return .number(try caseNumber(typed))
    case .reference(let kinds): return try reference(typed, kinds)
    case .item: return .term(try item(typed))
    case .reason: return .term(try reason(typed, for: invocation.term("item")))
    case .flagged: return .term(try flagged(typed))
    case .element: return .term(try pick(typed, from: try vocabulary().elements, .unknownElement(typed)))
    case .cause: return .term(try pick(typed, from: try vocabulary().causes, .unknownCause(typed)))
    case .postalReason:
      let vocabulary = try vocabulary()
      if let term = vocabulary.postalReason(code: typed) { return .term(term) }
      return .term(try pick(typed, from: vocabulary.postalReasons, .unknownPostalReason(typed)))
    case .driver: return try driver(typed)
    case .number: return .number(try number(typed))
    case .closingReason: return .term(try pick(typed, from: try vocabulary().closingReasons, .unknownReason(typed)))
    case .choice(let lexicon): return .term(try pick(typed, from: lexicon, .unknownChoice(typed, parameter.placeholder)))
    case .document:
      if let number = Int64(typed), number > 0 { return .number(number) }
      return .term(try item(typed))
    case .command:
      let command = try table.find(typed, language: language, abbreviating: true)
      return .text(command.name)
    case .report: return .text(try report(typed).name)
    case .agent, .word, .text, .setting, .settingValue, .path, .assignments, .expectation: return .text(typed)
    case .count:
      guard let number = Int64(typed), number >= 0, number <= 1_000_000 else { throw .usage(.notACount(typed)) }
      return .number(number)
    case .span:
      guard let seconds = Span.seconds(typed) else { throw .usage(.notASpan(typed), hint: .spanHint) }
      return .span(seconds)
    }
  }

  private func caseNumber(_ typed: String) throws(Failure) -> Int64 {
    do { return Int64(try CaseNumber(typed: typed).id) } catch {
      throw .refused(.notACaseNumber(typed, error), hint: .caseNumberHint(error))
    }
  }

  private func reference(_ typed: String, _ kinds: [ReferenceKind]) throws(Failure) -> Value {
    guard let colon = typed.firstIndex(of: ":") else { return .number(try caseNumber(typed)) }
    let kind = try pick(String(typed[..<colon]), from: Lexicon(kinds.map(\.term)), .unknownReference(typed))
    let number = String(typed[typed.index(after: colon)...])
    guard !number.isEmpty, let found = ReferenceKind(rawValue: kind.code), found.isNamed || Int64(number) != nil else {
      throw .refused(.unknownReference(typed), hint: .referenceHint)
    }
    return .reference(found, number)
  }

  /// A driver by his number, or by the number of something that is his.
  private func driver(_ typed: String) throws(Failure) -> Value {
    guard !typed.contains(":") else { return try reference(typed, ReferenceKind.allCases) }
    return .number(try number(typed))
  }

  private func number(_ typed: String) throws(Failure) -> Int64 {
    guard let number = Int64(typed), number > 0 else { throw .usage(.notACount(typed)) }
    return number
  }

  /// What `unflag` takes: in a quality case an element of the card, anywhere else an item.
  private func flagged(_ typed: String) throws(Failure) -> Term {
    guard queue == "quality" else { return try item(typed) }
    return try pick(typed, from: try vocabulary().elements, .unknownElement(typed))
  }

  /// An item of the queue in hand; one of another queue is passed on, for the database to say why it does not fit.
  private func item(_ typed: String) throws(Failure) -> Term {
    let vocabulary = try vocabulary()
    if let queue, case .term(let term) = vocabulary.items(of: queue).find(typed) { return term }
    if let exact = vocabulary.items.terms.first(where: {
      Folding.fold($0.code) == Folding.fold(typed) || Folding.fold($0.french) == Folding.fold(typed)
    }) {
      return exact
    }
    return try pick(typed, from: queue.map(vocabulary.items(of:)) ?? vocabulary.items, .unknownItem(typed))
  }

  private func reason(_ typed: String, for item: Term?) throws(Failure) -> Term {
    let vocabulary = try vocabulary()
    guard let item else { return try pick(typed, from: vocabulary.reasons, .unknownReason(typed)) }
    let fitting = vocabulary.reasons(for: item.code)
    let match = fitting.find(typed)
    if case .unknown = match, case .term(let other) = vocabulary.reasons.find(typed) { return other }
    return try pick(typed, from: fitting, .unknownReason(typed))
  }

  private func pick(_ typed: String, from lexicon: Lexicon, _ unknown: Text) throws(Failure) -> Term {
    try lexicon.pick(typed, unknown, in: language)
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
      throw .refused(unknown, hint: near.isEmpty ? .oneOf(names) : .didYouMean(names))
    }
  }
}
