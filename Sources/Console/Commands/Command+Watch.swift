import Casework
import Formats
import Terminal

// A command that is run again and again.
extension Command {
  static let watch: Command = Command(
    "watch", "surveiller", area: .console, effect: .reads,
    summary: Text(fr: "répéter une commande qui lit, toutes les N secondes", en: "repeat a command that reads, every N seconds"),
    details: Text(
      fr:
        "À un terminal elle se redessine sur place ; une touche ou Ctrl-C y met fin, et ce qui est tapé n'est pas perdu. Une connexion perdue est dite, et reprise dès qu'elle revient. Dans un tube : l'une sous l'autre, jusqu'à la fin de --fois N, de qui lit, ou d'un signal. Les options se placent avant les secondes.",
      en:
        "At a terminal it is redrawn in place; a key or Ctrl-C ends it, and what is typed is not lost. A lost connection is said, and taken up again as soon as it is back. In a pipe: one below the other, until --times N, the reader or a signal ends it. Options stand before the seconds."
    ),
    examples: ["watch 30 queues", "watch --times 10 5 list accounts", "surveiller 30 files", "surveiller --fois 10 5 lister comptes"],
    takes: .option("times", "fois", Text(fr: "autant de fois, puis finir", en: "so many times, then end"), Text(fr: "N", en: "N"), .count),
    .word(Text(fr: "SECONDES", en: "SECONDS"), .count), .watched
  ) { (session, times: Int?, seconds, watched) throws(Failure) in
    try Watch(session, every: seconds, times: times ?? .max, watched).run()
  }
}

/// The command that a `watch` repeats, and how it was typed.
struct Watched: Sendable {
  var invocation: Invocation
  var typed: String
}

extension Argument where Value == Watched {
  /// The rest of the line: a command that only reads.
  fileprivate static var watched: Argument {
    let placeholder = Text(fr: "COMMANDE …", en: "COMMAND …")
    return Argument(places: [.parameter(Parameter(placeholder, .plain, extent: .line, isPersonal: true))]) { (reading) throws(Failure) in
      guard case .line(let line)? = reading.take(), let invocation = try reading.parser.parse(line) else {
        throw reading.missing(placeholder)
      }
      let command = invocation.command
      let isOfSession = [Command.watch.name, Command.set.name, Command.quit.name, Command.run.name].contains(command.name)
      guard command.effect == .reads, !isOfSession else {
        throw .usage(.notRepeated(command.name(in: reading.parser.language)), hint: .notRepeatedHint)
      }
      return Watched(invocation: invocation, typed: invocation.remembered)
    }
  }
}

/// Runs a command again and again.
private struct Watch {
  private let session: Session
  private let seconds: Int
  private let times: Int
  private let watched: Watched
  /// Whether it is redrawn in place.
  private let isInPlace: Bool

  init(_ session: Session, every seconds: Int, times: Int, _ watched: Watched) {
    (self.session, self.seconds, self.times, self.watched) = (session, seconds, times, watched)
    isInPlace = session.isTyped && session.output.capabilities.redraws && !session.format.isForPrograms && session.recorder == nil
  }

  func run() throws(Failure) {
    let pause = Pause(signals: session.setup.signals, output: session.output, watchesKeys: session.isTyped)
    session.isWatching = true
    defer { session.isWatching = false }
    var former: HeldOutput?
    var changedAt: Moment?
    var lost: Failure?
    if isInPlace { session.output.clear() }
    for turn in 1...times {
      if isInPlace {
        let now = try look()
        if let former, former != now { changedAt = session.now }
        former = now
        session.output.redraw(under: head(changedAt), now) { Text.leftOfWatched($0)[session.language].styled(.dim) }
      } else {
        if session.isTyped { session.output.writeLine(head(nil)) } else if turn > 1 { part() }
        lost = nil
        do throws(Failure) { try session.run(watched.invocation) } catch {
          guard error.code == .noConnection else { throw error }
          // It may come back.
          lost = error
          if turn < times { session.report(error) }
        }
      }
      if turn == times {
        if let lost { throw lost }
        return
      }
      switch pause.wait(Double(seconds)) {
      case .time: continue
      case .key, .unread: return
      case .signal(let signal):
        // Ctrl-C ends it where somebody sits; whatever else is whoever's who runs the lines.
        if session.isTyped, signal == .interrupt { _ = session.setup.signals.take() }
        return
      }
    }
  }

  /// What the command says now; a lost connection is said in its place, for it may come back.
  private func look() throws(Failure) -> HeldOutput {
    do throws(Failure) {
      return try session.output.held { () throws(Failure) in try session.run(watched.invocation) }
    } catch {
      guard error.code == .noConnection else { throw error }
      return session.output.held { session.say(error.message.styled(.red)) }
    }
  }

  private func head(_ changedAt: Moment?) -> SafeText {
    let line = Text.watching(watched.typed, every: seconds, now: session.now, changedAt: changedAt)[session.language]
    return (line.wrapped(to: session.output.capabilities.columns).first ?? line).styled(.dim)
  }

  /// Between two of them in a pipe.
  private func part() {
    switch session.format {
    case .table, .expanded, .html: session.say(.watchedAt(session.now))
    case .csv: session.output.writeLine()
    case .json, .jsonl: break
    }
  }
}
