import Casework
import Glibc
import Postgres
import TestSupport
import Testing

@testable import Traffic

@Suite struct DemoTests {
  /// One small demo, with the calls that it made and its truth file.
  final class Filled: Sendable {
    let database: TestDatabase
    let summary: Summary
    let calls: [String]
    let truth: [String]

    init(seed: UInt64 = 6, drivers: Int = 120) throws {
      database = try TestDatabase(.demo)
      let path = "/tmp/\(database.name)-\(getpid()).truth"
      defer { unlink(path) }
      var calls: [String] = []
      summary = try Demo.fill(
        conninfo: try database.conninfo(), owner: nil, seed: seed, drivers: drivers, truth: path, logins: Logins(),
        end: try Self.end(database),
        observer: { login, statement, parameters in calls.append("\(login) \(statement.name) \(parameters.hashValue(stable: ()))") },
        progress: { _ in })
      self.calls = calls
      truth = try Self.lines(of: path)
    }

    /// The last Wednesday at two in the afternoon: the same hours of the same days whenever the test runs.
    private static func end(_ database: TestDatabase) throws -> (Day, Int) {
      var connection = try database.connect()
      let day = try connection.query("select (core.now() at time zone 'UTC')::date - date '1970-01-01' as day").only().int("day") - 1
      return (Day(number: day - (day + 1) % 7), 14 * 60)
    }

    private static func lines(of path: String) throws -> [String] {
      let descriptor = open(path, O_RDONLY)
      defer { close(descriptor) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The first column of a query, as text.
    func column(_ sql: String) throws -> [String] {
      var connection = try database.connect()
      return try connection.query(sql).map { try $0.optionalValue(0, as: String.self) ?? "" }
    }

    func count(_ table: String, _ condition: String = "true") throws -> Int {
      Int(try column("select count(*) from core.\(table) where \(condition)")[0]) ?? -1
    }
  }

  static let shared = Result { try Filled() }

  @Test("the clock is right again, and hub refused nothing but what was meant to be refused")
  func clock() throws {
    let filled = try Self.shared.get()
    #expect(try filled.column("select clock_offset::text from core.clock") == ["00:00:00"])
    #expect(try filled.column("select (core.now() - now())::text") == ["00:00:00"])
    #expect(filled.summary.refusals.isEmpty)
    #expect(filled.summary.drivers == 120 && filled.summary.decisions > 120)
  }

  @Test("a past is there, and work is left")
  func mixture() throws {
    let filled = try Self.shared.get()
    #expect(try filled.count("account") == 120)
    #expect(try filled.count("account", "state = 'active'") > 70)
    #expect((8...60).contains(try filled.count("desk_case", "state = 'open'")))
    #expect(Set(try filled.column("select distinct queue from core.desk_case")) == ["accounts", "documents", "quality", "undelivered"])
    #expect(Set(try filled.column("select distinct queue from core.desk_case where state = 'open'")).count == 4)
    #expect(try filled.count("decision", "action = 'attribute'") > 0)
    // No card is judged unread.
    #expect(
      try filled.count(
        "quality_claim q join core.decision d on d.case_id = q.case_id and d.action = 'attribute' join core.claim_element e on e.claim_id = q.id"
          + " join core.element k on k.element = e.element join core.card c on c.id = q.card_id",
        "k.shows = 'text' and core.ordered_text(c, e.element) is not null"
          + " and not exists (select from core.card_reading r where r.claim_id = q.id and r.element = e.element)") == 0)
    #expect(try filled.count("decision", "action = 'reship'") > 0)
    #expect(try filled.count("dispatch", "barcode like '8S%'") > 0)
    #expect(try filled.count("desk_case", "state = 'waiting'") > 0)
    #expect(try filled.count("desk_case", "round > 1") > 3)
    #expect(try filled.count("desk_case", "state = 'open' and lane = 'escalated'") > 0)
    #expect(try filled.count("desk_case", "state = 'open' and urgent") > 0)
    #expect(try filled.count("desk_case", "state = 'open' and lease_until > core.now()") == 2)
    #expect(try filled.count("flag") > 0)
    #expect(try filled.count("card", "state = 'active'") > 10)
    #expect(try filled.count("card", "state in ('ordered', 'in_production', 'produced', 'dispatched')") > 0)
    #expect(try filled.count("certificate") > 20)
    #expect(
      try filled.count("invoice") == (try filled.count("payment", "state in ('paid', 'refunded')"))
        + (try filled.count("payment", "state = 'refunded'")))
    #expect(try filled.count("notification", "state = 'sent'") > 100)
    #expect(Set(try filled.column("select distinct agent from core.decision")).isSuperset(of: ["claire", "hugo", "ines", "malik"]))
    // Forty-five days, none of them in the future.
    #expect(try filled.count("decision", "decided_at > core.now()") == 0)
    #expect(try filled.count("account", "submitted_at < core.now() - interval '30 days'") > 10)
  }

  @Test("few cases are late at the end, and the past of each late one says why")
  func lateness() throws {
    // Deadlines count in working days of the true calendar: the past has to end today.
    let database = try TestDatabase(.demo)
    _ = try Demo.fill(
      conninfo: try database.conninfo(), owner: nil, seed: 11, drivers: 200, truth: nil, logins: Logins(), end: nil, progress: { _ in })
    var connection = try database.connect()
    let row = try connection.query(
      """
      select count(*) as open, count(*) filter (where late) as late, count(*) filter (where late and not explained) as unexplained
      from (select core.due_at(c.queue, c.started_at) < core.now() as late, c.lane = 'escalated' or c.urgent or c.round > 1
          or exists (select from core.case_event e where e.case_id = c.id and e.kind in ('assigned', 'escalated')) as explained
        from core.desk_case c where c.state = 'open') as cases
      """
    ).only()
    let (open, late) = (try row.int("open"), try row.int("late"))
    #expect(open > 25, "\(open) open")
    #expect((1...open / 4).contains(late), "\(late) of \(open) late")
    let unexplained = try row.int("unexplained")
    #expect(unexplained * 3 <= late, "\(unexplained) of \(late) unexplained")
  }

  @Test("the same seed makes the same calls and leaves the same database, times aside")
  func repeats() throws {
    let (one, two) = (try Self.shared.get(), try Filled())
    #expect(one.calls.count > 500)
    #expect(one.calls == two.calls)
    for query in [
      "select concat_ws(' ', id, key, case_id, round, action, reason, agent, supersedes, sequence) from core.decision order by id",
      // What was answered may say when it will be: without every number of seconds since 1970.
      "select concat_ws(' ', caller, operation, encode(content, 'hex'), regexp_replace(result::text, '\\m1[0-9]{9}\\M', 'then', 'g')) from core.request order by 1",
      "select concat_ws(' ', id, queue, driver_id, state, lane, round, version, urgent, holder, reserved_for) from core.desk_case order by id",
      "select concat_ws(' ', id, driver_id, template, channel, address, state) from core.notification order by id",
      "select concat_ws(' ', id, driver_id, state, serial, expires_on, printed) from core.card order by id",
      "select concat_ws(' ', id, driver_id, coupon, received_by, outcome) from core.quality_claim order by id",
      "select concat_ws(' ', claim_id, element, cause, value, agent) from core.finding order by claim_id, element",
      "select concat_ws(' ', claim_id, element, value, agent) from core.card_reading order by claim_id, element",
      "select concat_ws(' ', id, driver_id, postal_reason, state, address) from core.returned_dispatch order by id",
      "select concat_ws(' ', case_id, driver_id, by, kind, text) from core.case_event order by id",
    ] {
      let (left, right) = (try one.column(query), try two.column(query))
      #expect(left == right, "\(query)")
      #expect(!left.isEmpty)
    }
    #expect(one.truth == two.truth)
  }

  @Test("what was planted is in the truth file and nowhere in the database")
  func truth() throws {
    let filled = try Self.shared.get()
    #expect(filled.truth.count > 20)
    #expect(
      filled.truth.contains { $0.contains(#""subject":"claim""#) }
        && filled.truth.contains { $0.contains(#""subject":"returned_dispatch""#) })
    let faulty = filled.truth.filter { $0.contains(#""kind":"wrong_picture""#) }
    #expect(!faulty.isEmpty && faulty.allSatisfy { $0.contains(#""subject":"application""#) && $0.hasSuffix("}") })
    // Only numbers of accounts that are there.
    let accounts = Set(try filled.column("select driver_id from core.account"))
    for line in filled.truth {
      let number = line.split(separator: "\"account\":").last?.dropLast()
      #expect(number.map { accounts.contains(String($0)) } ?? false, "\(line)")
    }
    // Kinds that are no words of the contract too.
    let words = [
      "wrong_picture", "same_file", "misspelt", "hostile", "foreign_licence", "planted", "corrects_partly", "specimen ", "unseen_entry",
      "own_fault", "imagined_defect",
    ]
    for table in try filled.column("select tablename from pg_tables where schemaname = 'core' and tablename <> 'blob' order by 1") {
      for word in words {
        #expect(try filled.count(table, "\(table)::text ilike '%\(word)%'") == 0, "\(word) in \(table)")
      }
    }
  }

  @Test("agents mostly find the true causes, with slips that fit the element")
  func examination() {
    let claim = PlannedClaim(
      elements: [
        PlannedClaim.Element(element: "card_body", claimed: "", cause: "holder_damage"),
        PlannedClaim.Element(element: "print_quality", claimed: "", cause: "no_defect_found"),
      ], statement: "", posting: .posts, activatesFirst: true, delay: 1, journey: 1, answer: nil, takesCardBack: false,
      isConfessed: false)
    var dice = SeededGenerator(seed: 4)
    let careful = Examination(claim, isCareful: true, fits: { _, _ in true }, &dice)
    #expect(careful.findings.map(\.cause) == ["holder_damage", "no_defect_found"])
    let found = (0..<4000).map { _ in Examination(claim, isCareful: false, fits: { _, _ in true }, &dice) }
    let wrong = Double(found.count { $0.findings.map(\.cause) != careful.findings.map(\.cause) }) / 4000
    #expect(abs(wrong - 0.06) < 0.015)
    let fitting = (0..<4000).map { _ in Examination(claim, isCareful: false, fits: { cause, _ in cause != "transport_damage" }, &dice) }
    #expect(fitting.allSatisfy { $0.findings[0].cause == "holder_damage" } && fitting.contains { $0.findings[1].cause == "print_defect" })
  }

  @Test("agents mostly decide by the truth, with slips")
  func judgement() {
    var careful = SeededGenerator(seed: 1)
    let fault = PlantedFault(driver: 1, subject: .application, item: "photo", reason: "blurred", kind: .wrongPicture)
    let right = Judgement([fault], queue: .documents, isCareful: true, &careful)
    #expect(right.flags.map(\.item) == ["photo"] && right.flags.map(\.reason) == ["blurred"])
    var dice = SeededGenerator(seed: 2)
    let judgements = (0..<4000).map { _ in Judgement([fault], queue: .documents, isCareful: false, &dice) }
    let lenient = Double(judgements.count { $0.isLenient }) / 4000
    let wrong = Double(judgements.count { $0.flags.first?.reason == "illegible" }) / 4000
    #expect(abs(lenient - 0.03) < 0.012 && abs(wrong - 0.02) < 0.012)
    #expect(judgements.allSatisfy { $0.isLenient == $0.flags.isEmpty })
  }
}

extension [Parameter] {
  /// The same in every process and every run, unlike `hashValue`.
  func hashValue(stable: Void) -> UInt64 {
    "\(self)".utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
