import Formats
import Casework
import Desk
import Terminal

extension Session {
  /// Reads a case's file and keeps it: its documents can be viewed, and it is the version that a decision is made on.
  func read(_ number: CaseNumber) throws(Failure) -> CaseFile {
    let file = try atDesk { desk throws(DeskError) in try desk.caseFile(number) }
    self.file = file
    if let hand, hand.number == number { self.hand = file.case.isHeldByMe ? Hand(file, leaseUntil: hand.leaseUntil) : nil }
    return file
  }

  /// Reads a case's file for a part of it. What is in hand stays at the version whose page was seen: a decision on a later one is refused,
  /// and has to be.
  func glance(_ number: CaseNumber) throws(Failure) -> CaseFile {
    let file = try atDesk { desk throws(DeskError) in try desk.caseFile(number) }
    if hand?.number == number, !file.case.isHeldByMe { hand = nil }
    return file
  }

  /// Takes a claimed case in hand and shows it.
  func take(_ claim: Claim) throws(Failure) {
    let former = hand.flatMap { $0.number == claim.number ? nil : $0.number }
    let file = try read(claim.number)
    take(file)
    if let former { say(.staysYours(former)) }
    switch claim.notice {
    case .new, .unknown: break
    case .unfinished: say(.unfinished(claim.number))
    case .takenOver: warn(.takenOver(claim.number))
    }
    showPapers(below: try show(file, leaving: rowsForPapers(of: file)))
  }

  /// Shows a case; below the one in hand its papers, as when it was taken.
  func showAgain(_ number: CaseNumber, isWhole: Bool) throws(Failure) {
    let file = try read(number)
    guard hand?.number == number, !isWhole else {
      try show(file, isWhole: isWhole)
      return
    }
    showPapers(below: try show(file, leaving: rowsForPapers(of: file)))
  }

  /// Notes what is in hand now.
  func take(_ file: CaseFile) {
    hasClaimed = true
    let lease = identity?.leaseSeconds ?? 900
    hand = Hand(file, leaseUntil: now + Int64(lease))
  }

  /// The case on one screen, or one row of it for programs.
  ///
  /// Never through the pager, unless all of it is asked for: she wants to type the next command below it, not to leave a pager first.
  ///
  /// - Parameter rows: rows that something else is to be drawn in below it.
  /// - Returns: the rows of the screen that it takes; 0 where there is no screen.
  @discardableResult
  func show(_ file: CaseFile, isWhole: Bool = false, leaving rows: Int = 0) throws(Failure) -> Int {
    var sheet = sheet(of: file, try words())
    guard format == .table || format == .expanded else {
      show(Tables.file(file, findings: sheet.findings, language: language, now: now))
      return 0
    }
    sheet.possibilities = try possibilities(on: file, advised: [])
    (printed, isPageLast) = (sheet, true)
    let page = sheet.page(columns: layout.columns ?? 80)
    if setup.isInteractive { enterLine = NextStep(sheet)?.entered }
    if isWhole || !setup.isInteractive {
      write(page.rendered(in: layout, rows: nil))
      return 0
    }
    // One row is the prompt's; what was said before the page stays to be read.
    let lines = page.lines(in: layout, rows: max(Self.fewestRows, output.capabilities.rows - 1 - linesSaid - rows))
    for line in lines { output.writeLine(line) }
    return lines.count
  }

  /// A page has so many rows at least.
  private static let fewestRows = 12

  /// The language that the driver of the case in hand is told in, where his file was read.
  func reader(of hand: Hand) -> Language? {
    guard let file, file.case.number == hand.number else { return nil }
    return Language(rawValue: file.driver.language)
  }

  /// The case that a command is about: the one it names, else the one in hand.
  func number(_ named: CaseNumber?) throws(Failure) -> CaseNumber {
    if let named { return named }
    return try inHand().number
  }

  /// The case in hand, for a command that may name it.
  ///
  /// At a terminal the one that is named must be the one in hand. In a script it is claimed first; nothing else is in hand
  /// from then on, whatever comes of it.
  func inHand(naming number: CaseNumber?) throws(Failure) -> Hand {
    guard let number, hand?.number != number else { return try inHand() }
    guard context != nil else {
      let state = (try? atDesk { desk throws(DeskError) in try desk.caseFile(number) })?.case.state ?? .open
      guard state == .open else { throw .refused(.notOpen(number, state), hint: .notOpenHint(number)) }
      throw .refused(.notInHand(number, held: hand?.number), hint: .notInHandHint(number))
    }
    hand = nil
    let claim = try atDesk { desk throws(DeskError) in try desk.claim(number) }
    take(try read(claim.number))
    return try inHand()
  }

  /// The case to settle, at the version that was read.
  func inHand(_ settling: Settling) throws(Failure) -> Hand {
    var hand = try inHand(naming: settling.number)
    if let seen = settling.seen { hand.version = seen }
    return hand
  }

  /// Takes the next case: of a queue or of all, or the most urgent one that passes the filters.
  ///
  /// - Parameters:
  ///   - usual: the queue where none is asked for, nor chosen.
  ///   - own: whether one's unfinished case comes first.
  func takeNext(_ asked: ListFilter, in usual: String? = nil, own: Bool = true) throws(Failure) {
    lastNext = asked
    let filter = narrowed(asked)
    // What waits, is held or was escalated is not there to be taken.
    if let scope = filter.scope, scope != .open, scope != .mine {
      throw .refused(.nothingToTakeThere(workContext?.entry.name ?? scope.rawValue), hint: .leaveContextHint)
    }
    let queue = filter.queue?.code ?? queue ?? usual
    let known = try knownQueues().lexicon.terms.map(\.code)
    let claim = try atDesk { desk throws(DeskError) in
      guard filter.narrows else { return try desk.claimNext(queue.map { [$0] } ?? known, own: own) }
      return try desk.claimNext(matching: filter.caseFilter(in: queue, limit: 1), isClean: filter.isClean)
    }
    guard let claim else {
      // A script goes on without a case; whoever sits there sees in the prompt what is still in hand.
      if context != nil { hand = nil }
      say(filter.narrows ? .nothingMatches : .nothingLeft(queue.flatMap { queues.lexicon.term($0)?.label }))
      if !filter.narrows { news.watch(queue.map { [$0] } ?? known) }
      return
    }
    news.watch([])
    try take(claim)
  }

  /// Enter on an empty line takes the next case of what she is working through; says so.
  func offerNext() {
    guard setup.isInteractive else { return }
    enterLine = (["next"] + lastNext.words).joined(separator: " ")
    say(Text.enterForNext(narrows: lastNext.narrows).styled(.dim))
  }

  /// Notes that a decision was made: nothing is in hand, Enter takes the next. `as` says more than the decision's name;
  /// `recording` is what was said of it.
  func decided(_ decision: Decision, as what: Text? = nil, recording text: String) {
    synchronise(now: max(now, decision.decidedAt))
    if hand?.number == decision.caseID { hand = nil }
    show(decision, as: what, recording: text)
    if !format.isForPrograms { offerNext() }
  }

  /// What a decision did, and until when it can be taken back.
  func show(_ decision: Decision, as what: Text? = nil, recording text: String = "") {
    recorder?.decision = decision
    if format.isForPrograms {
      show(Tables.decision(decision))
      return
    }
    say(.decided(decision, as: what, recording: text, now: decision.replayed ? now : decision.decidedAt))
  }

  /// The elements that the driver of the case in hand declared defective.
  var declaredElements: Set<String> {
    guard let hand, let file, file.case.number == hand.number, let claim = file.claim else { return [] }
    return Set(claim.elements.filter(\.isDeclared).map(\.element.rawValue))
  }
}
