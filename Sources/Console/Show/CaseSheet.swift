import Casework
import Formats
import Terminal

/// A case on one screen: what it is, its data, what the checks say, what changed, what was asked, what happened.
struct CaseSheet {
  let file: CaseFile
  let findings: [Finding]
  let vocabulary: Vocabulary
  let language: Language
  let now: Moment

  init(_ file: CaseFile, vocabulary: Vocabulary, language: Language, now: Moment) {
    self.file = file
    findings = Checks.evaluate(file)
    self.vocabulary = vocabulary
    self.language = language
    self.now = now
  }

  /// The page: what there is to judge first, and last, next to where the agent types, what has to be looked at.
  ///
  /// Without the history where a screen has no room for it (`why` shows it too).
  func sheet(withHistory: Bool = true) -> Sheet {
    var sections = [head]
    switch file.case.subject {
    case .account: sections += [account]
    case .application: sections += [application, documents, account].compactMap { $0 }
    case .claim: sections += [claim].compactMap { $0 }
    case .returnedDispatch: sections += [returned].compactMap { $0 }
    }
    sections += [notes, withHistory ? history : nil, previous, changes, checks, flags, suggestion, nextOnReturn].compactMap { $0 }
    return Sheet(title: title, sections: sections)
  }

  func say(_ text: Text) -> SafeText { text[language] }

  private var title: SafeText {
    let queue = vocabulary.queues.name(file.case.queue, language)
    let name = "\(file.account.lastName) \(file.account.firstNames)"
    let round = file.case.round > 1 ? say(Text(fr: " · passage \(file.case.round)", en: " · round \(file.case.round)")) : ""
    let urgent = file.case.isUrgent ? say(Text(fr: " · URGENT", en: " · URGENT")).styled(.red) : ""
    return say(Text(fr: "Dossier \(file.case.number, .bold)", en: "Case \(file.case.number, .bold)"))
      + " · \(queue) · \(name, .bold)" + round + urgent
  }

  private var head: Sheet.Section {
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: SafeText) { fields.append(Sheet.Field(say(label), value)) }
    if file.case.state == .open, let due = file.case.dueAt {
      let style: Style = due <= now ? .red : due - now < 3600 ? .yellow : .plain
      add(
        Text(fr: "Échéance", en: "Due"),
        say(TimeText.deadline(due, now: now)).styled(style) + " (" + say(TimeText.dateAndTime(due, now: now)) + ")" + holding)
    } else if file.case.state == .waiting, let what = file.case.waitsFor {
      let since = file.case.decidedAt ?? file.case.startedAt
      add(
        Text(fr: "Attend", en: "Waits for"),
        say(Labels.waitsFor(what.rawValue)) + (since.map { " · " + say(TimeText.relative($0, now: now)) } ?? "") + " → "
          + say(Labels.meanwhile(what)).styled(.dim))
    } else {
      add(Text(fr: "État", en: "State"), say(Labels.state(file.case.state.rawValue)) + holding)
    }
    if file.case.isEscalated { add(Text(fr: "Escaladé", en: "Escalated"), "\(file.case.escalationReason ?? "")") }
    add(Text(fr: "Conducteur", en: "Driver"), "\(file.driver.id) · " + say(Labels.state(file.driver.accountState)) + reach + person)
    return Sheet.Section(nil, [.fields(fields)], isWide: true)
  }

  /// Who has it, or for whom it is kept.
  private var holding: SafeText {
    var text = SafeText()
    if file.case.isHeldByMe {
      // The prompt says how long.
      text += say(Text(fr: " · en main", en: " · in hand"))
    } else if let holder = file.case.holder {
      let left = file.case.holderUntil.map { TimeText.span($0 - now) } ?? .empty
      text += say(Text(fr: " · tenu par \(holder), encore \(left.fr)", en: " · held by \(holder), another \(left.en)"))
    }
    if let agent = file.case.reservedFor { text += say(Text(fr: " · réservé à \(agent)", en: " · reserved for \(agent)")) }
    return text
  }

  /// Who he is, where the page has no section that says it.
  private var person: SafeText {
    guard file.case.subject == .claim || file.case.subject == .returnedDispatch else { return SafeText() }
    let parts = [say(TimeText.date(file.account.birthDate)), "\(file.account.licenceNumber)"].filter { !$0.isEmpty }
    return parts.map { " · " + $0 }.joined(separator: "")
  }

  /// How the driver would be told of a return.
  private var reach: SafeText {
    switch file.case.reachableBy {
    case nil: SafeText()
    case CaseFile.ReachableBy.none?:
      (" · " + say(.cannotBeReached)).styled(.yellow)
    case let channel?:
      say(Text(fr: " · joignable par \(Labels.channel(channel.rawValue).fr)", en: " · reached by \(Labels.channel(channel.rawValue).en)"))
    }
  }

  private var flags: Sheet.Section? {
    guard !file.flags.isEmpty else { return nil }
    let items = file.flags.map { flag in
      let comment: SafeText = flag.comment.isEmpty ? "" : " — \(flag.comment)"
      return Sheet.Item(
        .failed,
        say(vocabulary.label(item: flag.item.rawValue)) + say(.colon) + say(vocabulary.label(reason: flag.reason.rawValue)) + comment)
    }
    return Sheet.Section(say(Text(fr: "Signalements (non envoyés)", en: "Flags (not sent)")), [.list(items)])
  }

  private var checks: Sheet.Section {
    let heading = say(Text(fr: "Contrôles", en: "Checks"))
    guard !findings.isEmpty else {
      return Sheet.Section(heading, [.list([Sheet.Item(.passed, say(Text(fr: "rien à relever", en: "nothing to report")))])])
    }
    return Sheet.Section(heading, [.list(findings.map(item))])
  }

  /// A finding as a line of a list, with what to type if the agent agrees.
  func item(_ finding: Finding) -> Sheet.Item {
    if let element = finding.element { return item(finding, on: element) }
    let about: SafeText = finding.item.map { say(vocabulary.label(item: $0.rawValue)) + say(.colon) } ?? ""
    let text = say(.finding(finding.message, vocabulary: vocabulary, now: now))
    var suggestion: SafeText = ""
    // What the queue has no such reason for cannot be typed.
    let queue = file.case.queue
    if let item = finding.item, let itemTerm = vocabulary.items(of: queue).term(item.rawValue), let reason = finding.suggestedReason,
      let reasonTerm = vocabulary.reasons(for: item.rawValue, in: queue).term(reason.rawValue)
    {
      suggestion =
        " → \(language == .fr ? "signaler" : "flag", .dim) \(itemTerm.name(in: language), .dim) \(reasonTerm.name(in: language), .dim)"
    }
    // Nothing on the sheet matters more.
    if case .earlierForgery = finding.message { return Sheet.Item(.failed, text.styled(.red)) }
    return Sheet.Item(finding.severity == .warning ? .warning : .note, about + text + suggestion)
  }

  private func item(_ finding: Finding, on element: ElementCode) -> Sheet.Item {
    var text = say(vocabulary.label(element: element.rawValue)) + say(.colon)
    text += say(Text.brief(finding.message) ?? .finding(finding.message, vocabulary: vocabulary, now: now))
    let isFound = file.claim?.findings.contains { $0.element == element } ?? false
    if !isFound, file.case.state == .open, let line = line(finding) { text += " → \(line, .dim)" }
    return Sheet.Item(finding.severity == .warning ? .warning : .note, text)
  }

  private var changes: Sheet.Section? {
    let changes = Changes(in: file)
    guard !changes.changes.isEmpty || !changes.unchanged.isEmpty else { return nil }
    var items = changes.changes.map { change in
      let label = change.field.map { say(Labels.accountField($0.rawValue)) } ?? say(vocabulary.label(item: change.item.rawValue))
      return Sheet.Item(.none, label + say(.colon) + shown(change.before) + " → " + shown(change.after).styled(.bold))
    }
    items += changes.unchanged.map { item in
      Sheet.Item(
        .warning, say(vocabulary.label(item: item.item.rawValue)) + say(Text(fr: " : demandé, inchangé", en: ": asked for, unchanged")))
    }
    return Sheet.Section(say(Text(fr: "Ce qui a changé", en: "What changed")), [.list(items)])
  }

  private func shown(_ value: Change.Value?) -> SafeText {
    switch value {
    case nil: say(Text(fr: "rien", en: "nothing"))
    case .text(let text)?: text.isEmpty ? say(Text(fr: "vide", en: "empty")) : "\(text)"
    case .document(let document)?: say(Text(fr: "pièce \(document.id)", en: "document \(document.id)"))
    }
  }

  private var previous: Sheet.Section? {
    guard let last = file.previousRequests.last else { return nil }
    let items = last.items.map { item in
      let comment: SafeText = item.comment.isEmpty ? "" : " — \(item.comment)"
      return Sheet.Item(
        .none, say(vocabulary.label(item: item.item.rawValue)) + say(.colon) + say(vocabulary.label(reason: item.reason.rawValue)) + comment
      )
    }
    let at = last.at.map { say(TimeText.relative($0, now: now)) } ?? ""
    let heading = say(Text(fr: "Demandé par \(last.by) ", en: "Asked for by \(last.by) ")) + at
    return Sheet.Section(heading, [.list(items)])
  }
}
