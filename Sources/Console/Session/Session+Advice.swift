import Casework
import Desk
import Formats
import Terminal

extension CaseFile.Claim {
  /// The element of that number on the page.
  fileprivate func element(_ number: Int) -> ElementCode? {
    elementsInOrder.indices.contains(number - 1) ? elementsInOrder[number - 1].element : nil
  }
}

// Taking the checks' advice, and what comes next.
extension Session {
  /// What is to be flagged, on which case.
  func flagged(_ said: Said) throws(Failure) -> (Hand, item: Term, reason: Term) {
    switch said {
    case .named(let number, let item, let reason):
      let hand = try inHand(naming: number)
      // An element of a card is found, not flagged.
      guard !queues.isAboutClaim(hand.queue) else { throw .refused(.flagOnClaim, hint: .flagOnClaimHint) }
      return (hand, item, reason)
    case .remark(let number):
      let (hand, advice, line) = try advice(number)
      guard case .flag(let item, let reason, _) = advice else { throw .refused(.otherAdvice(number), hint: .otherAdviceHint(line)) }
      return (hand, item, reason)
    }
  }

  /// What was found, on which case, and what the new card must say where the checks know it.
  func found(_ said: Said) throws(Failure) -> (Hand, element: Term, cause: Term, value: String?) {
    switch said {
    case .named(let number, let element, let cause): return (try inHand(naming: number), element, cause, nil)
    case .remark(let number):
      let (hand, advice, line) = try advice(number)
      guard case .finding(let element, let cause, let value) = advice else {
        throw .refused(.otherAdvice(number), hint: .otherAdviceHint(line))
      }
      return (hand, element, cause, value)
    }
  }

  /// The page of the case in hand as it is now, and as it was printed last: what its numbers stand for.
  private func numberedPage() throws(Failure) -> (hand: Hand, file: CaseFile, remarks: Remarks, printed: CaseFile, shown: Remarks) {
    let hand = try inHand()
    // A number is the page's, which a script does not see.
    guard context == nil, recorder == nil else { throw .usage(.remarkInScript, hint: .remarkInScriptHint) }
    guard let file, file.case.number == hand.number, let printed, printed.file.case.number == hand.number else {
      throw .refused(.remarkOfAnother(hand.number), hint: .showFirstHint)
    }
    return (hand, file, Remarks(file, vocabulary: try words()), printed.file, printed.remarks)
  }

  /// The element, or the item, of that number on the page of the case in hand: `lu 1`, `retirer 2`.
  func numbered(_ number: Int) throws(Failure) -> Term {
    let (_, file, remarks, printed, shown) = try numberedPage()
    let last = max(file.claim?.elements.count ?? 0, remarks.all.map(\.number).max() ?? 0)
    let words = try words()
    let term: Term?
    let isSame: Bool
    if let element = file.claim?.element(number) {
      (term, isSame) = (words.elements.term(element.rawValue), printed.claim?.element(number) == element)
    } else if let remark = remarks[number] {
      (term, isSame) = (remark.finding.item.flatMap { words.items.term($0.rawValue) }, shown[number]?.isAbout(remark) == true)
    } else {
      throw .refused(.noSuchRemark(number, of: last))
    }
    guard isSame else { throw .refused(.remarkChanged(number), hint: .showFirstHint) }
    guard let term else { throw .refused(.noAdvice(number), hint: .noAdviceHint(isAboutClaim: file.claim != nil)) }
    return term
  }

  /// The remark of that number on the page of the case in hand, with its advice.
  private func advice(_ number: Int) throws(Failure) -> (hand: Hand, advice: Remarks.Advice, line: String?) {
    let (hand, file, remarks, _, shown) = try numberedPage()
    let noAdvice = Failure.refused(.noAdvice(number), hint: .noAdviceHint(isAboutClaim: file.claim != nil))
    guard let remark = remarks[number] else {
      guard number > file.claim?.elements.count ?? 0 else { throw noAdvice }
      throw .refused(.noSuchRemark(number, of: remarks.all.map(\.number).max() ?? 0))
    }
    // What stands on the screen under that number is what is meant; another driver may have changed what is remarked since.
    guard shown[number]?.isAbout(remark) == true else { throw .refused(.remarkChanged(number), hint: .showFirstHint) }
    guard let advice = remark.advice else { throw noAdvice }
    return (hand, advice, remark.line(language))
  }

  /// What Alt and a digit write: the advice of the remark of that number; with 0 what is likeliest to be typed next. Of the case in hand,
  /// not while somebody else is looked at; of a case that was only shown, while its page is the last thing shown; of an envelope never.
  func advised(_ number: Int) -> String? {
    guard envelopes == nil, let file, let words = vocabulary else { return nil }
    if let hand {
      guard hand.number == file.case.number, lastDriver.map({ $0.number == hand.driver }) ?? true else { return nil }
    } else {
      guard isPageLast, enterLine == nil else { return nil }
    }
    if number > 0 { return Remarks(file, vocabulary: words)[number]?.line(language) }
    var sheet = sheet(of: file, words)
    if printed?.file.case.number == file.case.number { sheet.possibilities = printed?.possibilities }
    return NextStep(sheet)?.typed
  }

  /// The page of a case.
  func sheet(of file: CaseFile, _ words: Vocabulary) -> CaseSheet {
    var sheet = CaseSheet(file, vocabulary: words, language: language, now: now, hasColour: output.capabilities.colour)
    sheet.isTyped = setup.isInteractive
    sheet.isInHand = hand?.number == file.case.number
    return sheet
  }

  /// Reads the case in hand again after something was drafted on it, and says what comes next. A version that she has not seen is left
  /// unread: a decision on it would be refused, and has to be.
  func sayNextStep() {
    guard setup.isInteractive, !format.isForPrograms, format != .html, let hand, let words = try? words(),
      let fresh = try? atDesk({ desk throws(DeskError) in try desk.caseFile(hand.number) }), fresh.case.version == hand.version
    else { return }
    file = fresh
    let sheet = sheet(of: fresh, words)
    guard let step = NextStep(sheet) else { return }
    enterLine = step.entered
    say(Text(same: sheet.shown(step)))
  }
}
