import Casework
import Formats
import Terminal

/// A case on one screen: what it is at the top, what others said of it, what has to be judged in the middle, what the checks remark, what
/// can be typed at the foot. Where a screen is too small, history and what is known from elsewhere give way, never a note or a remark
/// without a word that opens it.
struct CaseSheet {
  let file: CaseFile
  let remarks: Remarks
  let vocabulary: Vocabulary
  let language: Language
  let now: Moment
  /// Whether letters that differ can be shown in another colour; else they stand in brackets.
  let hasColour: Bool
  /// What can be done with it, for the foot of the page.
  var possibilities: Possibilities?
  /// Whether somebody sits in front of it and has keys.
  var isTyped = false
  /// Whether what can be typed acts on it: it is the case in hand here, and not one that is held beside it.
  var isInHand: Bool

  init(_ file: CaseFile, vocabulary: Vocabulary, language: Language, now: Moment, hasColour: Bool = true) {
    self.file = file
    self.vocabulary = vocabulary
    self.language = language
    self.now = now
    self.hasColour = hasColour
    isInHand = file.case.isHeldByMe
    remarks = Remarks(file, vocabulary: vocabulary)
  }

  var findings: [Finding] { remarks.all.map(\.finding) }

  /// The parts of the page that a command opens by itself.
  enum PartName: String, CaseIterable {
    case requests, notes, changes, address, history, remarks
    /// What has no command of its own: the whole page opens it.
    case escalation, facts, correction, papers, elements, attribution, flags, details
  }

  /// The page. What gives way first stands first.
  ///
  /// - Parameter columns: what the foot is cut to.
  func page(columns: Int) -> ScreenPage {
    var parts = [escalation, requests, notes]
    switch file.case.subject {
    case .account: parts += [account]
    case .application: parts += [application, correction, papers, changes, details]
    case .claim: parts += [claim, elements]
    case .returnedDispatch: parts += [returned]
    }
    if [.account, .returnedDispatch].contains(file.case.subject) { parts.append(changes) }
    parts += [flags, remarkList, attribution, history]
    return ScreenPage(
      head: head, parts: parts.compactMap { $0 }, foot: foot(columns: columns), reductions: Self.reductions.map(\.rawValue),
      colon: language == .fr ? "\u{A0}:\u{A0}" : ":\u{A0}")
  }

  private static let reductions: [PartName] = [
    .history, .history, .history, .remarks, .history, .escalation, .details, .remarks, .history, .requests, .facts, .remarks,
    .notes, .elements, .changes, .correction, .notes, .papers, .flags, .address, .requests, .notes, .elements, .changes, .correction,
    .elements, .remarks, .details, .facts, .notes,
  ]

  func say(_ text: Text) -> SafeText { text[language] }

  /// A part of the page, opened by its own command or by that of the whole page.
  func part(_ name: PartName, aside: Bool = false, _ versions: [ScreenPage.Part.Version]) -> ScreenPage.Part {
    // Another case than the one in hand is named.
    let of = file.case.isHeldByMe ? "" : " \(file.case.number)"
    return ScreenPage.Part(name.rawValue, opens: "\(opening(name) + of)", aside: aside, versions)
  }

  private func opening(_ name: PartName) -> String {
    switch name {
    case .requests: Command.requests.name(in: language)
    case .notes: Command.notes.name(in: language)
    case .changes: Command.changes.name(in: language)
    case .address: Command.address.name(in: language)
    case .history: Command.history.name(in: language)
    case .remarks: Command.checks.name(in: language)
    case .escalation, .facts, .correction, .papers, .elements, .attribution, .flags, .details:
      Command.show.name(in: language) + (language == .fr ? " --tout" : " --all")
    }
  }

  // MARK: The head

  /// Which case, until when, whose; who the driver is.
  private var head: [SheetRow] { [SheetRow(full: standing, hang: 2), SheetRow(full: person, mark: nameMark, hang: 2)] }

  /// What is remarked of the names, where they are judged.
  private var nameMark: SafeText {
    guard file.case.subject == .account else { return "" }
    return mark(of: [.lastName, .firstNames, .usageName])
  }

  private var standing: SafeText {
    let current = file.case
    var parts: [SafeText] = [SafeText(current.number.description, style: .bold), SafeText(vocabulary.queues.name(current.queue, language))]
    if current.isUrgent { parts.append(say(Text(fr: "URGENT", en: "URGENT")).styled([.red, .bold])) }
    switch current.state {
    case .open:
      if let due = current.dueAt {
        let span = TimeText.span(due - now)
        let style: Style = due <= now ? .red : due - now < 3600 ? .yellow : .plain
        let text = due <= now ? TimeText.late(due, now: now) : Text(fr: "encore \(span.fr)", en: "\(span.en) left")
        parts.append(say(text).styled(style))
      }
    case .waiting:
      let since = (current.decidedAt ?? current.startedAt).map { " " + say(TimeText.since($0, now: now)) } ?? ""
      if let what = current.waitsFor {
        parts.append(say(Text(fr: "attend ", en: "waits for ")) + say(Labels.waitsFor(what.rawValue)) + since)
      } else {
        parts.append(say(Labels.state(current.state.rawValue)) + since)
      }
    default: parts.append(say(Labels.state(current.state.rawValue)))
    }
    if current.round > 1 { parts.append(say(Text(fr: "passage \(current.round)", en: "round \(current.round)"))) }
    if current.isEscalated { parts.append(say(Text(fr: "escaladé", en: "escalated")).styled(.yellow)) }
    return (parts + holding).joined(separator: " · ")
  }

  /// Who has it, or for whom it is kept.
  private var holding: [SafeText] {
    var parts: [SafeText] = []
    let left = file.case.holderUntil.map { TimeText.span($0 - now) }
    if file.case.isHeldByMe {
      parts.append(left.map { say(Text(fr: "à vous \($0.fr)", en: "yours for \($0.en)")) } ?? say(Text(fr: "à vous", en: "yours")))
    } else if let holder = file.case.holder {
      parts.append(say(Text(fr: "tenu par \(holder), \((left ?? .empty).fr)", en: "held by \(holder), \((left ?? .empty).en)")))
    }
    if let agent = file.case.reservedFor { parts.append(say(Text(fr: "réservé à \(agent)", en: "reserved for \(agent)"))) }
    return parts
  }

  /// Who he is: what is judged elsewhere on the page does not stand here.
  private var person: SafeText {
    var parts = [value(.lastName).styled(.bold) + " " + value(.firstNames).styled(.bold)]
    if !file.account.usageName.isEmpty { parts.append(say(Text(fr: "usage ", en: "in use ")) + value(.usageName)) }
    if file.case.subject != .account {
      parts.append([value(.birthDate), value(.birthPlace)].joined(separator: " "))
      parts.append(say(Text(fr: "permis ", en: "licence ")) + value(.licenceNumber) + " " + value(.licenceIssueDate))
    }
    parts.append(say(Text(fr: "conducteur \(file.driver.id)", en: "driver \(file.driver.id)")))
    if file.case.subject == .account || file.driver.accountState != "active" {
      parts.append(say(Text(fr: "compte ", en: "account ")) + say(Labels.state(file.driver.accountState, of: .account)))
    }
    if file.case.reachableBy == CaseFile.ReachableBy.none { parts.append(say(.cannotBeReached).styled(.yellow)) }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  // MARK: What others said

  /// Who handed it to the supervisors, and why.
  var escalation: ScreenPage.Part? {
    guard file.case.isEscalated, let reason = file.case.escalationReason, !reason.isEmpty else { return nil }
    let by: SafeText = file.case.escalatedBy.map { "\($0)" + say(.colon) } ?? ""
    let row = SheetRow(say(Text(fr: "escaladé", en: "escalated")), (by + "\(reason)").styled(.yellow))
    return part(.escalation, aside: true, [.init([row]), .init([row.clipped])])
  }

  /// What was asked of the driver last.
  var requests: ScreenPage.Part? {
    guard let last = file.previousRequests.last(where: { !$0.isWithdrawn }) else { return nil }
    let by = say(Text(fr: "demandé", en: "asked"))
    let rows = last.items.enumerated().map { number, item in
      let head: SafeText = number == 0 ? "\(last.by)" + (last.at.map { " " + say(TimeText.day($0, now: now)) } ?? "") + say(.colon) : ""
      let comment: SafeText = item.comment.isEmpty ? "" : say(Text(fr: " « \(item.comment) »", en: " \"\(item.comment)\""))
      let what = say(vocabulary.label(item: item.item.rawValue)) + ", " + say(vocabulary.label(reason: item.reason.rawValue))
      return SheetRow(number == 0 ? by : "", head + what + comment)
    }
    return part(
      .requests, aside: true,
      [.init(rows), .init(rows.map(\.clipped)), .init(rows.prefix(3).map(\.clipped), hidden: max(0, rows.count - 3))])
  }

  var notes: ScreenPage.Part? {
    guard !file.notes.isEmpty else { return nil }
    let rows = file.notes.reversed().map { note in
      let about: SafeText = note.isAboutDriver ? say(Text(fr: " (conducteur)", en: " (driver)")) : ""
      let head: SafeText = "\(note.by) " + say(TimeText.day(note.at, now: now)) + about + say(.colon)
      return SheetRow(say(Text(fr: "note", en: "note")), head + SafeText(note.text, newlines: .kept))
    }
    func newest(_ count: Int) -> ScreenPage.Part.Version {
      .init(rows.prefix(count).map(\.clipped), hidden: max(0, rows.count - count))
    }
    return part(.notes, aside: true, [.init(rows), .init(rows.map(\.clipped)), newest(4), newest(2), newest(1)])
  }

  /// What happened, the newest first, beside the word that opens all of it.
  var history: ScreenPage.Part? {
    guard !file.history.isEmpty else { return nil }
    let newest = historyRows.reversed().enumerated().map { number, row in
      SheetRow(number == 0 ? say(Text(fr: "historique", en: "history")) : "", row.label + " · " + row.value)
    }
    let versions = [newest.count, 12, 6, 3, 1, 0].filter { $0 <= newest.count }.map { count in
      ScreenPage.Part.Version(newest.prefix(count).map { count < 12 ? $0.clipped : $0 }, hidden: newest.count - count)
    }
    return part(.history, aside: true, versions)
  }

  /// What happened, oldest first: when, and what.
  var historyRows: [SheetRow] {
    History.lines(file.history, language: language, vocabulary: vocabulary, now: now).map {
      SheetRow(say(TimeText.dateAndTime($0.at, now: now)), $0.text)
    }
  }

  // MARK: What changed

  var changes: ScreenPage.Part? {
    let changes = Changes(in: file)
    guard !changes.changes.isEmpty || !changes.unchanged.isEmpty else { return nil }
    var rows = changes.changes.map { change in
      let label = change.field.map { say(Labels.accountField($0.rawValue)) } ?? say(vocabulary.label(item: change.item.rawValue))
      return label + say(.colon) + shown(change)
    }
    rows += changes.unchanged.map { item in
      (say(vocabulary.label(item: item.item.rawValue)) + say(Text(fr: " : demandé, inchangé", en: ": asked for, unchanged"))).styled(
        .yellow)
    }
    let label = say(Text(fr: "changé", en: "changed"))
    let all = rows.enumerated().map { SheetRow($0 == 0 ? label : "", $1) }
    return part(
      .changes, [.init(all), .init(all.map(\.clipped)), .init(all.prefix(3).map(\.clipped), hidden: max(0, all.count - 3))])
  }

  private func shown(_ change: Change) -> SafeText {
    if case .text(let before)? = change.before, case .text(let after)? = change.after, !before.isEmpty, !after.isEmpty {
      let marked = change.field == nil || change.field == .postalAddress ? addresses(before, after) : marked(before, after)
      return marked.left + " → " + marked.right.styled(.bold)
    }
    return shown(change.before) + " → " + shown(change.after).styled(.bold)
  }

  private func shown(_ value: Change.Value?) -> SafeText {
    switch value {
    case nil: say(Text(fr: "rien", en: "nothing"))
    case .text(let text)?: text.isEmpty ? say(Text(fr: "vide", en: "empty")) : "\(text)"
    case .document(let document)?: say(Text(fr: "pièce \(document.id)", en: "document \(document.id)"))
    }
  }

  /// Two texts with the letters that differ marked in each.
  func marked(_ left: String, _ right: String) -> (left: SafeText, right: SafeText) {
    guard left != right else { return ("\(left)", "\(right)") }
    let difference = LetterDifference(left, right)
    guard difference.isTelling else { return ("\(left)", "\(right)") }
    return (marked(left, difference.left), marked(right, difference.right))
  }

  private func marked(_ text: String, _ differs: [Bool]) -> SafeText {
    var result = SafeText()
    var run = ""
    var isMarked = false
    func close() {
      guard !run.isEmpty else { return }
      result += !isMarked ? "\(run)" : hasColour ? "\(run, .inverse)" : "[\(run)]"
      run = ""
    }
    for (letter, isOther) in zip(text, differs) {
      if isOther != isMarked {
        close()
        isMarked = isOther
      }
      run.append(letter)
    }
    close()
    return result
  }
}
