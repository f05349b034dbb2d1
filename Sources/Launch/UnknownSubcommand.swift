import ArgumentParser

/// A word that should name a subcommand and names none. The parser complains of an option behind it, or shows the page of the command
/// above.
struct UnknownSubcommand {
  /// The word, the commands before it by their names, and those that there are.
  private let word: String
  private let path, names: [String]
  private let usage: String

  /// The one in the words of a line; nil where each names one, as far as they are no options.
  init?(in words: [String], of root: any ParsableCommand.Type) {
    // No command of ours that has subcommands takes words of its own.
    var (path, command) = ([root._commandName], root as any ParsableCommand.Type)
    for word in words.first == "help" ? words.dropFirst() : words[...] {
      let subcommands = command.configuration.subcommands
      guard !subcommands.isEmpty, !word.hasPrefix("-") else { return nil }
      guard let next = subcommands.first(where: { $0._commandName == word }) else {
        (self.word, self.path, names) = (word, path, subcommands.map { $0._commandName })
        usage = root.usageString(for: command)
        return
      }
      path.append(word)
      command = next
    }
    return nil
  }

  /// In the parser's words.
  var message: String {
    """
    Error: Unknown subcommand '\(word)'. Please provide one of \(names.joined(separator: ", ")).
    Usage: \(usage)
      See '\(path.joined(separator: " ")) --help' for more information.
    """
  }
}
