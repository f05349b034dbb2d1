import Desk
import Postgres
import TestSupport
import Testing

/// Following what happens through `hub.read_changes`: nothing is missed, nothing is seen twice.
@Suite struct ChangeFeedTests {
  /// A reader that keeps the last position, over a session of its own.
  struct Reader: ~Copyable {
    var connection: Connection
    var position = 0
    /// `object id state`, in the order in which it was read.
    var seen: [String] = []

    init(_ scene: Scene, _ role: String = "portal") throws { connection = try scene.connect(role) }
    init(_ connection: consuming Connection) { self.connection = connection }

    static let sql = "select position, object, id, state from hub.read_changes($1, $2)"

    /// Reads until nothing comes.
    mutating func catchUp(_ maximum: Int = 1000) throws {
      while true {
        let rows = try connection.query(Self.sql, [.int(Int64(position)), .int(Int64(maximum))])
        if rows.isEmpty { return }
        for row in rows {
          position = try row.int("position")
          if let object = try row.optionalValue("object", as: String.self) {
            seen.append("\(object) \(try row.int("id")) \(try row.string("state"))")
          }
        }
      }
    }
  }

  /// What a portal does that has not read the page: it keeps the largest id that it has seen.
  struct NaiveReader {
    var last = 0
    var seen: [Int] = []

    mutating func catchUp(_ connection: inout Connection) throws {
      for row in try connection.query("select status from hub.application_status where status > $1 order by status", [.int(Int64(last))]) {
        last = try row.int("status")
        seen.append(last)
      }
    }
  }

  @Test func aRowThatCommitsLateIsNotMissed() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN", "080275200001")
    let (first, second) = (try scene.recordTraining(), try scene.recordTraining(form))
    let (driver, other) = (try scene.activeDriver(), try scene.activeDriver(form))
    var reader = try Reader(scene)
    try reader.catchUp()
    var naive = NaiveReader()
    var portal = try scene.connect("portal")
    try naive.catchUp(&portal)

    // One session takes its ids, another takes later ones and commits first.
    let open = "select hub.open_application($1, $2, 'card', training => $3) as id"
    var slow = try scene.connect("portal2")
    _ = try slow.query("begin")
    let late = try slow.query(open, [scene.request(), .int(driver), .int(first)]).only().int("id")
    let early = try #require(try scene.call("portal", open, [scene.request(), .int(other), .int(second)]).flatMap { Int64($0) })
    try reader.catchUp()
    try naive.catchUp(&portal)
    #expect(reader.seen.last == "application \(early) draft")
    _ = try slow.query("commit")
    try reader.catchUp()
    try naive.catchUp(&portal)
    #expect(reader.seen.last == "application \(late) draft")
    let applications = reader.seen.filter { $0.hasPrefix("application") }
    #expect(Set(applications).count == applications.count)
    // The case is one in which a reader of ids does miss the row: otherwise this test would prove nothing.
    #expect(naive.seen.count == 1)
  }

  @Test func aDecisionIsReadWhenItTakesEffectAndAnUndoneOneNever() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN", "080275200001")
    let other = try scene.submitAccount(form)
    var reader = try Reader(scene)
    try scene.approve(scene.openCase(of: driver))
    try scene.return(scene.openCase(of: other), [("phone", "invalid_format")])
    try reader.catchUp()
    #expect(reader.seen == ["account \(driver) submitted", "account \(other) submitted"])
    var desk = try scene.desk()
    _ = try desk.undo()
    try scene.passGrace()
    // Something later is read first; what took effect comes all the same.
    try reader.catchUp()
    #expect(reader.seen.dropFirst(2) == ["account \(driver) active"])
    // Returned again, and read: from then on the request can be followed to its answer.
    try scene.return(scene.openCase(of: other), [("phone", "invalid_format")])
    try scene.passGrace()
    form.phone = "0639980009"
    try scene.resubmitAccount(other, form)
    try reader.catchUp()
    #expect(
      reader.seen.dropFirst(3).map { $0.split(separator: " ").filter { Int($0) == nil }.joined(separator: " ") }.sorted()
        == ["account submitted", "account to_correct", "information_request answered", "information_request open"])
  }

  @Test func anUndoThatComesAfterTheReaderIsRefused() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    // As if the grace ended between the undo's look at the clock and its deleting.
    try scene.database.administer("update core.status set position = 999 where decision_id is not null")
    var desk = try scene.desk()
    #expect(refusal { _ = try desk.undo() } == "PU032")
  }

  @Test func twoReadersSeeTheSameOrderWhateverTheyAskFor() throws {
    let scene = try Scene()
    var one = try Reader(scene)
    var two = try Reader(scene, "portal2")
    let (driver, card) = try scene.driverWithCard()
    try one.catchUp(3)
    _ = try scene.declareLoss(driver, card)
    try two.catchUp(1)
    try one.catchUp()
    #expect(one.seen == two.seen)
    #expect(one.seen.count > 15 && Set(one.seen).count == one.seen.count)
    #expect(one.seen.contains("card \(card) active"))
    // Each waits for the other only while it gives positions: not here, where there is nothing to give.
    _ = try one.connection.query("begin")
    _ = try one.connection.query(Reader.sql, [.int(0), .int(1000)])
    try two.catchUp()
    _ = try one.connection.query("rollback")
  }

  @Test func aReaderThatDiesBeforeItsCommitLosesNothing() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    var doomed = try scene.connect("portal")
    _ = try doomed.query("begin")
    #expect(try doomed.query(Reader.sql, [.int(0), .int(10)]).count == 1)
    // Another one waits for it, and reads once it is gone.
    let (database, login) = (scene.database, try scene.login("portal2"))
    let waiting = Worker {
      var reader = try Reader(database.connect(as: login))
      try reader.catchUp()
      return reader.seen
    }
    try scene.waitUntilBlocked("portal2")
    try scene.database.administer(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(scene.login("portal"))' and state = 'idle in transaction'")
    #expect(try waiting.join() == ["account \(driver) submitted"])
    #expect(try scene.database.value("select last_position from core.feed") == "1")
  }

  @Test func nothingIsMissedUnderLoad() throws {
    let scene = try Scene()
    let drivers = try (0..<4).map { index in
      var form = Scene.Form()
      (form.lastName, form.licence) = ("MARTIN\(index)", "08027520000\(index)")
      return try scene.submitAccount(form)
    }
    let logins = try (0..<4).map { try scene.login("portal\($0 + 3)") }
    let database = scene.database
    // Writers that keep their transactions open for a while, and roll every fifth one back.
    let writers = zip(drivers, logins).map { driver, login in
      Worker {
        var connection = try database.connect()
        for step in 0..<60 {
          _ = try connection.query("begin")
          _ = try connection.query("select core.note_status('account', $1, $1, $2)", [.int(driver), .text("\(login)-\(step)")])
          _ = try connection.query("select pg_sleep(random() * 0.01)")
          _ = try connection.query(step % 5 == 4 ? "rollback" : "commit")
        }
      }
    }
    let readers = try ["portal", "portal2"].map { role in
      let login = try scene.login(role)
      return Worker {
        var connection = try database.connect(as: login)
        var (position, seen): (Int, [String]) = (0, [])
        while seen.count < 4 + 4 * 48 {
          for row in try connection.query(Reader.sql, [.int(Int64(position)), .int(7)]) {
            position = try row.int("position")
            seen.append("\(try row.int("id")) \(try row.string("state"))")
          }
        }
        return seen
      }
    }
    for writer in writers { try writer.join() }
    let seen = try readers.map { try $0.join() }
    #expect(seen[0] == seen[1] && Set(seen[0]).count == 4 + 4 * 48)
  }

  @Test func eachRoleFollowsWhatIsItsOwn() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(scene.declareLoss(driver, card))
    let kinds = try ["portal", "mailer", "payment", "centre", "mailroom", "factory", "centre2", "factory2"].map { role in
      var reader = try Reader(scene, role)
      try reader.catchUp()
      return "\(role): \(Set(reader.seen.map { $0.prefix { $0 != " " } }).sorted().joined(separator: " "))"
    }
    #expect(
      kinds == [
        "portal: account application card certificate invoice payment training", "mailer: certificate invoice", "payment: payment",
        "centre: training", "mailroom: card", "factory: card", "centre2: ", "factory2: ",
      ])
    // A driver's number is for those who have it anyway.
    let anonymous = "select count(*) from hub.read_changes(0, 1000) where driver is not null"
    #expect(try scene.call("centre", anonymous) == "0")
    #expect(try scene.call("factory", anonymous) == "0")
    // A reader that begins learns where it stands, then reads the views, then follows.
    let start = try scene.rows("portal", "select position > 0, object from hub.read_changes(null)")
    #expect(start == ["t|"])
  }

  @Test func aCancelledDraftLeavesItsNumberAlone() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    var reader = try Reader(scene)
    let application = try scene.draftCard(driver, training)
    try reader.catchUp()
    try scene.call("portal", "select hub.cancel_application($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    try scene.call("centre", "select hub.cancel_training($1, $2)", [scene.request(), .int(training)])
    reader.seen = []
    try reader.catchUp()
    #expect(
      reader.seen.map { $0.split(separator: " ").filter { Int($0) == nil }.joined(separator: " ") } == [
        "application cancelled", "certificate withdrawn", "training detached", "training cancelled",
      ])
  }
}
