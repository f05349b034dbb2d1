import Casework
import Terminal

/// What is likeliest to be typed next on a case: what Alt-0 writes.
struct NextStep: Equatable {
  /// The line, with words in capitals for what still has to be chosen.
  let line: String
  /// As far as it can be typed for somebody.
  let typed: String
  /// What Enter on an empty line does; nil where the step writes: that is never done by Enter alone.
  let entered: String?

  fileprivate init(_ command: Command, _ arguments: String = "", toChoose: String = "", in language: Language) {
    let known = command.name(in: language) + (arguments.isEmpty ? "" : " " + arguments)
    typed = toChoose.isEmpty ? known : known + " "
    line = toChoose.isEmpty ? known : known + " " + toChoose
    entered = command.effect == .reads && toChoose.isEmpty ? known : nil
  }

  /// Of a case in hand, what the checks and the drafts lead to; of any other, the first thing that is possible with it.
  /// nil where nothing is.
  init?(_ sheet: CaseSheet) {
    guard sheet.isInHand else {
      guard let first = sheet.possibilities?.choices.first else { return nil }
      let line = first.line[sheet.language].plain
      (self.line, typed, entered) = (line, first.short?[sheet.language].plain ?? line, nil)
      return
    }
    guard let step = Self.inHand(sheet) else { return nil }
    self = step
  }

  private static func inHand(_ sheet: CaseSheet) -> NextStep? {
    let (file, language) = (sheet.file, sheet.language)
    if let claim = file.claim { return step(on: claim, sheet) }
    if file.case.subject == .application, !file.unseenDocuments.isEmpty { return NextStep(.view, in: language) }
    if let step = sheet.remarks.next?.step(language) { return step }
    if !file.flags.isEmpty { return NextStep(.returnCase, in: language) }
    guard let returned = file.returned else { return NextStep(.approve, in: language) }
    return ["void", "destroyed"].contains(returned.cardState) ? nil : NextStep(.reship, in: language)
  }

  /// Element by element: look, read, find; then whose fault it is.
  private static func step(on claim: CaseFile.Claim, _ sheet: CaseSheet) -> NextStep? {
    let language = sheet.language
    guard let element = claim.toFind.first else {
      // What was read after it was found speaks against it.
      if let remark = sheet.remarks.all.first(where: { $0.isOverturned(in: claim) }), let step = remark.step(language) { return step }
      if claim.isRecordAwaited { return NextStep(.release, in: language) }
      let attribution = Attribution(sheet.file, vocabulary: sheet.vocabulary, now: sheet.now)
      let advised = attribution?.outcome
      guard let outcome = claim.fault ?? advised else {
        return NextStep(.attribute, toChoose: language == .fr ? "in-groupe|conducteur POURQUOI" : "in_groupe|driver WHY", in: language)
      }
      // Without a defect, or against the checks, it is said why.
      let isDoubted = outcome == .driver && attribution?.doubts.contains { $0.doubt == .contradicted } ?? false
      let isExplained = claim.fault == nil || isDoubted || advised.map { $0 != outcome } ?? false
      return NextStep(
        .attribute, Labels.outcomes.term(outcome.rawValue)?.name(in: language) ?? outcome.rawValue,
        toChoose: isExplained ? (language == .fr ? "POURQUOI" : "WHY") : "", in: language)
    }
    let remark = sheet.remarks.all.first { $0.finding.element == element && $0.advice != nil }
    let name = sheet.vocabulary.elements.term(element.rawValue)?.name(in: language) ?? element.rawValue
    return remark?.step(language) ?? NextStep(.finding, name, toChoose: "CAUSE", in: language)
  }
}

extension Remarks.Remark {
  /// What was found on its element, where the checks advise otherwise.
  func contradicts(_ found: CaseFile.ElementFinding?) -> Bool {
    guard let found, !finding.suggestedCauses.isEmpty else { return false }
    return !finding.suggestedCauses.contains(found.cause)
  }

  /// Whether its element was read after something else was found on it.
  func isOverturned(in claim: CaseFile.Claim) -> Bool {
    guard let found = claim.findings.first(where: { $0.element == finding.element }), contradicts(found),
      let read = claim.readings.first(where: { $0.element == finding.element })?.at, let at = found.at
    else { return false }
    return read > at
  }

  /// What to type on it, shortly: `signaler 1`, `constater 1`, `visionner identite`, `lu nom`.
  func step(_ language: Language) -> NextStep? {
    switch advice {
    case .flag(_, _, let needsComment)?:
      NextStep(.flag, "\(number)", toChoose: needsComment ? (language == .fr ? "POURQUOI" : "WHY") : "", in: language)
    case .finding?: NextStep(.finding, "\(number)", in: language)
    case .view(let item)?: NextStep(.view, item.name(in: language), in: language)
    case .read(let element, let needsValue)?:
      NextStep(.read, element.name(in: language), toChoose: needsValue ? (language == .fr ? "VALEUR" : "VALUE") : "", in: language)
    case nil: nil
    }
  }

  /// The same as a line.
  func line(_ language: Language) -> String? { step(language)?.line }
}
