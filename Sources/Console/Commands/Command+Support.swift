import Formats
import Desk
import Terminal

// Drivers who call.
extension Command {
  static let search = Command(
    "search", "chercher", area: .support, effect: .reads,
    summary: Text(fr: "trouver un conducteur par un nom ou un numéro", en: "find a driver by a name or a number"),
    details: Text(
      fr: "Début du nom, courriel, téléphone, permis, numéro de conducteur, dossier, demande, carte, envoi ou facture.",
      en: "Start of the name, e-mail, phone, licence, number of a driver, case, application, card, dispatch or invoice."),
    examples: ["search durand", "chercher 06 12 34 56 78"],
    parameters: [Parameter("text", Text(fr: "TEXTE", en: "TEXT"), .text, isPersonal: true)]
  ) { (session, invocation) throws(Failure) in
    let text = invocation.text("text")
    let hits = try session.atDesk { desk throws(DeskError) in try desk.search(text) }
    if hits.isEmpty { session.say(.nobodyFound) }
    if hits.isEmpty && !session.format.isForPrograms { return }
    var table = Tables.hits(hits, language: session.language)
    table.footer = Text.found(hits.count)[session.language]
    session.show(table)
  }

  static let driver = Command(
    "driver", "conducteur", area: .support, effect: .reads,
    summary: Text(fr: "tout ce qu'on sait d'un conducteur, sur un écran", en: "all that is known of a driver, on one screen"),
    details: Text(
      fr: "Sans numéro : celui du dossier en main. Chaque ouverture est journalisée.",
      en: "Without a number: that of the case in hand. Each opening is logged."),
    examples: ["driver 1001", "conducteur 1001"], parameters: [Parameter("driver", Text(fr: "N°", en: "NO."), .count, isOptional: true)]
  ) { (session, invocation) throws(Failure) in
    try session.showDriver(try session.driver(invocation))
  }

  static let resend = Command(
    "resend", "renvoyer", area: .support, effect: .writes,
    summary: Text(
      fr: "renvoyer le message de mot de passe, ou le duplicata d'une facture",
      en: "queue the password message, or an invoice's duplicate, again"),
    details: Text(
      fr: "Mot de passe : numéro du conducteur, ou celui du dossier en main. Facture : son numéro.",
      en: "Password: the driver's number, or that of the case in hand. Invoice: its number."),
    examples: ["resend password 1001", "resend invoice F2026-0000012", "renvoyer mot-de-passe 1001", "renvoyer facture F2026-0000012"],
    parameters: [
      Parameter("what", Text(fr: "mot-de-passe|facture", en: "password|invoice"), .choice(resendable)),
      Parameter("which", Text(fr: "N°", en: "NO."), .word, isOptional: true),
    ]
  ) { (session, invocation) throws(Failure) in
    guard let what = invocation.term("what") else { return }
    let which = invocation.text("which")
    let channel: String
    if what.code == "invoice" {
      guard !which.isEmpty else { throw .usage(.missingArgument(Text(fr: "le numéro de la facture", en: "the invoice's number"))) }
      channel = try session.atDesk { desk throws(DeskError) in try desk.resendInvoice(which) }
    } else {
      let driver: Int64
      if which.isEmpty {
        driver = try session.inHand().driver
      } else {
        guard let number = Int64(which) else { throw .usage(.notACount(which)) }
        driver = number
      }
      channel = try session.atDesk { desk throws(DeskError) in try desk.resendPassword(driver) }
    }
    session.say(.resent(what.label, channel))
  }

  private static let resendable = Lexicon([
    Term("password", "mot-de-passe", label: Text(fr: "Message de mot de passe", en: "Password message")),
    Term("invoice", "facture", label: Text(fr: "Duplicata de facture", en: "Invoice duplicate")),
  ])
}

extension Session {
  fileprivate func driver(_ invocation: Invocation) throws(Failure) -> Int64 {
    if let number = invocation.number("driver") { return number }
    return try inHand().driver
  }
}
