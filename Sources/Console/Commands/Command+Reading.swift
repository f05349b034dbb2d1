import Formats
import Casework
import Desk
import Terminal

// Reading a case.
extension Command {
  static let show = Command(
    "show", "afficher", area: .reading, effect: .reads,
    summary: Text(
      fr: "le dossier sur un écran : données, pièces, contrôles, ce qui a changé, historique",
      en: "the case on one screen: data, documents, checks, what changed, history"),
    details: Text(
      fr:
        "Sans numéro : le dossier en main. demande:N, carte:N, coupon:N et envoi:N montrent le conducteur à qui ils sont. Chaque ouverture est journalisée.",
      en:
        "Without a number: the case in hand. application:N, card:N, claim:COUPON and dispatch:N show the driver whose they are. Each opening is logged."
    ),
    examples: ["show 1001-9", "show driver:1001", "afficher 1001-9", "afficher conducteur:1001"],
    takes: .optional(
      .word(
        Text(fr: "DOSSIER|conducteur:N|carte:N|coupon:N|envoi:N…", en: "CASE|driver:N|card:N|claim:N|dispatch:N…"),
        .reference(ReferenceKind.allCases))),
    .flag("all", "tout", Text(fr: "tout, même ce que l'écran ne contient pas", en: "all of it, even what the screen does not hold"))
  ) { (session, reference: Reference?, isWhole) throws(Failure) in
    switch reference {
    case .of(let kind, let name)?: try session.showDriver(try session.driver(of: kind, name), isWhole: isWhole)
    case .number(let number)?: try session.showAgain(number, isWhole: isWhole)
    case nil: try session.showAgain(try session.inHand().number, isWhole: isWhole)
    }
  }

  static let why = Command(
    "why", "pourquoi", area: .reading, effect: .reads,
    summary: Text(
      fr: "ce qui met le dossier où il est : échéance, passage, priorité, qui l'a eu",
      en: "what puts the case where it is: deadline, round, priority, who held it"),
    examples: ["why", "why 1001-9", "pourquoi", "pourquoi 1001-9"], takes: .optional(.listedCase)
  ) { (session, named: CaseNumber?) throws(Failure) in
    let number = try session.number(named)
    let standing = try session.atDesk { desk throws(DeskError) in try desk.why(number) }
    if let now = standing.now { session.synchronise(now: now) }
    session.shown = number
    let words = try session.words()
    session.show(
      WhySheet(standing: standing, vocabulary: words, language: session.language).sheet,
      orElse: Tables.standing(standing))
  }

  static let checks = Command(
    "checks", "contrôles", area: .reading, effect: .reads,
    summary: Text(
      fr: "ce que les contrôles relèvent, avec le motif qu'ils proposent", en: "what the checks raise, with the reason they suggest"),
    details: Text(fr: "Un avis seulement : l'agent décide.", en: "Advice only: the agent decides."),
    examples: ["checks", "checks 1001-9", "contrôles", "contrôles 1001-9"], takes: .optional(.listedCase)
  ) { (session, named: CaseNumber?) throws(Failure) in
    let file = try session.glance(try session.number(named))
    let sheet = CaseSheet(file, vocabulary: try session.words(), language: session.language, now: session.now)
    if sheet.findings.isEmpty { session.say(.nothingRaised) }
    if !sheet.findings.isEmpty || session.format.isForPrograms { session.show(Tables.findings(sheet)) }
  }
}
