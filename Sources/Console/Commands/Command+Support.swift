import Casework
import Desk
import Formats
import Terminal

// Drivers who call.
extension Command {
  static let search = Command(
    "search", "chercher", area: .support, effect: .reads, columns: Lists.hits.columns(),
    summary: Text(fr: "trouver un conducteur par un nom ou un numéro", en: "find a driver by a name or a number"),
    details: Text(
      fr:
        "Noms, prénoms, nom d'usage, entiers ou par leur début, dans n'importe quel ordre, avec ou sans particule, apostrophe, accent, et malgré une faute de frappe ; date de naissance ; courriel ou son début, téléphone, permis ; numéro de conducteur, dossier, demande, formation, carte, coupon, envoi ou facture ; « coupon:N » cherche ce genre de numéro seul. Une seule réponse, sans faute de frappe : c'est d'elle qu'il s'agit désormais. Sinon : « conducteur 2 » prend la ligne 2.",
      en:
        "Last, first and usage names, whole or by how they begin, in any order, with or without particle, apostrophe, accent, and despite one typing error; birth date; e-mail or how it begins, phone, licence; number of a driver, case, application, training, card, coupon, dispatch or invoice; \"claim:N\" looks for that kind of number alone. A single answer, without a typing error, is whom you are about from then on. Else \"driver 2\" takes row 2."
    ),
    examples: [
      "search durand zoe", "search 25/07/1966", "search Q0010019", "search durand 25 july 1966", "chercher coupon:Q0010019",
      "chercher zoé durant 25 juillet 1966", "chercher 06 12 34 56 78",
    ],
    takes: .text(Text(fr: "TEXTE", en: "TEXT"))
  ) { (session, text: String) throws(Failure) in
    session.show(try session.search(text))
  }

  static let driver = Command(
    "driver", "conducteur", area: .support, effect: .reads,
    summary: Text(fr: "tout ce qu'on sait d'un conducteur, sur un écran", en: "all that is known of a driver, on one screen"),
    details: Text(
      fr:
        "Par son numéro, ou par celui d'un dossier (avec son tiret), d'une demande, d'une carte, d'un coupon ou d'un envoi ; par le numéro d'une ligne de la dernière recherche ; par un nom, c'est une recherche : une seule réponse s'ouvre. Sans rien : celui dont il s'agit, sinon celui du dossier en main. D'abord ce qu'on attend de lui, dans les mots qu'il a reçus. Chaque ouverture est journalisée.",
      en:
        "By the number, or that of a case (with its dash), an application, a card, a claim's coupon or a dispatch; by the number of a row of the last search; by a name it is a search: a single answer opens. Without anything: whom you are about, else that of the case in hand. First what is awaited of him, in the words that he was sent. Each opening is logged."
    ),
    examples: [
      "driver 1001", "driver claim:Q0010019", "driver durand", "conducteur 1001", "conducteur carte:AB123456", "conducteur durand",
    ],
    takes: .driverOrText,
    .flag("all", "tout", Text(fr: "tout, même ce que l'écran ne contient pas", en: "all of it, even what the screen does not hold"))
  ) { (session, who: DriverOrText?, isWhole) throws(Failure) in
    switch who {
    case nil: try session.showDriver(try session.driverToShow(), isWhole: isWhole)
    case .driver(let name)?: try session.showDriver(try session.driver(name), isWhole: isWhole)
    case .text(let text)?:
      let hits = try session.search(text)
      guard let only = hits.first, hits.count == 1, only.isCertain else {
        session.show(hits)
        return
      }
      // No number on the screen is a row of this search.
      if session.isTyped { session.rows = .none }
      try session.showDriver(only.driver, isWhole: isWhole)
    }
  }

  static let attach: Command = Command(
    "attach", "rattacher", area: .support, effect: .writes,
    summary: Text(
      fr: "rattacher à un conducteur une formation qui ne lui est pas parvenue", en: "attach a training that did not find its driver to him"
    ),
    details: Text(
      fr:
        "« conducteur N » montre celles qui pourraient être les siennes. Sans CONDUCTEUR, à un terminal : celui dont il s'agit. Devant un commentaire il s'écrit conducteur:N, ou par un dossier avec son tiret. Si le permis, le nom ou la naissance diffèrent, il faut un commentaire. --fin : l'ôter (superviseur, droit non utilisé).",
      en:
        "\"driver NO.\" shows those that could be his. Without DRIVER, at a terminal: whom you are about. Before a comment it is written driver:N, or as a case with its dash. Where licence, names or birth date differ, a comment is needed. --off: take it off (supervisor, unused right)."
    ),
    examples: [
      "attach 1042 1001", "attach 1042 driver:1001 the centre misspelt his name", "attach 1042 --off", "rattacher 1042 1001",
      "rattacher 1042 --fin",
    ],
    takes: .word(Text(fr: "FORMATION", en: "TRAINING"), .training), .attaching,
    .flag("off", "fin", Text(fr: "l'ôter à son conducteur", en: "take it off its driver"))
  ) { (session, training, attaching, isOff) throws(Failure) in
    let comment = attaching.comment
    if isOff {
      guard attaching.name == nil, comment.isEmpty else { throw .usage(.offTakesTrainingAlone) }
      try session.atDesk { desk throws(DeskError) in try desk.detach(training) }
      session.say(.detached(training))
      return
    }
    let driver = try session.driver(attaching.name, of: Command.attach)
    let attachment = try session.atDesk { desk throws(DeskError) in try desk.attach(training, to: driver, comment: comment) }
    if session.format.isForPrograms {
      session.show(Tables.attachment(attachment))
    } else {
      session.say(.attached(attachment, to: session.whose(attachment.driver)) + .recorded(comment))
    }
  }

  static let contact: Command = Command(
    "contact", "coordonnées", area: .support, effect: .writes,
    summary: Text(fr: "corriger le courriel ou le téléphone d'un conducteur", en: "correct a driver's e-mail or phone number"),
    details: Text(
      fr:
        "La correction est tracée, l'ancienne adresse est prévenue, et les messages qui ne pouvaient pas l'atteindre repartent. Sans CONDUCTEUR, à un terminal : celui dont il s'agit.",
      en:
        "The correction is traced, the former address is told, and messages that could not reach him are queued again. Without DRIVER, at a terminal: whom you are about."
    ),
    examples: [
      "contact 1001 email zoe@example.org", "contact 1001 phone 06 39 98 00 11", "coordonnées 1001 courriel zoe@example.org",
      "coordonnées 1001 téléphone 06 39 98 00 11",
    ],
    takes: .optional(.driver),
    .word(Text(fr: "courriel|téléphone", en: "email|phone"), .choice(contacts, Text(fr: "courriel|téléphone", en: "email|phone"))),
    .flag(
      "insist", "insister", Text(fr: "même si un autre conducteur actif l'utilise", en: "even where another active driver uses it")),
    .flag("as-typed", "tel-quel", Text(fr: "même si le courriel semble mal tapé", en: "even where the e-mail looks mistyped")),
    .text(Text(fr: "VALEUR", en: "VALUE"))
  ) { (session, name: DriverName?, field, insists, isAsTyped, value: String) throws(Failure) in
    if field.code == "email", !isAsTyped, let meant = Checks.meantAddress(value) {
      throw .asked(.mistypedAddress(value, meant), hint: .mistypedAddressHint(meant), insisting: "as-typed")
    }
    let driver = try session.driver(name, of: Command.contact)
    let change = try session.atDesk { desk throws(DeskError) in try desk.contact(driver, field.code, value, insists: insists) }
    if session.format.isForPrograms {
      session.show(Tables.contact(driver, field.code, change))
    } else {
      session.say(.corrected(driver, field.label, value, change, now: session.now))
    }
  }

  private static let contacts = Lexicon([
    Term("email", "courriel", label: Text(fr: "courriel", en: "e-mail")),
    Term("phone", "téléphone", label: Text(fr: "téléphone", en: "phone number")),
  ])

  static let resend: Command = Command(
    "resend", "renvoyer", area: .support, effect: .writes,
    summary: Text(
      fr: "renvoyer le message de mot de passe, ou le duplicata d'une facture",
      en: "queue the password message, or an invoice's duplicate, again"),
    details: Text(
      fr: "Mot de passe : numéro du conducteur ; sinon celui du dossier en main, ou celui dont il s'agit. Facture : son numéro.",
      en: "Password: the driver's number; else that of the case in hand, or whom you are about. Invoice: its number."),
    examples: ["resend password 1001", "resend invoice F2026-0000012", "renvoyer mot-de-passe 1001", "renvoyer facture F2026-0000012"],
    takes: .word(
      Text(fr: "mot-de-passe|facture", en: "password|invoice"),
      .choice(resendable, Text(fr: "mot-de-passe|facture", en: "password|invoice"))),
    .optional(.word(Text(fr: "N°", en: "NO."), .driverOrInvoice)),
    .flag(
      "now", "maintenant",
      Text(fr: "sans l'attente qui suit une correction (superviseur)", en: "without the wait that follows a correction (supervisor)"))
  ) { (session, what, which: String?, isNow) throws(Failure) in
    if what.code == "invoice" {
      guard !isNow else { throw .usage(.nowForPasswordsAlone) }
      guard let which else { throw .usage(.missingArgument(Text(fr: "le numéro de la facture", en: "the invoice's number"))) }
      let number = KindAndNumber(which)?.number ?? which
      let message = try session.atDesk { desk throws(DeskError) in try desk.resendInvoice(number) }
      // To whom it goes: an invoice's number says nothing of that. It is queued already, whatever becomes of this question.
      let owner = (try? session.atDesk { desk throws(DeskError) in try desk.search(number, kind: "invoice") })?.first.map(KnownDriver.init)
      session.say(
        .resent(
          what.label, owner.map { .invoice(number, of: $0) } ?? Text(same: "\(number)"), message.channel, isWaiting: message.isWaiting))
      return
    }
    let named = try which.map { (word) throws(Failure) in try session.parser.driver(word) }
    let driver = try session.driver(named, of: Command.resend)
    let message = try session.atDesk { desk throws(DeskError) in try desk.resendPassword(driver, now: isNow) }
    session.say(
      .password(what.label, driver, message) + (message.isHeld ? .heldUntil(message.goesAt, now: session.now) : .empty))
  }

  private static let resendable = Lexicon([
    Term("password", "mot-de-passe", label: Text(fr: "Message de mot de passe", en: "Password message")),
    Term("invoice", "facture", label: Text(fr: "Duplicata de facture", en: "Invoice duplicate")),
  ])
}
