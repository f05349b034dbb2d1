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
  /// The reports there are.
  var reports = ReportCatalogue.product

  /// The command of a line; nil for an empty line or a comment.
  func parse(_ line: String) throws(Failure) -> Invocation? {
    let words: [Token]
    do { words = try Tokenizer.words(line) } catch { throw .usage(.unreadable(error), hint: .unreadableHint(error)) }
    return try parse(words)
  }

  /// The command of a line that was cut into words; nil where there is none.
  func parse(_ words: [Token]) throws(Failure) -> Invocation? {
    guard let first = words.first else { return nil }
    // What is done stands in the line: no value ever decides it.
    guard !first.isBound else { throw .usage(.boundCommand(column: first.column)) }
    let command = try table.find(first.text, language: language)
    return try arguments(Array(words.dropFirst()), of: command)
  }

  private func arguments(_ words: [Token], of command: Command) throws(Failure) -> Invocation {
    var invocation = Invocation(command: command, remembered: command.name)
    if case .expectation? = command.parameters.first?.kind {
      invocation.expectation = try expectation(words, of: command)
      return invocation
    }
    var positional: [Token] = []
    var index = 0
    var onlyWords = false
    while index < words.count {
      let word = words[index]
      index += 1
      if !onlyWords, !word.quoted, !word.isBound, word.text == "--" {
        onlyWords = true
      } else if !onlyWords, word.isOption {
        try option(word, words: words, index: &index, into: &invocation)
      } else {
        positional.append(word)
      }
    }
    try place(positional, into: &invocation)
    return invocation
  }

  private func option(_ word: Token, words: [Token], index: inout Int, into invocation: inout Invocation) throws(Failure) {
    let command = invocation.command
    let body = word.text.dropFirst(2)
    let name = String(body.prefix { $0 != "=" })
    let option = try find(option: name, of: command)
    guard !invocation.has(option.name), invocation.values[option.name] == nil else {
      throw .usage(.optionTwice(option.name(in: language)))
    }
    guard let wanted = option.value else {
      guard !body.contains("=") else { throw .usage(.optionTakesNothing(option.name(in: language))) }
      invocation.remembered += " --\(option.name)"
      invocation.switches.insert(option.name)
      return
    }
    let value: String
    if let equals = body.firstIndex(of: "=") {
      value = String(body[body.index(after: equals)...])
    } else {
      guard index < words.count else { throw .usage(.optionNeeds(option.name(in: language), wanted.placeholder)) }
      value = words[index].text
      index += 1
    }
    invocation.values[option.name] = try resolve(value, as: wanted, for: invocation)
    if !wanted.isPersonal { invocation.remembered += " --\(option.name) " + Tokenizer.quoted(value) }
  }

  private func find(option name: String, of command: Command) throws(Failure) -> CommandOption {
    let wanted = Folding.fold(name)
    if let exact = command.options.first(where: { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted }) { return exact }
    if command.effect == .reads, !wanted.isEmpty {
      let begun = command.options.filter { Folding.fold($0.name).hasPrefix(wanted) || Folding.fold($0.alias).hasPrefix(wanted) }
      if begun.count == 1 { return begun[0] }
    }
    let near = Suggestion.nearest(to: name, among: command.options.map { $0.name(in: language) })
    throw .usage(
      .unknownOption(name, command.name(in: language)),
      hint: near.isEmpty ? .seeHelp(of: command.name(in: language)) : .didYouMean(near.map { "--" + $0 }))
  }

  /// Puts the words in their places. A parameter that may be left out is left out where its word does not look like it, or
  /// where the words left are needed by those that may not.
  private func place(_ words: [Token], into invocation: inout Invocation) throws(Failure) {
    let command = invocation.command
    var rest = words[...]
    for (number, parameter) in command.parameters.enumerated() {
      let needed = command.parameters[(number + 1)...].count { !$0.isOptional }
      if case .assignments = parameter.kind {
        // Also where there are none: one may be wanted.
        invocation.assignments = try assignments(rest, for: invocation)
        rest = []
        continue
      }
      if parameter.isOptional, rest.count <= needed { continue }
      let mayPass = parameter.isOptional && number + 1 < command.parameters.count
      guard let word = rest.first else {
        throw .usage(.missingArgument(parameter.placeholder), hint: .usage(command.usage(in: language)))
      }
      if mayPass, !looksLike(word, parameter.kind) { continue }
      if parameter.kind.takesTheRest {
        let text = rest.map(\.text).joined(separator: " ")
        rest = []
        invocation.values[parameter.key] = .text(text)
        if !parameter.isPersonal { invocation.remembered += " " + Tokenizer.quoted(text) }
        continue
      }
      rest = rest.dropFirst()
      invocation.values[parameter.key] = try resolve(word.text, as: parameter, for: invocation)
      if !parameter.isPersonal { invocation.remembered += " " + Tokenizer.quoted(word.text) }
    }
    if let extra = rest.first {
      throw .usage(.tooManyArguments(extra.text, column: extra.column), hint: .usage(command.usage(in: language)))
    }
  }

  private func looksLike(_ word: Token, _ kind: Parameter.Kind) -> Bool {
    if word.quoted { return false }
    // A value stands for what can stand in its place: a number with a wrong digit must not pass for a text.
    if word.isBound {
      switch kind {
      case .caseNumber, .reference: return true
      default: break
      }
    }
    let isNumber = word.text.contains(where: \.isNumber) && word.text.allSatisfy { $0.isNumber || "-.#".contains($0) }
    switch kind {
    case .caseNumber, .count, .number: return isNumber
    case .reference, .driver:
      let kinds = if case .reference(let kinds) = kind { kinds } else { ReferenceKind.allCases }
      let name = Folding.fold(String(word.text.prefix { $0 != ":" }))
      return isNumber
        || (word.text.contains(":") && !name.isEmpty
          && kinds.contains { Folding.fold($0.term.code).hasPrefix(name) || Folding.fold($0.term.french).hasPrefix(name) })
    default: return true
    }
  }
}
