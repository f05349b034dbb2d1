import Formats
import Terminal

// The console itself.
extension Command {
  static let set = Command(
    "set", "paramétrer", area: .console, effect: .reads,
    summary: Text(fr: "changer la langue ou le format de cette session", en: "change this session's language or format"),
    details: Text(
      fr: "Sans rien : ce qui est en vigueur. Formats : table, expanded, csv, json, jsonl, html.",
      en: "Without anything: what is in force. Formats: table, expanded, csv, json, jsonl, html."),
    examples: ["set lang en", "paramétrer format csv"],
    parameters: [
      Parameter("name", Text(fr: "lang|format", en: "lang|format"), .choice(settings), isOptional: true),
      Parameter("value", Text(fr: "VALEUR", en: "VALUE"), .word, isOptional: true),
    ]
  ) { (session, invocation) throws(Failure) in
    let value = invocation.text("value")
    switch invocation.term("name")?.code {
    case "lang"? where !value.isEmpty:
      guard let language = Language(rawValue: value.lowercased()) else {
        throw .refused(.unknownChoice(value, Text(same: "lang")), hint: .oneOf(Language.allCases.map(\.rawValue)))
      }
      session.language = language
    case "format"? where !value.isEmpty:
      guard let format = Format(rawValue: value.lowercased()) else {
        throw .refused(.unknownChoice(value, Text(same: "format")), hint: .oneOf(Format.allCases.map(\.rawValue)))
      }
      session.format = format
    default: break
    }
    session.say(Text(same: "lang \(session.language.rawValue) · format \(session.format.rawValue)"))
  }

  private static let settings = Lexicon([
    Term("lang", "langue", label: Text(fr: "langue", en: "language")), Term("format", "format", label: Text(fr: "format", en: "format")),
  ])

  static let help = Command(
    "help", "aide", area: .console, effect: .reads,
    summary: Text(fr: "les commandes, ou une commande en détail", en: "the commands, or one command in detail"),
    examples: ["help flag", "aide signaler"],
    parameters: [Parameter("command", Text(fr: "COMMANDE", en: "COMMAND"), .command, isOptional: true)]
  ) { (session, invocation) throws(Failure) in
    let help = Help(table: session.table, language: session.language)
    let name = invocation.text("command")
    guard let command = session.table.command(name) else {
      return session.page(help.overview, orElse: help.table(of: session.table.commands))
    }
    // Items and reasons are the database's: help does without where there is none.
    let words = command.takesItems && session.identity != nil ? try session.words() : nil
    let queue = session.hand?.queue ?? session.queue
    session.page(help.page(of: command, vocabulary: words, queue: queue), orElse: help.table(of: [command]))
  }

  static let quit = Command(
    "quit", "quitter", area: .console, effect: .reads,
    summary: Text(
      fr: "partir ; un dossier en main reste à vous jusqu'à la fin de sa prise en charge",
      en: "leave; a case in hand stays yours until its claim ends")
  ) { (session, _) throws(Failure) in
    session.quits = true
  }

  /// Whether its help lists words of the database.
  var takesItems: Bool {
    parameters.contains { parameter in
      switch parameter.kind {
      case .item, .element, .postalReason: true
      default: false
      }
    }
  }
}
