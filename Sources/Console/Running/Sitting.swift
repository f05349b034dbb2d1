import Casework
import Desk
import Glibc
import Terminal

/// An agent at a terminal.
final class Sitting {
  private let session: Session
  private let historyFolder: String?
  private var lastCommand = Moment(seconds: 0)
  /// What can be done instead of the line that failed last, and that line; asked, and forgotten where something else is typed.
  private var offered: (offer: Failure.Offer, line: String)?

  init(_ session: Session, historyFolder: String?) {
    self.session = session
    self.historyFolder = historyFolder
  }

  /// Runs until the agent leaves; gives the exit code.
  func run() -> Int32 {
    do throws(Failure) {
      try session.connect()
    } catch {
      session.report(error)
      return error.code.rawValue
    }
    lastCommand = session.now
    if let identity = session.identity { session.say(.greeting(identity.agent)) }
    session.greet()
    var editor = LineEditor(output: session.output, signals: session.setup.signals, history: history)
    while !session.quits {
      for line in session.lookAround() { session.write(line: line) }
      switch editor.next(prompt: session.prompt, work: work) {
      // What ends a scanned line a second time ends no round.
      case .line where session.envelopes != nil && editor.cameAlong: break
      case .line(let line): perform(line, &editor)
      case .paste(let lines) where session.envelopes != nil: takeEnvelopes(lines)
      case .paste(let lines): perform(pasted: lines, &editor)
      case .refusedPaste(let refusal): session.report(.usage(.refusedPaste(refusal)))
      case .interrupted:
        // A question that was not answered is answered by no later line.
        offered = nil
        // What was half typed is gone; the round goes on.
        if !editor.droppedLine { session.endEnvelopes() }
      case .stopped: break
      case .droppedAhead(let lines):
        session.say(.droppedAhead(lines))
        session.endEnvelopes()
      case .endOfFile where session.envelopes != nil: session.endEnvelopes()
      case .endOfFile:
        session.output.writeLine()
        session.quits = true
      case .terminated(let signal):
        session.endEnvelopes()
        return signal.exitCode
      }
      if let failure = session.output.failure { return failure.exitCode }
      if let signal = session.setup.signals.stop, signal.isFatal {
        session.endEnvelopes()
        return signal.exitCode
      }
    }
    if let hand = session.hand { session.say(.stillInHand(hand.number, left: TimeText.span(max(0, hand.leaseUntil - session.now)))) }
    return ExitCode.done.rawValue
  }

  /// One file for each agent and database.
  private var history: String? {
    guard let historyFolder, let agent = session.identity?.agent, let database = session.database else { return nil }
    let name = "history-\(agent)-\(database)"
    let safe = String(
      name.unicodeScalars.map {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_.".unicodeScalars.contains($0) ? Character($0) : "_"
      })
    return "\(historyFolder)/\(safe)"
  }

  /// A typed line. Enter alone takes the next case where that was offered.
  private func perform(_ line: String, _ editor: inout LineEditor) {
    lastCommand = session.now
    if session.envelopes != nil { return session.take(typed: line) }
    let isEmpty = line.allSatisfy(\.isWhitespace)
    var said = isEmpty ? session.enterLine ?? line : line
    if let (offer, before) = offered {
      offered = nil
      switch YesNo.answer(line) {
      case true?: said = session.line(of: offer, after: before)
      case false?: return session.say(.nothingDone)
      case nil: break
      }
    }
    let isDone = perform(said, remember: { if !isEmpty { editor.remember($0, typed: said) } })
    // What kept her was work.
    lastCommand = session.now
    guard !isDone, let (offer, _) = offered else { return }
    session.say(Text.question(of: offer).styled(.bold))
  }

  /// Understands and runs a line; gives whether it went well.
  private func perform(_ line: String, remember: (String) -> Void) -> Bool {
    // A slip of the keyboard changes nothing of what Enter does.
    let (offered, number) = (session.enterLine, session.hand?.number)
    let isDone = understandAndRun(line, remember: remember)
    if !isDone, session.enterLine == nil, session.hand?.number == number { session.enterLine = offered }
    return isDone
  }

  private func understandAndRun(_ line: String, remember: (String) -> Void) -> Bool {
    let invocation: Invocation?
    do throws(Failure) { invocation = try session.parser.parse(line) } catch {
      // There to be mended, in this sitting alone: what is personal in it is not known.
      remember("")
      session.report(error)
      session.ringAfterEnvelopes(line)
      return false
    }
    guard let invocation else { return true }
    session.hadEnvelopes = false
    remember(invocation.remembered)
    do throws(Failure) {
      try session.run(invocation)
      return true
    } catch {
      session.report(error)
      offered = error.offer.map { ($0, line) }
      return false
    }
  }

  /// Several lines at once: shown, confirmed, then run until the first that fails.
  private func perform(pasted lines: [String], _ editor: inout LineEditor) {
    let commands = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    guard commands.count > 1 else {
      if let only = commands.first { perform(only, &editor) }
      return
    }
    for (index, line) in commands.enumerated() { session.output.writeLine("\(String(index + 1), .dim) \(line)") }
    guard case .line(let answer) = editor.next(prompt: Text.confirmPaste(commands.count)[session.language]),
      YesNo.answer(answer) == true
    else {
      session.say(.pasteDropped)
      return
    }
    lastCommand = session.now
    var index = -1
    for line in lines {
      // An empty line says something where envelopes are read, and nowhere else.
      if line.allSatisfy(\.isWhitespace) {
        if session.envelopes != nil { session.take(typed: line) }
        continue
      }
      index += 1
      if session.quits { return }
      if session.setup.signals.stop != nil {
        session.say(.pasteInterrupted(before: index + 1, of: commands.count))
        return
      }
      session.output.writeLine(session.prompt + "\(line)")
      if session.envelopes != nil {
        session.take(typed: line)
        continue
      }
      guard perform(line, remember: { editor.remember($0, typed: line) }) else {
        session.say(.pasteStopped(at: index + 1, of: commands.count))
        offered = nil
        return
      }
    }
  }

  /// A list of envelopes, pasted: every line that is not empty.
  private func takeEnvelopes(_ lines: [String]) {
    lastCommand = session.now
    for line in lines where !line.allSatisfy(\.isWhitespace) && session.envelopes != nil {
      session.output.writeLine(session.prompt + "\(line)")
      session.take(typed: line)
    }
  }

  private var work: PromptWork {
    PromptWork(
      complete: { [session] word, before in Completer(session: session).complete(word, after: before) },
      advise: { [session] digit in session.advised(digit) }, every: min(Session.tick, session.news.every.map(Double.init) ?? Session.tick),
      onTick: { [self] in tick() }, watched: self.session.socket,
      onReadable: { [session] in
        let isLost = session.noticeLoss()
        var lines = session.takeNotices()
        if isLost { lines.append(Text.lostWhileWaiting[session.language].styled(.yellow)) }
        return lines.isEmpty ? nil : PromptUpdate(prompt: isLost ? session.prompt : nil, notice: lines.joined(separator: "\n"))
      })
  }

  /// What changed meanwhile: the claim is kept, and what happened is told above the line.
  private func tick() -> PromptUpdate? {
    session.isAtPrompt = true
    defer { session.isAtPrompt = false }
    let update = keepClaim()
    let happenings = session.lookAround()
    let lines = session.noticed + happenings
    session.noticed = []
    guard !lines.isEmpty else { return update ?? PromptUpdate(prompt: session.prompt) }
    let notice = (update?.notice.map { [$0] } ?? []) + lines
    return PromptUpdate(prompt: session.prompt, notice: notice.joined(separator: "\n"))
  }

  /// Keeps the case in hand while somebody is there, and the prompt's clock right.
  private func keepClaim() -> PromptUpdate? {
    guard session.hand != nil, !session.isLost else { return nil }
    do throws(Failure) {
      try session.keepClaim(typed: lastCommand)
      return PromptUpdate(prompt: session.prompt)
    } catch {
      return PromptUpdate(prompt: session.prompt, notice: error.message[session.language].styled(.red))
    }
  }
}

extension Session {
  /// The line that a yes stands for.
  fileprivate func line(of offer: Failure.Offer, after line: String) -> String {
    switch offer {
    case .again(let option):
      // What an alias stands for may end with text: the option belongs in front of it.
      let typed = parser.expanded(line).drop(while: \.isWhitespace)
      let name = typed.prefix { !$0.isWhitespace }
      let known = try? table.find(String(name), language: language).options.first { $0.name == option }?.name(in: language)
      return "\(name) --\((known ?? nil) ?? option)\(typed.dropFirst(name.count))"
    case .undo(let number): return "\(Command.undo.name(in: language)) \(number)"
    }
  }
}
