import Casework
import Formats
import Terminal

// What an account and an application say.
extension CaseSheet {
  /// What has to be judged of an account; the names stand in the head.
  var account: ScreenPage.Part? {
    let rows = [
      row(Text(fr: "né(e)", en: "born"), .birthDate, .birthPlace),
      row(Text(fr: "permis", en: "licence"), .licenceNumber, .licenceIssueDate, .licenceCountry),
      row(Text(fr: "courriel", en: "e-mail"), .email),
      row(Text(fr: "tél.", en: "phone"), .phone),
      row(Text(fr: "adresse", en: "address"), .postalAddress),
    ]
    return part(.facts, [.init(rows)])
  }

  private func row(_ label: Text, _ fields: AccountField...) -> SheetRow {
    let values = fields.map(value).filter { !$0.isEmpty }
    return SheetRow(say(label), values.joined(separator: " · "), mark: mark(of: fields))
  }

  /// ✓ where nothing is remarked, the numbers of the remarks, ✗ where it is flagged.
  func mark(of fields: [AccountField]) -> SafeText {
    let items = Set(fields.map(\.item))
    if file.flags.contains(where: { items.contains($0.item) }) { return SafeText("✗", style: .red) }
    let numbers = numbers(of: items)
    guard !numbers.isEmpty else { return SafeText("✓", style: .green) }
    return SafeText("⚠ " + numbers.map(String.init).joined(separator: " "), style: .yellow)
  }

  private func numbers(of items: Set<Item>) -> [Int] {
    remarks.all.filter { remark in
      remark.finding.severity == .warning && remark.finding.item.map(items.contains) ?? false
    }.map(\.number)
  }

  /// What the driver typed, red where it is flagged, yellow where a check warns.
  func value(_ field: AccountField) -> SafeText {
    let text = file.account[field]
    let isFlagged = file.flags.contains { $0.item == field.item }
    let isDoubtful = findings.contains { $0.severity == .warning && $0.item == field.item }
    let style: Style = isFlagged ? .red : isDoubtful ? .yellow : .plain
    guard !text.isEmpty else { return SafeText("—").styled(style) }
    var shown: SafeText = field == .postalAddress ? address(text) : say(TimeText.date(text))
    // Parted in fives and fours it is compared with the papers; what was typed stands there where that is something else.
    if field == .licenceNumber {
      let display = LicenceNumber(typed: text).display
      let isSame = display.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace }
      // Never over two lines: it is compared figure by figure.
      let whole = display.replacing(" ", with: "\u{A0}")
      shown = isSame ? "\(whole)" : display == text ? shown : shown + " (\(whole))"
    }
    if !Script.mixed(in: text).isEmpty { shown += say(Text(fr: " [alphabets mêlés]", en: " [mixed alphabets]")).styled(.red) }
    return shown.styled(style)
  }

  /// The lines of an address, one after the other.
  func address(_ text: String) -> SafeText {
    text.isEmpty ? "—" : PostalAddress(typed: text).lines.map { "\($0)" }.joined(separator: SafeText(" / ", style: .dim))
  }

  /// Two addresses with the letters that differ marked: line by line where they have as many, else as one text each.
  func addresses(_ left: String, _ right: String) -> (left: SafeText, right: SafeText) {
    let (first, second) = (PostalAddress(typed: left).lines, PostalAddress(typed: right).lines)
    guard first.count == second.count else {
      if left.isEmpty || right.isEmpty { return (address(left), address(right)) }
      return marked(first.joined(separator: " / "), second.joined(separator: " / "))
    }
    let pairs = zip(first, second).map { marked($0, $1) }
    let slash = SafeText(" / ", style: .dim)
    return (pairs.map(\.left).joined(separator: slash), pairs.map(\.right).joined(separator: slash))
  }

  /// What is asked for, on which right, and where it goes.
  var application: ScreenPage.Part? {
    guard let application = file.application else { return nil }
    var rows: [SheetRow] = []
    var kind =
      say(Labels.applicationKind(application.kind.rawValue))
      + say(Text(fr: ", demande \(application.id)", en: ", application \(application.id)"))
    if application.state != "submitted" { kind += " · " + say(Labels.state(application.state, of: .application)) }
    if let at = application.submittedAt { kind += " · " + say(TimeText.dateAndTime(at, now: now)) }
    if let serial = application.cardSerial { kind += say(Text(fr: " · carte \(serial)", en: " · card \(serial)")) }
    rows.append(SheetRow(say(Text(fr: "objet", en: "for")), kind))
    if let training = application.training {
      rows.append(
        SheetRow(
          say(Text(fr: "formation", en: "training")),
          say(Labels.training(training.kind, training.qualification)) + " · " + say(TimeText.date(training.issuedOn))
            + " · \(training.centre)"))
    }
    rows += addressRows
    return part(.facts, [.init(rows), .init(rows.map(\.clipped))])
  }

  /// Where the card goes; his own address only where it is another.
  private var addressRows: [SheetRow] {
    let (delivery, own) = (file.application?.deliveryAddress ?? "", file.account.postalAddress)
    let (livraison, adresse) = (say(Text(fr: "livraison", en: "delivery")), say(Text(fr: "adresse", en: "address")))
    let isSame = PostalAddress(typed: delivery).lines == PostalAddress(typed: own).lines
    if delivery.isEmpty || isSame {
      let same: SafeText = delivery.isEmpty ? "" : say(Text(fr: " (livraison : la même)", en: " (delivery: the same)")).styled(.dim)
      return [SheetRow(adresse, value(.postalAddress) + same)]
    }
    let marked = addresses(delivery, own)
    return [SheetRow(livraison, marked.left), SheetRow(adresse, marked.right)]
  }

  /// What is rarely looked at while documents are judged.
  var details: ScreenPage.Part? {
    var rows = [SheetRow(say(Text(fr: "contact", en: "contact")), [value(.email), value(.phone)].joined(separator: " · "))]
    rows += file.payments.map { payment in
      SheetRow(
        say(Text(fr: "paiement", en: "payment")), Amount.shown(payment.amountCents, language) + " · " + say(Labels.state(payment.state)))
    }
    return part(.details, aside: true, [.init(rows), .init([], hidden: rows.count)])
  }

  /// The documents that count, by type, with the numbers that `view` takes and a tick on those that this agent has looked at.
  var papers: ScreenPage.Part? {
    let current = file.currentDocuments
    guard !current.isEmpty else { return nil }
    var types: [Item] = []
    for document in current where !types.contains(document.type) { types.append(document.type) }
    func row(_ type: Item, isWhole: Bool) -> SafeText {
      let name = vocabulary.items.term(type.rawValue)?.name(in: language) ?? type.rawValue
      return "\(name) " + current.filter { $0.type == type }.map { shown($0, isWhole: isWhole) }.joined(separator: " · ")
    }
    let label = say(Text(fr: "pièces", en: "papers"))
    let whole = types.enumerated().map { SheetRow($0 == 0 ? label : "", row($1, isWhole: true)) }
    let close = SheetRow(label, types.map { row($0, isWhole: false) }.joined(separator: "   "))
    return part(.papers, [.init(whole), .init([close])])
  }

  /// Whether this agent has looked at it in this round; behind a card, whether somebody has for what it is worth.
  func isLookedAt(_ document: CaseFile.Document) -> Bool {
    document.lookedAt != nil || file.claim?.lookedAt.contains(document.id) ?? false
  }

  /// A document: red where it is flagged, yellow where a check warns; new in a later round.
  private func shown(_ document: CaseFile.Document, isWhole: Bool) -> SafeText {
    let isFlagged = file.flags.contains { $0.item == document.type }
    let isDoubtful = findings.contains { $0.severity == .warning && $0.documentID == document.id }
    var text: SafeText = ""
    if let side = document.side { text += say(Labels.side(side.rawValue)) + " " }
    text += "\(document.id, .cyan)"
    if isLookedAt(document) { text += SafeText(" ✓", style: .green) }
    if isWhole {
      if let width = document.width, let height = document.height {
        text += " \(width)×\(height)"
      } else if let size = document.size {
        text += say(Text(fr: " \((size + 1023) / 1024) Ko", en: " \((size + 1023) / 1024) KB"))
      }
    }
    if document.round > 1, document.round == file.case.round {
      text +=
        file.former(of: document).map(document.isSame) == true
        ? say(Text(fr: " (renvoyé, identique)", en: " (sent again, identical)")).styled(.yellow)
        : say(Text(fr: " (nouveau)", en: " (new)")).styled(.bold)
    }
    return text.styled(isFlagged ? .red : isDoubtful ? .yellow : .plain)
  }

  /// The addresses of the case, line by line.
  var addressSheet: Sheet {
    func lines(_ text: String) -> SafeText {
      text.isEmpty ? "—" : SafeText(PostalAddress(typed: text).lines.joined(separator: "\n"), newlines: .kept)
    }
    var fields = [Sheet.Field(say(Labels.accountField("postal_address")), lines(file.account.postalAddress))]
    if let application = file.application, !application.deliveryAddress.isEmpty {
      fields.append(Sheet.Field(say(Text(fr: "Livraison", en: "Delivery")), lines(application.deliveryAddress)))
      if !application.invoiceAddress.isEmpty {
        let addressee = application.invoiceAddressee.isEmpty ? "" : application.invoiceAddressee + "\n"
        fields.append(Sheet.Field(say(Text(fr: "Facture", en: "Invoice")), lines(addressee + application.invoiceAddress)))
      }
    }
    if let returned = file.returned {
      fields.append(Sheet.Field(say(Text(fr: "Imprimée", en: "Printed")), lines(returned.printedAddress)))
      if returned.isMisprinted { fields.append(Sheet.Field(say(Text(fr: "Donnée", en: "Given")), lines(returned.givenAddress))) }
      if let address = returned.address { fields.append(Sheet.Field(say(Text(fr: "Il répond", en: "He answers")), lines(address))) }
      fields += returned.earlier.map {
        Sheet.Field(say(Text(fr: "Avant", en: "Before")), lines($0.printedAddress))
      }
    }
    return Sheet(title: title, sections: [Sheet.Section(nil, [.fields(fields)])])
  }

  /// A part of the page, whole.
  func opened(_ part: ScreenPage.Part?) -> Sheet {
    let fields = part?.versions.first?.rows.map { Sheet.Field($0.label, $0.value) } ?? []
    let none = Sheet.Section(nil, [.text(say(.nothingThere))])
    return Sheet(title: title, sections: [fields.isEmpty ? none : Sheet.Section(nil, [.fields(fields)])])
  }

  /// What was asked in each round, in the words that he was sent.
  var requestSheet: Sheet {
    let sections = file.previousRequests.map { request in
      let at = request.at.map { say(TimeText.dateAndTime($0, now: now)) } ?? ""
      let round = say(Text(fr: "Passage \(request.round) · \(request.by) · ", en: "Round \(request.round) · \(request.by) · ")) + at
      let withdrawn = request.isWithdrawn ? say(Text(fr: " · reprise depuis", en: " · taken back since")) : ""
      let items = request.items.map { item in
        let wording = language == .fr ? item.wordingFr : item.wordingEn
        let comment: SafeText = item.comment.isEmpty ? "" : " — \(item.comment)"
        return Sheet.Item(
          .none,
          say(vocabulary.label(item: item.item.rawValue)) + say(.colon) + say(vocabulary.label(reason: item.reason.rawValue)) + comment
            + (wording.isEmpty ? "" : "\n" + say(Text(fr: "« \(wording) »", en: "\"\(wording)\"")).styled(.dim)))
      }
      return Sheet.Section(round + withdrawn, [.list(items)])
    }
    let none = Sheet.Section(nil, [.text(say(.nothingThere))])
    return Sheet(title: title, sections: sections.isEmpty ? [none] : sections)
  }

  /// Above a part of the page that is opened by itself.
  var title: SafeText { "\(file.case.number, .bold) · \(file.account.lastName, .bold) \(file.account.firstNames)" }
}
