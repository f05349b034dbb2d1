import Casework
import Formats
import Terminal

extension CaseSheet {
  /// The account, a line for what belongs together: a screen has 24.
  var account: Sheet.Section {
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ parts: [SafeText?]) {
      fields.append(Sheet.Field(say(label), parts.compactMap { $0 }.joined(separator: " · ")))
    }
    if file.case.subject == .account {
      add(Labels.accountField("last_name"), [value(.lastName), optional(.usageName, Text(fr: "nom d'usage ", en: "name in use "))])
      add(Labels.accountField("first_names"), [value(.firstNames)])
    } else {
      add(
        Labels.accountField("last_name"),
        [value(.lastName) + " " + value(.firstNames), optional(.usageName, Text(fr: "nom d'usage ", en: "name in use "))])
    }
    add(Text(fr: "Naissance", en: "Born"), [value(.birthDate), value(.birthPlace)])
    add(Text(fr: "Permis", en: "Licence"), [value(.licenceNumber), value(.licenceIssueDate), value(.licenceCountry)])
    if file.case.subject == .account {
      add(Labels.accountField("email"), [value(.email)])
      add(Labels.accountField("phone"), [value(.phone)])
    } else {
      add(Text(fr: "Contact", en: "Contact"), [value(.email), value(.phone)])
    }
    add(Labels.accountField("postal_address"), [value(.postalAddress)])
    let heading = file.case.subject == .account ? Text(fr: "Compte", en: "Account") : Text(fr: "Conducteur", en: "Driver")
    return Sheet.Section(say(heading), [.fields(fields)])
  }

  private func optional(_ field: AccountField, _ prefix: Text) -> SafeText? {
    file.account[field].isEmpty ? nil : say(prefix) + value(field)
  }

  /// What the driver typed, red where it is flagged, yellow where a check warns.
  private func value(_ field: AccountField) -> SafeText {
    let text = file.account[field]
    let isFlagged = file.flags.contains { $0.item == field.item }
    let isDoubtful = findings.contains { $0.severity == .warning && $0.item == field.item }
    let style: Style = isFlagged ? .red : isDoubtful ? .yellow : .plain
    guard !text.isEmpty else { return SafeText("—").styled(style) }
    var shown: SafeText =
      field == .postalAddress
      ? PostalAddress(typed: text).lines.map { "\($0)" }.joined(separator: SafeText(" / ", style: .dim)) : say(TimeText.date(text))
    if field == .licenceNumber {
      let display = LicenceNumber(typed: text).display
      if display != text { shown += " (\(display))" }
    }
    if !Script.mixed(in: text).isEmpty { shown += say(Text(fr: " [alphabets mêlés]", en: " [mixed alphabets]")).styled(.red) }
    return shown.styled(style)
  }

  var application: Sheet.Section? {
    guard let application = file.application else { return nil }
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: SafeText) { fields.append(Sheet.Field(say(label), value)) }
    var kind = say(Labels.applicationKind(application.kind.rawValue)) + " · " + say(Labels.state(application.state, of: .application))
    if let at = application.submittedAt { kind += " · " + say(TimeText.dateAndTime(at, now: now)) }
    add(Text(fr: "Objet", en: "Kind"), kind)
    if let training = application.training {
      add(
        Text(fr: "Formation", en: "Training"),
        say(Labels.training(training.kind, training.qualification)) + " · " + say(TimeText.date(training.issuedOn))
          + " · \(training.centre)")
    }
    if let serial = application.cardSerial { add(Text(fr: "Carte", en: "Card"), "\(serial)") }
    if !application.deliveryAddress.isEmpty {
      add(
        Text(fr: "Livraison", en: "Delivery"),
        PostalAddress(typed: application.deliveryAddress).lines.map { "\($0)" }.joined(separator: SafeText(" / ", style: .dim)))
    }
    for payment in file.payments {
      add(Text(fr: "Paiement", en: "Payment"), Amount.shown(payment.amountCents, language) + " · " + say(Labels.state(payment.state)))
    }
    return Sheet.Section(say(Text(fr: "Demande \(application.id)", en: "Application \(application.id)")), [.fields(fields)])
  }

  /// The documents that count, a line for each type, with the numbers that `view` takes.
  var documents: Sheet.Section? {
    let current = file.currentDocuments
    guard !current.isEmpty else { return nil }
    var types: [Item] = []
    for document in current where !types.contains(document.type) { types.append(document.type) }
    let fields = types.map { type in
      Sheet.Field(
        say(vocabulary.label(item: type.rawValue)), current.filter { $0.type == type }.map(shown).joined(separator: " · "))
    }
    return Sheet.Section(say(Text(fr: "Pièces", en: "Documents")), [.fields(fields)])
  }

  /// A document: red where it is flagged, yellow where a check warns; new in a later round.
  private func shown(_ document: CaseFile.Document) -> SafeText {
    let isFlagged = file.flags.contains { $0.item == document.type }
    let isDoubtful = findings.contains { $0.severity == .warning && $0.documentID == document.id }
    var text: SafeText = ""
    if let side = document.side { text += say(Labels.side(side.rawValue)) + " " }
    text += "\(document.id, .cyan)"
    if let width = document.width, let height = document.height {
      text += " \(width)×\(height)"
    } else if let size = document.size {
      text += say(Text(fr: " \((size + 1023) / 1024) Ko", en: " \((size + 1023) / 1024) KB"))
    }
    if document.round > 1, document.round == file.case.round { text += say(Text(fr: " (nouveau)", en: " (new)")).styled(.bold) }
    return text.styled(isFlagged ? .red : isDoubtful ? .yellow : .plain)
  }

  var notes: Sheet.Section? {
    guard !file.notes.isEmpty else { return nil }
    let items = file.notes.map { note in
      let about = note.isAboutDriver ? say(Text(fr: " (sur le conducteur)", en: " (on the driver)")) : ""
      return Sheet.Item(
        .none, say(TimeText.relative(note.at, now: now)) + ", \(note.by)" + about + say(.colon) + SafeText(note.text, newlines: .kept)
      )
    }
    return Sheet.Section(say(Text(fr: "Notes", en: "Notes")), [.list(items)])
  }

  var history: Sheet.Section? {
    guard !file.history.isEmpty else { return nil }
    return Sheet.Section(
      say(Text(fr: "Historique", en: "History")), [.list(History.items(file.history, language: language, vocabulary: vocabulary, now: now))]
    )
  }
}

/// What happened, newest last.
enum History {
  static func items(
    _ entries: [CaseFile.HistoryEntry], language: Language, vocabulary: Vocabulary, now: Moment, limit: Int = 12
  ) -> [Sheet.Item] {
    let shown = entries.suffix(limit)
    var items = shown.map { entry in
      var text = TimeText.dateAndTime(entry.at, now: now)[language] + " · " + what(entry)[language]
      if !entry.by.isEmpty { text += " · \(entry.by)" }
      if let reason = entry.reason, !reason.isEmpty {
        let label = entry.action == "attribute" ? Labels.imputation(reason) : vocabulary.label(reason: reason)
        text += " · " + label[language]
      }
      if let comment = comment(entry)?[language] { text += " — " + comment }
      if entry.isUndone { text += " " + Text(fr: "(repris depuis)", en: "(taken back since)")[language] }
      return Sheet.Item(.none, text)
    }
    if entries.count > shown.count {
      let earlier = entries.count - shown.count
      items.insert(Sheet.Item(.none, Text(fr: "… \(earlier) de plus auparavant", en: "… \(earlier) earlier ones")[language]), at: 0)
    }
    return items
  }

  private static func what(_ entry: CaseFile.HistoryEntry) -> Text {
    switch (entry.kind, entry.comment) {
    case ("decision", _): Labels.done(entry.action ?? "")
    case ("urgent", "off"): Text(fr: "urgence levée", en: "no longer urgent")
    default: Labels.event(entry.kind)
    }
  }

  /// What somebody wrote; some events carry a code there.
  private static func comment(_ entry: CaseFile.HistoryEntry) -> Text? {
    guard let comment = entry.comment, !comment.isEmpty, entry.kind != "urgent" else { return nil }
    return switch entry.kind {
    case "resent": Labels.template(comment)
    // Why it lost its object: its card is void, or what led to it was withdrawn.
    case "ended" where comment.hasPrefix("card_"): Text(fr: "carte ", en: "card ") + Labels.voidReason(String(comment.dropFirst(5)))
    case "ended": Labels.template(comment)
    default: Text(same: "\(comment)")
    }
  }
}

/// Money, in cents of euro.
enum Amount {
  static func shown(_ cents: Int, _ language: Language) -> SafeText {
    let rest = padded(abs(cents) % 100, to: 2)
    let sign = cents < 0 ? "-" : ""
    return Text(fr: "\(sign)\(abs(cents) / 100),\(rest) \u{20AC}", en: "€\(sign)\(abs(cents) / 100).\(rest)")[language]
  }
}
