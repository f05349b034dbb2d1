import Casework
import Desk
import Terminal

extension Session {
  /// What is possible now: on the case in hand, else on what was shown last, else in the queues.
  ///
  /// A case is read afresh, for what was drafted since; what is in hand stays at the version that was seen.
  func possibilities() throws(Failure) -> Possibilities {
    try connect()
    if let lastDriver, hand.map({ $0.driver != lastDriver.number }) ?? true { return on(lastDriver) }
    guard let number = hand?.number ?? file?.case.number else { return inQueues }
    return try possibilities(on: try atDesk { desk throws(DeskError) in try desk.caseFile(number) })
  }

  /// What is possible on a case that has just been read.
  ///
  /// - Parameter advised: the lines that stand for what the checks propose; nil: as they are typed in full.
  func possibilities(on file: CaseFile, advised: [String]? = nil) throws(Failure) -> Possibilities {
    let words = try words()
    let rights = Possibilities.Rights(
      agent: identity?.agent ?? "", actions: try caseActions(), refused: refused, graceSeconds: Int64(identity?.graceSeconds ?? 0))
    let open = Remarks(file, vocabulary: words).all.filter { !$0.isTaken && $0.finding.severity == .warning }
    return Possibilities(
      on: file, isInHand: hand?.number == file.case.number, advised: advised ?? open.compactMap { $0.wholeLine(language) }, rights: rights,
      queues: queues, vocabulary: words, now: now)
  }

  private var refused: Set<String> { Set(identity?.refused ?? []) }

  /// What is possible for a driver whose file was shown.
  private func on(_ driver: KnownDriver) -> Possibilities {
    let number = driver.number
    var choices: [Possibilities.Choice] = [
      .init(
        .note, Text(fr: "conducteur:\(number) TEXTE", en: "driver:\(number) TEXT"),
        Text(fr: "ce qu'il dit, ce qu'on lui a dit", en: "what he says, what he was told"),
        short: Text(fr: "conducteur:\(number)", en: "driver:\(number)"))
    ]
    if driver.isActive {
      choices.append(
        .init(
          .resend, Text(fr: "mot-de-passe \(number)", en: "password \(number)"),
          Text(fr: "il n'a pas reçu son message", en: "his message did not come"), short: Text(fr: "mot-de-passe", en: "password")))
    }
    if driver.file?.invoices.isEmpty != true {
      choices.append(
        .init(
          .resend, Text(fr: "facture N°", en: "invoice NO."), Text(fr: "le duplicata d'une facture", en: "an invoice's duplicate"),
          short: Text(fr: "facture", en: "invoice")))
    }
    return Possibilities(
      about: Text(fr: "Conducteur \(number, .bold)", en: "Driver \(number, .bold)"),
      choices: choices + [
        .init(
          .attach, Text(fr: "FORMATION \(number)", en: "TRAINING \(number)"),
          Text(fr: "sa formation n'apparaît pas", en: "his training does not appear"), short: .empty),
        .init(
          .contact, Text(fr: "\(number) courriel ADRESSE", en: "\(number) email ADDRESS"),
          Text(fr: "corriger son courriel ; téléphone : de même", en: "correct his e-mail; phone: likewise"), short: .empty),
        .init(.driver, Text(same: "\(number)"), Text(fr: "son dossier, relu", en: "his file, read again")),
        .init(.search, Text(fr: "TEXTE", en: "TEXT"), Text(fr: "un autre conducteur", en: "another driver")),
        .init(.next, Text(fr: "reprendre le travail des files", en: "go back to the work of the queues")),
      ])
  }

  /// What is possible with nothing in hand.
  private var inQueues: Possibilities {
    let place = queue.flatMap { queues.lexicon.term($0) }
    var choices: [Possibilities.Choice] = [
      .init(
        .next, place == nil ? Text(fr: "[FILE]", en: "[QUEUE]") : .empty,
        Text(fr: "le dossier commencé, sinon le plus urgent", en: "the unfinished case, else the most urgent"), short: .empty),
      .init(.queues, Text(fr: "ce qui attend, file par file", en: "what waits, queue by queue"), short: .empty),
      .init(
        .list, Text(fr: "[FILE] --en-retard", en: "[QUEUE] --overdue"),
        Text(fr: "les dossiers, les plus urgents d'abord", en: "cases, most urgent first"),
        short: .empty),
      .init(.open, Text(fr: "DOSSIER", en: "CASE"), Text(fr: "prendre celui-là", en: "claim that one")),
      .init(
        .search, Text(fr: "TEXTE", en: "TEXT"), Text(fr: "un conducteur, par un nom ou un numéro", en: "a driver, by a name or a number"),
        short: .empty),
      .init(
        .receive, Text(fr: "COUPON|CARTE", en: "COUPON|CARD"), Text(fr: "une carte est arrivée par la poste", en: "a card came by post"),
        short: .empty),
      .init(
        .undelivered, Text(fr: "ENVOI MOTIF", en: "DISPATCH REASON"), Text(fr: "un pli est revenu", en: "a dispatch came back"),
        short: .empty),
      .init(.undo, Text(fr: "reprendre la dernière chose faite", en: "take back the last thing done"), short: .empty),
      .init(.report, Text(fr: "les rapports", en: "the reports")),
    ]
    if !refused.contains("take_any") {
      choices.append(
        .init(.list, Text(fr: "--escaladés", en: "--escalated"), Text(fr: "ce que les agents vous confient", en: "what agents hand to you"))
      )
    }
    if !refused.contains("grant") {
      choices.append(.init(.grant, Text(fr: "qui travaille dans quelle file", en: "who works in which queue")))
    }
    if !refused.contains("set_setting") {
      choices.append(.init(.setting, Text(fr: "délais, frais et règles", en: "delays, fees and rules")))
    }
    choices.append(.init(.help, Text(fr: "toutes les commandes", en: "all commands"), short: .empty))
    let about =
      place.map { Text(fr: "Rien en main, dans « \($0.label.fr) »", en: "Nothing in hand, in \"\($0.label.en)\"") }
      ?? Text(fr: "Rien en main", en: "Nothing in hand")
    return Possibilities(about: about, choices: choices)
  }
}
