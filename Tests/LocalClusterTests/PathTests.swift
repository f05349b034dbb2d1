import Glibc
import SystemPackage
import Testing

@testable import LocalCluster

@Suite struct PathTests {
  /// The marks of a shell, of a configuration file, of a libpq string, each of which would do harm unquoted.
  @Test(arguments: ["/it's a \"$(touch x)\" `y` \\ désk", "/a,b", "/" + String(repeating: "long-", count: 30)])
  func aStrangeFolder(suffix: String) throws {
    let scratch = Scratch(suffix)
    let cluster = scratch.cluster()
    #expect(try cluster.ensureRunning() == .created)
    #expect(try ask(cluster, "select 'open'") == "open")
    let socketFolder = try cluster.socketDirectory
    #expect(access(socketFolder + "/.s.PGSQL.5432", F_OK) == 0)
    try cluster.stop()

    // A reboot empties /tmp, and then somebody else may take the name: it must not be trusted again.
    if !socketFolder.hasPrefix(scratch.path) {
      #expect(rmdir(socketFolder) == 0)
      #expect(mkdir(socketFolder, 0o755) == 0)
      try cluster.start()
      #expect(try cluster.socketDirectory != socketFolder)
      #expect(try ask(cluster, "select 'open'") == "open")
      #expect(rmdir(socketFolder) == 0)
    }
    let last = try cluster.socketDirectory
    try cluster.destroy()
    #expect(access(last, F_OK) != 0)
    #expect(access(scratch.path + "/x", F_OK) != 0)
  }

  @Test func aPathTooLongForASocketIsKnownOnlyAfterTheStart() {
    let cluster = LocalCluster(directory: "/tmp/" + String(repeating: "x", count: 120))
    #expect(throws: LocalClusterError.notCreated(path: cluster.directory)) { try cluster.socketDirectory }
    #expect(SocketFolder.fits(FilePath("/" + String(repeating: "x", count: 92))))
    #expect(!SocketFolder.fits(FilePath("/" + String(repeating: "x", count: 93))))
  }

  @Test func connectionStrings() throws {
    let cluster = LocalCluster(directory: "/srv/o'neill")
    #expect(
      try cluster.conninfo(user: #"a\b'́c"#, database: "d e")
        == #"host='/srv/o\'neill/socket' hostaddr='' port='5432' user='a\\b\'́c' dbname='d e'"#)
  }

  @Test func theStandardPlace() throws {
    func place(_ environment: [String: String]) throws -> String { try LocalCluster.standard { environment[$0] }.directory }
    #expect(try place(["PUPITRE_LOCAL_DIR": "/srv/x/../desk/", "XDG_STATE_HOME": "/s"]) == "/srv/desk")
    let current = try FilePath(#require(getcwd(nil, 0).map { String(cString: $0) }))
    #expect(try place(["PUPITRE_LOCAL_DIR": "here"]) == current.appending("here").string)
    if geteuid() == 0 {
      #expect(try place(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/var/lib/pupitre")
    } else {
      #expect(try place(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/pupitre/cluster")
      #expect(try place(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/pupitre/cluster")
    }
  }
}
