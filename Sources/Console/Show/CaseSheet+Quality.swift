import Casework
import Formats
import Terminal

// A defective card: what the driver says, what was ordered, what was read on it, what the source says, what was found.
extension CaseSheet {
  /// The claim, above its elements.
  var claim: ScreenPage.Part? {
    guard let claim = file.claim else { return nil }
    var head = "\(claim.coupon)" + say(Text(fr: " · carte \(claim.cardSerial ?? "—")", en: " · card \(claim.cardSerial ?? "—")"))
    if let end = claim.cardExpiresOn.map(TimeText.date) { head += say(Text(fr: " · expire \(end.fr)", en: " · expires \(end.en)")) }
    if claim.earlierClaims > 0 {
      let count = claim.earlierClaims
      head += say(
        Text(
          fr: " · \(count) \(Plural.fr(count, "autre déclaration", "autres déclarations"))",
          en: " · \(count) earlier \(Plural.en(count, "claim", "claims"))"))
    }
    var rows = [SheetRow(say(Text(fr: "coupon", en: "coupon")), head), SheetRow(say(Text(fr: "carte", en: "card")), reception(claim))]
    if !claim.statement.isEmpty {
      rows.append(SheetRow(say(Text(fr: "il écrit", en: "he writes")), SafeText(claim.statement, newlines: .kept)))
    }
    if let pictures { rows.append(SheetRow(say(Text(fr: "pièces", en: "papers")), pictures)) }
    return part(.facts, [.init(rows), .init(rows.map(\.clipped))])
  }

  private func reception(_ claim: CaseFile.Claim) -> SafeText {
    let declared = claim.declaredAt.map { TimeText.onDay($0, now: now) } ?? .empty
    guard let at = claim.receivedAt else {
      return say(Text(fr: "pas encore reçue", en: "not yet received")).styled(.yellow)
        + say(Text(fr: " · déclarée \(declared.fr)", en: " · declared \(declared.en)"))
    }
    let when = TimeText.dateAndTime(at, now: now)
    let by = claim.receivedBy ?? "?"
    var text = say(
      Text(fr: "reçue \(when.fr) par \(by) · déclarée \(declared.fr)", en: "received \(when.en) by \(by) · declared \(declared.en)"))
    if let other = claim.receivedSerial {
      text += say(Text(fr: " · c'est une autre carte : \(other)", en: " · another card came: \(other)")).styled(.yellow)
    }
    return text
  }

  /// The documents that were approved for the card, by the names that `view` takes; ticked where somebody looked at them.
  private var pictures: SafeText? {
    var types: [Item] = []
    for document in file.currentDocuments where !types.contains(document.type) { types.append(document.type) }
    guard !types.isEmpty else { return nil }
    let names = types.map { type in
      let name = SafeText(vocabulary.items.term(type.rawValue)?.name(in: language) ?? type.rawValue, style: .cyan)
      let isSeen = file.currentDocuments.filter { $0.type == type }.allSatisfy(isLookedAt)
      return isSeen ? name + SafeText(" ✓", style: .green) : name
    }
    return names.joined(separator: " · ")
  }

  /// Element by element: what he says is right beside what was ordered, what was read, what the source says; equal things once.
  var elements: ScreenPage.Part? {
    guard let claim = file.claim, !claim.elements.isEmpty else { return nil }
    let blocks = claim.elementsInOrder.enumerated().map { block($1, number: $0 + 1, of: claim) }
    let whole = blocks.flatMap { $0.rows }
    let close = blocks.map { SheetRow(full: $0.values, mark: $0.rows[0].mark, hang: 3) }
    let found = blocks.map { block in block.found.map { [SheetRow(full: "   " + $0).clipped] } ?? [] }
    // What was found stays, a row of it; on the smallest page it stands before the values.
    let least = blocks.map { block in
      let text = block.found.map { block.label + say(.colon) + $0 + (block.sides.isEmpty ? "" : " · " + block.sides) } ?? block.values
      return SheetRow(full: text, mark: block.rows[0].mark).clipped
    }
    let hidden = blocks.count(where: \.isRecordAwaited)
    return part(
      .elements,
      [
        .init(whole), .init(zip(close, found).flatMap { [$0] + $1 }, hidden: hidden),
        .init(zip(close, found).flatMap { [$0.clipped] + $1 }, hidden: hidden), .init(least, hidden: hidden),
      ])
  }

  private struct Block {
    /// All that there is of an element.
    var rows: [SheetRow]
    /// What it is; what is said of it, and of that what stands beside it on one row; what was found.
    var label, sides, values: SafeText
    var found: SafeText?
    /// Whether a row of it says that its record is not corrected yet.
    var isRecordAwaited: Bool
  }

  private func block(_ element: CaseFile.ClaimElement, number: Int, of claim: CaseFile.Claim) -> Block {
    let found = claim.findings.first { $0.element == element.element }
    let known = vocabulary.element(element.element.rawValue)
    let field: SafeText = known.map { $0.field.isEmpty ? "" : "\($0.field) " } ?? ""
    let label = "\(number) · " + field + say(vocabulary.label(element: element.element.rawValue)).styled(.bold)
    let values = sides(of: element, in: claim)
    var rows = [SheetRow(full: label, mark: mark(found, element))]
    // Under each other, so that letters are compared by eye too.
    let labels = values.map { $0.labels.joined(separator: " = ") + say(.colon) }
    let width = min(Self.labelsAtMost, labels.map(\.width).max() ?? 0)
    rows += zip(labels, values).map { SheetRow(full: "   " + $0.styled(.dim).padded(to: width) + $1.value, hang: 5) }
    let remark = remarks[number].flatMap { $0.finding.element == element.element ? $0 : nil }
    let isOpen = remark.map { found == nil || $0.contradicts(found) } ?? false
    if let remark, isOpen { rows.append(SheetRow(full: "   " + said(remark), hang: 5)) }
    if let found { rows.append(SheetRow(full: "   " + shown(found), hang: 5)) }
    let isRecordAwaited = found?.cause == .trainingCentreError && claim.isRecordAwaited
    if isRecordAwaited {
      let centre = file.trainings.first { $0.id == claim.trainingID }?.centre
      rows.append(
        SheetRow(full: "   " + SafeText("⚠ ", style: .yellow) + say(.recordNotCorrected(claim.trainingID, centre)), hang: 5))
    }
    var sides = values.map { ($0.labels.joined(separator: " = ") + " ").styled(.dim) + $0.value }.joined(separator: " · ")
    if let remark, isOpen { sides += (sides.isEmpty ? "" : " ") + said(remark) }
    return Block(
      rows: rows, label: label, sides: sides, values: sides.isEmpty ? label : label + say(.colon) + sides, found: found.map(shown),
      isRecordAwaited: isRecordAwaited)
  }

  /// Longer labels stand before their value all the same.
  private static let labelsAtMost = 34

  /// What the checks say of an element whose values stand above.
  private func said(_ remark: Remarks.Remark) -> SafeText {
    let message = remark.finding.message
    var text = say(Text.brief(message) ?? .finding(message, vocabulary: vocabulary, now: now))
    if case .finding(_, let cause, let value)? = remark.advice {
      text += " → \(cause.name(in: language), .cyan)"
      if let value { text += " \(value, .bold)" }
    } else if let line = remark.line(language) {
      text += " → \(line, .cyan)"
    } else {
      let causes = remark.finding.suggestedCauses.compactMap { vocabulary.causes.term($0.rawValue)?.name(in: language) }
      if !causes.isEmpty { text += say(.colon) + SafeText.list(causes) }
    }
    return SafeText("⚠ ", style: .yellow) + text
  }

  private func mark(_ found: CaseFile.ElementFinding?, _ element: CaseFile.ClaimElement) -> SafeText {
    if let found { return SafeText("✓ ", style: .green) + say(Labels.imputation(found.imputedTo.rawValue)) }
    return element.isDeclared
      ? say(Text(fr: "constat : à faire", en: "finding: to be made")).styled(.yellow)
      : say(Text(fr: "non déclaré", en: "not declared")).styled(.dim)
  }

  private struct Side {
    var labels: [SafeText]
    var value: SafeText
  }

  /// What each party says, those that say the same together; letters that differ from what he says are marked.
  private func sides(of element: CaseFile.ClaimElement, in claim: CaseFile.Claim) -> [Side] {
    let reading = claim.readings.first { $0.element == element.element }
    var parties: [(SafeText, String)] = []
    if element.isDeclared, !element.claimed.isEmpty { parties.append((say(Text(fr: "il dit", en: "he says")), plain(element.claimed))) }
    if element.shows == .text, let ordered = element.ordered {
      parties.append((say(Text(fr: "commandé", en: "ordered")), plain(ordered, of: element.element)))
    }
    if let source = element.sourceValue, !source.isEmpty {
      parties.append((say(Labels.source(element.source.rawValue)), plain(source, of: element.element)))
    }
    if element.shows == .text, let reading {
      let value = reading.value ?? element.ordered ?? ""
      parties.append(
        (
          say(Text(fr: "lu", en: "read")),
          value.isEmpty ? say(Text(fr: "(rien)", en: "(nothing)")).plain : plain(value, of: element.element)
        ))
    }
    var groups: [(labels: [SafeText], value: String)] = []
    for (label, value) in parties {
      if let same = groups.firstIndex(where: { $0.value == value }) {
        groups[same].labels.append(label)
      } else {
        groups.append(([label], value))
      }
    }
    var sides = groups.enumerated().map { index, group -> Side in
      // Each beside the first, and the first beside the second.
      let value: SafeText =
        index > 0
        ? marked(groups[0].value, group.value).right
        : groups.count > 1 ? marked(group.value, groups[1].value).left : "\(group.value)"
      return Side(labels: group.labels, value: group.value.isEmpty ? "—" : value)
    }
    if let extra = unread(element, reading) { sides.append(Side(labels: [say(Text(fr: "sur la carte", en: "on the card"))], value: extra)) }
    return sides
  }

  /// What still has to be read, or was read of a picture.
  private func unread(_ element: CaseFile.ClaimElement, _ reading: CaseFile.ElementReading?) -> SafeText? {
    guard element.shows != .nothing else { return nil }
    guard let reading else { return SafeText("?").styled(.yellow) }
    guard element.shows == .picture else { return nil }
    return reading.value.map { $0.isEmpty ? say(Text(fr: "(rien)", en: "(nothing)")) : "\($0)" }
      ?? say(Text(fr: "= validée", en: "= approved"))
  }

  private func plain(_ text: String) -> String { say(TimeText.date(text)).plain }

  /// A value that the database wrote: it names qualifications by their codes.
  func plain(_ text: String, of element: ElementCode) -> String {
    guard element == .code95 else { return plain(text) }
    return text.split(separator: " ").map { plain(say(Labels.qualification(String($0))).plain) }.joined(separator: " ")
  }

  private func shown(_ finding: CaseFile.ElementFinding) -> SafeText {
    var text = say(Text(fr: "constaté : ", en: "found: ")).styled(.dim) + say(vocabulary.label(cause: finding.cause.rawValue)).styled(.bold)
    if !finding.value.isEmpty { text += " → " + say(Labels.printed(finding.value)).styled(.bold) }
    if !finding.comment.isEmpty { text += " — \(finding.comment)" }
    return text
  }

  /// What the checks make of the whole.
  var attribution: ScreenPage.Part? {
    guard file.claim != nil, file.case.state == .open, let attribution = Attribution(file, vocabulary: vocabulary, now: now) else {
      return nil
    }
    var text =
      attribution.outcome.map { say(Labels.outcome($0)).styled(.bold) }
      ?? say(attribution.unread.isEmpty ? .checksUndecided : .onceRead)
    if let fault = file.claim?.fault, let outcome = attribution.outcome, outcome != fault {
      text += say(.findingsSay) + say(Labels.outcome(fault)).styled(.bold)
    } else if file.claim?.toFind.isEmpty == true, file.claim?.fault == nil {
      text += say(.yoursToJudge)
    }
    return part(.attribution, [.init([SheetRow(say(Text(fr: "avis", en: "advice")), text)])])
  }
}
