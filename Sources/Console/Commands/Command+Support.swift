import Formats
import Desk
import Terminal

// Drivers who call.
extension Command {
  static let search = Command(
    "search", "chercher", area: .support, effect: .reads,
    summary: Text(fr: "trouver un conducteur par un nom ou un numéro", en: "find a driver by a name or a number"),
    details: Text(
      fr: "Début du nom, courriel, téléphone, permis, numéro de conducteur, dossier, demande, carte, coupon, envoi ou facture.",
      en: "Start of the name, e-mail, phone, licence, number of a driver, case, application, card, coupon, dispatch or invoice."),
    examples: ["search durand", "search Q0010019", "chercher 06 12 34 56 78"],
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
      fr:
        "Par son numéro, ou par celui d'une demande, d'une carte, d'un coupon ou d'un envoi. Sans numéro : celui du dossier en main. Chaque ouverture est journalisée.",
      en:
        "By the number, or that of an application, a card, a claim's coupon or a dispatch. Without one: that of the case in hand. Each opening is logged."
    ),
    examples: ["driver 1001", "driver claim:Q0010019", "conducteur 1001", "conducteur carte:AB123456"],
    parameters: [.driver(optional: true)],
    options: [
      CommandOption(
        "all", "tout", Text(fr: "tout, même ce que l'écran ne contient pas", en: "all of it, even what the screen does not hold"))
    ]
  ) { (session, invocation) throws(Failure) in
    try session.showDriver(try session.driver(invocation), isWhole: invocation.has("all"))
  }

  static let attach = Command(
    "attach", "rattacher", area: .support, effect: .writes,
    summary: Text(
      fr: "rattacher à un conducteur une formation qui ne lui est pas parvenue", en: "attach a training that did not find its driver to him"
    ),
    details: Text(
      fr:
        "« conducteur N » montre celles qui pourraient être les siennes. Si ni le permis ni l'identité ne correspondent, il faut un commentaire. --fin : l'ôter (superviseur, droit non utilisé).",
      en:
        "\"driver NO.\" shows those that could be his. Where neither licence nor identity match, a comment is needed. --off: take it off (supervisor, unused right)."
    ),
    examples: [
      "attach 1042 1001", "attach 1042 driver:1001 'the centre misspelt his name'", "attach 1042 --off", "rattacher 1042 1001",
      "rattacher 1042 --fin",
    ],
    parameters: [Parameter("training", Text(fr: "FORMATION", en: "TRAINING"), .number), .driver(optional: true), .comment],
    options: [CommandOption("off", "fin", Text(fr: "l'ôter à son conducteur", en: "take it off its driver"))]
  ) { (session, invocation) throws(Failure) in
    guard let training = invocation.number("training") else { return }
    if invocation.has("off") {
      try session.atDesk { desk throws(DeskError) in try desk.detach(training) }
      session.say(.detached(training))
      return
    }
    guard invocation.values["driver"] != nil else {
      throw .usage(.missingArgument(Text(fr: "CONDUCTEUR", en: "DRIVER")), hint: .usage(invocation.command.usage(in: session.language)))
    }
    let driver = try session.driver(invocation)
    let comment = invocation.text("comment")
    let attachment = try session.atDesk { desk throws(DeskError) in try desk.attach(training, to: driver, comment: comment) }
    if session.format.isForPrograms { session.show(Tables.attachment(attachment)) } else { session.say(.attached(attachment)) }
  }

  static let contact = Command(
    "contact", "coordonnées", area: .support, effect: .writes,
    summary: Text(fr: "corriger le courriel ou le téléphone d'un conducteur", en: "correct a driver's e-mail or phone number"),
    details: Text(
      fr: "La correction est tracée, l'ancienne adresse est prévenue, et les messages qui ne pouvaient pas l'atteindre repartent.",
      en: "The correction is traced, the former address is told, and messages that could not reach him are queued again."),
    examples: [
      "contact 1001 email zoe@example.org", "contact 1001 phone 06 39 98 00 11", "coordonnées 1001 courriel zoe@example.org",
      "coordonnées 1001 téléphone 06 39 98 00 11",
    ],
    parameters: [
      .driver(optional: false), Parameter("field", Text(fr: "courriel|téléphone", en: "email|phone"), .choice(contacts)),
      Parameter("value", Text(fr: "VALEUR", en: "VALUE"), .text, isPersonal: true),
    ]
  ) { (session, invocation) throws(Failure) in
    guard let field = invocation.term("field") else { return }
    let driver = try session.driver(invocation)
    let value = invocation.text("value")
    let change = try session.atDesk { desk throws(DeskError) in try desk.contact(driver, field.code, value) }
    if session.format.isForPrograms {
      session.show(Tables.contact(driver, field.code, change))
    } else {
      session.say(.corrected(field.label, change))
    }
  }

  private static let contacts = Lexicon([
    Term("email", "courriel", label: Text(fr: "courriel", en: "e-mail")),
    Term("phone", "téléphone", label: Text(fr: "téléphone", en: "phone number")),
  ])

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
      channel = try session.atDesk { desk throws(DeskError) in try desk.resendPassword(driver).channel }
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
    if case .reference(let kind, let name)? = invocation.values["driver"] { return try driver(of: kind, name) }
    return try inHand().driver
  }
}
