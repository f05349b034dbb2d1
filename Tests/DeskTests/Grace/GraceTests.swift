import Postgres
import TestSupport
import Testing

/// Within a grace every service gets the answers, refusals included, that it got before the decision; what is done meanwhile and the
/// decision that is undone afterwards leave what there would be without the decision.
@Suite struct GraceTests {
  @Test(arguments: GraceScenario.allCases) func nothingOfADecisionIsToldOrDoneBeforeItsTime(_ scenario: GraceScenario) throws {
    let scene = try Scene()
    let decision = try scenario.play(scene)
    try scene.settle()
    var stage = try GraceStage(scene)
    let probes = try GraceProbes(scene.database)
    let untouched = try stage.state()

    let undo = GraceProbe(role: decision.role, statement: "select standing from desk.undo('an-undo-in-its-grace', gen_random_uuid())")
    let before = try stage.rehearse { stage in
      (
        views: probes.views.map { stage.outcome($0) },
        calls: try probes.calls.map { call in
          try stage.rehearsePart { stage in
            let answer = stage.outcome(call)
            return (answer: answer, left: answer.isDone ? try stage.state() : [])
          }
        }
      )
    }
    try stage.rehearse { stage in
      let written = try stage.unkept()
      try stage.run(decision)
      #expect(try stage.unkept().subtracting(written) == [])
      for (view, seen) in zip(probes.views, before.views) { #expect(stage.outcome(view) == seen, "\(view.role): \(view.statement)") }
      try stage.rehearsePart { stage in
        #expect(stage.outcome(undo).isDone)
        let state = try stage.state()
        #expect(GraceStage.difference(state, untouched) == "")
      }
      for (call, before) in zip(probes.calls, before.calls) {
        let within = try stage.rehearsePart { stage in
          let answer = stage.outcome(call)
          // A refusal leaves everything as it was: there the undo was tried above.
          guard answer.isDone else { return answer }
          let undone = stage.outcome(undo)
          #expect(undone.isDone, "undo after \(call.role): \(call.statement): \(undone)")
          if undone.isDone {
            let state = try stage.state()
            let left = call.isWithheld(answer, before.answer) ? untouched : before.left
            #expect(GraceStage.difference(state, left) == "", "left by \(call.role): \(call.statement)")
          }
          return answer
        }
        // Answered as before; or asked to come again where it would have been done, or where an agent had the case in hand.
        let isNeutral = within == .again && (before.answer.isDone || before.answer.sqlState == "PU010")
        let isWithheld = call.isWithheld(within, before.answer)
        #expect(within == before.answer || isNeutral || isWithheld, "\(call.role): \(call.statement): \(before.answer) → \(within)")
      }
    }
  }

  @Test func everyFunctionOfHubIsTried() throws {
    let scene = try Scene()
    _ = try GraceScenario.attributeDriver.play(scene)
    var asked = Set(try GraceProbes(scene.database).calls.compactMap(\.function))
    let another = try Scene()
    _ = try GraceScenario.closePaidReturned.play(another)
    asked.formUnion(try GraceProbes(another.database).calls.compactMap(\.function))
    var connection = try scene.database.connect()
    let functions = try connection.query("select proname::text as name from pg_proc where pronamespace = 'hub'::regnamespace").map {
      try $0.string("name")
    }
    #expect(Set(functions) == asked)
  }
}

/// One superuser's transaction in which every role is played, and of which nothing is kept.
struct GraceStage: ~Copyable {
  private var connection: Connection
  private let scene: Scene

  /// What came of something: its rows, or its refusal in full.
  enum Outcome: Equatable, CustomStringConvertible {
    case done([String])
    case refused(String, String)

    static let again = Outcome.refused(
      "55006", "this file is being worked on at this moment | Send it again in a few minutes. | {}")

    var isDone: Bool { if case .done = self { true } else { false } }
    var sqlState: String? { if case .refused(let state, _) = self { state } else { nil } }
    var description: String {
      switch self {
      case .done(let rows): "done \(rows)"
      case .refused(let state, let words): "\(state) \(words)"
      }
    }
  }

  init(_ scene: Scene) throws {
    self.scene = scene
    for role in ["portal", "mailer", "payment", "centre", "mailroom", "factory", "agent", "supervisor"] { _ = try scene.login(role) }
    connection = try scene.database.connect()
  }

  /// Runs something in a transaction that is rolled back.
  mutating func rehearse<Value>(_ body: (inout GraceStage) throws -> Value) throws -> Value {
    try connection.query("begin")
    do {
      let value = try body(&self)
      try connection.query("rollback")
      return value
    } catch {
      _ = try? connection.query("rollback")
      throw error
    }
  }

  /// Runs something in a part of such a transaction that is rolled back.
  mutating func rehearsePart<Value>(_ body: (inout GraceStage) throws -> Value) throws -> Value {
    try connection.query("savepoint part")
    let value = try body(&self)
    try connection.script("rollback to part; release part")
    return value
  }

  mutating func run(_ decision: GraceDecision) throws {
    let outcome = outcome(GraceProbe(role: decision.role, statement: decision.statement))
    try #require(outcome.isDone, "\(decision.statement): \(outcome)")
  }

  /// What a role is answered; a refusal leaves the transaction as it was.
  mutating func outcome(_ probe: GraceProbe) -> Outcome {
    do throws(PostgresError) {
      try connection.script("savepoint asked; set session authorization \(login(probe.role))")
      let result = try connection.query(probe.statement)
      let rows = try Self.text(result)
      try connection.script("reset session authorization; release asked")
      return .done(rows)
    } catch {
      _ = try? connection.query("rollback to asked")
      let server = error.serverError
      return .refused(error.sqlState ?? "?", "\(server?.message ?? "\(error)") | \(server?.hint ?? "") | \(server?.detail ?? "")")
    }
  }

  /// What this transaction has written so far into tables that are not kept as they were (`GraceTableTests`), with how often.
  mutating func unkept() throws -> Set<String> {
    let writes = try connection.query(
      """
      select c.relname || ' ' || w.name as write, w.count::text from pg_class c cross join lateral (values
          ('insert', 4, pg_stat_get_xact_tuples_inserted(c.oid)), ('delete', 8, pg_stat_get_xact_tuples_deleted(c.oid)),
          ('update', 16, pg_stat_get_xact_tuples_updated(c.oid))) as w(name, bit, count)
      where c.relnamespace = 'core'::regnamespace and c.relkind = 'r'
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_before' and t.tgtype & w.bit > 0)
      union all select 'acting still', count(*)::text from core.acting
      """)
    return Set(
      try writes.map { (try $0.string("write"), try $0.string("count")) }.filter { !GraceTableTests.isExempt($0.0) }.map {
        "\($0.0) \($0.1)"
      })
  }

  private func login(_ role: String) -> String { (try? scene.login(role)) ?? "nobody" }

  private static func text(_ result: ResultRows) throws(PostgresError) -> [String] {
    var rows: [String] = []
    for row in result {
      var cells: [String] = []
      for column in result.columns.indices { cells.append(try row.optionalValue(column, as: String.self) ?? "∅") }
      rows.append(cells.joined(separator: "|"))
    }
    return rows
  }

  /// What the database holds: states, and whether they are those that are shown; without the numbers that a sequence gave, moments, and the
  /// history of cases.
  mutating func state() throws -> [String] {
    try Self.text(
      connection.query(
        """
        select concat_ws(' ', 'account', a.state, core.shown_state('account', a.driver_id), a.round, core.account_fields(a)) from core.account a
        union all select concat_ws(' ', 'training', t.driver_id, t.state, core.shown_state('training', t.id), t.attached_by, t.gives_right) from core.training t
        union all select concat_ws(' ', 'certificate', c.driver_id, core.is_in_grace('certificate', c.id)) from core.certificate c
        union all select concat_ws(' ', 'application', a.driver_id, a.kind, a.state, core.shown_state('application', a.id), a.round, a.step,
          a.delivery_address, a.replaces) from core.application a
        union all select concat_ws(' ', 'document', d.application_id, d.type, d.round, d.replaced_at is null) from core.document d
        union all select concat_ws(' ', 'card', c.driver_id, c.serial, c.state, core.shown_state('card', c.id),
          c.effective_at > core.now(), c.replaces, c.void_reason, c.received_at is null, c.taken_by is null, c.content) from core.card c
        union all select concat_ws(' ', 'dispatch', d.card_id, d.state, d.barcode, d.printed_address, d.effective_at > core.now()) from core.dispatch d
        union all select concat_ws(' ', 'returned', r.card_id, r.state, core.shown_state('returned_dispatch', r.id), r.address, r.fee_settled,
          r.answered_at is null) from core.returned_dispatch r
        union all select concat_ws(' ', 'payment', p.purpose, p.amount, p.state, core.shown_state('payment', p.id), p.settled_at is null)
          from core.payment p
        union all select concat_ws(' ', 'invoice', i.kind, i.amount, i.effective_at > core.now()) from core.invoice i
        union all select concat_ws(' ', 'claim', q.card_id, q.received_at is null, q.received_serial, q.outcome, q.answered_at is null,
          q.corrected) from core.quality_claim q
        union all select concat_ws(' ', 'request', r.case_id, r.round, r.answered_at is null, r.withdrawn_at is null, r.effective_at > core.now())
          from core.information_request r
        union all select concat_ws(' ', 'case', c.queue, c.state, c.lane, c.round, c.escalated_by, c.unreachable) from core.desk_case c
          -- The case of a returned dispatch that was a slip stays, closed, with its history.
          where c.queue <> 'undelivered' or exists (select from core.returned_dispatch r where r.case_id = c.id)
        union all select concat_ws(' ', 'flag', f.item, f.reason) from core.flag f
        union all select concat_ws(' ', 'message', n.template, n.channel, n.address, n.state, n.attempt, n.effective_at > core.now()) from core.notification n
        union all select concat_ws(' ', 'status', s.object, s.state, s.effective_at > core.now()) from core.status s
        order by 1
        """))
  }

  static func difference(_ one: [String], _ other: [String]) -> String {
    one.difference(from: other).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }.joined(separator: "\n")
  }
}

extension Scene {
  /// What led to a decision is behind: read by who follows, its messages sent.
  fileprivate func settle() throws {
    try call("portal", "select count(*) from hub.read_changes(0, 10000)")
    for message in try rows("mailer", "select notification, attempt from hub.take_notifications(1000)") {
      let numbers = message.split(separator: "|")
      try call("mailer", "select hub.report_notification($1, \(numbers[0]), \(numbers[1]), 'sent')", [request()])
    }
  }
}
