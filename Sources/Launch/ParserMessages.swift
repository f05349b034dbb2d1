/// The argument parser's own words in French. What it quotes of the line stays as it was typed.
enum ParserMessages {
  /// A message of the parser, or a page of help.
  static func inFrench(_ message: String) -> String {
    var text = message.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
    // These may go over the end of a line.
    text = text.replacing(#/\(default:(\s+[^)]*)\)/#) { "(par défaut :\($0.1))" }
    return text.replacing(#/\(values:(\s+[^)]*)\)/#) { "(au choix :\($0.1))" }
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

  /// `'a', 'b' and 'c'`, without the quotes.
  private static func listed(_ list: Substring) -> String {
    var list = String(list)
    for (english, french) in [(" and ", " et "), (" or ", " ou "), ("flag ", ""), (" in ", " dans "), ("'", "")] {
      list = list.replacing(english, with: french)
    }
    return list
  }
}
