/// Reads a playbook line by line: a file whole, standard input as it comes.
///
/// `playbook NAME` may stand before everything else, and then `end` must stand behind it; `param` lines come before the
/// first command. Everything else is a command, or `for … in … do COMMAND`.
struct PlaybookReader {
  /// What a line is.
  enum Item: Sendable {
    case parameter(PlaybookParameter)
    case step(PlaybookStep)
  }

  /// The queues there are, for a parameter that is one.
  let queues: () throws(Failure) -> Queues

  private enum Place { case start, parameters, commands, ended }
  private var place = Place.start
  /// What the playbook calls itself.
  private(set) var name: String?
  private var names: Set<String> = []

  init(queues: @escaping () throws(Failure) -> Queues) { self.queues = queues }

  /// Understands a line as far as that needs no values; nil for an empty one.
  mutating func take(_ text: String, line: Int) throws(Failure) -> Item? {
    let command = try CommandLine(text, withNames: true)
    var rest = command
    guard let first = try rest.next() else { return nil }
    if place == .ended { throw .usage(.afterEnd, hint: .afterEndHint) }
    switch !first.quoted && first.uses.isEmpty ? first.text : "" {
    case "playbook":
      let words = try rest.words()
      guard place == .start else { throw .usage(.playbookNotFirst) }
      guard words.count == 1, words[0].uses.isEmpty else { throw .usage(.missingArgument(.playbookName), hint: .usage("playbook NAME")) }
      name = words[0].text
      place = .parameters
      return nil
    case "end":
      guard name != nil else { throw .usage(.endWithoutPlaybook) }
      if let extra = try rest.next() { throw .usage(.tooManyArguments(extra.text, column: extra.column), hint: .usage("end")) }
      place = .ended
      return nil
    case "param":
      guard place != .commands else { throw .usage(.parameterTooLate) }
      place = .parameters
      return .parameter(try parameter([first] + (try rest.words()), line: line))
    case "for":
      place = .commands
      return .step(PlaybookStep(line: line, kind: try each(rest)))
    default:
      place = .commands
      return .step(PlaybookStep(line: line, kind: .command(command)))
    }
  }

  /// To be called at the end: a playbook with a name and no `end` was cut.
  func finish() throws(Failure) {
    guard let name, place != .ended else { return }
    throw .usage(.cutPlaybook(name), hint: .cutPlaybookHint)
  }

  private mutating func parameter(_ words: [Token], line: Int) throws(Failure) -> PlaybookParameter {
    let usage = Text.usage("param NAME TYPE [DEFAULT]")
    guard words.count >= 3 else { throw .usage(.missingArgument(words.count == 1 ? .parameterName : .parameterType), hint: usage) }
    if words.count > 4 { throw .usage(.tooManyArguments(words[4].text, column: words[4].column), hint: usage) }
    if let used = words.first(where: { !$0.uses.isEmpty })?.uses[0] { throw .usage(.nameInParameter(used.name)) }
    let name = try newName(words[1])
    guard let type = ValueType.ofPlaybooks.first(where: { $0.rawValue == words[2].text }) else {
      throw .usage(.unknownType(words[2].text), hint: .oneOf(ValueType.ofPlaybooks.map(\.rawValue)))
    }
    var value: String?
    if words.count == 4 {
      guard let read = try type.value(of: words[3].text, queues) else { throw .usage(.notOfType(words[3].text, name: name, type)) }
      value = read
    }
    return PlaybookParameter(name: name, type: type, defaultValue: value, line: line)
  }

  private mutating func newName(_ word: Token) throws(Failure) -> String {
    guard Self.isName(word.text) else { throw .usage(.notAName(word.text)) }
    guard names.insert(word.text).inserted else { throw .usage(.nameTwice(word.text)) }
    return word.text
  }

  private func each(_ line: CommandLine) throws(Failure) -> PlaybookStep.Kind {
    let usage = Text.usage("for NAME [NAME …] in $FILE do COMMAND …")
    var line = line
    var words: [Token] = []
    func ends(_ word: Token, _ name: String) -> Bool { word.text == name && !word.quoted && word.uses.isEmpty }
    while let word = try line.next(), !ends(word, "do") { words.append(word) }
    guard words.count >= 3, ends(words[words.count - 2], "in") else { throw .usage(.brokenLoop, hint: usage) }
    let file = words[words.count - 1]
    guard file.text.isEmpty, file.uses.count == 1, !file.quoted else { throw .usage(.loopWithoutFile, hint: usage) }
    var columns: [String] = []
    for word in words.dropLast(2) {
      guard word.uses.isEmpty, Self.isName(word.text) else { throw .usage(.notAName(word.text)) }
      guard !columns.contains(word.text), !names.contains(word.text) else { throw .usage(.nameTwice(word.text)) }
      columns.append(word.text)
    }
    var ahead = line
    guard let command = try ahead.next() else { throw .usage(.brokenLoop, hint: usage) }
    if ["for", "param", "playbook", "end"].contains(command.text) { throw .usage(.notInLoop(command.text), hint: usage) }
    return .each(names: columns, file: file, command: line)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.first, first == "_" || first.isLetter else { return false }
    return text.allSatisfy { $0 == "_" || $0.isLetter || $0.isWholeNumber }
  }
}
