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
    add(Labels.accountField("last_name"), [value(.lastName), optional(.usageName, Text(fr: "nom d'usage ", en: "name in use "))])
    add(Labels.accountField("first_names"), [value(.firstNames)])
    add(Text(fr: "Naissance", en: "Born"), [value(.birthDate), value(.birthPlace)])
    add(Text(fr: "Permis", en: "Licence"), [value(.licenceNumber), value(.licenceIssueDate), value(.licenceCountry)])
    add(Labels.accountField("email"), [value(.email)])
    add(Labels.accountField("phone"), [value(.phone)])
    add(Labels.accountField("postal_address"), [value(.postalAddress)])
    let heading = file.case.queue == .accounts ? Text(fr: "Compte", en: "Account") : Text(fr: "Conducteur", en: "Driver")
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
      ? PostalAddress(typed: text).lines.map { "\($0)" }.joined(separator: SafeText(" / ", style: .dim)) : "\(text)"
    if field == .licenceNumber {
      let display = LicenceNumber(typed: text).display
      if display != text { shown += " (\(display))" }
    }
    if mixedScripts(in: text) { shown += say(Text(fr: " [alphabets mêlés]", en: " [mixed alphabets]")).styled(.red) }
    return shown.styled(style)
  }

  var application: Sheet.Section? {
    guard let application = file.application else { return nil }
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: SafeText) { fields.append(Sheet.Field(say(label), value)) }
    add(Text(fr: "Objet", en: "Kind"), say(Labels.applicationKind(application.kind.rawValue)))
    add(Text(fr: "État", en: "State"), say(Labels.state(application.state)))
    if let at = application.submittedAt { add(Text(fr: "Soumise", en: "Submitted"), say(TimeText.dateAndTime(at.epoch, now: now))) }
    if let training = application.training {
      add(
        Text(fr: "Formation", en: "Training"),
        say(Labels.training(training.kind, training.qualification)) + " · \(training.issuedOn) · \(training.centre)")
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

  /// The documents that count, numbered as `view` wants them.
  var documents: Sheet.Section? {
    let current = file.currentDocuments
    guard !current.isEmpty else { return nil }
    let flagged = Set(file.flags.map(\.item))
    let doubtful = Set(findings.filter { $0.severity == .warning }.compactMap(\.documentID))
    var table = Table(columns: [
      Column("document", say(Text(fr: "N°", en: "No.")), alignment: .right, priority: 0),
      Column("type", say(Text(fr: "Pièce", en: "Document")), priority: 0),
      Column("side", say(Text(fr: "Face", en: "Side"))),
      Column("file", say(Text(fr: "Fichier", en: "File")), priority: 3),
      Column("size", say(Text(fr: "Taille", en: "Size")), alignment: .right, priority: 2),
      Column("round", say(Text(fr: "Passage", en: "Round")), alignment: .right, priority: 2),
    ])
    for document in current {
      let style: Style = flagged.contains(document.type) ? .red : doubtful.contains(document.id) ? .yellow : .plain
      table.append([
        .number(document.id), .text(document.type.rawValue, shown: say(vocabulary.label(item: document.type.rawValue)), style: style),
        .text(document.side?.rawValue, shown: say(Labels.side(document.side?.rawValue))),
        .text(document.fileName), .number(document.size, shown: document.size.map { size(of: document, bytes: $0) }),
        .number(document.round),
      ])
    }
    return Sheet.Section(say(Text(fr: "Pièces", en: "Documents")), [.table(table)], isWide: true)
  }

  private func size(of document: CaseFile.Document, bytes: Int) -> SafeText {
    let kilobytes = say(Text(fr: "\((bytes + 1023) / 1024) Ko", en: "\((bytes + 1023) / 1024) KB"))
    guard let width = document.width, let height = document.height else { return kilobytes }
    return kilobytes + " · \(width)×\(height)"
  }

  var notes: Sheet.Section? {
    guard !file.notes.isEmpty else { return nil }
    let items = file.notes.map { note in
      Sheet.Item(
        .none, say(TimeText.relative(note.at.epoch, now: now)) + ", \(note.by)" + say(.colon) + SafeText(note.text, newlines: .kept))
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
    _ entries: [CaseFile.HistoryEntry], language: Language, vocabulary: Vocabulary, now: Int64, limit: Int = 12
  ) -> [Sheet.Item] {
    let shown = entries.suffix(limit)
    var items = shown.map { entry in
      var text = TimeText.dateAndTime(entry.at.epoch, now: now)[language] + " · " + what(entry)[language]
      if !entry.by.isEmpty { text += " · \(entry.by)" }
      if let reason = entry.reason, !reason.isEmpty { text += " · " + vocabulary.label(reason: reason)[language] }
      if let comment = entry.comment, !comment.isEmpty { text += " — \(comment)" }
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
    entry.kind == "decision" ? Labels.done(entry.action ?? "") : Labels.event(entry.kind)
  }
}

/// Money, in cents of euro.
enum Amount {
  static func shown(_ cents: Int, _ language: Language) -> SafeText {
    let rest = CivilTime.two(abs(cents) % 100)
    let sign = cents < 0 ? "-" : ""
    return Text(fr: "\(sign)\(abs(cents) / 100),\(rest) \u{20AC}", en: "€\(sign)\(abs(cents) / 100).\(rest)")[language]
  }
}
