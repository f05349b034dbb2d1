import Desk
import Formats
import Terminal

// Playbooks, and what they expect.
extension Command {
  static let run = Command(
    "run", "exécuter", area: .console, effect: .writes,
    summary: Text(fr: "exécuter un scénario : des commandes dans un fichier", en: "run a playbook: commands in a file"),
    details: Text(
      fr:
        "Lu en entier et contrôlé avant sa première ligne ; la première ligne qui échoue l'arrête. docs/playbooks.md décrit le langage. Hors de la console : pupitre -f FICHIER --set NOM=VALEUR.",
      en:
        "Read whole and checked before its first line; the first line that fails stops it. docs/playbooks.md describes the language. Outside the console: pupitre -f FILE --set NAME=VALUE."
    ),
    examples: ["run playbooks/opening.pupitre", "exécuter playbooks/courrier.pupitre pnd=scan.csv"],
    takes: .playbook
  ) { (session, playbook) throws(Failure) in
    try session.runPlaybook(playbook.path, playbook.settings)
  }

  static let expect = Command(
    "expect", "vérifier", area: .console, effect: .reads,
    summary: Text(
      fr: "exiger quelque chose du résultat d'une commande ; sinon, échouer", en: "require something of a command's result; else fail"),
    details: Text(
      fr:
        "Chaque ligne du résultat doit satisfaire la condition, et il en faut une ; rows compte les lignes ; où COLONNE OP VALEUR [et …] choisit les lignes. OP : = != < <= > >=. Les colonnes sont celles de --format csv ; '' est l'absence de valeur. Une date se compare comme date : 2026-11-23, \"23/11/2026 23:00\", maintenant, aujourd'hui, +2h, -1j. Non satisfaite, la sortie est 7.",
      en:
        "Each row of the result must satisfy the condition, and there must be one; rows counts them; where COLUMN OP VALUE [and …] picks rows. OP: = != < <= > >=. Columns are those of --format csv; '' is the lack of a value. Moments are compared as moments: 2026-11-23, \"23/11/2026 23:00\", now, today, +2h, -1d. Where it is not met the end is 7."
    ),
    examples: [
      "expect queues overdue = 0", "expect list accounts --overdue rows = 0", "expect queues where queue = accounts next_due > +2h",
      "vérifier files overdue = 0", "vérifier lister comptes --en-retard rows = 0", "vérifier lister où round = 1 due_at > maintenant",
    ],
    takes: .expectation
  ) { (session, expectation) throws(Failure) in
    guard let table = try session.table(of: expectation.invocation) else {
      throw .usage(.givesNoRows(expectation.invocation.command.name(in: session.language)))
    }
    try expectation.check(table, session.queues, now: session.now)
    session.say(.asExpected(expectation))
  }
}

/// A playbook that a line names, and the values for its parameters.
struct PlaybookCall: Sendable {
  var path: String
  var settings: [Assignment]
}

extension Argument where Value == PlaybookCall {
  /// The path of a playbook, and values for its parameters.
  static let playbook = Argument(places: path.places + settings.places) { (reading) throws(Failure) in
    let call = PlaybookCall(path: try path.read(&reading), settings: try settings.read(&reading))
    reading.subject.playbook = (call.path, call.settings)
    return call
  }

  private static let path = Argument<String>.word(Text(fr: "FICHIER", en: "FILE"), .plain, isPersonal: true)
  private static let settings = Argument<[Assignment]>.assignments(isPersonal: true)
}

extension Argument where Value == Expectation {
  /// A command that reads, and what is expected of its rows.
  static let expectation: Argument = {
    let placeholder = Text(
      fr: "COMMANDE … [où COLONNE OP VALEUR [et …]] COLONNE OP VALEUR", en: "COMMAND … [where COLUMN OP VALUE [and …]] COLUMN OP VALUE")
    return Argument(places: [.parameter(Parameter(placeholder, .plain, extent: .line, isPersonal: true))]) { (reading) throws(Failure) in
      guard case .line(let line)? = reading.take() else {
        throw .usage(.brokenExpectation, hint: .usage(reading.command.usage(in: reading.parser.language)))
      }
      return try reading.parser.expectation(line, of: reading.command)
    }
  }()
}
