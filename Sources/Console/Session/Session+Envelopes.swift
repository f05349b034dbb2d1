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

  /// Ends the round, if there is one: how many, what wants a look, how to go on.
  func endEnvelopes() {
    guard let round = envelopes else { return }
    envelopes = nil
    say(.envelopesEnd(round))
    if !round.odd.isEmpty { say(.envelopesOdd(round.odd)) }
    if round.odd.contains(where: \.isToDestroy) { say(.destroyHint) }
    if !round.refused.isEmpty { warn(.envelopesRefused(round.refused)) }
    if !round.unanswered.isEmpty { warn(.envelopesUnanswered(round.unanswered.map(\.number))) }
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
      if error.hint != .envelopesHint(envelopes?.work ?? .receiving) {
        envelopes?.note(EnvelopeRound.Entry(number: line, result: .refused, text: error.message), isOdd: false)
      }
      throw error
    }
  }

  /// A line of a round that a script reads: a wrong envelope is a line that failed. Nil where nothing is to be done.
  func envelope(_ line: String) throws(Failure) -> Invocation? {
    guard let round = envelopes, let understood = try round.understand(line, self) else { return nil }
    let command: Command = if case .receiving = round.work { .receive } else { .undelivered }
    return Invocation(command: command, subject: Invocation.Subject(), remembered: "", values: []) { (session) throws(Failure) in
      try session.perform(understood)
    }
  }

  private func perform(_ line: EnvelopeLine) throws(Failure) {
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
        note(EnvelopeRound.Entry(reception, number: envelope.number), isOdd: reception.isOdd)
        if format.isForPrograms { show(Tables.reception(reception)) }
      }
    } catch {
      if !error.isNoAnswer {
        envelopes?.note(EnvelopeRound.Entry(number: envelope.number, result: .refused, text: error.message), isOdd: false)
      }
      throw error
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
    if let waiting = envelopes?.unanswered, let meant = waiting.last(where: { number == nil || $0.number == number }) {
      askAgain()
      guard envelopes?.unanswered.isEmpty != false else { throw .refused(.notTakenBackYet(meant.number), hint: .notTakenBackYetHint) }
    }
    guard let round = envelopes else { return }
    let last = number.map { round.last(of: $0) } ?? round.entries.last
    guard let taken = number ?? last?.number else { throw .refused(.noEnvelopeYet, hint: .envelopesHint(round.work)) }
    if number == nil, let last, !last.isRecorded {
      let before = round.entries.last(where: \.isRecorded)?.number
      throw .refused(.nothingRecordedOf(last.number), hint: before.map { .takeBackHint($0) } ?? .empty)
    }
    let undoing = EnvelopeRound.Undoing(number: taken, place: last?.place)
    do throws(Failure) {
      try takeBack(taken, last, key: context == nil ? envelopes?.undoKey(undoing) : nil)
    } catch {
      if !error.isNoAnswer { envelopes?.answered(undoing) }
      throw error
    }
    envelopes?.answered(undoing)
    if let last { envelopes?.forget(last) }
  }

  private func takeBack(_ taken: String, _ last: EnvelopeRound.Entry?, key: String?) throws(Failure) {
    if case .registered(corrected: let case_?)? = last?.result {
      let undone = try atDesk { desk throws(DeskError) in try desk.undo(case_, key: key ?? self.key(case_)) }
      let words = try words()
      say(.undone(undone, isInHand: false) { words.label(postalReason: $0) })
    } else if case .receiving? = envelopes?.work {
      let reception = try atDesk { desk throws(DeskError) in try desk.undoReception(taken, key: key) }
      tell(takenBack: reception)
    } else {
      let registration = try atDesk { desk throws(DeskError) in try desk.undoReturn(taken, key: key) }
      try tell(registration)
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
  fileprivate var isOdd: Bool { outcome == .again || outcome == .toDestroy || outcome == .unknown }
}

extension EnvelopeRound.Entry {
  fileprivate init(_ reception: Reception, number: String) {
    self.init(
      number: number, result: reception.isRepeated ? .nothingNew : .received, text: .envelope(reception, number),
      isToDestroy: reception.outcome == .found)
  }

  fileprivate init(_ registration: ReturnRegistration, number: String, reason: Text?) {
    let result: EnvelopeRound.Result =
      switch registration.outcome {
      case .again: .nothingNew
      case .corrected: .registered(corrected: registration.caseID)
      default: .registered(corrected: nil)
      }
    self.init(
      number: number, result: result, text: .envelope(registration, number, reason ?? .empty),
      isToDestroy: registration.outcome == .toDestroy)
  }
}

extension Failure {
  /// Whether nothing is known of what was asked: the answer did not come, or a server that takes nothing just now (read-only, full, going
  /// down, a transaction that gave way) spoke for itself. What was asked before may be recorded.
  fileprivate var isNoAnswer: Bool {
    if code == .noConnection || code == .outcomeUnknown { return true }
    return sqlstate.map { state in state == "25006" || ["40", "53", "57P"].contains { state.hasPrefix($0) } } ?? false
  }
}
