import Casework
import Desk
import Formats
import Terminal

// Taking the checks' advice, and what comes next.
extension Session {
  /// What is to be flagged, on which case.
  func flagged(_ said: Said) throws(Failure) -> (Hand, item: Term, reason: Term) {
    switch said {
    case .named(let number, let item, let reason): return (try inHand(naming: number), item, reason)
    case .remark(let number):
      let (hand, advice) = try advice(number)
      guard case .flag(let item, let reason) = advice else {
        throw .refused(.otherAdvice(number), hint: .otherAdviceHint(try line(number)))
      }
      return (hand, item, reason)
    }
  }

  /// What was found, on which case, and what the new card must say where the checks know it.
  func found(_ said: Said) throws(Failure) -> (Hand, element: Term, cause: Term, value: String?) {
    switch said {
    case .named(let number, let element, let cause): return (try inHand(naming: number), element, cause, nil)
    case .remark(let number):
      let (hand, advice) = try advice(number)
      guard case .finding(let element, let cause, let value) = advice else {
        throw .refused(.otherAdvice(number), hint: .otherAdviceHint(try line(number)))
      }
      return (hand, element, cause, value)
    }
  }

  /// What a remark of the case in hand advises, as a line to type.
  func line(_ number: Int) throws(Failure) -> String? {
    guard let file, let words = try? words() else { return nil }
    return Remarks(file, vocabulary: words)[number]?.line(language)
  }

  /// What Alt and a digit write: the advice of the remark of that number; with 0 what is likeliest to be typed next.
  func advised(_ number: Int) -> String? {
    guard let file, hand == nil || file.case.number == hand?.number, let words = vocabulary else { return nil }
    if number > 0 { return Remarks(file, vocabulary: words)[number]?.line(language) }
    guard hand != nil || enterLine == nil else { return nil }
    // What still has to be chosen is left to be typed.
    return NextStep(sheet(of: file, words))?.line.map { line in
      line.contains("|") ? line.prefix { $0 != " " } + " " : line
    }
  }

  /// The page of a case.
  func sheet(of file: CaseFile, _ words: Vocabulary) -> CaseSheet {
    CaseSheet(file, vocabulary: words, language: language, now: now, hasColour: output.capabilities.colour)
  }

  /// Reads the case in hand again after something was drafted on it, and says what comes next. A version that she has not seen is left
  /// unread: a decision on it would be refused, and has to be.
  func sayNextStep() {
    guard setup.isInteractive, !format.isForPrograms, format != .html, let hand, let words = try? words(),
      let fresh = try? atDesk({ desk throws(DeskError) in try desk.caseFile(hand.number) }), fresh.case.version == hand.version
    else { return }
    file = fresh
    guard let step = NextStep(sheet(of: fresh, words)) else { return }
    enterLine = step.entered
    say(Text(same: step.words))
  }
}
