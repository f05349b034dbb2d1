import Casework
import Formats
import Terminal

/// A driver's whole file on one screen, for whoever answers his call.
struct DriverSheet {
  let file: DriverFile
  let vocabulary: Vocabulary
  let language: Language

  private var now: Int64 { file.driver.now.epoch }
  private func say(_ text: Text) -> SafeText { text[language] }

  var sheet: Sheet {
    let name: SafeText = "\(file.account.lastName, .bold) \(file.account.firstNames, .bold)"
    return Sheet(
      title: say(Text(fr: "Conducteur \(file.driver.id)", en: "Driver \(file.driver.id)")) + " · " + name,
      sections: [account, cases, applications, cards, trainings, money, messages, history].compactMap { $0 })
  }

  private var account: Sheet.Section {
    var fields = [
      Sheet.Field(
        say(Text(fr: "Compte", en: "Account")),
        say(Labels.state(file.driver.accountState)) + " · " + say(TimeText.dateAndTime(file.driver.submittedAt.epoch, now: now))
          + (file.driver.round > 1 ? say(Text(fr: " · passage \(file.driver.round)", en: " · round \(file.driver.round)")) : ""))
    ]
    for field in AccountField.allCases where !file.account[field].isEmpty {
      fields.append(Sheet.Field(say(Labels.accountField(field.rawValue)), SafeText(file.account[field].replacing("\n", with: " / "))))
    }
    var channel = say(Labels.channel(file.driver.channel)) + " · \(file.driver.language)"
    if file.driver.emailBounced { channel += say(Text(fr: " · courriel revenu", en: " · e-mail bounced")).styled(.red) }
    fields.append(Sheet.Field(say(Text(fr: "Prévenu par", en: "Told by")), channel))
    return Sheet.Section(nil, [.fields(fields)])
  }

  private func list(_ heading: Text, _ lines: [SafeText]) -> Sheet.Section? {
    lines.isEmpty ? nil : Sheet.Section(say(heading), [.list(lines.map { Sheet.Item(.none, $0) })])
  }

  private var cases: Sheet.Section? {
    list(
      Text(fr: "Dossiers", en: "Cases"),
      file.cases.map { item in
        var line: SafeText =
          "\(CaseNumber(id: Int(item.id)).description, .cyan) · \(Queues.name(item.queue, language)) · " + say(Labels.state(item.state))
        if item.round > 1 { line += say(Text(fr: " · passage \(item.round)", en: " · round \(item.round)")) }
        if let due = item.dueAt?.epoch { line += " · " + say(TimeText.deadline(due, now: now)).styled(due <= now ? .red : .plain) }
        if let holder = item.holder { line += say(Text(fr: " · tenu par \(holder)", en: " · held by \(holder)")) }
        return line
      })
  }

  private var applications: Sheet.Section? {
    list(
      Text(fr: "Demandes", en: "Applications"),
      file.applications.map { item in
        "\(item.id) · " + say(Labels.applicationKind(item.kind)) + " · " + say(Labels.state(item.state))
          + (item.submittedAt.map { " · " + say(TimeText.dateAndTime($0.epoch, now: now)) } ?? "")
      })
  }

  private var cards: Sheet.Section? {
    list(
      Text(fr: "Cartes", en: "Cards"),
      file.cards.map { card in
        var line: SafeText = "\(card.serial ?? "—") · " + say(Labels.state(card.state))
        if let day = card.expiresOn { line += say(Text(fr: " · expire le \(day)", en: " · expires \(day)")) }
        if let dispatch = card.dispatches.last, let barcode = dispatch.barcode {
          line +=
            say(Text(fr: " · envoi \(barcode)", en: " · dispatch \(barcode)")) + " "
            + say(TimeText.dateAndTime(dispatch.at.epoch, now: now))
        }
        return line
      })
  }

  private var trainings: Sheet.Section? {
    list(
      Text(fr: "Formations", en: "Trainings"),
      file.trainings.map { item in
        say(Labels.training(item.kind, item.qualification)) + " · \(item.issuedOn) · \(item.centre)"
          + (item.state == "recorded" ? "" : " · " + say(Labels.state(item.state)))
          + (item.certificateUntil.map { say(Text(fr: " · certificat jusqu'au \($0)", en: " · certificate until \($0)")) } ?? "")
      })
  }

  private var money: Sheet.Section? {
    let payments = file.payments.map { item in
      say(Text(fr: "paiement", en: "payment")) + " " + Amount.shown(item.amountCents, language) + " · " + say(Labels.state(item.state))
        + say(Text(fr: " · demande \(item.applicationId)", en: " · application \(item.applicationId)"))
    }
    let invoices = file.invoices.map { item in
      say(Labels.invoiceKind(item.kind)) + " \(item.number, .cyan) · " + Amount.shown(item.amountCents, language) + " · "
        + say(TimeText.date(item.at.epoch))
    }
    return list(Text(fr: "Paiements et factures", en: "Payments and invoices"), payments + invoices)
  }

  private var messages: Sheet.Section? {
    list(
      Text(fr: "Messages", en: "Messages"),
      file.notifications.suffix(8).map { item in
        say(TimeText.dateAndTime(item.at.epoch, now: now)) + " · " + say(Labels.template(item.template)) + " · "
          + say(Labels.channel(item.channel)) + " · " + say(Labels.messageState(item.state))
      })
  }

  private var history: Sheet.Section? {
    guard !file.history.isEmpty else { return nil }
    return Sheet.Section(
      say(Text(fr: "Historique", en: "History")),
      [.list(History.items(file.history, language: language, vocabulary: vocabulary, now: now))])
  }
}
