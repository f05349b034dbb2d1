import Desk
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct MigratorTests {
  /// Without that first line it would depend on other tests, which make the owner's role, as whom it runs.
  private static func file(_ name: String, _ text: String) -> MigrationFile {
    MigrationFile(name: name, text: "-- as: superuser\n\(text)")
  }

  private static let tables = file("schema/1.sql", "create table a (n int);\ninsert into a values (1);")
  private static let more = file("schema/2.sql", "alter table a add m int default 2;")
  private static let drop = file("contract/0.sql", "drop view if exists w; drop view if exists v;")
  private static let view = file("contract/1.sql", "create view v as select n from a;")
  private static let other = file("contract/2.sql", "create view w as select n from v;")

  private func migrator(_ numbered: [MigrationFile], _ repeatable: [MigrationFile] = [], attempts: Int = 5) -> Migrator {
    Migrator(numbered: numbered, repeatable: repeatable, statements: .pupitre, lockTimeout: "200ms", attempts: attempts)
  }

  @Test func whatIsMissingIsAppliedAndTheRestLeftAlone() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    let first = migrator([Self.tables], [Self.drop, Self.view])
    #expect(try first.status(on: &connection).map(\.state) == [.pending, .pending, .pending])
    #expect(
      try first.apply(on: &connection)
        == MigrationReport(numbered: ["schema/1.sql"], repeatable: ["contract/0.sql", "contract/1.sql"]))
    #expect(try first.apply(on: &connection).isEmpty)
    #expect(try first.status(on: &connection).map(\.state) == [.applied, .applied, .applied])
    let second = migrator([Self.tables, Self.more], [Self.drop, Self.view])
    #expect(try second.status(on: &connection).map(\.state) == [.applied, .pending, .applied, .applied])
    #expect(try second.apply(on: &connection) == MigrationReport(numbered: ["schema/2.sql"]))
    #expect(try connection.query("select n, m from a").only().int("m") == 2)
    let record = try connection.query("select kind, applied_by from migrate.applied where name = 'schema/2.sql'").only()
    #expect(try record.string("kind") == "numbered")
    #expect(try record.string("applied_by") == "postgres")
  }

  @Test func anEditedFileIsNamedAndNothingIsApplied() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    _ = try migrator([Self.tables], [Self.drop]).apply(on: &connection)
    var edited = Self.tables
    edited.text += " "
    let migrator = migrator([edited, Self.more], [Self.drop, Self.view])
    #expect(throws: MigrationError.edited(["schema/1.sql"])) { try migrator.apply(on: &connection) }
    #expect(try migrator.status(on: &connection).map(\.state) == [.edited, .pending, .applied, .pending])
    #expect(connection.isInTransaction == false)
  }

  @Test func aDatabaseThatIsNewerIsLeftAlone() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    _ = try migrator([Self.tables, Self.more]).apply(on: &connection)
    let older = migrator([Self.tables])
    #expect(throws: MigrationError.unknown(["schema/2.sql"])) { try older.apply(on: &connection) }
    #expect(try older.status(on: &connection).last == MigrationStatus(name: "schema/2.sql", kind: .numbered, state: .unknown))
  }

  @Test func oneChangedRepeatableFileRunsThemAll() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    _ = try migrator([Self.tables], [Self.drop, Self.view, Self.other]).apply(on: &connection)
    let changed = Self.file("contract/1.sql", "create view v as select n::text as n from a;")
    let second = migrator([Self.tables], [Self.drop, changed, Self.other])
    #expect(try second.status(on: &connection).map(\.state) == [.applied, .applied, .stale, .applied])
    #expect(try second.apply(on: &connection).repeatable == ["contract/0.sql", "contract/1.sql", "contract/2.sql"])
    #expect(try connection.query("select n from w").columns.map(\.type.name) == ["text"])
    // A file that is gone counts as a change, and is forgotten.
    let third = migrator([Self.tables], [Self.drop, changed])
    #expect(try third.status(on: &connection).last?.state == .unknown)
    #expect(try third.apply(on: &connection).repeatable == ["contract/0.sql", "contract/1.sql"])
    #expect(try third.apply(on: &connection).isEmpty)
    #expect(try connection.query("select to_regclass('w') is null as gone").only().bool("gone"))
  }

  @Test func aFailingFileIsNamedWithItsLineAndRolledBack() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    let wrong = Self.file("schema/2.sql", "create table b ();\n-- é\ninsert into nowhere values (1);")
    let error = #expect(throws: MigrationError.self) { try migrator([Self.tables, wrong]).apply(on: &connection) }
    guard case .failed(let file, let line, let cause) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((file, line, cause.sqlState) == ("schema/2.sql", 4, "42P01"))
    #expect(try connection.query("select to_regclass('b') is null as gone").only().bool("gone"))
    #expect(try migrator([Self.tables, wrong]).status(on: &connection).map(\.state) == [.applied, .pending])
    let wrongView = Self.file("contract/1.sql", "create view v as select nothing from a;")
    #expect(throws: MigrationError.self) { try migrator([Self.tables], [Self.drop, wrongView]).apply(on: &connection) }
    #expect(try migrator([Self.tables], [Self.drop]).status(on: &connection).map(\.state) == [.applied, .pending])
  }

  @Test(arguments: ["commit;", "create table b (); rollback;"]) func aFileMayNotEndTheTransaction(text: String) throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    #expect(throws: MigrationError.endsTransaction(file: "x")) {
      try migrator([Self.file("x", text)]).apply(on: &connection)
    }
    #expect(connection.isInTransaction == false)
  }

  @Test func filesRunAsTheOwnerUnlessTheySayOtherwise() throws {
    let database = try TestDatabase(.schema)
    var connection = try database.connect()
    let owned = MigrationFile(name: "contract/1.sql", text: "create table hub.owned as select current_user::text as who;")
    let unowned = MigrationFile(
      name: "contract/2.sql", text: "-- as: superuser\ncreate table public.unowned as select current_user::text as who;")
    let forgotten = Migrator(numbered: [], repeatable: [owned, unowned], statements: .pupitre)
    // The template's own files are unknown to this migrator; take their records away.
    try connection.query("delete from migrate.applied")
    _ = try forgotten.apply(on: &connection)
    #expect(try connection.query("select who from hub.owned").only().string("who") == "pupitre_owner")
    #expect(try connection.query("select who from public.unowned").only().string("who") == "postgres")
    #expect(try connection.query("select current_user::text as who").only().string("who") == "postgres")
  }

  @Test func twoProcessesAtOnceApplyEachFileOnce() throws {
    let database = try TestDatabase(.nothing)
    let slow = (1...4).map {
      Self.file("schema/\($0).sql", "create table t\($0) (); select pg_sleep(0.02);")
    }
    let workers = (1...4).map { _ in
      Worker {
        var connection = try database.connect()
        return try self.migrator(slow, [Self.drop], attempts: 100).apply(on: &connection)
      }
    }
    let reports = try workers.map { try $0.join() }
    #expect(reports.flatMap(\.numbered).sorted() == slow.map(\.name))
    #expect(reports.flatMap(\.repeatable) == [Self.drop.name])
  }

  @Test func aHeldLockIsWaitedForAndThenReported() throws {
    let database = try TestDatabase(.nothing)
    var holder = try database.connect()
    var connection = try database.connect()
    _ = try migrator([Self.tables]).apply(on: &connection)
    try holder.query("begin")
    try holder.query("lock table a in access share mode")
    let error = #expect(throws: MigrationError.self) { try migrator([Self.tables, Self.more], attempts: 2).apply(on: &connection) }
    guard case .failed("schema/2.sql", _, let cause) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.sqlState == "55P03")
    let patient = Worker {
      var connection = try database.connect()
      return try self.migrator([Self.tables, Self.more], attempts: 100).apply(on: &connection)
    }
    let waiting = "select 1 from pg_locks where relation = 'a'::regclass and not granted"
    while try connection.query(waiting).isEmpty {}
    try holder.query("commit")
    #expect(try patient.join() == MigrationReport(numbered: ["schema/2.sql"]))
  }

  @Test func theSchemaOfThisProductIsApplied() throws {
    let database = try TestDatabase(.schema)
    var connection = try database.connect()
    let states = try Migrator.pupitre.status(on: &connection)
    #expect(states.count > 6)
    #expect(states.allSatisfy { $0.state == .applied })
    #expect(try Migrator.pupitre.apply(on: &connection).isEmpty)
  }
}
