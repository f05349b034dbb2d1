import Casework
import Desk
import Formats
import Terminal

extension Session {
  /// From here on lines are envelopes: at a terminal, or where a script's lines are read one by one.
  func begin(_ work: EnvelopeRound.Work) throws(Failure) {
    guard context?.takesEnvelopes ?? setup.isInteractive, context.map({ $0.depth == 0 }) ?? true else {
      throw .usage(.envelopesInScript, hint: .envelopesInScriptHint)
    }
    envelopes = EnvelopeRound(work)
    if setup.isInteractive { say(.envelopesBegin(work)) }
  }

  /// Ends the round, if there is one: how many, what wants a look, how to go on. `line`: where a failure stopped a run, which says so where
  /// it says why.
  func endEnvelopes(stoppedAt line: Int? = nil) {
    guard let round = envelopes else { return }
    envelopes = nil
    hadEnvelopes = true
    // Whoever was called before it is not who is meant behind it.
    lastDriver = nil
    let refused = round.refusedAlone.filter { !$0.isBusy }
    let busy = round.refusedAlone.filter(\.isBusy).map(\.number)
    var told: [Text] = [line.map { .envelopesStopped(at: $0, round) } ?? .envelopesEnd(round)]
    if !round.odd.isEmpty { told.append(.envelopesOdd(round.odd)) }
    if round.odd.contains(where: \.isToDestroy) { told.append(.destroyHint) }
    var warnings: [Text] = []
    if !refused.isEmpty { warnings.append(.envelopesRefused(refused)) }
    if !busy.isEmpty { warnings.append(.envelopesBusy(busy)) }
    if !round.unanswered.isEmpty { warnings.append(.envelopesUnanswered(round.unanswered.map(\.number))) }
    guard line != nil else {
      for text in told { say(text) }
      return warnings.forEach(warn)
    }
    for text in told + warnings { errors.writeLine(text[language]) }
  }

  /// A number that was not understood at the prompt may be an envelope that came behind its round: nobody looks at the screen.
  func ringAfterEnvelopes(_ line: String) {
    guard hadEnvelopes, EnvelopeRound.mayBeEnvelope(line) else { return }
    say(.envelopesAreOver)
    output.ring()
  }

  /// A line of a round, typed or scanned: answered with a line of its own, whatever comes of it.
  func take(typed line: String) {
    do throws(Failure) {
      if let insistable = envelopes?.insistable {
        envelopes?.insistable = nil
        switch YesNo.answer(line) {
        case true?: return answer(insistable.insisting)
        case false?: return say(.nothingDone)
        case nil: break
        }
      }
      switch try understood(line) {
      case .envelope(var envelope)?:
        envelope.key = UUIDText.random()
        answer(envelope)
      case .end?:
        askAgain()
        guard let unanswered = envelopes?.unanswered, !unanswered.isEmpty else { return endEnvelopes() }
        warn(.stillUnanswered(unanswered.map(\.number)))
      case .help?: if let work = envelopes?.work { say(.envelopesBegin(work)) }
      case let line?: try perform(line)
      case nil: break
      }
    } catch {
      report(error)
      output.ring()
    }
    // A slow answer that somebody gave up on: the round is over.
    if setup.signals.stop == .interrupt { endEnvelopes() }
  }

  /// What a line says. One that is neither an envelope nor a command was one all the same: the summary names it.
  private func understood(_ line: String) throws(Failure) -> EnvelopeLine? {
    do throws(Failure) { return try envelopes?.understand(line, self) } catch {
      guard let work = envelopes?.work, error.hint != .envelopesHint(work) else { throw error }
      envelopes?.note(
        EnvelopeRound.Refused(number: line, why: error.message == .twoEnvelopes ? .twoEnvelopes : .notUnderstood), text: error.message)
      throw error.inRound(work, of: line)
    }
  }

  /// A line of a round that a script reads: a wrong envelope is a line that failed. Nil where nothing is to be done.
  func envelope(_ line: String) throws(Failure) -> Invocation? {
    guard let round = envelopes, let understood = try understood(line) else { return nil }
    return Invocation(command: round.work.command, subject: Invocation.Subject(), remembered: "", values: []) { (session) throws(Failure) in
      try session.perform(understood)
    }
  }

  private func perform(_ line: EnvelopeLine) throws(Failure) {
    if case .takeBack = line {} else { envelopes?.offeredBack = nil }
    switch line {
    case .end: endEnvelopes()
    case .help: break
    case .takeBack(let number): try takeBack(number)
    case .reason(let reason):
      envelopes?.work = .registering(reason: reason, code: try words().postalCode(of: reason.code))
      say(.reasonFromHereOn(reason.label))
    case .envelope(let envelope): try record(envelope)
    }
  }

  /// Records an envelope and says what came of it; a refusal is thrown.
  private func record(_ envelope: EnvelopeRound.Envelope) throws(Failure) {
    do throws(Failure) {
      if let reason = envelope.reason {
        let registration = try atDesk { desk throws(DeskError) in
          try desk.registerReturn(envelope.number, reason: reason.code, key: envelope.key)
        }
        let words = try words()
        note(
          EnvelopeRound.Entry(registration, number: envelope.number, reason: registration.reason.map { words.label(postalReason: $0) }),
          isOdd: registration.isOdd)
        if format.isForPrograms { show(Tables.registration(registration)) }
      } else {
        let reception = try atDesk { desk throws(DeskError) in
          try desk.receive(
            envelope.number, found: envelope.found, isEmpty: envelope.isEmpty, insists: envelope.insists, key: envelope.key)
        }
        let entry = EnvelopeRound.Entry(reception, number: envelope.number)
        // It took the place of what was read a moment ago.
        if reception.was != nil, let subject = entry.subject { envelopes?.replace(subject) }
        note(entry, isOdd: reception.isOdd)
        if format.isForPrograms { show(Tables.reception(reception)) }
      }
    } catch {
      if !error.isNoAnswer {
        envelopes?.note(
          EnvelopeRound.Refused(number: envelope.number, why: .refusalInShort(error), isBusy: error.isBusy), text: error.message)
      } else if context != nil {
        // Nobody asks again: the summary names it.
        envelopes?.unanswered.append(envelope)
      }
      throw envelopes.map { error.inRound($0.work) } ?? error
    }
  }

  /// Says what came of an envelope; the bell rings where the clerk has to look.
  private func note(_ entry: EnvelopeRound.Entry, isOdd: Bool) {
    envelopes?.note(entry, isOdd: isOdd)
    guard !format.isForPrograms else { return }
    let mark = isOdd ? sign("⚠", "!", .yellow) : sign("✓", "+", .green)
    say(Text(same: mark) + entry.text)
    if isOdd { output.ring() }
  }

  /// An envelope that somebody sits in front of: its refusal is its answer. One without an answer is asked again.
  private func answer(_ envelope: EnvelopeRound.Envelope) {
    // None overtakes another: those that wait are asked for first.
    askAgain()
    if envelopes?.unanswered.isEmpty == false {
      envelopes?.unanswered.append(envelope)
      say(Text(same: sign("✗", "x", .red)) + .noAnswer(envelope.number))
      return
    }
    do throws(Failure) {
      try record(envelope)
    } catch {
      switch error.code {
      case _ where error.isNoAnswer:
        envelopes?.unanswered.append(envelope)
        say(Text(same: sign("✗", "x", .red)) + .noAnswer(envelope.number))
        say(error.message.styled(.dim))
      case _ where format.isForPrograms: report(error)
      default:
        say(Text(same: sign("✗", "x", .red)) + .refusedEnvelope(envelope.number, error.message))
        if case .again(option: "insist")? = error.offer {
          envelopes?.insistable = envelope
          if error.hint != .empty { say(error.hint.styled(.dim)) }
          say(Text.question(of: .again(option: "insist")).styled(.bold))
        }
      }
      output.ring()
    }
  }

  /// Asks for the envelopes that no answer came for, each under its key: what was recorded answers as it did, and is recorded once.
  private func askAgain() {
    while let envelope = envelopes?.unanswered.first {
      do throws(Failure) {
        try record(envelope)
      } catch {
        if error.isNoAnswer { return }
        if format.isForPrograms { report(error) }
        say(Text(same: sign("✗", "x", .red)) + .refusedEnvelope(envelope.number, error.message))
        output.ring()
      }
      envelopes?.unanswered.removeFirst()
    }
  }

  /// Takes an envelope back: the last one, or the one of that number. One that no answer came for is asked for first: it may be recorded.
  private func takeBack(_ number: String?) throws(Failure) {
    let name = number.map(EnvelopeRound.name)
    if context == nil, let waiting = envelopes?.unanswered,
      let meant = waiting.last(where: { name == nil || EnvelopeRound.name($0.number) == name })
    {
      askAgain()
      guard envelopes?.unanswered.isEmpty != false else { throw .refused(.notTakenBackYet(meant.number), hint: .notTakenBackYetHint) }
    }
    guard let round = envelopes else { return }
    let last = if let number { round.last(of: number) } else { try lastRecorded(in: round) }
    guard let taken = number ?? last?.number else { throw .refused(.noEnvelopeYet) }
    let undoing = EnvelopeRound.Undoing(number: EnvelopeRound.name(taken), place: last?.place)
    do throws(Failure) {
      try takeBack(taken, last, key: context == nil ? envelopes?.undoKey(undoing) : nil)
    } catch {
      if !error.isNoAnswer { envelopes?.answered(undoing) }
      throw error.inRound(round.work)
    }
    envelopes?.answered(undoing)
  }

  /// What is taken back where no number is said: the last one. Read twice, it is what was recorded at first; where nothing was recorded of
  /// it, the one before, once it was named.
  private func lastRecorded(in round: EnvelopeRound) throws(Failure) -> EnvelopeRound.Entry? {
    envelopes?.offeredBack = nil
    guard let last = round.entries.last, !last.isRecorded else { return round.entries.last }
    if let subject = last.subject, let recorded = round.entries.last(where: { $0.subject == subject && $0.isRecorded }) { return recorded }
    let message: Text = last.subject == nil ? .nothingRecordedOf(last.number) : .recordedBefore(last.number)
    guard let before = round.entries.last(where: \.isRecorded) else { throw .refused(message) }
    if round.offeredBack == before.place { return before }
    envelopes?.offeredBack = before.place
    throw .refused(message, hint: .takeBackHint(before.number))
  }

  private func takeBack(_ taken: String, _ last: EnvelopeRound.Entry?, key: String?) throws(Failure) {
    if let last, case .registered(corrected: let case_?) = last.result {
      let undone = try atDesk { desk throws(DeskError) in try desk.undo(case_, key: key ?? self.key(case_)) }
      let words = try words()
      say(.undone(undone, isInHand: false) { words.label(postalReason: $0) })
      if let subject = last.subject { envelopes?.forget(subject, all: false) }
    } else if case .receiving? = envelopes?.work {
      let reception = try atDesk { desk throws(DeskError) in try desk.undoReception(taken, key: key) }
      tell(takenBack: reception)
      if let subject = EnvelopeRound.Subject(reception) { envelopes?.forget(subject, all: false) }
    } else {
      let registration = try atDesk { desk throws(DeskError) in try desk.undoReturn(taken, key: key) }
      try tell(registration)
      // Its corrections go with it.
      if let subject = EnvelopeRound.Subject(registration) { envelopes?.forget(subject, all: true) }
    }
  }

  /// Says that a reception was taken back; its case is in hand no more.
  func tell(takenBack reception: Reception) {
    if let hand, hand.number == reception.caseID { self.hand = nil }
    if format.isForPrograms { show(Tables.reception(reception)) } else { say(.reception(reception)) }
  }

  /// Says what came of a returned dispatch.
  func tell(_ registration: ReturnRegistration) throws(Failure) {
    guard !format.isForPrograms else { return show(Tables.registration(registration)) }
    let words = try words()
    say(.registered(registration, reason: registration.reason.map { words.label(postalReason: $0) } ?? .empty))
  }

  private func sign(_ mark: SafeText, _ plain: SafeText, _ style: Style) -> SafeText {
    (output.capabilities.unicode ? mark : plain).styled(style) + " "
  }
}

extension Reception {
  /// Whether the clerk has to do something with it.
  fileprivate var isOdd: Bool {
    switch outcome {
    case .wrongCard, .found, .sentBack, .unknown: true
    case .received, .empty, .undone: isRepeated
    }
  }
}

extension ReturnRegistration {
  fileprivate var isOdd: Bool { ![.registered, .corrected, .undone].contains(outcome) }
}

extension EnvelopeRound.Subject {
  fileprivate init?(_ reception: Reception) {
    guard let subject = reception.claim.map(Self.claim) ?? reception.card.map(Self.card) else { return nil }
    self = subject
  }

  fileprivate init?(_ registration: ReturnRegistration) {
    guard let barcode = registration.barcode else { return nil }
    self = .dispatch(barcode)
  }
}

extension EnvelopeRound.Entry {
  fileprivate init(_ reception: Reception, number: String) {
    self.init(
      number: number, result: reception.isRepeated ? .nothingNew : .received, text: .envelope(reception, number),
      short: .inShort(reception),
      subject: EnvelopeRound.Subject(reception), names: [reception.coupon, reception.serial].compactMap { $0 },
      isToDestroy: reception.outcome == .found)
  }

  fileprivate init(_ registration: ReturnRegistration, number: String, reason: Text?) {
    let result: EnvelopeRound.Result =
      switch registration.outcome {
      case .again, .destroyed: .nothingNew
      case .corrected: .registered(corrected: registration.caseID)
      default: .registered(corrected: nil)
      }
    self.init(
      number: number, result: result, text: .envelope(registration, number, reason ?? .empty), short: .inShort(registration),
      subject: EnvelopeRound.Subject(registration), names: [registration.barcode, registration.serial].compactMap { $0 },
      isToDestroy: registration.outcome == .toDestroy || registration.outcome == .again && registration.caseID == nil)
  }
}

extension Failure {
  /// Whether somebody else is at work on what was asked for, just now.
  fileprivate var isBusy: Bool { !isOwn && ["55006", "55P03"].contains(sqlstate) }

  /// The same failure where lines are envelopes: what it says to type can be typed there.
  fileprivate func inRound(_ work: EnvelopeRound.Work, of line: String? = nil) -> Failure {
    var failure = self
    if let line, EnvelopeRound.mayBeNumber(line) { failure.message = .refusedEnvelope(line, message) }
    if isBusy {
      failure.message = message + .readAgainSoon
      failure.hint = .empty
    } else {
      failure.hint = hint.inRound(work)
    }
    return failure
  }

  /// Whether nothing is known of what was asked: the answer did not come, or a server that takes nothing just now (read-only, full, going
  /// down, a transaction that gave way) spoke for itself. What was asked before may be recorded.
  fileprivate var isNoAnswer: Bool {
    if code == .noConnection || code == .outcomeUnknown { return true }
    return sqlstate.map { state in state == "25006" || ["40", "53", "57P"].contains { state.hasPrefix($0) } } ?? false
  }
}
