import Casework
import Terminal

// What is said of an agent's own words, of rows of his list, and of contexts.
extension Text {
  static func rowInScript(_ row: String) -> Text {
    Text(
      fr: "« \(row) » : un rang de la dernière liste ne se comprend qu'au terminal",
      en: "\"\(row)\": a row of the last list is understood at a terminal alone")
  }

  static let rowInScriptHint = Text(
    fr: "Écrivez le numéro du dossier : 1234-5.", en: "Write the number of the case: 1234-5.")

  static func noSuchRow(_ row: String, of count: Int) -> Text {
    count == 0
      ? Text(fr: "« \(row) » : aucune liste n'a été montrée en dernier", en: "\"\(row)\": no list was shown last")
      : Text(
        fr: "la dernière liste n'a pas de rang \(row) : \(count) \(Plural.fr(count, "ligne", "lignes"))",
        en: "the last list has no row \(row): \(count) \(Plural.en(count, "row", "rows"))")
  }

  static func noSuchRowHint(_ isEmpty: Bool) -> Text {
    isEmpty
      ? Text(fr: "« lister » en montre une ; un dossier s'écrit 1234-5.", en: "\"list\" shows one; a case is written 1234-5.")
      : Text(fr: "« lister » la montre de nouveau.", en: "\"list\" shows it again.")
  }

  static func aliasInScript(_ name: String) -> Text {
    Text(
      fr: "« \(name) » est un alias de vos réglages : un scénario veut dire la même chose pour tous",
      en: "\"\(name)\" is an alias of your settings: a script means the same for everybody")
  }

  static func aliasInScriptHint(_ text: String) -> Text {
    Text(fr: "Écrivez la commande : \(text)", en: "Write the command: \(text)")
  }

  static func noSuchCanned(_ name: String) -> Text {
    Text(fr: "pas de commentaire « @\(name) » dans les réglages", en: "there is no comment \"@\(name)\" in the settings")
  }

  static func noSuchCannedHint(_ names: [String]) -> Text {
    let dashes = Text(
      fr: "Derrière « -- », le texte reste comme il est tapé.", en: "Behind \"--\" the text stays as typed.")
    return names.isEmpty ? dashes : oneOf(names) + Text(same: " ") + dashes
  }

  static func cannedInScript(_ name: String) -> Text {
    Text(
      fr: "« @\(name) » vient des réglages de chacun : un scénario écrit son commentaire",
      en: "\"@\(name)\" comes from somebody's settings: a script writes its comment")
  }

  static let cannedInScriptHint = Text(
    fr: "Écrivez-le en entier ; derrière « -- » le texte reste comme il est.", en: "Write it out; behind \"--\" the text stays as it is.")

  static let contextInScript = Text(
    fr: "un contexte vient des réglages de chacun : un scénario écrit ses filtres",
    en: "a context comes from somebody's settings: a script writes its filters")

  static let contextInScriptHint = Text(fr: "Par exemple : lister pièces --en-retard", en: "For instance: list documents --overdue")

  static func noSuchContext(_ name: String) -> Text {
    Text(fr: "pas de contexte « \(name) » dans les réglages", en: "there is no context \"\(name)\" in the settings")
  }

  static func noSuchContextHint(_ names: [String]) -> Text {
    names.isEmpty
      ? Text(
        fr: "Un contexte s'écrit dans le fichier de réglages : context retard = pièces --en-retard",
        en: "A context is written in the settings file: context late = documents --overdue")
      : oneOf(names)
  }

  /// The context that is in force.
  static func inContext(_ context: Shortcuts.Entry) -> Text {
    Text(
      fr: "Contexte \(context.name, .cyan) : \(context.text). « lister » et « suivant » s'y tiennent ; « contexte --fin » le quitte.",
      en: "Context \(context.name, .cyan): \(context.text). \"list\" and \"next\" keep to it; \"context --off\" leaves it.")
  }

  static let outOfContext = Text(fr: "Aucun contexte n'est en vigueur.", en: "No context is in force.")

  /// A context that could be chosen.
  static func knownContext(_ context: Shortcuts.Entry) -> Text {
    Text(fr: "\(context.name, .cyan) = \(context.text)", en: "\(context.name, .cyan) = \(context.text)")
  }

  static func nothingToTakeThere(_ context: String) -> Text {
    Text(
      fr: "le contexte « \(context) » liste des dossiers qui ne sont pas à prendre",
      en: "the context \"\(context)\" lists cases that are not there to be taken")
  }

  static let leaveContextHint = Text(
    fr: "« lister » les montre ; « contexte --fin » les quitte.", en: "\"list\" shows them; \"context --off\" leaves them.")

  /// What is left where filters let nothing through.
  static let nothingMatches = Text(
    fr: "Plus rien à prendre qui passe ces filtres.", en: "Nothing left to take that passes these filters.")

  static func noCase(in context: String) -> Text {
    Text(fr: "Aucun dossier dans le contexte \(context, .cyan).", en: "No case in the context \(context, .cyan).")
  }

  static func notAShortcutName(_ name: String) -> Text {
    Text(
      fr: "« \(name) » n'est pas un nom : une lettre, puis lettres, chiffres, - et _",
      en: "\"\(name)\" is no name: a letter, then letters, digits, - and _")
  }

  static func emptyShortcut(_ name: String) -> Text {
    Text(fr: "« \(name) » ne dit rien : il manque ce qui suit « = »", en: "\"\(name)\" says nothing: what follows \"=\" is missing")
  }

  static func aliasOfCommand(_ name: String, _ command: Command) -> Text {
    Text(
      fr: "« \(name) » est le nom d'une commande (\(command.alias)) : un alias en porte un autre",
      en: "\"\(name)\" is the name of a command (\(command.name)): an alias has another one")
  }

  static func aliasOfNothing(_ name: String, _ first: String) -> Text {
    Text(
      fr: "l'alias « \(name) » doit commencer par une commande écrite en entier ; « \(first) » n'en est pas une",
      en: "the alias \"\(name)\" has to begin with a command written in full; \"\(first)\" is none")
  }
}
