import Casework
import Terminal

// What is said of help itself, and of words that mean something else here.
extension Text {
  /// Lines of a page that the screen does not hold, and the line that shows them.
  static func moreHelp(_ count: Int, _ line: String) -> Text {
    Text(
      fr: "+ \(count) \(Plural.fr(count, "ligne", "lignes")) : \(line, .cyan)",
      en: "+ \(count) \(Plural.en(count, "line", "lines")): \(line, .cyan)")
  }

  static func noSuchPart(_ line: String, _ count: Int) -> Text {
    Text(
      fr: "« \(line) » n'a que \(count) \(Plural.fr(count, "page", "pages"))",
      en: "\"\(line)\" has only \(count) \(Plural.en(count, "page", "pages"))")
  }

  static func seePart(_ line: String) -> Text { Text(fr: "« \(line) » en montre le début.", en: "\"\(line)\" shows its beginning.") }

  /// What a word that people bring along is called here.
  static func calledHere(_ line: Text, _ why: Text = .empty) -> Text {
    Text(fr: "Ici : « \(line.fr, .cyan) ».", en: "Here: \"\(line.en, .cyan)\".")
      + (why == .empty ? .empty : Text(same: " ") + why)
  }

  static func bareCase(_ number: CaseNumber) -> Text {
    Text(fr: "« \(number) » est un dossier, pas une commande", en: "\"\(number)\" is a case, not a command")
  }

  static func bareCaseHint(_ number: CaseNumber) -> Text {
    Text(
      fr: "« ouvrir \(number) » le prend en charge, « afficher \(number) » le montre seulement.",
      en: "\"open \(number)\" claims it, \"show \(number)\" only shows it.")
  }

  static func notACommandButNumber(_ typed: String) -> Text {
    Text(fr: "« \(typed) » n'est pas une commande, et un chiffre y est faux", en: "\"\(typed)\" is no command, and a digit of it is wrong")
  }
}
