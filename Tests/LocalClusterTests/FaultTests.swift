import Glibc
import Postgres
import SystemPackage
import Testing

@testable import LocalCluster

@Suite struct FaultTests {
  @Test func aKilledServerComesBackWithItsData() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster(.durable)
    try cluster.ensureRunning()
    var connection = try Connection(cluster.conninfo())
    try connection.script("create table kept (n int); insert into kept values (41), (1)")
    guard case .running(let pid) = try cluster.status() else { throw Unexpected() }
    // The session above makes a backend that has to notice first.
    kill(pid, SIGKILL)
    try wait { try cluster.status() == .stopped }
    #expect(try cluster.ensureRunning() == .started)
    #expect(try ask(cluster, "select sum(n)::text from kept") == "42")

    // And stopping one that has just been killed is not an error.
    guard case .running(let second) = try cluster.status() else { throw Unexpected() }
    kill(second, SIGKILL)
    try wait { try cluster.status() == .stopped }
    try cluster.stop()
    try cluster.destroy()
    #expect(try inventory(scratch.path).count == 1)
  }

  /// After a reboot the number in `postmaster.pid` may be anybody's; PostgreSQL itself would refuse to start.
  @Test func anotherProcessHasTheServersNumber() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try cluster.create()
    let account = try ServerAccount.current()
    // A program of the server's own user, which PostgreSQL would take for a running server.
    let other = try Companion(account.command("/bin/sh", ["-c", "echo; cat"]))
    defer { other.release() }
    let file = "\(other.pid)\n\(cluster.directory)/data\n1700000000\n5432\n/tmp\n\n  5432001 2147483647\nready   \n"
    try Folder.write(Array(file.utf8), to: cluster.dataFolder.appending("postmaster.pid"), mode: 0o600, owner: account)
    // The socket has a file of the same kind.
    try Folder.makePrivate(cluster.ownSocketFolder, for: account)
    try Folder.write(Array(file.utf8), to: cluster.ownSocketFolder.appending(".s.PGSQL.5432.lock"), mode: 0o600, owner: account)
    #expect(try cluster.status() == .stopped)
    #expect(try cluster.ensureRunning() == .started)
    #expect(kill(other.pid, 0) == 0)
  }

  @Test func anInterruptedCreationIsBegunAnew() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    // Killed in the first instant: the folder, and a marker with nothing in it yet.
    try Folder.make(cluster.folder)
    try Folder.write([], to: cluster.marker.path, mode: 0o600)
    #expect(try cluster.status() == .unfinished)
    #expect(throws: LocalClusterError.notCreated(path: cluster.directory)) { try cluster.start() }

    // Killed in the midst of initdb: the folder given away, some of the data.
    let account = try ServerAccount.current()
    try Folder.makePrivate(cluster.dataFolder, for: account)
    try Folder.write(Array("15\n".utf8), to: cluster.dataFolder.appending("PG_VERSION"), mode: 0o600, owner: account)
    if account.byRoot { #expect(lchown(cluster.directory, account.uid, account.gid) == 0) }
    #expect(try cluster.status() == .unfinished)
    #expect(try cluster.ensureRunning() == .created)
    #expect(try ask(cluster, "select 'open'") == "open")
  }

  @Test func anInterruptedCreationCanBeDestroyed() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try Folder.make(cluster.folder)
    try Folder.write([], to: cluster.marker.path, mode: 0o600)
    try cluster.destroy()
    #expect(try inventory(scratch.path).count == 1)
  }

  /// A pipe that our caller left open must not stay open in the server, or he waits for its end for ever.
  @Test func theServerHoldsNothingOfOurs() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    try cluster.ensureRunning()
    guard case .running(let pid) = try cluster.status() else { throw Unexpected() }
    let ours = try target("/proc/self/fd/\(ends[1])")
    let theirs = try Folder.names(in: FilePath("/proc/\(pid)/fd")).compactMap { try? target("/proc/\(pid)/fd/\($0)") }
    #expect(theirs.count > 3)
    #expect(!theirs.contains(ours))
    #expect(!theirs.contains(cluster.directory))
    ends.forEach { _ = close($0) }
  }

  private func target(_ link: String) throws -> String {
    let text = try Child.run(["/bin/readlink", link.replacing("self", with: "\(getpid())")], in: "/")
    guard let line = text.lines.first else { throw Unexpected() }
    return line
  }

  @Test func theServersOwnWordsAreReported() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster(settings: ["work_mem": "plenty"])
    let error = try #require(throws: LocalClusterError.self) { try cluster.ensureRunning() }
    guard case .programFailed("pg_ctl", "exit 1", let lines) = error else { throw error }
    #expect(lines.contains { $0.contains("work_mem") && $0.contains("plenty") }, "\(lines)")
    // The fault was in the setting, not in the cluster.
    #expect(try scratch.cluster().ensureRunning() == .started)
  }

  @Test(arguments: ["Work_mem", "work mem", "", "é"]) func aSettingThatIsNone(name: String) {
    let settings = ServerSettings(durability: .durable, socketFolder: "/tmp", further: [name: "1"])
    #expect(throws: LocalClusterError.invalidSetting(name: name)) { try settings.text() }
  }

  @Test func aSettingCannotBringAnother() {
    let settings = ServerSettings(durability: .durable, socketFolder: "/tmp", further: ["work_mem": "1MB'\nfsync = off"])
    #expect(throws: LocalClusterError.invalidSetting(name: "work_mem")) { try settings.text() }
  }

  /// The programs of another version are of no use to the data.
  @Test func dataOfAVersionThatIsNotInstalled() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try cluster.create()
    let account = try ServerAccount.current()
    try Folder.write(Array("9\n".utf8), to: cluster.dataFolder.appending("PG_VERSION"), mode: 0o600, owner: account)
    let error = try #require(throws: LocalClusterError.self) { try cluster.start() }
    guard case .serverMissing("9", _) = error else { throw error }
    try cluster.destroy()
  }

  /// `postgres` cannot reach a folder that only root may enter.
  @Test(.enabled(if: geteuid() == 0)) func initdbThatFails() throws {
    let scratch = Scratch()
    chmod(scratch.path, 0o700)
    let cluster = scratch.cluster()
    let error = try #require(throws: LocalClusterError.self) { try cluster.create() }
    guard case .programFailed("initdb", "exit 1", let lines) = error else { throw error }
    #expect(lines.contains { $0.contains("Permission denied") }, "\(lines)")
    #expect(try cluster.status() == .unfinished)
    // Once the cause is gone, the same call succeeds.
    chmod(scratch.path, 0o755)
    try cluster.create()
    #expect(try cluster.status() == .stopped)
  }
}
