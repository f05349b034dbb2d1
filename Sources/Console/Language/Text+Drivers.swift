import Casework
import Desk
import Terminal

// What is said to whoever has a driver on the telephone.
extension Text {
  /// How many a search found, and that not all of them are shown.
  static func found(_ count: Int, shown: Int, isMore: Bool) -> Text {
    let left = count - shown
    let answers = Text(fr: "\(count) \(Plural.fr(count, "réponse", "réponses"))", en: "\(count) \(Plural.en(count, "answer", "answers"))")
    if isMore {
      return Text(
        fr: "+ plus de \(left) : précisez (prénom, date de naissance).",
        en: "+ more than \(left): be more precise (first name, birth date).")
    }
    guard left > 0 else { return answers }
    return answers
      + Text(fr: " · + \(left) : précisez (prénom, date de naissance).", en: " · + \(left): be more precise (first name, birth date).")
  }

  /// A word or a day that had to be left out for anybody to be found.
  static func leftOut(_ word: String) -> Text {
    let shown = TimeText.date(word)
    return Text(fr: "Personne n'a tout cela. Sans « \(shown.fr) » :", en: "Nobody has all of that. Without \"\(shown.en)\":")
  }

  static let rowsCanBeTaken = Text(fr: "« conducteur 1 » prend la ligne 1.", en: "\"driver 1\" takes row 1.")

  static func named(_ driver: KnownDriver) -> Text {
    Text(
      fr: "conducteur \(driver.number) (\(driver.lastName, .bold) \(driver.firstNames, .bold))",
      en: "driver \(driver.number) (\(driver.lastName, .bold) \(driver.firstNames, .bold))")
  }

  /// Whom a command without a number is about.
  static func about(_ driver: KnownDriver) -> Text { Text(same: "→ ") + named(driver) }

  static func isAbout(_ driver: KnownDriver) -> Text {
    let name = named(driver)
    return Text(fr: "Il s'agit désormais du \(name.fr).", en: "You are about \(name.en) now.")
  }

  static func whatCanBeTyped(_ driver: KnownDriver) -> Text {
    Text(fr: " Tapez : conducteur · ", en: " Type: driver · ") + whatDriverOffers(hasInvoice: false, isActive: driver.isActive)
  }

  /// A case of somebody else is in hand: nothing is about him without his number.
  static func whileInHand(_ number: CaseNumber?, _ driver: KnownDriver) -> Text {
    let held = number.map { "\($0)" } ?? ""
    let example =
      driver.isActive
      ? Text(fr: "renvoyer mot-de-passe \(driver.number)", en: "resend password \(driver.number)")
      : Text(fr: "noter conducteur:\(driver.number) TEXTE", en: "note driver:\(driver.number) TEXT")
    return Text(
      fr: " Le dossier \(held) que vous tenez est d'un autre : donnez le numéro (\(example.fr)).",
      en: " Case \(held) in your hands is another's: give the number (\(example.en)).")
  }

  /// What is missing where a line has to name a driver.
  static let whichDriver = Text(fr: "CONDUCTEUR", en: "DRIVER")

  /// Behind a state that a decision gives: until it takes effect nobody but agents knows of it.
  static let notToldYet = Text(fr: " (il ne le sait pas encore)", en: " (not shown to him yet)")

  /// A number at the head of a note.
  static func driverOrText(_ number: String) -> Text {
    Text(fr: "\(number) : un conducteur, ou le début de la note ?", en: "\(number): a driver, or the beginning of the note?")
  }

  static func driverOrTextHint(_ number: String) -> Text {
    Text(
      fr: "Rien n'est noté. noter conducteur:\(number) TEXTE, ou noter -- \(number) …",
      en: "Nothing was noted. note driver:\(number) TEXT, or note -- \(number) …")
  }

  static let aboutNobody = Text(fr: "de quel conducteur s'agit-il ?", en: "which driver is it?")
  static let aboutNobodyHint = Text(
    fr: "Donnez son numéro, ou trouvez-le d'abord : chercher NOM, conducteur N.",
    en: "Give the number, or find the driver first: search NAME, driver NO.")

  static func twoDrivers(_ driver: KnownDriver, _ number: CaseNumber, of other: Int64) -> Text {
    let name = named(driver)
    return Text(
      fr: "de qui s'agit-il : du \(name.fr), ou du conducteur \(other), dont vous tenez le dossier \(number) ?",
      en: "who is meant: \(name.en), or driver \(other), whose case \(number) you hold?")
  }

  static func noDriverChosen(_ hand: Hand) -> Text {
    Text(
      fr: "de qui s'agit-il : de quelqu'un de la recherche, ou du conducteur \(hand.driver), dont vous tenez le dossier \(hand.number) ?",
      en: "who is meant: somebody of the search, or driver \(hand.driver), whose case \(hand.number) you hold?")
  }

  static func noDriverChosenHint(_ hand: Hand, of command: Command) -> Text {
    let lead =
      command.name == Command.note.name
      ? Text(fr: "« noter \(hand.number) TEXTE », ou", en: "\"note \(hand.number) TEXT\", or")
      : command.name == Command.attach.name
        ? Text(fr: "Dites qui : conducteur:\(hand.driver), ou", en: "Say who: driver:\(hand.driver), or")
        : Text(fr: "Donnez le numéro \(hand.driver), ou", en: "Give the number \(hand.driver), or")
    return lead + Text(fr: " « conducteur 2 » prend la ligne 2.", en: " \"driver 2\" takes row 2.")
  }

  static func twoDriversHint(_ driver: KnownDriver, _ hand: Hand, of command: Command) -> Text {
    let lead =
      command.name == Command.note.name
      ? Text(
        fr: "« noter \(hand.number) TEXTE » ou « noter conducteur:\(driver.number) TEXTE »",
        en: "\"note \(hand.number) TEXT\" or \"note driver:\(driver.number) TEXT\"")
      : command.name == Command.attach.name
        ? Text(
          fr: "Dites qui : conducteur:\(driver.number) ou conducteur:\(hand.driver)",
          en: "Say who: driver:\(driver.number) or driver:\(hand.driver)")
        : Text(
          fr: "Donnez le numéro : \(driver.number) ou \(hand.driver)", en: "Give the number: \(driver.number) or \(hand.driver)")
    return lead
      + Text(fr: " ; « afficher » revient au dossier en main.", en: "; \"show\" goes back to the case in hand.")
  }

  static func noSuchRow(_ row: Int, ofSearch count: Int) -> Text {
    count == 0
      ? Text(fr: "« \(row) » : aucune recherche n'a été montrée en dernier", en: "\"\(row)\": no search was shown last")
      : Text(
        fr: "la dernière recherche n'a pas de ligne \(row) : \(count) \(Plural.fr(count, "réponse", "réponses"))",
        en: "the last search has no row \(row): \(count) \(Plural.en(count, "answer", "answers"))")
  }
  static let noSuchRowHint = Text(
    fr: "Un numéro de conducteur a quatre chiffres au moins ; « chercher » numérote ses réponses.",
    en: "A driver's number has four digits at least; \"search\" numbers its answers.")

  static func searchRowInScript(_ row: Int) -> Text {
    Text(
      fr: "« \(row) » : une ligne de la dernière recherche ne se comprend qu'au terminal",
      en: "\"\(row)\": a row of the last search is understood at a terminal alone")
  }
  static let searchRowInScriptHint = Text(
    fr: "Écrivez le numéro du conducteur : 1001.", en: "Write the driver's number: 1001.")

  static func driverOrComment(_ number: String) -> Text {
    Text(fr: "« \(number) » : un conducteur, ou un commentaire ?", en: "\"\(number)\": a driver, or a comment?")
  }
  static func driverOrCommentHint(_ number: String) -> Text {
    Text(
      fr: "Devant un commentaire, un conducteur s'écrit conducteur:\(number). Un commentaire qui commence ainsi s'écrit derrière « -- ».",
      en: "Before a comment a driver is written driver:\(number). A comment that begins so is written behind \"--\".")
  }

  /// Lines of a driver's sheet that the screen does not hold.
  static func leftOfDriver(_ count: Int) -> Text {
    Text(fr: "+ \(count) : conducteur --tout", en: "+ \(count): driver --all")
  }

  /// Behind the beginning of a long note.
  static let wholeInNotes = Text(fr: "(« notes » la donne en entier)", en: "(\"notes\" gives it whole)").styled(.dim)

  /// What can be typed about a driver without naming him; a password only where there is an account to enter.
  static func whatDriverOffers(hasInvoice: Bool, isActive: Bool) -> Text {
    Text(fr: "noter TEXTE", en: "note TEXT")
      + (isActive ? Text(fr: " · renvoyer mot-de-passe", en: " · resend password") : .empty)
      + (hasInvoice ? Text(fr: " · renvoyer facture N°", en: " · resend invoice NO.") : .empty)
      + Text(fr: " · coordonnées courriel ADRESSE", en: " · contact email ADDRESS")
  }

  /// The same about another driver than the one whose case is in hand, and how to come back to that.
  static func whatOtherDriverOffers(_ driver: Int64, held: CaseNumber, isActive: Bool) -> Text {
    Text(fr: "noter conducteur:\(driver) TEXTE", en: "note driver:\(driver) TEXT")
      + (isActive ? Text(fr: " · renvoyer mot-de-passe \(driver)", en: " · resend password \(driver)") : .empty)
      + Text(fr: " · coordonnées \(driver) courriel ADRESSE", en: " · contact \(driver) email ADDRESS")
      + Text(fr: " · afficher : revient au dossier \(held)", en: " · show: goes back to case \(held)")
  }

  /// An invoice, and whose it is.
  static func invoice(_ number: String, of driver: KnownDriver) -> Text {
    let name: SafeText = "\(driver.lastName) \(driver.firstNames)"
    return Text(
      fr: "\(number), conducteur \(driver.number, .bold), \(name)", en: "\(number), driver \(driver.number, .bold), \(name)")
  }
}
