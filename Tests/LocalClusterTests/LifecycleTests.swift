import Glibc
import Postgres
import SystemPackage
import Testing

@testable import LocalCluster

@Suite struct LifecycleTests {
  @Test func createStartStopDestroy() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster(.durable)
    #expect(try cluster.status() == .absent)
    #expect(throws: LocalClusterError.notCreated(path: cluster.directory)) { try cluster.start() }

    try cluster.create()
    #expect(try cluster.status() == .stopped)
    #expect(throws: LocalClusterError.alreadyExists(path: cluster.directory)) { try cluster.create() }

    try cluster.start()
    guard case .running(let pid) = try cluster.status() else { throw Unexpected() }
    try cluster.start()
    #expect(try cluster.status() == .running(pid: pid))
    #expect(try cluster.ensureRunning() == .wasRunning)

    // Detached from us: another session, so that the end of a terminal does not reach it.
    #expect(getsid(pid) == pid)
    for folder in ["", "/data", "/socket"] {
      let entry = try #require(try Folder.look(FilePath(cluster.directory + folder)))
      #expect(entry.st_mode & 0o777 == 0o700)
    }

    try cluster.stop()
    #expect(try cluster.status() == .stopped)
    try cluster.stop()
    try cluster.destroy()
    #expect(try cluster.status() == .absent)
    #expect(try inventory(scratch.path).count == 1)
    try cluster.destroy()
  }

  @Test func theServerIsSetAsPromised() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster(.durable, settings: ["work_mem": "7MB", "application_name": "it's \\n \"quoted\""])
    #expect(try cluster.ensureRunning() == .created)
    var connection = try Connection(cluster.conninfo())
    let expected = [
      "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "listen_addresses": "", "server_encoding": "UTF8",
      "lc_collate": "C.UTF-8", "cluster_name": "pupitre-local", "work_mem": "7MB",
      "log_statement": "none", "log_min_error_statement": "panic", "log_parameter_max_length": "0",
    ]
    for (name, value) in expected {
      #expect(try connection.query("select current_setting($1)", [.text(name)]).only().value(0) == value, "\(name)")
    }
    // What the session itself may have set (client_connection_check_interval by Postgres): the server's own default.
    for (name, value) in ["client_connection_check_interval": "10000", "idle_in_transaction_session_timeout": "60000"] {
      let sql = "select reset_val from pg_settings where name = $1"
      var plain = try Connection(cluster.conninfo(), options: .init(settings: [:]))
      #expect(try plain.query(sql, [.text(name)]).only().value(0) == value, "\(name)")
    }
    #expect(try ask(cluster, "select setting from pg_file_settings where name = 'application_name'") == "it's \\n \"quoted\"")
    // Nobody else can pass: TCP is off, and nothing but the socket is allowed in.
    #expect(try ask(cluster, "select string_agg(type || ' ' || auth_method, ',') from pg_hba_file_rules") == "local trust")
  }

  @Test func personalDataStayOutOfTheLog() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try cluster.ensureRunning()
    var connection = try Connection(cluster.conninfo())
    try connection.script("create table driver (email text unique); insert into driver values ('zoe@exemple.fr')")
    for sql in [
      "insert into driver values ('zoe@exemple.fr')", "select 'zoe@exemple.fr'::date", "select zoe@exemple.fr",
      "do $$ begin raise warning 'zoe@exemple.fr'; end $$; select 1 / 0",
    ] {
      #expect(throws: PostgresError.self) { try connection.script(sql) }
    }
    #expect(throws: PostgresError.self) { try connection.query("select $1::date", [.text("zoe@exemple.fr")]) }
    // A line of the server that certainly comes after those, then its log as it is.
    try cluster.stop()
    let log = String(decoding: try #require(try Folder.contents(of: cluster.logFile, limit: 1_000_000)), as: UTF8.self)
    #expect(log.contains("database system is ready to accept connections"))
    #expect(!log.contains("exemple"))
  }

  @Test func severalAtOnceMakeOneCluster() async throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    let arrivals = await onThreads(4) { Result { try cluster.ensureRunning() } }
    let made = try arrivals.map { try $0.get() }
    #expect(made.filter { $0 == .created }.count == 1)
    #expect(made.filter { $0 == .wasRunning }.count == 3)
    #expect(try ask(cluster, "select 'open'") == "open")

    // Ending it is as safe: whoever comes second finds nothing left to do.
    let ends = await onThreads(3) { Result { try cluster.destroy() } }
    for end in ends { try end.get() }
    #expect(try cluster.status() == .absent)
  }

  @Test func anotherProcessIsWaitedFor() throws {
    let scratch = Scratch()
    var cluster = scratch.cluster()
    try cluster.create()
    // flock(1) holds the lock in another process until its input ends.
    let holder = try Companion(["/usr/bin/flock", cluster.directory, "/bin/sh", "-c", "echo; cat"])
    cluster.limits.lock = 0
    #expect(throws: LocalClusterError.busy(path: cluster.directory, seconds: 0)) { try cluster.ensureRunning() }
    // To look is always possible.
    #expect(try cluster.status() == .stopped)
    holder.release()
    cluster.limits.lock = 60
    #expect(try cluster.ensureRunning() == .started)
  }
}
