@testable import Terminal
import Glibc
import Testing

@Suite("History")
struct HistoryTests {
  @Test("Each line is in the file as soon as it is known, and nobody else may read it")
  func appends() throws {
    let file = try TemporaryFile()
    let history = History(path: file.path)
    #expect(history.load() == [])
    #expect(history.append("next documents") == nil)
    #expect(file.text == "next documents\n")
    history.append("approve")
    #expect(file.mode == 0o600)
    #expect(History(path: file.path).load() == ["next documents", "approve"])
  }

  @Test("A file that was open to others is closed to them")
  func mode() throws {
    let file = try TemporaryFile(Array("old\n".utf8))
    chmod(file.path, 0o644)
    History(path: file.path).append("new")
    #expect(file.mode == 0o600)
    #expect(file.text == "old\nnew\n")
  }

  @Test("Folders are made, for oneself")
  func folders() throws {
    let root = try TemporaryFile()
    let path = root.path + ".d/state/history"
    defer { for part in [path, root.path + ".d/state", root.path + ".d"] { remove(part) } }
    #expect(History(path: path).append("me") == nil)
    var about = stat()
    #expect(stat(root.path + ".d/state", &about) == 0)
    #expect(about.st_mode & 0o777 == 0o700)
  }

  @Test("A link is not followed, a folder that cannot be written is told")
  func refuses() throws {
    let target = try TemporaryFile(Array("precious\n".utf8))
    let link = target.path + ".link"
    try #require(symlink(target.path, link) == 0)
    defer { unlink(link) }
    #expect(History(path: link).append("x") == ELOOP)
    #expect(History(path: link).load() == [])
    #expect(History(path: target.path).load() == ["precious"])
    #expect(target.text == "precious\n")
    #expect(History(path: "/proc/none/history").append("x") == ENOENT)
  }

  @Test("What somebody put into the file is shown safely; only the last lines are kept")
  func loads() throws {
    let file = try TemporaryFile(Array("a\u{1B}[2J\n".utf8))
    #expect(History(path: file.path).load() == ["a\\x1B[2J"])
    let long = try TemporaryFile(Array((1...5000).map { "line \($0)\n" }.joined().utf8))
    let lines = History(path: long.path).load()
    #expect(lines.count == History.lineLimit)
    #expect(lines.last == "line 5000")
    #expect(long.text == lines.map { $0 + "\n" }.joined())
    #expect(long.mode == 0o600)
  }

  @Test func leavesOutWhatIsTooLong() throws {
    let file = try TemporaryFile([])
    History(path: file.path).append(String(repeating: "x", count: History.lineLength + 1))
    #expect(file.bytes.isEmpty)
  }
}
