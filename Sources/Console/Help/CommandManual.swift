import Terminal

/// `docs/commands.md`, made from the table of commands. A test keeps the file equal to it.
public enum CommandManual {
  /// The manual of all commands, as Markdown.
  ///
  /// - Parameter supervised: what supervisors may do and agents may not (`Desk.Identity.supervised`).
  public static func markdown(of table: CommandTable = .console, supervised: [String]) -> String {
    var text = """
      # Commands

      Made from the table of commands: `PUPITRE_UPDATE=1 swift test --filter CommandManualTests` writes it again.
      English and French names always work, whatever the language of the output; accents are optional. A command that only
      reads may be abbreviated, one that claims or writes never.


      """
    for area in Command.Area.allCases {
      let commands = table.commands.filter { $0.area == area }
      if commands.isEmpty { continue }
      text += "## \(area.heading.en.plain) · \(area.heading.fr.plain)\n\n"
      for command in commands { text += section(command, supervised) }
    }
    return text.replacing("\u{A0}", with: " ")
  }

  private static func section(_ command: Command, _ supervised: [String]) -> String {
    var text = "### `\(command.name)` · `\(command.alias)`\n\n"
    text += "    \(command.usage(in: .en))\n    \(command.usage(in: .fr))\n\n"
    let right = command.isForSupervisors(supervised) ? ", supervisors only" : ""
    text += "\(sentence(command.summary.en.plain)) (\(command.effect.rawValue)\(right))"
    if !command.details.en.isEmpty { text += " \(command.details.en.plain)" }
    text += "\n\n\(sentence(command.summary.fr.plain))"
    if !command.details.fr.isEmpty { text += " \(command.details.fr.plain)" }
    text += "\n\n"
    if !command.options.isEmpty {
      text += "| option | option (fr) | |\n|---|---|---|\n"
      for option in command.options {
        text += "| `\(option.usage(in: .en))` | `\(option.usage(in: .fr))` | \(option.summary.en.plain) · \(option.summary.fr.plain) |\n"
      }
      text += "\n"
    }
    if !command.examples.isEmpty {
      text += command.examples.map { "    \($0)\n" }.joined() + "\n"
    }
    return text
  }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}
