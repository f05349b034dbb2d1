import Casework
import Desk
import Formats
import Terminal

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

  /// The remark of that number on the page of the case in hand, with its advice.
  private func advice(_ number: Int) throws(Failure) -> (hand: Hand, advice: Remarks.Advice, line: String?) {
    let hand = try inHand()
    // A number is the page's, which a script does not see.
    guard context == nil, recorder == nil else { throw .usage(.remarkInScript, hint: .remarkInScriptHint) }
    guard let file, file.case.number == hand.number, let printed, printed.file.case.number == hand.number else {
      throw .refused(.remarkOfAnother(hand.number), hint: .showFirstHint)
    }
    let remarks = Remarks(file, vocabulary: try words())
    guard let remark = remarks[number] else {
      guard number > file.claim?.elements.count ?? 0 else { throw .refused(.noAdvice(number), hint: .noAdviceHint) }
      throw .refused(.noSuchRemark(number, of: remarks.all.map(\.number).max() ?? 0))
    }
    // What stands on the screen under that number is what is meant; another driver may have changed what is remarked since.
    guard printed.remarks[number]?.isAbout(remark) == true else { throw .refused(.remarkChanged(number), hint: .showFirstHint) }
    guard let advice = remark.advice else { throw .refused(.noAdvice(number), hint: .noAdviceHint) }
    return (hand, advice, remark.line(language))
  }

  /// What Alt and a digit write: the advice of the remark of that number; with 0 what is likeliest to be typed next. Of the case in hand, not
  /// while somebody else is looked at; of a case that was only shown, while its page is the last thing shown; of an envelope never.
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
