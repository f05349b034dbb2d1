/// The argument parser's own words in French. What it quotes of the line stays as it was typed.
enum ParserMessages {
  /// A message of the parser, or a page of help.
  static func inFrench(_ message: String) -> String {
    var text = message.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
    // These may go over the end of a line.
    text = text.replacing(#/\(default:(\s+[^)]*)\)/#) { "(par défaut\u{A0}:\($0.1))" }
    return text.replacing(#/\(values:(\s+[^)]*)\)/#) { "(au choix\u{A0}:\($0.1))" }
  }

  private static func line(_ english: String) -> String {
    var line = english
    for (label, french) in labels where line.hasPrefix(label) {
      // What stands behind the label is looked at by itself: it may be a sentence.
      return french + sentence(String(line.dropFirst(label.count)))
    }
    line = sentence(line)
    while line.last == " " { line.removeLast() }
    return line
  }

  /// What a line begins with.
  private static let labels = [
    ("OVERVIEW: ", ""), ("USAGE:", "USAGE :"), ("ARGUMENTS:", "ARGUMENTS :"), ("OPTIONS:", "OPTIONS :"),
    ("SUBCOMMANDS:", "SOUS-COMMANDES :"), ("Error: ", "Erreur : "), ("Usage: ", "Usage : "), ("Help:  ", "Aide :  "), ("Help:", "Aide :"),
    ("   or: ", "   ou : "),
  ]

  private static func sentence(_ english: String) -> String {
    var text = english
    // Longer sentences before those that they hold.
    text = text.replacing(#/Unknown option '([^']*)'\.?/#) { "Option inconnue : « \($0.1) »." }
    text = text.replacing(#/Unknown subcommand '([^']*)'\./#) { "Sous-commande inconnue : « \($0.1) »." }
    text = text.replacing(#/ Did you mean '([^']*)'\?/#) { " Vouliez-vous « \($0.1) » ?" }
    text = text.replacing(#/Missing value for '([^']*)' in '([^']*)'/#) { "Il manque la valeur de « \($0.1) » dans « \($0.2) »." }
    text = text.replacing(#/Missing value for '([^']*)'/#) { "Il manque la valeur de « \($0.1) »." }
    text = text.replacing(#/Missing expected argument '([^']*)'/#) { "Il manque « \($0.1) »." }
    text = text.replacing(#/Missing one of: (.*)/#) { "Il manque l'un de : \(listed($0.1))." }
    text = text.replacing("Missing required subcommand.", with: "Il manque une sous-commande.")
    text = text.replacing(#/The option '([^']*)' does not take any value, but '(.*)' was specified\./#) {
      "« \($0.1) » ne prend pas de valeur, et « \($0.2) » en est une."
    }
    text = text.replacing(#/The value '(.*)' is invalid for '([^']*)'\.?/#) { "« \($0.1) » n'est pas une valeur de « \($0.2) »." }
    text = text.replacing(#/The value '(.*)' is invalid\./#) { "« \($0.1) » n'est pas une valeur admise." }
    text = text.replacing(#/ Please provide one of the following:/#, with: " Au choix :")
    text = text.replacing(#/ Please provide one of (.*)\./#) { " Au choix : \(listed($0.1))." }
    text = text.replacing(#/\d+ unexpected arguments: (.*)/#) { "Arguments de trop : \(listed($0.1))." }
    text = text.replacing(#/Unexpected argument '(.*)'/#) { "Argument de trop : « \($0.1) »." }
    text = text.replacing(#/Value to be set with (.*) had already been set with (.*)/#) {
      "« \(listed($0.1)) » est de trop : « \(listed($0.2)) » l'a déjà dit."
    }
    text = text.replacing(#/Invalid option: (.*)/#) { "Ce n'est pas une option : « \($0.1) »." }
    text = text.replacing(#/Command '(.*)' is not a parent of the current command\./#) { "« \($0.1) » n'a pas cette sous-commande." }
    text = text.replacing("Can't autodetect a supported shell.", with: "L'interpréteur de commandes n'est pas reconnu.")
    text = text.replacing(#/Can't generate completion scripts for '(.*)'\./#) { "Rien ne complète les commandes de « \($0.1) »." }
    text = text.replacing(
      "Please use --generate-completion-script=<shell> with one of:", with: "Au choix de --generate-completion-script :")
    text = text.replacing(#/Internal error\. .*/#, with: "Faute de ce programme : les arguments ne se lisent pas.")
    text = text.replacing("Show the version.", with: "Dire la version.")
    text = text.replacing("Show help information.", with: "Afficher cette aide.")
    text = text.replacing("Show subcommand help information.", with: "Afficher l'aide d'une sous-commande.")
    text = text.replacing("<subcommand>", with: "<sous-commande>").replacing("<subcommands>", with: "<sous-commandes>")
    text = text.replacing(#/See '([^']*) <sous-commande>' for detailed help\./#) { "« \($0.1) SOUS-COMMANDE » la détaille." }
    return text.replacing(#/See '([^']*)' for more information\./#) { "« \($0.1) » en dit plus." }
  }

  /// The same in lines of at most so many columns: the parser leaves a usage in one line, and French words are longer than those that it
  /// made room for. A message's own sentences stay as they are.
  static func fitted(_ message: String, to columns: Int) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var place = 0
    while place < lines.count {
      defer { place += 1 }
      let line = lines[place]
      guard line.count > columns else { continue }
      if let label = line.prefixMatch(of: #/(USAGE|Usage)\s?: /#)?.0 {
        let words = line.dropFirst(label.count).matches(of: #/\[[^\]]*\]|\S+/#).map { String($0.0) }
        lines[place] = label + filled(words, behind: label.count, to: columns)
      } else if let text = besideOption(line) {
        guard let space = text.prefix(max(1, columns - helpColumn + 1)).lastIndex(of: " ") else { continue }
        let (head, rest) = (line[..<space], line[line.index(after: space)...])
        lines[place] = String(head)
        let indent = String(repeating: " ", count: helpColumn)
        if place + 1 < lines.count, lines[place + 1].hasPrefix(indent) {
          lines[place + 1] = indent + rest + " " + lines[place + 1].dropFirst(helpColumn)
        } else {
          lines.insert(indent + rest, at: place + 1)
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Where the parser writes what an option is for.
  private static let helpColumn = 26

  /// What is said beside an option or a subcommand; nil for another line.
  private static func besideOption(_ line: String) -> Substring? {
    let text = line.dropFirst(helpColumn)
    guard line.hasPrefix("  "), line.prefix(helpColumn).last == " ", text.first != " " else { return nil }
    return text
  }

  /// The words of a usage, the further lines below its first option.
  private static func filled(_ words: [String], behind indent: Int, to columns: Int) -> String {
    var lines = [words.first ?? ""]
    for word in words.dropFirst() {
      if indent + lines[lines.count - 1].count + 1 + word.count > columns {
        lines.append(word)
      } else {
        lines[lines.count - 1] += " " + word
      }
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// `'a', 'b' and 'c'`, without the quotes.
  private static func listed(_ list: Substring) -> String {
    var list = String(list)
    for (english, french) in [(" and ", " et "), (" or ", " ou "), ("flag ", ""), (" in ", " dans "), ("'", "")] {
      list = list.replacing(english, with: french)
    }
    return list
  }
}
