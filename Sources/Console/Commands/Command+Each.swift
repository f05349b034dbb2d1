import Casework
import Desk
import Formats
import Terminal

// One thing done to many cases.
extension Command {
  static let each = Command(
    "each", "chaque", area: .console, effect: .writes, columns: Lists.bulk.columns(),
    summary: Text(
      fr: "faire la même chose à chaque dossier qui passe les filtres", en: "do one thing to each case that passes the filters"),
    details: Text(
      fr:
        "Les filtres sont ceux de « lister ». Chaque dossier est pris, relu, contrôlé de nouveau, traité et rendu ; un résultat pour chacun. Ceux que quelqu'un tient sont laissés. --limite compte ce qui est fait. Derrière « faire » : valider (comptes), redemander ÉLÉMENT MOTIF, relancer, affecter AGENT, noter TEXTE, urgence, escalader POURQUOI, libérer. Le premier refus arrête, sauf avec --keep-going.",
      en:
        "Filters are those of \"list\". Each case is claimed, read, checked again, settled and given up; a result for each. Those that somebody holds are passed over. --limit counts what is done. Behind \"do\": approve (accounts), return ITEM REASON, remind, assign AGENT, note TEXT, urgent, escalate WHY, release. The first refusal stops it, unless --keep-going."
    ),
    examples: [
      "each accounts --clean --older-than 1h --limit 50 do approve", "each documents --waiting --older-than 7d do remind",
      "each accounts --agent malik do assign claire", "chaque comptes --sans-anomalie --plus-vieux-que 1h --limite 50 faire valider",
      "chaque pièces --en-attente --plus-vieux-que 7j faire relancer",
    ],
    takes: .bulk
  ) { (session, bulk) throws(Failure) in
    try session.each(bulk)
  }
}

extension Session {
  /// Does it, telling what becomes of each case.
  fileprivate func each(_ bulk: Bulk) throws(Failure) {
    let words = try words()
    if case .assign(let agent, _) = bulk.act { try requireAgent(agent) }
    var filter = bulk.filter.caseFilter(in: nil, limit: 0)
    // A reminder is for a case that waits.
    if bulk.act == .remind, bulk.filter.scope == nil { filter.scope = .waiting }
    if bulk.act == .release { filter.scope = .mine }
    if let held = hand, bulk.act.claims { throw .refused(.eachWhileInHand(held.number), hint: .eachWhileInHandHint) }
    var tally = BulkTally()
    var kept: [BulkResult] = []
    let isStrict = context?.keepsGoing != true
    let signals = setup.signals
    var refused: Failure?
    let isKept = format.isForPrograms || format == .html
    // Whatever ends it: what was told is done.
    defer {
      if isKept { show(Table(kept, Lists.bulk, on: page)) }
      say(.bulkDone(tally))
    }
    try atDesk { desk throws(DeskError) in
      try desk.each(
        bulk.act, filter, isClean: bulk.filter.isClean, most: bulk.filter.limit ?? .max, isStrict: isStrict,
        key: { number, round in self.key(number, round: round) }
      ) { result in
        tally.count(result)
        if case .refused(let refusal) = result.outcome {
          refused = Failure(refusal, vocabulary: words, queues: self.queues, now: self.now)
        }
        if isKept {
          kept.append(result)
        } else {
          self.say(.bulkResult(result, bulk.command, now: self.now, refused))
          self.output.flush()
        }
        return signals.stop == nil
      }
    }
    if let refused {
      throw isStrict ? refused : Failure(.finishedWithFailures, .bulkFailed(tally.refused))
    }
  }
}

/// How many cases came to what.
struct BulkTally: Sendable, Equatable {
  var done = 0
  var passed = 0
  var refused = 0

  mutating func count(_ result: BulkResult) {
    switch result.outcome {
    case .done: done += 1
    case .passed: passed += 1
    case .refused: refused += 1
    }
  }
}
