import Casework
import Desk
import Terminal

/// Turns a line into a command with checked arguments.
struct Parser {
  /// The commands there are.
  let table: CommandTable
  let language: Language
  /// The queue of the case in hand: an item's name is looked for there first.
  var queue: String?
  /// Items and reasons, fetched when a line first needs them.
  let vocabulary: () throws(Failure) -> Vocabulary
  /// The queues there are, likewise.
  let queues: () throws(Failure) -> Queues
  /// The reports there are.
  var reports = ReportCatalogue.product
  /// The agent's own words.
  var shortcuts = Shortcuts()
  /// The rows of the list that was shown last, where somebody types; nil in a script, which must mean the same for everybody.
  var rows: [CaseNumber]?
  /// The element, or the item, of a number on the page of the case in hand.
  var numbered: ((Int) throws(Failure) -> Term)?

  /// The command of a line; nil for an empty line or a comment.
  func parse(_ line: String) throws(Failure) -> Invocation? { try parse(try CommandLine(expanded(line))) }

  /// The command of a line, its names bound; nil where there is none.
  func parse(_ line: CommandLine) throws(Failure) -> Invocation? {
    let whole = line
    var line = line
    guard let first = try line.next() else { return nil }
    // A case alone is shown.
    if rows != nil, isBareCase(first), line.isAtEnd(), let show = table.command(Command.show.name) {
      line = whole
      return try arguments(of: show, in: &line, remembered: show.name(in: language))
    }
    let command = try command(first)
    // As programs are asked.
    if ["--help", "--aide", "-h"].contains(line.rest.filter { !Tokenizer.isSpace($0) }), let help = table.command(Command.help.name) {
      return try parse(command.name(in: language), behind: help)
    }
    return try arguments(of: command, in: &line, remembered: Tokenizer.quoted(first.text))
  }

  /// A line as what stands behind a command's name.
  func parse(_ line: String, behind command: Command) throws(Failure) -> Invocation { try parse(try CommandLine(line), behind: command) }

  /// A line as what stands behind a command's name, its names bound.
  func parse(_ line: CommandLine, behind command: Command) throws(Failure) -> Invocation {
    var line = line
    return try arguments(of: command, in: &line, remembered: "")
  }

  /// The command that a line's first word names.
  func command(_ first: Token) throws(Failure) -> Command {
    // What is done stands in the line: no value ever decides it.
    guard !first.isBound else { throw .usage(.boundCommand(column: first.column)) }
    do throws(Failure) {
      return try table.find(first.text, language: language)
    } catch {
      guard rows == nil, let alias = shortcuts.entry(first.text, of: .alias) else { throw error }
      throw .usage(.aliasInScript(alias.name), hint: .aliasInScriptHint(alias.text))
    }
  }

  private func arguments(of command: Command, in line: inout CommandLine, remembered: String) throws(Failure) -> Invocation {
    var placing = Placing(command, language: language, remembered: remembered, parser: self)
    try placing.place(&line)
    var reading = Reading(self, command)
    reading.placed = placing.placed
    let (values, act) = try command.understand(&reading)
    return Invocation(command: command, subject: reading.subject, remembered: placing.remembered, values: values, act: act)
  }
}

/// Puts the words of a line in the places of its command.
///
/// A place that may be left out is left out where others follow and the word does not look like it. Options stand anywhere
/// among the words, but before free text, which begins where the words that come before it end.
private struct Placing {
  let command: Command
  let language: Language
  private(set) var placed: [Reading.Placed?]
  private(set) var remembered: String
  private let parser: Parser
  private var onlyWords = false

  init(_ command: Command, language: Language, remembered: String, parser: Parser) {
    self.parser = parser
    self.command = command
    self.language = language
    self.remembered = remembered
    placed = Array(repeating: nil, count: command.places.count)
  }

  mutating func place(_ line: inout CommandLine) throws(Failure) {
    var places = command.places.indices.compactMap { index in
      if case .parameter(let parameter) = command.places[index] { (index: index, parameter: parameter) } else { nil }
    }[...]
    while true {
      let next = places.first
      if line.isAtEnd(takingText: command.takesText) { return }
      if !onlyWords, line.head == .endOfOptions {
        onlyWords = true
        line.dropChunk()
      } else if !onlyWords, line.head == .option, next?.parameter.extent != .line {
        guard let word = try line.next() else { return }
        try option(word, &line)
      } else if let next {
        places.removeFirst()
        if try put(next.parameter, next.index, &line, isLast: places.isEmpty) {
          places = ArraySlice(places.filter { $0.parameter.extent != .word })
        }
      } else if let extra = try line.next() {
        throw .usage(.tooManyArguments(extra.text, column: extra.column), hint: .usage(command.usage(in: language)))
      } else {
        return
      }
    }
  }

  /// Gives whether what was put there stands for the words of the places behind it.
  private mutating func put(_ parameter: Parameter, _ index: Int, _ line: inout CommandLine, isLast: Bool) throws(Failure) -> Bool {
    switch parameter.extent {
    case .word:
      if parameter.isOptional, !isLast, let looksLike = parameter.traits.looksLike {
        // Behind `--` a head that looks like a case is said as text.
        guard !onlyWords || !command.takesText, let head = try line.plainChunk(), looksLike(head) else { return false }
        line.dropChunk()
        keep(head, parameter)
        placed[index] = .word(head)
        return parameter.standsForWords
      }
      guard let word = try line.next() else { return false }
      keep(word, parameter)
      placed[index] = .word(word)
    case .words:
      var words: [Token] = []
      while !line.isAtEnd() {
        if !onlyWords, line.head == .option, let word = try line.next() {
          try option(word, &line)
        } else if let word = try line.next() {
          keep(word, parameter)
          words.append(word)
        }
      }
      placed[index] = .words(words)
    case .text:
      var text = try line.takeText()
      text.isExplicit = onlyWords
      if command.effect == .reads, !onlyWords, !text.isQuoted { try takeSwitches(from: &text) }
      // An option of this command behind the first word of a text was meant as one, or is to be said as text.
      if !onlyWords, let misplaced = misplacedOption(in: text) {
        throw .usage(.optionBehindText(misplaced), hint: .optionBehindTextHint(misplaced))
      }
      if command.effect != .reads, !onlyWords, let name = text.canned,
        let comment = try parser.comment(name, isAll: text.text == "@" + name)
      {
        text.replaceCanned(by: comment)
      }
      if !parameter.isPersonal { remembered += " " + text.text }
      placed[index] = text.text.isEmpty ? nil : .text(text)
    case .line:
      placed[index] = .line(line.takeLine())
    }
    return false
  }

  private mutating func keep(_ word: Token, _ parameter: Parameter) {
    if !parameter.isPersonal { remembered += " " + Tokenizer.quoted(word.text) }
  }

  /// Switches behind the text of a command that only reads: nothing is recorded that they could be part of.
  private mutating func takeSwitches(from text: inout FreeText) throws(Failure) {
    while let space = text.text.lastIndex(where: Tokenizer.isSpace), text.text[space...].dropFirst().hasPrefix("--") {
      guard let (index, option) = try? find(option: String(text.text[space...].dropFirst(3))), option.value == nil else { return }
      guard placed[index] == nil else { throw .usage(.optionTwice(option.name(in: language))) }
      placed[index] = .given
      remembered += " --" + option.name(in: language)
      text.text = String(text.text[..<space])
      while let last = text.text.last, Tokenizer.isSpace(last) { text.text.removeLast() }
    }
  }

  private func misplacedOption(in text: FreeText) -> String? {
    guard !text.isQuoted else { return nil }
    return text.text.split(whereSeparator: Tokenizer.isSpace).lazy.map { Folding.fold(String($0.prefix { $0 != "=" })) }.first { word in
      word.hasPrefix("--") && command.options.contains { "--" + Folding.fold($0.name) == word || "--" + Folding.fold($0.alias) == word }
    }
  }

  private mutating func option(_ word: Token, _ line: inout CommandLine) throws(Failure) {
    let body = word.text.dropFirst(2)
    let name = String(body.prefix { $0 != "=" })
    guard !word.isBound || word.isBoundBehindEquals else { throw .usage(.unknownOption(name, command.name(in: language))) }
    let (index, option) = try find(option: name)
    guard placed[index] == nil else { throw .usage(.optionTwice(option.name(in: language))) }
    remembered += " --" + name
    guard let wanted = option.value else {
      guard !body.contains("=") else { throw .usage(.optionTakesNothing(option.name(in: language))) }
      placed[index] = .given
      return
    }
    var value = word
    if let equals = body.firstIndex(of: "=") {
      value.text = String(body[body.index(after: equals)...])
    } else {
      guard let next = try line.next() else { throw .usage(.optionNeeds(option.name(in: language), wanted.placeholder)) }
      value = next
    }
    keep(value, wanted)
    placed[index] = .word(value)
  }

  private func find(option name: String) throws(Failure) -> (Int, CommandOption) {
    let wanted = Folding.fold(name)
    let options = command.places.indices.compactMap { index in
      if case .option(let option) = command.places[index] { (index, option) } else { nil }
    }
    if let exact = options.first(where: { Folding.fold($0.1.name) == wanted || Folding.fold($0.1.alias) == wanted }) { return exact }
    if command.effect == .reads, !wanted.isEmpty {
      let begun = options.filter { Folding.fold($0.1.name).hasPrefix(wanted) || Folding.fold($0.1.alias).hasPrefix(wanted) }
      if begun.count == 1 { return begun[0] }
    }
    let terms = Lexicon(options.map { Term($0.1.name, $0.1.alias, label: Text(given: $0.1.alias, $0.1.name)) })
    let near = terms.near(name).prefix(3).map { $0.name(in: language) }
    let hint: Text =
      near.isEmpty
      ? command.takesText ? .dashesInText(command.name(in: language)) : .seeHelp(of: command.name(in: language))
      : .didYouMean(near.map { "--" + $0 })
    throw .usage(.unknownOption(name, command.name(in: language)), hint: hint)
  }
}
