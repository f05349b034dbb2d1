import Glibc
import SystemPackage
import Testing

@testable import LocalCluster

@Suite struct ForeignFolderTests {
  private func refuses(_ cluster: LocalCluster, in scratch: Scratch) throws {
    let before = try inventory(scratch.path)
    let refusal = LocalClusterError.foreignFolder(path: cluster.directory)
    #expect(try cluster.status() == .foreign)
    #expect(throws: refusal) { try cluster.create() }
    #expect(throws: refusal) { try cluster.start() }
    #expect(throws: refusal) { try cluster.ensureRunning() }
    #expect(throws: refusal) { try cluster.stop() }
    #expect(throws: refusal) { try cluster.destroy() }
    #expect(try inventory(scratch.path) == before)
  }

  @Test func aFolderWithSomethingInIt() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try Folder.make(cluster.folder)
    try Folder.write(Array("dear".utf8), to: cluster.folder.appending("letter"), mode: 0o644)
    try refuses(cluster, in: scratch)
  }

  /// Also what looks exactly like a data folder, even with a server's process id in it.
  @Test func somebodyElsesDataFolder() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try Folder.make(cluster.dataFolder)
    try Folder.write(Array("15\n".utf8), to: cluster.dataFolder.appending("PG_VERSION"), mode: 0o600)
    try Folder.write(Array("\(getpid())\n".utf8), to: cluster.dataFolder.appending("postmaster.pid"), mode: 0o600)
    try refuses(cluster, in: scratch)
  }

  @Test func aFile() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try Folder.write([], to: cluster.folder, mode: 0o644)
    try refuses(cluster, in: scratch)
  }

  @Test func aSymbolicLink() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try Folder.make(FilePath(scratch.path + "/elsewhere"))
    #expect(symlink(scratch.path + "/elsewhere", cluster.directory) == 0)
    try refuses(cluster, in: scratch)
  }

  @Test func anEmptyFolderIsWelcome() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try Folder.make(cluster.folder)
    #expect(try cluster.status() == .absent)
    try cluster.create()
    #expect(try cluster.status() == .stopped)
    // What somebody puts beside our things is not ours to remove, and what is ours is still of use to him.
    let letter = cluster.folder.appending("letter")
    try Folder.write(Array("dear".utf8), to: letter, mode: 0o644)
    try cluster.start()
    #expect(throws: LocalClusterError.strangeEntries(path: cluster.directory, names: ["letter"])) { try cluster.destroy() }
    #expect(try ask(cluster, "select 'open'") == "open")
    unlink(letter.string)
    try cluster.destroy()
    #expect(try inventory(scratch.path).count == 1)
  }

  /// A cluster of another user: his server, his decision. Root's cluster is given away to a third user here.
  @Test(.enabled(if: geteuid() == 0)) func anotherUsersCluster() throws {
    let scratch = Scratch()
    let cluster = scratch.cluster()
    try cluster.create()
    #expect(chown(cluster.directory, 2, 2) == 0)
    let refusal = LocalClusterError.otherOwner(path: cluster.directory, user: "bin")
    #expect(throws: refusal) { try cluster.ensureRunning() }
    #expect(throws: refusal) { try cluster.destroy() }
    #expect(chown(cluster.directory, try ServerAccount.current().uid, 0) == 0)
    try cluster.destroy()
  }
}
