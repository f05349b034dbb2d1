import Terminal

/// What help is asked about.
struct HelpAsked: Sendable {
  enum Subject: Sendable {
    case everything
    case topic(HelpTopic)
    case queue(Term)
    case command(Command)
    /// An item and the reasons that fit it; or one of them.
    case reasons(item: Term, Term?)
    /// An element and the causes that fit it; or one of them.
    case causes(element: Term, Term?)
  }

  var subject: Subject
  /// The part of a page that is longer than the screen, counted from one; nil: the first, or all of it where nobody sits there.
  var part: Int?
  /// What was asked, without the part.
  var words: [String]
}

extension Argument where Value == HelpAsked {
  /// A command, with an item or an element behind it; a queue; a topic.
  static let helpAsked: Argument = {
    let traits = KindTraits(
      complete: { word, completer, reading in completer.help(word, after: reading.asked) },
      note: { word, reading in reading.asked.append(word) })
    var parameter = Parameter(Text(fr: "COMMANDE|FILE|SUJET", en: "COMMAND|QUEUE|TOPIC"), traits, extent: .words)
    parameter.isOptional = true
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      var words: [Token] = []
      if case .words(let found)? = reading.take() { words = found }
      return try reading.parser.help(words, of: reading.command)
    }
  }()
}

extension Parser {
  fileprivate func help(_ words: [Token], of help: Command) throws(Failure) -> HelpAsked {
    var words = words
    var part: Int?
    if let last = words.last, !last.quoted, let number = Int(last.text), (1...99).contains(number) {
      part = number
      words.removeLast()
    }
    var asked = HelpAsked(subject: .everything, part: part, words: words.map(\.text))
    guard let first = words.first else { return asked }
    if words.count == 2, let command = try? table.find(first.text, language: language), command.name == Command.queue.name {
      asked.subject = .queue(try queues().lexicon.pick(words[1].text, .unknownQueue(words[1].text), in: language))
      return asked
    }
    asked.subject = try subject(first)
    guard words.count > 1 else { return asked }
    guard case .command(let command) = asked.subject, words.count < 4,
      let subject = try subject(of: command, words[1].text, words.count > 2 ? words[2].text : nil)
    else {
      throw .usage(.tooManyArguments(words[1].text, column: words[1].column), hint: .usage(help.usage(in: language)))
    }
    asked.subject = subject
    return asked
  }

  /// A command by its whole name, a topic, a queue; then what the word begins or may have been meant for.
  private func subject(_ word: Token) throws(Failure) -> HelpAsked.Subject {
    let wanted = Folding.fold(word.text)
    func isNamed(_ term: Term) -> Bool { Folding.fold(term.code) == wanted || Folding.fold(term.french) == wanted }
    if let command = table.named(word.text) { return .command(command) }
    if let topic = HelpTopic.allCases.first(where: { isNamed($0.term) }) { return .topic(topic) }
    // Without a database help does without its queues.
    let known = (try? queues())?.lexicon ?? Lexicon([])
    if let queue = known.terms.first(where: isNamed) { return .queue(queue) }
    do throws(Failure) { return .command(try table.find(word.text, language: language, abbreviating: true)) } catch {
      if case .term(let queue) = known.find(word.text) { return .queue(queue) }
      if case .term(let topic) = HelpTopic.lexicon.find(word.text), let topic = HelpTopic(rawValue: topic.code) { return .topic(topic) }
      let near = Lexicon(known.terms + HelpTopic.lexicon.terms).near(word.text).map { $0.name(in: language) }
      guard !near.isEmpty, error.hint == .listOfCommands else { throw error }
      throw .usage(.unknownCommand(word.text), hint: .didYouMean(near))
    }
  }

  /// An item or an element behind a command that takes one, and a reason or a cause behind that; nil where it takes none.
  private func subject(of command: Command, _ name: String, _ why: String?) throws(Failure) -> HelpAsked.Subject? {
    switch command.name {
    case Command.flag.name:
      let item = try item(name)
      guard let why else { return .reasons(item: item, nil) }
      return .reasons(item: item, try reason(why, for: item))
    case Command.finding.name:
      let element = try vocabulary().elements.pick(name, .unknownElement(name), in: language)
      guard let why else { return .causes(element: element, nil) }
      return .causes(element: element, try cause(why, behind: element))
    default: return nil
    }
  }
}

extension Completer {
  /// What can be asked about behind the words that stand there.
  fileprivate func help(_ word: String, after asked: [Token]) -> [Completion] {
    guard let first = asked.first else { return commands(word) + names(word, of: HelpTopic.lexicon) + queues(word) }
    guard let command = try? session.table.find(first.text, language: language, abbreviating: true) else { return [] }
    let parser = session.parser
    switch (command.name, asked.count) {
    case (Command.queue.name, 1): return queues(word)
    case (Command.flag.name, 1): return items(word)
    case (Command.finding.name, 1): return elements(word)
    case (Command.flag.name, 2): return reasons(word, of: try? parser.item(asked[1].text))
    case (Command.finding.name, 2):
      let element = try? parser.vocabulary().elements.pick(asked[1].text, .unknownElement(asked[1].text), in: language)
      return causes(word, of: element)
    default: return []
    }
  }
}
