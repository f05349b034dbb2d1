public import Casework
import Postgres

// One thing done to many cases: they are taken in hand, looked at again, settled and given up, several in a commit.
extension Desk {
  /// How many cases one commit settles at most, and how long it may take: nobody who wants one of them waits longer.
  private static let batch = (most: 50, first: 10, time: Duration.milliseconds(40))

  /// Does one thing to each case that passes a filter, most urgent first; cases that somebody has in hand are passed over.
  ///
  /// A case that is to be settled is claimed first; it is settled where it passes the filter still, and its checks too where they were
  /// asked for; else it is given up. Sent again under the same keys nothing is done twice.
  ///
  /// - Parameters:
  ///   - isClean: whether the checks must raise nothing.
  ///   - most: how many are done at most; what is passed over does not count.
  ///   - isStrict: whether the first refusal ends it.
  ///   - key: the idempotency key for a round of a case.
  ///   - told: hears what became of each case, in their order; false ends it.
  /// - Throws: ``DeskError``; what was told before is done.
  public mutating func each(
    _ act: BulkAct, _ filter: CaseFilter, isClean: Bool, most: Int, isStrict: Bool, key: (CaseNumber, Int) -> String,
    told: (BulkResult) -> Bool
  ) throws(DeskError) {
    var page = filter
    var last: CaseSummary?
    var left = most
    var size = Self.batch.first
    while left > 0 {
      page.limit = Self.batch.most
      // What is in nobody's way need not be claimed to be passed over.
      let rows = isClean ? try listClean(page, after: last) : try list(page, after: last)
      last = rows.last
      var waiting = rows[...]
      while left > 0, !waiting.isEmpty {
        let some = Array(waiting.prefix(min(size, left)))
        waiting = waiting.dropFirst(some.count)
        let start = ContinuousClock.now
        let results: [BulkResult]
        do throws(DeskError) {
          results = try each(act, some, within: filter, isClean: isClean, isStrict: isStrict, key: key)
        } catch {
          // What was taken and not settled is given up; what is not in hand refuses that, and stays as it is.
          if act.claims { _ = try? send(some.map { SentAct("release", $0.number, request: UUIDText.random()) }) }
          throw error
        }
        size = ContinuousClock.now - start > Self.batch.time ? max(1, size / 2) : min(Self.batch.most, size * 2)
        for result in results {
          if case .done = result.outcome { left -= 1 }
          let goesOn = told(result)
          if case .refused = result.outcome, isStrict { return }
          if !goesOn { return }
        }
      }
      guard rows.count == page.limit else { return }
    }
  }

  private mutating func each(
    _ act: BulkAct, _ rows: [CaseSummary], within filter: CaseFilter, isClean: Bool, isStrict: Bool, key: (CaseNumber, Int) -> String
  ) throws(DeskError) -> [BulkResult] {
    var outcomes: [CaseNumber: BulkResult.Outcome] = [:]
    var taken: [CaseNumber: Taken] = [:]
    var keys: [CaseNumber: String] = [:]
    let free = rows.filter { row in
      guard act.claims else { return true }
      if let holder = row.head.holder {
        outcomes[row.number] = .passed(.held(by: holder, until: row.head.holderUntil))
      } else if row.flags > 0 {
        // Somebody has something to say of it: it is neither approved nor sent back with more than is said here.
        outcomes[row.number] = .passed(.drafted)
      }
      return outcomes[row.number] == nil
    }
    if act.claims {
      for (row, answer) in zip(free, try send(free.map { SentAct("claim", $0.number) })) {
        if let version = answer.version {
          taken[row.number] = Taken(version: version, round: answer.round ?? row.head.round)
        } else {
          outcomes[row.number] = .passed(answer.passed)
        }
      }
    } else {
      for row in free { taken[row.number] = Taken(version: nil, round: row.head.round) }
    }
    var mine = free.filter { taken[$0.number] != nil }
    if act.claims, !mine.isEmpty {
      var again = filter
      (again.cases, again.limit) = (mine.map(\.number), mine.count)
      let still = Set(try list(again).map(\.number))
      for row in mine where !still.contains(row.number) { outcomes[row.number] = .passed(.changed) }
      mine.removeAll { !still.contains($0.number) }
    }
    if act.claims, isClean, !mine.isEmpty {
      let evidence = try evidence(mine.map(\.number))
      for row in mine where !(evidence[row.number].map { Checks.isClean($0) } ?? false) { outcomes[row.number] = .passed(.notClean) }
      mine.removeAll { outcomes[$0.number] != nil }
    }
    let acts = mine.map { row in
      let round = taken[row.number]?.round ?? row.head.round
      let key = key(row.number, round)
      keys[row.number] = key
      return SentAct(act, row.number, version: taken[row.number]?.version, key: key)
    }
    for (row, answer) in zip(mine, try send(acts, isStrict: isStrict)) {
      if answer.isBusy {
        outcomes[row.number] = .passed(.busy)
      } else if let refusal = answer.refusedBy {
        outcomes[row.number] = .refused(refusal)
      } else {
        outcomes[row.number] = .done(BulkResult.Done(decision: answer.decision, channel: answer.channel, takenFrom: answer.takenFrom))
        taken[row.number] = nil
      }
    }
    if act.claims {
      let mineStill = free.filter { taken[$0.number] != nil }
      _ = try send(mineStill.map { SentAct("release", $0.number, request: UUIDText.random()) })
    }
    return rows.compactMap { row in
      outcomes[row.number].map { BulkResult(row: row, outcome: $0, key: keys[row.number] ?? "") }
    }
  }

  /// Sends acts; an answer for each in their order, up to a refusal where that ends it.
  private mutating func send(_ acts: [SentAct], isStrict: Bool = false) throws(DeskError) -> [EachAnswer] {
    guard !acts.isEmpty else { return [] }
    return try rows(\.each, [.uuid(console), try CaseJSON.parameter(acts), .bool(isStrict)], .recordsEach)
  }
}

/// What is known of a case that is being settled.
private struct Taken {
  var version: Int?
  var round: Int
}

/// An act as `desk.each` reads it.
private struct SentAct: Encodable {
  var act: String
  var number: Int64
  var key, request, text, item, reason, agent: String?
  var version: Int?
  var insist, on: Bool?

  enum CodingKeys: String, CodingKey {
    case act = "do"
    case number = "case"
    case key, request, text, item, reason, agent, version, insist, on
  }

  init(_ act: String, _ number: CaseNumber, request: String? = nil) { (self.act, self.number, self.request) = (act, number.id, request) }

  init(_ act: BulkAct, _ number: CaseNumber, version: Int?, key: String) {
    self.init("", number, request: UUIDText.of(key))
    (self.version, self.key) = (version, key)
    switch act {
    case .approve(let comment): (self.act, text) = ("approve", comment)
    case .returnCase(let item, let reason, let comment):
      (self.act, self.item, self.reason, text, request) = ("return", item, reason, comment, UUIDText.of(key + "/flag"))
    case .remind: self.act = "remind"
    case .assign(let agent, let insists): (self.act, self.agent, insist) = ("assign", agent, insists)
    case .note(let text): (self.act, self.text) = ("note", text)
    case .urgent(let isUrgent): (self.act, on) = ("urgent", isUrgent)
    case .escalate(let reason): (self.act, text) = ("escalate", reason)
    case .release: self.act = "release"
    }
  }
}

/// A row of `queries/desk/each.sql`.
struct EachAnswer {
  var isBusy: Bool
  var refusedBy: Refusal?
  var version, round: Int?
  var channel, takenFrom: String?
  var decision: Decision?

  /// Why a claim was not granted.
  var passed: BulkResult.Passed {
    guard let refusedBy else { return .busy }
    if refusedBy.sqlState == "PU010", case .text(let holder)? = refusedBy.values["holder"] {
      return .held(by: holder, until: refusedBy.number("until").map { Moment(seconds: $0) })
    }
    return .gone(refusedBy)
  }
}

extension EachAnswer: Decodable {
  private enum Column: String, CodingKey {
    case busy, refused, refusal, message, hint, detail, version, round, channel, takenFrom, decision
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Column.self)
    isBusy = try row.decode(Bool.self, forKey: .busy)
    if let state = try row.decodeIfPresent(String.self, forKey: .refused) {
      var error = ServerError(sqlState: state, message: try row.decodeIfPresent(String.self, forKey: .message) ?? "")
      error.constraint = try row.decodeIfPresent(String.self, forKey: .refusal)
      error.hint = try row.decodeIfPresent(String.self, forKey: .hint)
      error.detail = try row.decodeIfPresent(String.self, forKey: .detail)
      refusedBy = Refusal(error)
    }
    version = try row.decodeIfPresent(Int.self, forKey: .version)
    round = try row.decodeIfPresent(Int.self, forKey: .round)
    channel = try row.decodeIfPresent(String.self, forKey: .channel)
    takenFrom = try row.decodeIfPresent(String.self, forKey: .takenFrom)
    if try row.decodeIfPresent(Int64.self, forKey: .decision) != nil { decision = try Decision(from: decoder) }
  }
}
