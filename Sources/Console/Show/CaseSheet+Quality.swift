import Casework
import Formats
import Terminal

// A defective card: what the driver says, what was ordered, what was read on it, what the source says, what was found.
extension CaseSheet {
  var claim: Sheet.Section? {
    guard let claim = file.claim else { return nil }
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: SafeText) { fields.append(Sheet.Field(say(label), value)) }
    var head = say(
      Text(fr: "Coupon \(claim.coupon) · carte \(claim.cardSerial ?? "—")", en: "Coupon \(claim.coupon) · card \(claim.cardSerial ?? "—")"))
    if let end = claim.cardExpiresOn.map(TimeText.date) { head += say(Text(fr: " · expire le \(end.fr)", en: " · expires \(end.en)")) }
    if claim.earlierClaims > 0 {
      let count = claim.earlierClaims
      head += say(
        Text(
          fr: " · \(count) \(Plural.fr(count, "autre déclaration", "autres déclarations"))",
          en: " · \(count) earlier \(Plural.en(count, "claim", "claims"))"))
    }
    add(Text(fr: "Reçue", en: "Received"), reception(claim))
    if !claim.statement.isEmpty { add(Text(fr: "Il écrit", en: "He writes"), SafeText(claim.statement, newlines: .kept)) }
    if let pictures { add(Text(fr: "Pièces", en: "Documents"), pictures) }
    return Sheet.Section(head, [.fields(fields), .table(elements(of: claim))], isWide: true)
  }

  private func reception(_ claim: CaseFile.Claim) -> SafeText {
    let declared = claim.declaredAt.map { TimeText.dateAndTime($0, now: now) } ?? .empty
    guard let at = claim.receivedAt else {
      return say(Text(fr: "pas encore", en: "not yet")).styled(.yellow)
        + say(Text(fr: " · déclarée \(declared.fr)", en: " · declared \(declared.en)"))
    }
    let when = TimeText.dateAndTime(at, now: now)
    let by = claim.receivedBy ?? "?"
    var text = say(
      Text(fr: "\(when.fr) par \(by) · déclarée \(declared.fr)", en: "\(when.en) by \(by) · declared \(declared.en)"))
    if let other = claim.receivedSerial {
      text += say(Text(fr: " · c'est une autre carte : \(other)", en: " · another card came: \(other)")).styled(.yellow)
    }
    return text
  }

  /// The documents that were approved for the card, by the names that `view` takes.
  private var pictures: SafeText? {
    var types: [Item] = []
    for document in file.currentDocuments where !types.contains(document.type) { types.append(document.type) }
    guard !types.isEmpty else { return nil }
    let names = types.map { SafeText(vocabulary.items.term($0.rawValue)?.name(in: language) ?? $0.rawValue, style: .cyan) }
    return "\(language == .fr ? "visionner" : "view", .dim) " + names.joined(separator: " · ")
  }

  /// Side by side: what he says is right, what was ordered, what was read, what the source says, what was found.
  private func elements(of claim: CaseFile.Claim) -> Table {
    var table = Table(columns: [
      Column("element", say(Text(fr: "Élément", en: "Element")), priority: 0, minimumWidth: 12),
      Column("claimed", say(Text(fr: "Il dit", en: "He says")), priority: 0, overflow: .wrap, minimumWidth: 10),
      Column("ordered", say(Text(fr: "Commandé", en: "Ordered")), priority: 0, overflow: .wrap, minimumWidth: 10),
      Column("read", say(Text(fr: "Lu", en: "Read")), priority: 0, overflow: .wrap, minimumWidth: 8),
      Column("source", say(Text(fr: "Source", en: "Source")), priority: 0, overflow: .wrap, minimumWidth: 10),
      Column("finding", say(Text(fr: "Constat", en: "Finding")), priority: 0, overflow: .wrap, minimumWidth: 12),
    ])
    for element in claim.elements {
      let found = claim.findings.first { $0.element == element.element }
      let known = vocabulary.element(element.element.rawValue)
      let field: SafeText = known.map { $0.field.isEmpty ? "" : "\($0.field) " } ?? ""
      let reading = claim.readings.first { $0.element == element.element }
      table.append([
        .text(element.element.rawValue, shown: field + say(vocabulary.label(element: element.element.rawValue))),
        .text(element.claimed, shown: element.isDeclared ? value(element.claimed) : say(Text(fr: "non déclaré", en: "not declared"))),
        .text(element.ordered, shown: value(element.ordered ?? "", of: element)),
        .text(reading.map { $0.value ?? element.ordered ?? "" }, shown: read(reading, of: element)),
        .text(
          element.sourceValue,
          shown: value(element.sourceValue ?? "", of: element) + " (" + say(Labels.source(element.source.rawValue)) + ")"),
        .text(found?.cause.rawValue, shown: found.map(shown) ?? SafeText("—").styled(.yellow)),
      ])
    }
    return table
  }

  private func value(_ text: String) -> SafeText { text.isEmpty ? "—" : say(TimeText.date(text)) }

  /// A value that the database wrote: it names qualifications by their codes.
  private func value(_ text: String, of element: CaseFile.ClaimElement) -> SafeText {
    guard element.element == .code95 else { return value(text) }
    return value(text.split(separator: " ").map { say(Labels.qualification(String($0))).plain }.joined(separator: " "))
  }

  /// What was read on the card; a question mark where that is still to be done.
  private func read(_ reading: CaseFile.ElementReading?, of element: CaseFile.ClaimElement) -> SafeText {
    guard let reading else { return element.shows == .nothing ? "—" : SafeText("?").styled(.yellow) }
    guard let text = reading.value else {
      return say(element.shows == .picture ? Text(fr: "= validée", en: "= approved") : Text(fr: "= commandé", en: "= ordered"))
    }
    return text.isEmpty
      ? say(Text(fr: "(rien)", en: "(nothing)")).styled(.red) : value(text).styled(text == element.ordered ? .plain : .red)
  }

  private func shown(_ finding: CaseFile.ElementFinding) -> SafeText {
    var text = say(vocabulary.label(cause: finding.cause.rawValue)) + " (" + say(Labels.imputation(finding.imputedTo.rawValue)) + ")"
    if !finding.value.isEmpty { text += " → " + value(finding.value).styled(.bold) }
    if !finding.comment.isEmpty { text += " — \(finding.comment)" }
    return text
  }

  /// What the checks suggest, and the line to type next.
  var suggestion: Sheet.Section? {
    guard let claim = file.claim, file.case.state == .open, let attribution = Attribution(file, vocabulary: vocabulary, now: now) else {
      return nil
    }
    var text = say(.checksSuggest)
    text +=
      attribution.outcome.map { say(Labels.outcome($0)).styled(.bold) }
      ?? say(attribution.unread.isEmpty ? .checksUndecided : .onceRead)
    let attribute = language == .fr ? "imputer" : "attribute"
    if !claim.toFind.isEmpty {
      let labels = claim.toFind.map { say(vocabulary.label(element: $0.rawValue)) }.joined(separator: ", ")
      text += say(.stillToBeFound) + labels
      // The checks above have the line to type, where they know one.
      if let bare = claim.toFind.first(where: { lineToType(for: $0) == nil }) {
        let name = vocabulary.elements.term(bare.rawValue)?.name(in: language) ?? bare.rawValue
        text += " → \(language == .fr ? "constater" : "finding", .dim) \(name, .dim) " + say(Text(fr: "CAUSE", en: "CAUSE")).styled(.dim)
      }
    } else if let outcome = claim.fault {
      let name = Labels.outcomes.term(outcome.rawValue)?.name(in: language) ?? outcome.rawValue
      let against = attribution.outcome.map { $0 != outcome } ?? false
      if against { text += say(.findingsSay) + say(Labels.outcome(outcome)).styled(.bold) }
      text += " → \(attribute, .dim) \(name, .dim)" + (against ? say(Text(fr: " POURQUOI", en: " WHY")).styled(.dim) : "")
    } else {
      text +=
        say(.yoursToJudge)
        + " → \(attribute, .dim) " + say(Text(fr: "in-groupe|conducteur POURQUOI", en: "in_groupe|driver WHY")).styled(.dim)
    }
    return Sheet.Section(nil, [.text(text)], isWide: true)
  }

  /// `constater nom erreur-saisie`, or what comes before it, as the checks suggest it for an element.
  private func lineToType(for element: ElementCode) -> String? {
    findings.lazy.filter { $0.element == element }.compactMap(line).first
  }

  /// What to type next on an element: what is still to be looked at or read, else the finding if the agent agrees with the check.
  func line(_ finding: Finding) -> String? {
    if let next = nextLook(finding) { return next }
    guard let element = finding.element.flatMap({ vocabulary.elements.term($0.rawValue) }),
      let cause = finding.suggestedCauses.first.flatMap({ vocabulary.causes.term($0.rawValue) })
    else { return nil }
    var line = "\(language == .fr ? "constater" : "finding") \(element.name(in: language)) \(cause.name(in: language))"
    if let value = finding.suggestedValue { line += " --\(language == .fr ? "valeur" : "value") \(Tokenizer.quoted(value))" }
    return line
  }

  /// The document to look at or the element to read before there is a suggestion; `nil` where there is one.
  private func nextLook(_ finding: Finding) -> String? {
    guard let element = finding.element.flatMap({ vocabulary.elements.term($0.rawValue) }) else { return nil }
    func look(_ item: String) -> String? {
      vocabulary.items.term(item).map { "\(language == .fr ? "visionner" : "view") \($0.name(in: language))" }
    }
    switch finding.message {
    case .notRead: return "\(language == .fr ? "lu" : "read") \(element.name(in: language))"
    case .approvedPictureNotLookedAt: return look(element.code)
    case .entryNotCompared(let document, _): return look(document.rawValue)
    default: return nil
    }
  }
}
