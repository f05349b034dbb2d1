import Casework
import Terminal

/// All commands, and how a typed name finds one.
public struct CommandTable: Sendable {
  /// The commands, in the order of help.
  public let commands: [Command]

  init(_ commands: [Command]) { self.commands = commands }

  /// The command of a name, in either language. One that only reads may be abbreviated; one that writes or claims never,
  /// except where its name alone is asked for (`help app`).
  func find(_ typed: String, language: Language, abbreviating: Bool = false) throws(Failure) -> Command {
    if let exact = named(typed) { return exact }
    // A letter begins too much: what people bring along is told before what it begins.
    if let meaning = BroughtWords.meaning(of: typed), let line = line(of: meaning) {
      throw .usage(.unknownCommand(typed), hint: .calledHere(line, meaning.why))
    }
    let wanted = Folding.fold(typed)
    if !wanted.isEmpty {
      let begun = commands.filter { Folding.fold($0.name).hasPrefix(wanted) || Folding.fold($0.alias).hasPrefix(wanted) }
      if begun.count == 1 {
        if abbreviating || begun[0].effect == .reads { return begun[0] }
        throw .usage(.neverAbbreviated(typed), hint: .didYouMean([begun[0].name(in: language)]))
      }
      if begun.count > 1 { throw .usage(.ambiguous(typed), hint: .oneOf(begun.map { $0.name(in: language) })) }
    }
    if let failure = Self.number(typed) { throw failure }
    if Self.isReadOffPaper(typed) { throw .usage(.unknownCommand(typed), hint: .numberOfSomething(typed)) }
    let names = commands.flatMap { command in
      ([command.name, command.alias] + command.synonyms).map { (command: command, name: Folding.fold($0)) }
    }
    var near: [String] = []
    for place in Suggestion.nearest(to: typed, amongFolded: names.map(\.name)) {
      let name = names[place].command.name(in: language)
      if !near.contains(name) { near.append(name) }
    }
    throw .usage(.unknownCommand(typed), hint: near.isEmpty ? .listOfCommands : .didYouMean(Array(near.prefix(3))))
  }

  /// The command of a whole name, in either language, or of one of its synonyms.
  func named(_ typed: String) -> Command? {
    let wanted = Folding.fold(typed)
    return commands.first { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted || $0.synonyms.contains(wanted) }
  }

  /// What is typed here for a word that was brought along; nil where there is no such command.
  private func line(of meaning: BroughtWords.Meaning) -> Text? {
    command(meaning.command).map { Possibilities.Choice($0, meaning.arguments, .empty).line }
  }

  /// A case where a command should stand.
  private static func number(_ typed: String) -> Failure? {
    guard CaseWord.looksLikeNumber(Token(text: typed, column: 1, quoted: false)) else { return nil }
    do throws(CaseNumber.Fault) {
      return .usage(.bareCase(try CaseNumber(typed: typed)), hint: .bareCaseHint(try CaseNumber(typed: typed)))
    } catch {
      guard error == .wrongCheckDigit else { return nil }
      return .usage(.notACommandButNumber(typed), hint: .caseNumberHint(error))
    }
  }

  /// Whether a word is as what stands on cards, coupons and envelopes: capitals and digits, four of these at least.
  static func isReadOffPaper(_ typed: String) -> Bool {
    (6...40).contains(typed.count) && typed.filter(\.isNumber).count >= 4 && typed.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter) }
  }

  /// The command of an English name.
  func command(_ name: String) -> Command? { commands.first { $0.name == name } }
}

extension CommandTable {
  /// Every command of the console, in the order of help.
  public static let console = CommandTable([
    .queues, .queue, .context, .list, .next, .open, .skip, .me, .report, .show, .why, .checks, .history, .notes, .requests, .changes,
    .address,
    .view, .compare, .zoom, .flag, .unflag, .approve, .returnCase, .read, .finding, .attribute, .reship, .remind, .note, .release,
    .escalate,
    .undo, .receive, .destroy, .undelivered, .search, .driver, .resend, .attach, .contact, .overturn, .close, .reissue, .assign, .urgent,
    .grant, .setting, .each, .run, .expect, .watch, .set, .here, .help, .quit,
  ])
}

extension Command {
  /// The line of usage: `flag ITEM REASON [COMMENT]`.
  func usage(in language: Language) -> String {
    var parts = [name(in: language)]
    for parameter in parameters {
      let placeholder = parameter.placeholder[language].plain
      let part = parameter.isOptional ? "[\(placeholder)]" : placeholder
      // What may stand in either of two places is shown in the first.
      if !parameter.isOptional || !parts.contains(part) { parts.append(part) }
    }
    if !options.isEmpty { parts.append("[--…]") }
    return parts.joined(separator: " ")
  }
}
