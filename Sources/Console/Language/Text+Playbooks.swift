import Terminal

// What is said of playbooks.
extension Text {
  static let playbookName = Text(fr: "le nom du scénario", en: "the playbook's name")
  static let parameterName = Text(fr: "le nom du paramètre", en: "the parameter's name")
  static let parameterType = Text(fr: "le type du paramètre", en: "the parameter's type")

  static func boundCommand(column: Int) -> Text {
    Text(
      fr: "colonne \(column) : la commande s'écrit en toutes lettres, jamais par un paramètre",
      en: "column \(column): the command is written out, never taken from a parameter")
  }

  static func undefinedName(_ name: String, column: Int) -> Text {
    Text(fr: "$\(name) (colonne \(column)) n'est pas défini", en: "$\(name) (column \(column)) is not defined")
  }

  static let undefinedNameHint = Text(
    fr: "Déclarez-le : param NOM TYPE [DÉFAUT]. Un dollar tel quel s'écrit entre apostrophes : '$'.",
    en: "Declare it: param NAME TYPE [DEFAULT]. A dollar as it is goes between apostrophes: '$'.")

  static let playbookNotFirst = Text(
    fr: "« playbook » ouvre le scénario : rien ne vient avant", en: "\"playbook\" opens the playbook: nothing comes before it")
  static let endWithoutPlaybook = Text(
    fr: "« end » ferme un scénario ouvert par « playbook NOM »", en: "\"end\" closes a playbook that \"playbook NAME\" opened")
  static let afterEnd = Text(fr: "le scénario est déjà fermé par « end »", en: "the playbook was closed by \"end\" already")
  static let afterEndHint = Text(fr: "Cette ligne n'est pas exécutée.", en: "This line is not run.")

  static func cutPlaybook(_ name: String) -> Text {
    Text(fr: "le scénario « \(name) » n'est pas fermé par « end »", en: "the playbook \"\(name)\" is not closed by \"end\"")
  }
  static let cutPlaybookHint = Text(fr: "L'envoi a peut-être été coupé.", en: "What was sent may have been cut.")

  static let parameterTooLate = Text(
    fr: "les « param » viennent avant la première commande", en: "\"param\" lines come before the first command")

  static func nameInParameter(_ name: String) -> Text {
    Text(fr: "$\(name) : un paramètre n'est pas fait d'un autre", en: "$\(name): a parameter is not made of another")
  }

  static func notAName(_ typed: String) -> Text {
    Text(
      fr: "« \(typed) » n'est pas un nom : des lettres, des chiffres et _, une lettre d'abord",
      en: "\"\(typed)\" is no name: letters, digits and _, a letter first")
  }

  static func nameTwice(_ name: String) -> Text { Text(fr: "« \(name) » est déclaré deux fois", en: "\"\(name)\" is declared twice") }

  static func unknownType(_ typed: String) -> Text { Text(fr: "type inconnu : « \(typed) »", en: "unknown type: \"\(typed)\"") }

  static func notOfType(_ typed: String, name: String, _ type: ValueType) -> Text {
    Text(
      fr: "\(name) : « \(typed) » ne convient pas, il faut \(type.label.fr)",
      en: "\(name): \"\(typed)\" does not fit, it takes \(type.label.en)")
  }

  static let brokenLoop = Text(
    fr: "« for » veut des noms, « in », un fichier, « do » et une commande", en: "\"for\" wants names, \"in\", a file, \"do\" and a command"
  )
  static let loopWithoutFile = Text(
    fr: "« for » parcourt un paramètre de type file : $NOM", en: "\"for\" goes through a parameter of type file: $NAME")

  static func notInLoop(_ word: String) -> Text {
    Text(fr: "« \(word) » ne peut pas suivre « do »", en: "\"\(word)\" cannot follow \"do\"")
  }

  static func notAFile(_ name: String) -> Text {
    Text(fr: "$\(name) n'est pas un paramètre de type file", en: "$\(name) is no parameter of type file")
  }

  static let openQuoteInData = Text(fr: "un guillemet n'est pas fermé", en: "a quote is not closed")

  static func columnCount(_ count: Int, expected names: [String]) -> Text {
    let list = names.joined(separator: ", ")
    return Text(
      fr: "\(count) \(Plural.fr(count, "colonne", "colonnes")) au lieu de \(names.count) (\(list))",
      en: "\(count) \(Plural.en(count, "column", "columns")) instead of \(names.count) (\(list))")
  }

  static func controlInData(_ scalar: Unicode.Scalar) -> Text {
    Text(fr: "caractère de contrôle \(String(scalar))", en: "control character \(String(scalar))")
  }

  static func dataStopped(_ path: String, done: Int, left: Int) -> Text {
    Text(
      fr: "\(path) : \(done) \(Plural.fr(done, "ligne faite", "lignes faites")), \(left) non \(Plural.fr(left, "exécutée", "exécutées")).",
      en: "\(path): \(done) \(Plural.en(done, "line", "lines")) done, \(left) not run.")
  }

  static func dataDone(_ path: String, done: Int, failed: Int) -> Text {
    let failures = failed == 0 ? Text.empty : Text(fr: ", \(failed) en échec", en: ", \(failed) failed")
    return Text(
      fr: "\(path) : \(done) \(Plural.fr(done, "ligne faite", "lignes faites"))\(failures.fr).",
      en: "\(path): \(done) \(Plural.en(done, "line", "lines")) done\(failures.en).")
  }

  static func noSuchParameter(_ name: String) -> Text {
    Text(fr: "le scénario n'a pas de paramètre « \(name) »", en: "the playbook has no parameter \"\(name)\"")
  }
  static let takesNoParameter = Text(fr: "Il n'en prend aucun.", en: "It takes none.")

  static func parameterTwice(_ name: String) -> Text { Text(fr: "« \(name) » est donné deux fois", en: "\"\(name)\" is given twice") }

  static func parameterMissing(_ name: String) -> Text {
    Text(fr: "le paramètre « \(name) » n'a pas de valeur", en: "the parameter \"\(name)\" has no value")
  }

  static func parameterMissingHint(_ name: String) -> Text {
    Text(fr: "Donnez-la : --set \(name)=VALEUR.", en: "Give it: --set \(name)=VALUE.")
  }

  static func noSuchAgent(_ login: String) -> Text { Text(fr: "« \(login) » n'est pas un agent", en: "\"\(login)\" is no agent") }

  static func playbookRunsItself(_ path: String) -> Text {
    Text(fr: "\(path) s'exécuterait lui-même", en: "\(path) would run itself")
  }

  static func playbooksTooDeep(_ limit: Int) -> Text {
    Text(fr: "plus de \(limit) scénarios l'un dans l'autre", en: "more than \(limit) playbooks inside one another")
  }
  static let playbooksTooDeepHint = Text(
    fr: "Donnez les lignes à un seul, ou un fichier à « for ».", en: "Give the lines to one of them, or a file to \"for\".")

  static func planTooLong(_ limit: Int) -> Text {
    Text(fr: "plus de \(limit) lignes à exécuter par « run »", en: "more than \(limit) lines to be run by \"run\"")
  }
  static let planTooLongHint = Text(
    fr: "Partagez le fichier et exécutez le scénario pour chaque partie.", en: "Part the file and run the playbook for each part.")

  static let checkedNoFurther = Text(fr: "Le contrôle s'est arrêté là.", en: "The check went no further.")

  static let runsStandardInput = Text(
    fr: "l'entrée standard ne se lit pas depuis un scénario", en: "standard input is not read from within a playbook")

  static func nothingRan(of path: String) -> Text { Text(fr: "rien de \(path) n'a été exécuté", en: "nothing of \(path) was run") }
  static func playbookStopped(_ path: String) -> Text { Text(fr: "\(path) a échoué", en: "\(path) failed") }

  static func notAnAssignment(_ word: String, column: Int) -> Text {
    Text(fr: "« \(word) » (colonne \(column)) : NOM=VALEUR est attendu", en: "\"\(word)\" (column \(column)): NAME=VALUE is expected")
  }

  // Expectations.

  static let brokenExpectation = Text(
    fr: "il faut une commande, une colonne, une comparaison et une valeur", en: "a command, a column, a comparison and a value are needed")

  static func unknownComparison(_ typed: String) -> Text {
    Text(fr: "« \(typed) » n'est pas une comparaison", en: "\"\(typed)\" is no comparison")
  }

  static func notExpectable(_ command: String) -> Text {
    Text(
      fr: "« \(command) » ne peut pas être vérifié : il faut une commande qui lit",
      en: "\"\(command)\" cannot be expected of: a command that reads is needed")
  }

  static func givesNoRows(_ command: String) -> Text {
    Text(fr: "« \(command) » ne donne pas de tableau", en: "\"\(command)\" gives no table")
  }

  static func unknownColumn(_ column: String, _ command: Command) -> Text {
    Text(fr: "« \(command.alias) » n'a pas de colonne « \(column) »", en: "\"\(command.name)\" has no column \"\(column)\"")
  }

  static func noRows(_ expectation: Expectation) -> Text {
    let command = expectation.invocation.command
    return expectation.selection.isEmpty
      ? Text(fr: "« \(command.alias) » ne donne aucune ligne : rien à vérifier", en: "\"\(command.name)\" gives no row: nothing to look at")
      : Text(
        fr: "« \(command.alias) » ne donne aucune ligne où \(expectation.picks.fr) : rien à vérifier",
        en: "\"\(command.name)\" gives no row where \(expectation.picks.en): nothing to look at")
  }
  static let noRowsHint = Text(fr: "« rows = 0 » exige qu'il n'y en ait pas.", en: "\"rows = 0\" requires that there is none.")

  static func unexpectedRow(_ number: Int, _ first: String, _ found: String) -> Text {
    let name = first.isEmpty ? "" : " (\(first))"
    return Text(fr: "ligne \(number)\(name) : \(found)", en: "row \(number)\(name): \(found)")
  }

  static func unexpected(_ expectation: Expectation, _ rows: [Text], others: Int) -> Text {
    let more =
      others == 0
      ? Text.empty
      : Text(fr: ", et \(others) \(Plural.fr(others, "autre", "autres"))", en: ", and \(others) more")
    let list = Text(fr: "\(rows.map(\.fr).joined(separator: ", "))", en: rows.map(\.en).joined(separator: ", "))
    return Text(fr: "attendu : \(expectation.said.fr) ; ", en: "expected: \(expectation.said.en); ") + list + more
  }

  static func unexpectedRows(_ count: Int, _ expectation: Expectation) -> Text {
    Text(
      fr: "attendu : \(expectation.said.fr) ; il y a \(count) \(Plural.fr(count, "ligne", "lignes"))",
      en: "expected: \(expectation.said.en); there \(Plural.en(count, "is", "are")) \(count) \(Plural.en(count, "row", "rows"))")
  }

  static func asExpected(_ expectation: Expectation) -> Text {
    Text(fr: "Vérifié : \(expectation.said.fr).", en: "As expected: \(expectation.said.en).")
  }

  static let brokenSelection = Text(
    fr: "« où » veut COLONNE OP VALEUR, d'autres derrière « et », et la condition avant ou après",
    en: "\"where\" wants COLUMN OP VALUE, others behind \"and\", and the condition before or behind it")

  static let rowsPickNothing = Text(
    fr: "rows compte les lignes : « où » n'en choisit pas par lui", en: "rows counts the rows: \"where\" picks none by it")

  static func notAMoment(_ typed: String, column: String) -> Text {
    Text(fr: "\(column) est une date, « \(typed) » n'en est pas une", en: "\(column) is a moment, \"\(typed)\" is none")
  }
  static let momentHint = Text(
    fr: "Par exemple 2026-11-23, \"23/11/2026 23:00\", 23:00, maintenant, aujourd'hui, +2h, -1j.",
    en: "For instance 2026-11-23, \"23/11/2026 23:00\", 23:00, now, today, +2h, -1d.")

  static func emptyIsNotOrdered(_ column: String) -> Text {
    Text(
      fr: "'' est l'absence de valeur : \(column) ne s'y compare que par = et !=",
      en: "'' is the lack of a value: \(column) is compared with it by = and != only")
  }

  static func notANumber(_ typed: String, column: String) -> Text {
    Text(fr: "\(column) est un nombre, « \(typed) » n'en est pas un", en: "\(column) is a number, \"\(typed)\" is none")
  }

  static func notABoolean(_ typed: String, column: String) -> Text {
    Text(fr: "\(column) vaut oui ou non, pas « \(typed) »", en: "\(column) is yes or no, not \"\(typed)\"")
  }

  static func notOrdered(_ column: String) -> Text {
    Text(fr: "\(column) ne se compare que par = et !=", en: "\(column) is compared by = and != only")
  }
}

extension ValueType {
  /// How usage names it.
  var label: Text {
    switch self {
    case .text: Text(fr: "un texte", en: "a text")
    case .integer: Text(fr: "un nombre entier", en: "a whole number")
    case .number: Text(fr: "un nombre", en: "a number")
    case .date: Text(fr: "une date (2026-11-24, 24/11/2026 ou aujourd'hui)", en: "a date (2026-11-24, 24/11/2026 or today)")
    case .duration: Text(fr: "une durée (30min, 2h, 1j)", en: "a span of time (30min, 2h, 1d)")
    case .boolean: Text(fr: "oui ou non", en: "yes or no")
    case .queue: Text(fr: "une file", en: "a queue")
    case .case: Text(fr: "un numéro de dossier", en: "a case number")
    case .agent: Text(fr: "un agent", en: "an agent")
    case .file: Text(fr: "un fichier", en: "a file")
    case .language: Text(fr: "fr ou en", en: "fr or en")
    }
  }
}

extension Expectation {
  /// As it was written, in canonical names of columns: `overdue = 0`, and what picks the rows behind it.
  var said: Text {
    selection.isEmpty
      ? Text(same: "\(condition.said)") : Text(fr: "\(condition.said) où \(picks.fr)", en: "\(condition.said) where \(picks.en)")
  }

  /// What picks the rows.
  var picks: Text {
    let conditions = selection.map(\.said)
    return Text(fr: "\(conditions.joined(separator: " et "))", en: "\(conditions.joined(separator: " and "))")
  }
}
