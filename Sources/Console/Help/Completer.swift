import Formats
import Desk
import Casework
import Terminal

/// What Tab offers: from the table of commands, the words of the catalogue and the case in hand.
struct Completer {
  let session: Session

  var language: Language { session.language }

  /// The completions of `word` (unquoted) after `before` (what stands in front of it, as typed).
  func complete(_ word: String, after before: String) -> [Completion] {
    guard let partial = Tokenizer.partial(session.parser.expanded(before)), !partial.inComment else { return [] }
    var words = partial.words
    // What stands directly in front belongs to the word (`--round=`): nothing to add there.
    if !partial.current.text.isEmpty { words.append(partial.current) }
    if let round = session.envelopes { return envelopeWords(word, after: words, in: round) }
    guard let first = words.first else { return commands(word) + shortcuts(word, of: .alias) }
    guard let command = try? session.table.find(first.text, language: language) else { return [] }
    return arguments(word, of: command, after: Array(words.dropFirst()))
  }

  func commands(_ word: String, effect: Command.Effect? = nil) -> [Completion] {
    let wanted = Folding.fold(word)
    let refused = session.identity?.refused ?? []
    return session.table.commands.compactMap { command in
      guard !(command.action.map(refused.contains) ?? false), effect == nil || command.effect == effect else { return nil }
      let other: Language = language == .fr ? .en : .fr
      let names = [command.name(in: language), command.name(in: other)]
      guard let name = names.first(where: { Folding.fold($0).hasPrefix(wanted) }) else { return nil }
      return Completion(name, command.summary[language])
    }
  }

  private func arguments(_ word: String, of command: Command, after words: [Token]) -> [Completion] {
    if command.name == Command.each.name { return bulk(word, after: words) }
    // A command within a command: behind what stands before it.
    let before = command.parameters.prefix { $0.extent == .word }.count
    if command.parameters.last?.extent == .line, before == 0 || words.count >= before && words.first?.text.hasPrefix("--") == false {
      let words = Array(words.dropFirst(before))
      guard let first = words.first else { return commands(word, effect: .reads) }
      guard let inner = try? session.table.find(first.text, language: language) else { return [] }
      return arguments(word, of: inner, after: Array(words.dropFirst()))
    }
    if let last = words.last, !last.quoted, last.text.hasPrefix("--"), !last.text.contains("="),
      let option = option(last.text, of: command), let value = option.value
    {
      return value.traits.complete(word, self, Reading(session.parser, command))
    }
    if word.hasPrefix("-") { return options(word, of: command) }
    if word.hasPrefix("@"), command.takesText, command.effect != .reads { return cannedComments(word) }
    let (places, reading) = places(after: words, in: command)
    // What may be left out may be typed as well as what comes behind it.
    var found: [Completion] = []
    for place in places {
      found += place.traits.complete(word, self, reading)
      if !place.isOptional { break }
    }
    return found
  }

  /// Behind `each`: the filters of a list, then what can be done to each case.
  private func bulk(_ word: String, after words: [Token]) -> [Completion] {
    guard let doing = words.firstIndex(where: { !$0.quoted && Parser.doing.contains(Folding.fold($0.text)) }) else {
      let found = arguments(word, of: .list, after: words)
      let name = Parser.doing[language == .fr ? 1 : 0]
      let isNext = !words.isEmpty && !word.isEmpty && name.hasPrefix(Folding.fold(word))
      return found + (isNext || found.isEmpty && word.isEmpty ? [Completion(name, Text.doing[language])] : [])
    }
    let behind = Array(words[(doing + 1)...])
    guard let first = behind.first else {
      let wanted = Folding.fold(word)
      return BulkCommand.all.commands.filter { Folding.fold($0.name(in: language)).hasPrefix(wanted) }.map {
        Completion($0.name(in: language), $0.summary[language])
      }
    }
    guard let inner = try? BulkCommand.all.find(first.text, language: language) else { return [] }
    return arguments(word, of: inner, after: Array(behind.dropFirst()))
  }

  private func options(_ word: String, of command: Command) -> [Completion] {
    command.options.compactMap { option in
      let wanted = Folding.fold(word)
      let other: Language = language == .fr ? .en : .fr
      let names = [option.name(in: language), option.name(in: other)].map { "--" + $0 }
      guard let name = names.first(where: { Folding.fold($0).hasPrefix(wanted) }) else { return nil }
      return Completion(name, option.summary[language])
    }
  }

  /// What can be typed where lines are envelopes: no command.
  private func envelopeWords(_ word: String, after words: [Token], in round: EnvelopeRound) -> [Completion] {
    if let first = words.first, EnvelopeRound.isUndo(first.text) {
      let recorded = round.entries.reversed().filter { $0.isRecorded && Folding.fold($0.number).hasPrefix(Folding.fold(word)) }
      return words.count == 1 ? recorded.prefix(10).map { Completion($0.number, $0.text[language]) } : []
    }
    if let last = words.last, last.text.hasPrefix("--"), let option = option(last.text, of: round.work.command), option.value != nil {
      return []
    }
    let undo = EnvelopeRound.undoWord(language)
    var found = words.isEmpty && Folding.fold(undo).hasPrefix(Folding.fold(word)) ? [Completion(undo, Text.takesLastBack[language])] : []
    if case .registering = round.work, !word.hasPrefix("-") { found += postalReasons(word) }
    // In a round it is a word of its own.
    return found + options(word, of: round.work.command).filter { !EnvelopeRound.isUndo(String($0.text.dropFirst(2))) }
  }

  /// The post's reasons, by their names or, where a code has begun, by their codes; each with the other.
  func postalReasons(_ word: String) -> [Completion] {
    guard let vocabulary = try? session.words() else { return [] }
    let wanted = Folding.fold(word)
    let byCode = vocabulary.postalReasons.terms.filter {
      wanted.contains(where: \.isNumber) && Folding.fold(vocabulary.postalCode(of: $0.code)).hasPrefix(wanted)
    }
    if !byCode.isEmpty { return byCode.map { Completion(vocabulary.postalCode(of: $0.code), $0.label[language]) } }
    return names(word, of: vocabulary.postalReasons).map { name in
      let term = vocabulary.postalReasons.named(name.text)
      let code = term.map { vocabulary.postalCode(of: $0.code) } ?? ""
      return code.isEmpty ? name : Completion(name.text, "\(code) · " + name.description)
    }
  }

  private func option(_ typed: String, of command: Command) -> CommandOption? {
    let name = Folding.fold(String(typed.dropFirst(2)))
    return command.options.first { Folding.fold($0.name) == name || Folding.fold($0.alias) == name }
  }

  /// The places that come next, and what was read before them.
  private func places(after words: [Token], in command: Command) -> (ArraySlice<Parameter>, Reading) {
    var reading = Reading(session.parser, command)
    var places = command.parameters[...]
    var skips = false
    for word in words {
      if skips {
        skips = false
        continue
      }
      if !word.quoted, word.text.hasPrefix("--") {
        skips = !word.text.contains("=") && option(word.text, of: command)?.value != nil
        continue
      }
      while let place = places.first, place.isOptional, places.count > 1, place.extent == .word, place.traits.looksLike?(word) == false {
        places.removeFirst()
      }
      guard let place = places.first else { return ([], reading) }
      switch place.extent {
      case .word:
        place.traits.note(word, &reading)
        places.removeFirst()
        if place.standsForWords { places = ArraySlice(places.filter { $0.extent != .word }) }
      case .words: place.traits.note(word, &reading)
      case .text, .line: return ([], reading)
      }
    }
    return (places, reading)
  }

  func reports(_ word: String) -> [Completion] {
    let wanted = Folding.fold(word)
    let isSupervisor = session.identity?.supervisor ?? true
    return session.reports.reports.compactMap { report in
      guard isSupervisor || !report.isForSupervisors else { return nil }
      let other: Language = language == .fr ? .en : .fr
      guard let name = [report.name(in: language), report.name(in: other)].first(where: { Folding.fold($0).hasPrefix(wanted) }) else {
        return nil
      }
      return Completion(name, report.title.said[language])
    }
  }

  /// The parameters of a report, and the names that one of them can have behind its `=`.
  func assignments(_ word: String, of report: Report?, given: Set<String>) -> [Completion] {
    guard let report else { return [] }
    if let equals = word.firstIndex(of: "=") {
      let wanted = Folding.fold(String(word[..<equals]))
      let parameter = report.parameters.first { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted }
      guard let parameter, parameter.type == .queue else { return [] }
      return queues(String(word[word.index(after: equals)...])).map {
        Completion(word[...equals] + $0.text, $0.description)
      }
    }
    return report.parameters.compactMap { parameter in
      let shown = parameter.name(in: language)
      guard parameter.type != .language, Folding.fold(shown).hasPrefix(Folding.fold(word)), !given.contains(Folding.fold(parameter.name)),
        !given.contains(Folding.fold(parameter.alias))
      else { return nil }
      return Completion(shown + "=", parameter.meaning.said[language], endsWord: false)
    }
  }

  /// The queue that a name is looked for in.
  var place: String? { session.hand?.queue ?? session.queue }

  /// Whether its cases are about a claim.
  var isAboutClaim: Bool { session.queues.isAboutClaim(place) }

  func queues(_ word: String) -> [Completion] { (try? session.knownQueues()).map { names(word, of: $0.lexicon) } ?? [] }

  func items(_ word: String) -> [Completion] {
    guard let words = try? session.words() else { return [] }
    let items = place.map(words.items(of:)) ?? words.items
    return names(word, of: proposed(items, first: advised.compactMap { if case .flag(let item, _, _) = $0 { item.code } else { nil } }))
  }

  /// The elements that the case in hand is about first.
  func elements(_ word: String, where isMeant: (Vocabulary.Element) -> Bool = { _ in true }) -> [Completion] {
    guard let words = try? session.words() else { return [] }
    let declared = session.declaredElements
    let meant = words.elements.terms.filter { words.element($0.code).map(isMeant) ?? false }
    let (first, others) = (meant.filter { declared.contains($0.code) }, meant.filter { !declared.contains($0.code) })
    let ours = names(word, of: Lexicon(first))
    return ours.isEmpty ? names(word, of: Lexicon(others)) : ours
  }

  func driver(_ word: String) -> [Completion] {
    guard let number = session.hand?.driver ?? session.lastDriver?.number, "\(number)".hasPrefix(word) else { return [] }
    return [Completion("\(number)")]
  }

  /// The same at the head of a comment, where a bare number would be text.
  func driverBeforeText(_ word: String) -> [Completion] {
    guard let number = session.hand?.driver ?? session.lastDriver?.number else { return [] }
    let name = "\(ReferenceKind.driver.term.name(in: language)):\(number)"
    return name.hasPrefix(word) || "\(number)".hasPrefix(word) ? [Completion(name)] : []
  }

  func settings(_ word: String) -> [Completion] {
    guard let settings = try? session.knownSettings() else { return [] }
    return names(word, of: Lexicon(settings.map(\.term)))
  }

  func settingValues(_ word: String, of name: String) -> [Completion] {
    guard let setting = (try? session.knownSettings())?.first(where: { Lexicon([$0.term]).named(name) != nil }) else { return [] }
    return names(word, of: SettingValue.choices(of: setting))
  }

  /// The case in hand.
  func hand(_ word: String) -> [Completion] {
    guard let hand = session.hand, hand.number.description.hasPrefix(word) else { return [] }
    return [Completion(hand.number.description)]
  }

  func logins(_ word: String) -> [Completion] {
    (try? session.logins())?.filter { $0.hasPrefix(word) }.map { Completion($0) } ?? []
  }

  /// The reasons that fit an item. Where few are left, what the driver would read stands beside them.
  func reasons(_ word: String, of item: Term?) -> [Completion] {
    guard let words = try? session.words() else { return [] }
    let fitting = item.map { words.reasons(for: $0.code, in: place) } ?? words.reasons
    let found = names(word, of: proposed(fitting, first: proposedReasons(for: item)))
    return found.count > Self.few ? found : found.map { worded($0, words.reasons) { words.reason($0)?.wording } }
  }

  /// The causes that fit an element, likewise.
  func causes(_ word: String, of element: Term?) -> [Completion] {
    guard let words = try? session.words() else { return [] }
    let fitting = element.map { words.causes(for: $0.code) } ?? words.causes
    let found = names(word, of: proposed(fitting, first: proposedCauses(for: element)))
    return found.count > Self.few ? found : found.map { worded($0, words.causes) { words.cause($0)?.wording } }
  }

  /// So many names leave room for more than their labels.
  private static let few = 5

  private func worded(_ completion: Completion, _ lexicon: Lexicon, _ wording: (String) -> Text?) -> Completion {
    let code = lexicon.terms.first { $0.code == completion.text || $0.french == completion.text }?.code
    guard let wording = code.flatMap(wording) else { return completion }
    return Completion(completion.text, wording[language])
  }

  /// The names of one of the catalogue's lists.
  func names(_ word: String, of list: KeyPath<Vocabulary, Lexicon>) -> [Completion] {
    (try? session.words()).map { names(word, of: $0[keyPath: list]) } ?? []
  }

  func names(_ word: String, of lexicon: Lexicon) -> [Completion] {
    lexicon.completions(of: word, in: language).map { name in
      let label = lexicon.terms.first { $0.code == name || $0.french == name }?.label[language] ?? ""
      return Completion(name, label)
    }
  }

  func documents(_ word: String) -> [Completion] {
    guard let file = session.file, let words = try? session.words() else { return [] }
    let types = Set(file.currentDocuments.map(\.type.rawValue))
    return names(word, of: Lexicon(words.items.terms.filter { types.contains($0.code) }))
  }
}
