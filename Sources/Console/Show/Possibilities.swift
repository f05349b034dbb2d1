import Formats
import Terminal

/// What is possible here and now: lines to type, the likeliest first.
struct Possibilities: Sendable {
  /// One thing that can be done.
  struct Choice: Sendable, Hashable {
    /// What is typed; words in capitals stand for what is meant.
    var line: Text
    /// What it does, in a few words.
    var what: Text
    /// What stands for it in the short form; nil where it has no place there.
    var short: Text?
  }

  /// What they are about: the case in hand, the driver shown.
  var about: Text
  var choices: [Choice]

  /// The words alone, on one line: what settles a case and what parts with it. Where they are more than the line holds, `?` stands for the
  /// others.
  func short(in language: Language, columns: Int = 78) -> SafeText {
    let dot: SafeText = " · "
    let more: SafeText = dot + SafeText("?", style: .cyan)
    var line = SafeText()
    let words = choices.compactMap { $0.short?[language] }
    for (index, word) in words.enumerated() {
      let longer = line.isEmpty ? word : line + dot + word
      let rest = index == words.count - 1 ? 0 : more.width
      guard longer.width + rest <= columns else { return line.isEmpty ? SafeText("?", style: .cyan) : line + more }
      line = longer
    }
    return line
  }

  /// A line each, with what it does.
  func long(in language: Language) -> Sheet {
    let lines = choices.map { Sheet.Field($0.line[language].styled(.cyan), $0.what[language]) }
    return Sheet(title: about[language], sections: [Sheet.Section(nil, [.typed(lines)], isWide: true)])
  }

  /// The same as rows, for programs.
  func table(in language: Language) -> Table {
    var table = Table(columns: [Column("line", "line"), Column("does", "does")])
    for choice in choices { table.append([.text(choice.line[language].plain), .text(choice.what[language].plain)]) }
    return table
  }
}

extension Possibilities.Choice {
  /// A command by its names, with what follows them.
  ///
  /// - Parameter short: what follows them in the short form; nil: it has no place there.
  init(_ command: Command, _ arguments: Text, _ what: Text, short: Text? = nil) {
    func line(_ arguments: Text) -> Text {
      let name = Text(given: command.alias, command.name)
      return arguments == .empty ? name : name + Text(same: " ") + arguments
    }
    self.init(line: line(arguments), what: what, short: short.map(line))
  }

  /// A command by its names alone.
  init(_ command: Command, _ what: Text, short: Text? = nil) { self.init(command, .empty, what, short: short) }
}
