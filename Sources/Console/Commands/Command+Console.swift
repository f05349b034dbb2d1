import Casework
import Desk
import Formats
import Terminal

// The console itself.
extension Command {
  static let set = Command(
    "set", "paramétrer", area: .console, effect: .reads,
    summary: Text(
      fr: "changer la langue ou le format de cette session, ou ses avis", en: "change this session's language or format, or its notices"),
    details: Text(
      fr:
        "Sans rien : ce qui est en vigueur. Formats : table, expanded, csv, json, jsonl, html. Les avis (oui, non, ou toutes les DURÉE) disent au-dessus de la ligne ce qui arrive pendant qu'on travaille.",
      en:
        "Without anything: what is in force. Formats: table, expanded, csv, json, jsonl, html. Notices (on, off, or every SPAN) tell above the line what happens while one works."
    ),
    examples: ["set lang en", "set notices off", "paramétrer format csv", "paramétrer avis non"],
    takes: .optional(
      .word(
        Text(fr: "langue|format|avis", en: "lang|format|notices"),
        .choice(settings, Text(fr: "langue|format|avis", en: "lang|format|notices")))
    ),
    .optional(
      .word(
        Text(fr: "VALEUR", en: "VALUE"),
        .plain(offering: Language.allCases.map(\.rawValue) + Format.allCases.map(\.rawValue))))
  ) { (session, name: Term?, value: String?) throws(Failure) in
    if let value, let name {
      switch name.code {
      case "lang":
        guard let language = Language(rawValue: value.lowercased()) else {
          throw .refused(.unknownChoice(value, Text(fr: "langue", en: "lang")), hint: .oneOf(Language.allCases.map(\.rawValue)))
        }
        session.language = language
      case "notices":
        guard let every = NewsWatch.pace(value) else {
          let words = session.language == .fr ? ["oui", "non", "30s"] : ["on", "off", "30s"]
          throw .refused(.unknownChoice(value, Text(fr: "avis", en: "notices")), hint: .oneOf(words))
        }
        session.news.every = every.seconds
      default:
        guard let format = Format(rawValue: value.lowercased()) else {
          throw .refused(.unknownChoice(value, Text(same: "format")), hint: .oneOf(Format.allCases.map(\.rawValue)))
        }
        session.format = format
      }
    }
    let (language, format) = (session.language.rawValue, session.format.rawValue)
    let said = Text(fr: "langue \(language) · format \(format)", en: "lang \(language) · format \(format)")
    session.say(session.setup.isInteractive ? said + .notices(session.news.every) : said)
  }

  private static let settings = Lexicon([
    Term("lang", "langue", label: Text(fr: "langue", en: "language")), Term("format", "format", label: Text(fr: "format", en: "format")),
    Term("notices", "avis", label: Text(fr: "avis", en: "notices")),
  ])

  static let help = Command(
    "help", "aide", area: .console, effect: .reads,
    summary: Text(
      fr: "les commandes, une commande, une file, un motif en détail", en: "the commands, or one command, queue or reason in detail"),
    details: Text(
      fr:
        "« aide départ » : un premier dossier ; « aide clavier » : les touches ; « aide comptes » : une file (« aide file pnd ») ; « aide signaler ÉLÉMENT [MOTIF] », « aide constater ÉLÉMENT [CAUSE] » : ce que le conducteur lira. Un nombre derrière : la suite d'une page plus haute que l'écran.",
      en:
        "\"help start\": a first case; \"help keys\": the keys; \"help accounts\": a queue (\"help queue undelivered\"); \"help flag ITEM [REASON]\", \"help finding ELEMENT [CAUSE]\": what the driver will read. A number behind it: the rest of a page that is higher than the screen."
    ),
    examples: [
      "help flag", "help accounts", "help flag phone", "help start", "aide signaler", "aide comptes", "aide signaler téléphone",
      "aide départ",
    ],
    takes: .helpAsked
  ) { (session, asked) throws(Failure) in
    try session.help(asked)
  }

  static let here = Command(
    "?", "?", area: .console, effect: .reads,
    summary: Text(fr: "ce qui est possible ici et maintenant", en: "what is possible here and now"),
    details: Text(
      fr:
        "Sur le dossier en main, sinon sur ce qui a été montré en dernier, sinon dans les files : le plus probable d'abord, chaque ligne telle qu'elle se tape.",
      en: "On the case in hand, else on what was shown last, else in the queues: the likeliest first, each line as it is typed.")
  ) { (session) throws(Failure) in
    let possible = try session.possibilities()
    session.show(possible.long(in: session.language), orElse: possible.table(in: session.language))
  }

  static let quit = Command(
    "quit", "quitter", area: .console, effect: .reads,
    summary: Text(
      fr: "partir ; un dossier en main reste à vous jusqu'à la fin de sa prise en charge",
      en: "leave; a case in hand stays yours until its claim ends"),
    details: Text(fr: "« exit », « :q » et Ctrl-D en font autant.", en: "\"exit\", \":q\" and Ctrl-D do the same.")
  ) { (session) throws(Failure) in
    session.quits = true
  }
}
