import Casework
import Desk
import Terminal

// What is said of findings, attributions, returned cards and reminders.
extension Text {
  /// `reader`: the language that the driver is told in.
  static func found(_ number: CaseNumber, _ element: Text, _ cause: Vocabulary.Cause?, value: String, reader: Language?) -> Text {
    var line = Text(fr: "Constaté sur \(number) : \(element.fr, .bold)", en: "Found on \(number): \(element.en, .bold)")
    if let cause {
      let whose = Labels.imputation(cause.imputedTo)
      line =
        line
        + Text(
          fr: " — \(cause.term.label.fr) (\(whose.fr)). Le conducteur lira : ",
          en: " — \(cause.term.label.en) (\(whose.en)). The driver will read: ") + cause.wording.read(in: reader)
    }
    guard !value.isEmpty else { return line }
    let shown = Day(french: value).map(TimeText.date) ?? Labels.printed(value)
    return line + Text(fr: " À imprimer : \(shown.fr, .bold).", en: " To print: \(shown.en, .bold).")
  }

  /// What was read on an element, and what that is beside what was ordered.
  ///
  /// - Parameter value: what was typed; `nil` for as ordered.
  static func read(_ number: CaseNumber, _ element: Text, _ value: String?, counts read: String?) -> Text {
    let head = Text(fr: "Lu sur \(number) : \(element.fr, .bold)", en: "Read on \(number): \(element.en, .bold)")
    switch (value, read) {
    case (nil, let ordered?):
      let shown = Labels.printed(ordered)
      return head + Text(fr: " — comme commandé : \(shown.fr)", en: " — as ordered: \(shown.en)")
    case (nil, nil): return head + Text(fr: " — comme le fichier validé", en: " — as the approved file")
    case (""?, _): return head + Text(fr: " — rien d'imprimé", en: " — nothing printed")
    case (let value?, let read):
      let shown = Labels.printed(read ?? value)
      return head + Text(fr: " — \(shown.fr)", en: " — \(shown.en)")
    }
  }

  /// A card that goes to an address on which the checks have something to say.
  static func addressRemarked(_ remark: Text) -> Text {
    Text(fr: "l'adresse : \(remark.fr)", en: "the address: \(remark.en)")
  }
  static let addressRemarkedHint = Text(
    fr: "Rien n'est parti. Pour en demander une autre : « signaler adresse-livraison MOTIF », puis « redemander ».",
    en: "Nothing was sent. To ask for another one: \"flag delivery_address REASON\", then \"return\".")

  static func unread(_ number: CaseNumber, _ element: Text) -> Text {
    Text(fr: "Lecture retirée de \(number) : \(element.fr, .bold)", en: "Reading removed from \(number): \(element.en, .bold)")
  }

  /// A reading is a value, an empty place, or taken back.
  static func valueOrOption(_ command: Command, _ language: Language) -> Text {
    let options = SafeText.list(command.options.map { "--" + $0.name(in: language) })
    return Text(fr: "une valeur, ou une seule option : \(options)", en: "a value, or one option only: \(options)")
  }

  /// There is no suggestion yet.
  static let onceRead = Text(
    fr: "aucun, tant que la carte n'est pas lue et ses pièces regardées", en: "nothing until the card is read and its papers are looked at")

  /// What an attribution did, and how it stands to what the checks suggested.
  static func attributed(_ outcome: Outcome, _ attribution: Attribution?, _ claim: CaseFile.Claim?) -> Text {
    let done =
      switch outcome {
      case .inGroupe:
        Text(fr: "imputé à IN Groupe : la carte est refaite sans frais", en: "attributed to IN Groupe: the card is made again, free")
      case .driver where claim?.isWithoutDefect == true:
        Text(
          fr: "imputé au conducteur, aucun défaut constaté : il paie une nouvelle carte, ou reprend la sienne sans frais",
          en: "attributed to the driver, no defect found: he pays for a new card, or has his own back free")
      case .driver where claim?.findings.contains(where: \.isToCorrect) == false:
        Text(fr: "imputé au conducteur : il lui est demandé de payer", en: "attributed to the driver: he is asked to pay")
          + (claim?.feeCents.map { Text(fr: " \(Amount.shown($0, .fr))", en: " \(Amount.shown($0, .en))") } ?? .empty)
          + Text(fr: " pour refaire la carte", en: " for a new card")
      case .driver:
        Text(
          fr: "imputé au conducteur : il lui est demandé de corriger et de payer",
          en: "attributed to the driver: he is asked to correct and pay")
      }
    guard let suggested = attribution?.outcome else {
      guard attribution?.unread.isEmpty == false else { return done }
      return done
        + Text(fr: ", sans avis des contrôles : la carte n'a pas été lue", en: ", without a suggestion: the card was not read")
    }
    return done
      + (suggested == outcome
        ? Text(fr: ", comme les contrôles le proposaient", en: ", as the checks suggested")
        : Text(fr: ", contre l'avis des contrôles", en: ", against what the checks suggested"))
  }

  /// What a card made again at IN Groupe's expense repeats of what the driver got wrong.
  static func printedAgain(_ elements: [(label: Text, value: String)]) -> Text {
    let (fr, en) = (
      elements.map { "\($0.label.fr) (\(TimeText.date($0.value).fr))" }, elements.map { "\($0.label.en) (\(TimeText.date($0.value).en))" }
    )
    return Text(
      fr: "Imprimé de nouveau comme commandé : \(SafeText.list(fr)). Pour autre chose : « défaire », puis « constater … --valeur ».",
      en: "Printed again as ordered: \(SafeText.list(en)). For anything else: \"undo\", then \"finding … --value\".")
  }

  /// What was to be printed by the findings.
  static func toPrint(_ elements: [(label: Text, value: String)]) -> Text {
    guard !elements.isEmpty else { return .empty }
    let values = elements.map { $0.label + Text(same: " ") + Labels.printed($0.value) }
    return Text(
      fr: " ; à imprimer : \(values.map(\.fr).joined(separator: ", "))", en: "; to be printed: \(values.map(\.en).joined(separator: ", "))")
  }

  /// Before a value is drafted for print that nothing in the case says.
  static func valueUnknown(_ element: Text, _ value: String) -> Text {
    let shown = Labels.printed(value)
    return Text(
      fr: "\(element.fr) : ni sa déclaration, ni la commande, ni la source ne dit « \(shown.fr) »",
      en: "\(element.en): neither his claim nor the order nor the source says \"\(shown.en)\"")
  }

  static let valueUnknownHint = Text(
    fr: "La fabrication l'imprimera tel quel : relisez lettre par lettre.", en: "The factory prints it as it is: read it letter by letter.")

  /// Before a driver is charged: what speaks against it.
  static func paymentDoubtful(_ doubts: [PaymentDoubt]) -> Text {
    let reasons = PaymentDoubt.allCases.filter(doubts.contains).map(\.text)
    return Text(
      fr: "il paierait, et \(reasons.map(\.fr).joined(separator: " ; "))",
      en: "he would pay, and \(reasons.map(\.en).joined(separator: "; "))")
  }

  /// What to do about it, element by element.
  static func paymentDoubtfulHint(_ elements: [CaseFile.DoubtfulElement], _ words: Vocabulary) -> Text {
    let hints = PaymentDoubt.allCases.compactMap { doubt -> Text? in
      let labels = elements.filter { $0.doubt == doubt }.map { words.label(element: $0.element.rawValue) }
      guard !labels.isEmpty else { return nil }
      return doubt.remedy
        + Text(fr: " : \(labels.map(\.fr).joined(separator: ", ")).", en: ": \(labels.map(\.en).joined(separator: ", ")).")
    }
    return Text(fr: "\(hints.map(\.fr).joined(separator: " "))", en: "\(hints.map(\.en).joined(separator: " "))")
  }

  /// Told to a script, which is not asked.
  static func chargedDoubtfully(_ elements: [CaseFile.DoubtfulElement], _ words: Vocabulary) -> Text {
    let reasons = PaymentDoubt.allCases.filter { doubt in elements.contains { $0.doubt == doubt } }.map(\.text)
    let labels = elements.map { words.label(element: $0.element.rawValue) }
    return Text(
      fr: "Il paiera, et \(reasons.map(\.fr).joined(separator: " ; ")) : \(labels.map(\.fr).joined(separator: ", ")).",
      en: "He will pay, and \(reasons.map(\.en).joined(separator: "; ")): \(labels.map(\.en).joined(separator: ", ")).")
  }

  /// What a finding on the same element said before; whose it was, where it was a colleague's.
  static func insteadOf(_ finding: CaseFile.ElementFinding, _ cause: Text, me: String?) -> Text {
    let value = finding.value.isEmpty ? nil : Labels.printed(finding.value)
    let (fr, en) = (value.map { ", « \($0.fr) »" as SafeText } ?? "", value.map { ", \"\($0.en)\"" as SafeText } ?? "")
    let said: SafeText = finding.comment.isEmpty ? "" : " — \(finding.comment)"
    let isMine = finding.by.isEmpty || finding.by == me
    let (of, by): (SafeText, SafeText) = isMine ? ("", "") : (", de \(finding.by)", ", by \(finding.by)")
    return Text(fr: " (au lieu de : \(cause.fr)\(fr)\(said)\(of))", en: " (instead of: \(cause.en)\(en)\(said)\(by))")
  }

  /// A centre's record from which a card would be printed wrongly again.
  static func recordNotCorrected(_ training: Int?, _ centre: String?) -> Text {
    let (number, by) = (training.map(String.init) ?? "?", centre ?? "?")
    return Text(
      fr: "formation \(number) (\(by)) pas encore corrigée : l'imputation attend",
      en: "training \(number) (\(by)) not corrected yet: attribution waits")
  }

  static func againstSuggestion(_ attribution: Attribution, _ outcome: Outcome) -> Text {
    guard let suggested = attribution.outcome, suggested != outcome else {
      return Text(fr: "Ajoutez pourquoi, en quelques mots ; cela reste interne.", en: "Add why, in a few words; it stays internal.")
    }
    let (to, grounds) = (Labels.outcome(suggested), attribution.words)
    return Text(
      fr: "Les contrôles proposent « \(to.fr) » : \(grounds.fr). Pour passer outre, ajoutez pourquoi ; cela reste interne.",
      en: "The checks suggest \"\(to.en)\": \(grounds.en). To go against it, add why; it stays internal.")
  }

  static func reshipped(_ address: String?) -> Text {
    let lines = address.map { PostalAddress(typed: $0).lines.map { "\($0)" }.joined(separator: " / ") }
    let to: SafeText = lines.map { " (\($0))" } ?? ""
    return Text(
      fr: "la carte est réexpédiée à l'adresse que le conducteur a donnée\(to)",
      en: "the card is sent again to the address that the driver gave\(to)")
  }

  static func reminded(_ number: CaseNumber, _ driver: KnownDriver?, _ channel: String?) -> Text {
    guard let channel else {
      return Text(fr: "Dossier \(number) : le conducteur est injoignable.", en: "Case \(number): the driver cannot be reached.")
    }
    let label = Labels.channel(channel)
    let whose = driver.map(Text.named) ?? Text(fr: "conducteur", en: "the driver")
    return Text(
      fr: "Dossier \(number, .bold) : le \(whose.fr) est relancé par \(label.fr).",
      en: "Case \(number, .bold): \(whose.en) is reminded by \(label.en).")
  }

  static let whichCase = Text(fr: "de quel dossier s'agit-il ?", en: "which case is it?")
  static let whichCaseHint = Text(
    fr: "Donnez son numéro : « relancer 1001-9 ». Sans numéro, c'est le dossier montré en dernier.",
    en: "Give its number: \"remind 1001-9\". Without one it is the case that was shown last.")

  /// What the sheet of a claim advises, piece by piece.
  static let checksUndecided = Text(fr: "les contrôles ne tranchent pas", en: "undecided")
  static let findingsSay = Text(fr: " · les constats : ", en: " · the findings: ")
  static let yoursToJudge = Text(fr: " · aucun défaut constaté : à vous d'en juger", en: " · no defect found: yours to judge")

  /// What the sheet of a returned dispatch advises.
  static let voidIsNotSentAgain = Text(
    fr: "Carte hors d'usage : elle ne repart pas ; un superviseur clôt le dossier.",
    en: "A void card: it is not sent again; a supervisor closes the case.")
  static let reshipOrReturn = Text(
    fr: "→ \("réexpédier", .dim) · sinon \("signaler adresse-livraison MOTIF", .dim), \("redemander", .dim)",
    en: "→ \("reship", .dim) · else \("flag delivery_address REASON", .dim), \("return", .dim)")
  static let returnFlagged = Text(fr: "→ \("redemander", .dim)", en: "→ \("return", .dim)")
}

extension PaymentDoubt {
  /// Behind "he would pay, and".
  fileprivate var text: Text {
    switch self {
    case .unread:
      Text(fr: "tout n'a pas été lu sur la carte ni regardé", en: "not all of it was read on the card or looked at")
    case .notCompared:
      Text(
        fr: "sa saisie n'a pas été comparée à la pièce validée", en: "his entry was not compared with the approved document")
    case .contradicted: Text(fr: "ce qui a été lu n'en fait pas sa faute", en: "what was read does not make it his fault")
    }
  }

  /// What to do about it.
  fileprivate var remedy: Text {
    switch self {
    case .unread: Text(fr: "« lu ÉLÉMENT » le note", en: "\"read ELEMENT\" drafts it")
    case .notCompared: Text(fr: "« visionner PIÈCE » la montre", en: "\"view DOCUMENT\" shows it")
    case .contradicted: Text(fr: "« constater » y revient", en: "\"finding\" changes it")
    }
  }
}
