import Terminal

/// All commands, and how a typed name finds one.
public struct CommandTable: Sendable {
  /// The commands, in the order of help.
  public let commands: [Command]

  init(_ commands: [Command]) { self.commands = commands }

  /// The command of a name, in either language. One that only reads may be abbreviated; one that writes or claims never,
  /// except where its name alone is asked for (`help app`).
  func find(_ typed: String, language: Language, abbreviating: Bool = false) throws(Failure) -> Command {
    let wanted = Folding.fold(typed)
    if let exact = commands.first(where: { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted }) { return exact }
    if !wanted.isEmpty {
      let begun = commands.filter { Folding.fold($0.name).hasPrefix(wanted) || Folding.fold($0.alias).hasPrefix(wanted) }
      if begun.count == 1 {
        if abbreviating || begun[0].effect == .reads { return begun[0] }
        throw .usage(.neverAbbreviated(typed), hint: .didYouMean([begun[0].name(in: language)]))
      }
      if begun.count > 1 { throw .usage(.ambiguous(typed), hint: .oneOf(begun.map { $0.name(in: language) })) }
    }
    let names = Suggestion.nearest(to: typed, among: commands.flatMap { [$0.name, $0.alias] })
    let near = commands.filter { names.contains($0.name) || names.contains($0.alias) }
      .map {
        names.contains($0.alias) && !names.contains($0.name)
          ? $0.alias : names.contains($0.name) && !names.contains($0.alias) ? $0.name : $0.name(in: language)
      }
    throw .usage(.unknownCommand(typed), hint: near.isEmpty ? .listOfCommands : .didYouMean(near))
  }

  /// The command of an English name.
  func command(_ name: String) -> Command? { commands.first { $0.name == name } }
}

extension CommandTable {
  /// Every command of the console, in the order of help.
  public static let console = CommandTable([
    .queues, .queue, .list, .next, .open, .skip, .me, .report, .show, .why, .checks, .view, .flag, .unflag, .approve, .returnCase, .read,
    .finding, .attribute, .reship, .remind, .note, .release, .escalate, .undo, .receive, .destroy, .undelivered, .search, .driver, .resend,
    .attach, .contact, .overturn, .close, .reissue, .assign, .urgent, .grant, .setting, .run, .expect, .watch, .set, .help, .quit,
  ])
}

extension Command {
  /// The line of usage: `flag ITEM REASON [COMMENT]`.
  func usage(in language: Language) -> String {
    var parts = [name(in: language)]
    for parameter in parameters {
      let placeholder = parameter.placeholder[language].plain
      parts.append(parameter.isOptional ? "[\(placeholder)]" : placeholder)
    }
    if !options.isEmpty { parts.append("[--…]") }
    return parts.joined(separator: " ")
  }
}
