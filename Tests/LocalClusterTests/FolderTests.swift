import Glibc
import SystemPackage
import Testing

@testable import LocalCluster

/// What is read of files and folders: all of it, or an error.
@Suite struct FolderTests {
  @Test func aReadErrorIsNoEndOfFile() throws {
    let scratch = Scratch()
    let folder = FilePath(scratch.path)
    // A page that cannot be read: the memory of this process at 0.
    #expect(throws: LocalClusterError.self) { try Folder.contents(of: "/proc/self/mem", limit: 10) }
    #expect(throws: LocalClusterError.self) { try Folder.contents(of: folder, limit: 10) }
    #expect(try Folder.contents(of: folder.appending("nothing"), limit: 10) == nil)
    let pipe = folder.appending("pipe")
    try #require(mkfifo(pipe.string, 0o600) == 0)
    #expect(throws: LocalClusterError.self) { try Folder.contents(of: pipe, limit: 10) }
    #expect(throws: LocalClusterError.self) { try Folder.contents(of: "/dev/zero", limit: 10) }
    let file = folder.appending("file")
    try Folder.write(Array("0123456789".utf8), to: file, mode: 0o600)
    #expect(try Folder.contents(of: file, limit: 4, from: 3) == Array("3456".utf8))
  }

  @Test func aFolderThatCannotBeReadIsNoEmptyOne() throws {
    let scratch = Scratch()
    let folder = FilePath(scratch.path)
    try Folder.write([], to: folder.appending("file"), mode: 0o600)
    #expect(try Folder.names(in: folder) == ["file"])
    #expect(try Folder.names(in: folder.appending("nothing")).isEmpty)
    #expect(throws: LocalClusterError.self) { try Folder.names(in: folder.appending("file")) }
  }
}
