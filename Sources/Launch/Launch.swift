public import ArgumentParser
public import Console
import Glibc
import Terminal

/// How a program of this package begins and ends: its arguments, what is said before they are read or because they cannot be, its exit
/// code.
public enum Launch {
  /// Runs a program to its end.
  public static func run(_ root: any ParsableCommand.Type) -> Never {
    // A descriptor that was closed by whoever started us would be the first one that we open ourselves: a settings file as
    // standard output. These answer as closed ones do.
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(CInt, CInt)] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
    do {
      var command = try root.parseAsRoot()
      try command.run()
      exit(0)
    } catch {
      // swift-argument-parser ends with 64 on wrong usage: here that is 1. Its messages quote arguments: untrusted.
      let code = root.exitCode(for: error)
      let message = translated(root.fullMessage(for: error))
      if !message.isEmpty {
        Output(descriptor: code.isSuccess ? 1 : 2).writeLine(SafeText(message, newlines: .kept))
      }
      exit(code == .validationFailure ? 1 : code.rawValue)
    }
  }

  /// The language that they ask for, as far as they can be understood; else that of settings file and environment.
  public static let language: Language = {
    let words = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
    let option = words.lastIndex(of: "--lang").flatMap { $0 + 1 < words.endIndex ? words[$0 + 1] : nil }
    let glued = words.last { $0.hasPrefix("--lang=") }.map { String($0.dropFirst("--lang=".count)) }
    let set = (try? SettingsFile.read())?["lang"].flatMap(Language.init(named:))
    return Language.chosen(
      option: (glued ?? option).flatMap(Language.init(rawValue:)), setting: set, environment: Environment.value)
  }()

  /// A sentence in that language.
  public static func said(_ fr: String, _ en: String) -> String { language == .fr ? fr : en }

  /// The argument parser's own words; what it quotes stays as it is.
  private static func translated(_ message: String) -> String {
    guard language == .fr else { return message }
    var text = message
    for (english, french) in words { text = text.replacing(english, with: french) }
    text = text.replacing(#/Unknown option '([^']*)'\.?/#) { "Option inconnue : « \($0.1) »." }
    text = text.replacing(#/ Did you mean '([^']*)'\?/#) { " Vouliez-vous « \($0.1) » ?" }
    text = text.replacing(#/Missing value for '([^']*)'/#) { "Il manque la valeur de « \($0.1) »." }
    text = text.replacing(#/Missing expected argument '([^']*)'/#) { "Il manque « \($0.1) »." }
    text = text.replacing(#/The value '([^']*)' is invalid for '([^']*)'\.?/#) { "« \($0.1) » n'est pas une valeur de « \($0.2) »." }
    text = text.replacing(#/ Please provide one of (.*)\./#) {
      " Au choix : \($0.1.replacing(" and ", with: " et ").replacing("'", with: ""))."
    }
    text = text.replacing(#/(\d+ u|U)nexpected arguments?:? '([^']*)'/#) { "Argument de trop : « \($0.2) »" }
    text = text.replacing(#/\(default:(\s+[^)]*)\)/#) { "(par défaut :\($0.1))" }
    text = text.replacing(#/\(values:(\s+[^)]*)\)/#) { "(au choix :\($0.1))" }
    text = text.replacing(#/See '([^']*) <sous-commande>' for detailed help\./#) { "« \($0.1) SOUS-COMMANDE » la détaille." }
    text = text.replacing(#/See '([^']*)' for more information\./#) { "« \($0.1) » en dit plus." }
    return text.replacing(#/ +\n/#, with: "\n")
  }

  private static let words = [
    ("OVERVIEW: ", ""), ("USAGE:", "USAGE :"), ("ARGUMENTS:", "ARGUMENTS :"), ("OPTIONS:", "OPTIONS :"),
    ("SUBCOMMANDS:", "SOUS-COMMANDES :"),
    ("Please provide one of the following:", "Au choix :"), ("Error:", "Erreur :"), ("Usage:", "Usage :"), ("Help:", "Aide :"),
    ("Show the version.", "Dire la version."),
    ("Show help information.", "Afficher cette aide."), ("<subcommand>", "<sous-commande>"),
    ("Show subcommand help information.", "Afficher l'aide d'une sous-commande."),
  ]
}
