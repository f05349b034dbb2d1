@testable import SystemCalls
import Glibc
@testable import Terminal
import Testing

@Suite("Lines of commands")
struct LineSourceTests {
  /// What a source gives: lines as `number:text`, failures as they are, until the end.
  private func items(_ bytes: [UInt8], limit: Int = 100) throws -> [String] {
    let file = try TemporaryFile(bytes)
    var source = try LineSource(path: file.path, limit: limit)
    var result: [String] = []
    while true {
      do throws(LineSource.Failure) {
        guard let line = try source.nextLine() else { return result }
        result.append("\(line.number):\(line.text)")
      } catch {
        result.append("\(error)")
        if error.isFinal { return result }
      }
    }
  }

  private func items(_ text: String, limit: Int = 100) throws -> [String] { try items(Array(text.utf8), limit: limit) }

  @Test(arguments: [
    ("", []), ("a\n", ["1:a"]), ("a\n\nb\n", ["1:a", "2:", "3:b"]), ("a\r\nb\r\n", ["1:a", "2:b"]), ("\u{FEFF}a\n", ["1:a"]),
    ("a\rb\n", ["1:a\rb"]), ("é 字\n", ["1:é 字"]), ("a\n\u{FEFF}b\n", ["1:a", "2:\u{FEFF}b"]),
  ])
  func lines(text: String, result: [String]) throws {
    #expect(try items(text) == result)
  }

  @Test("The tail of a cut pipe is refused")
  func unterminated() throws {
    #expect(try items("a\nclose 12") == ["1:a", "unterminated(line: 2)"])
    #expect(try items("a\r") == ["unterminated(line: 1)"])
  }

  @Test("A NUL is refused with its place; the next line is whole")
  func nul() throws {
    #expect(try items("ab\0c\nd\n") == ["nul(line: 1, byte: 3)", "2:d"])
  }

  @Test(
    arguments: [
      ([0xFF], 1), ([0x61, 0xC3], 2), ([0xC3, 0xA9, 0xC0, 0xAF], 3), ([0xED, 0xA0, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1),
      ([0x61, 0x62, 0x80], 3),
    ] as [([UInt8], Int)])
  func brokenUTF8(bytes: [UInt8], byte: Int) throws {
    #expect(try items(bytes + [0x0A, 0x62, 0x0A]) == ["invalidUTF8(line: 1, byte: \(byte))", "2:b"])
  }

  @Test("The limit is what a line may have, its ending not counted")
  func limit() throws {
    #expect(try items("1234567890\n123\n", limit: 10) == ["1:1234567890", "2:123"])
    #expect(try items("1234567890\r\n", limit: 10) == ["1:1234567890"])
    #expect(try items("12345678901\nx\n", limit: 10) == ["tooLong(line: 1, limit: 10)", "2:x"])
    #expect(try items("12345678901\r\nx\n", limit: 10) == ["tooLong(line: 1, limit: 10)", "2:x"])
    #expect(try items("x\n123456789012", limit: 10).last == "tooLong(line: 2, limit: 10)")
  }

  @Test("Ten megabytes on one line give one error and take no memory")
  func tenMegabytes() throws {
    let file = try TemporaryFile([UInt8](repeating: 0x61, count: 10 << 20) + Array("\nnext\n".utf8))
    var source = try LineSource(path: file.path)
    #expect(throws: LineSource.Failure.tooLong(line: 1, limit: LineSource.defaultLimit)) { _ = try source.nextLine() }
    #expect(source.heldBytes < 3 * LineSource.defaultLimit)
    #expect(try source.nextLine()?.text == "next")
    #expect(try source.nextLine() == nil)
    #expect(source.heldBytes < 1 << 20)
  }

  @Test("A pipe is read as it is written")
  func incremental() throws {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    var source = LineSource(descriptor: ends[0])
    write(ends[1], "one\ntw", 6)
    #expect(try source.nextLine()?.text == "one")
    write(ends[1], "o\n", 2)
    #expect(try source.nextLine()?.text == "two")
    close(ends[1])
    close(ends[0])
  }

  @Test("What never ends is given up, in whatever it never ends")
  func endless() throws {
    let zeros = open("/dev/zero", O_RDONLY)
    defer { close(zeros) }
    var source = LineSource(descriptor: zeros, limit: 1000)
    #expect(throws: LineSource.Failure.endless(line: 1, limit: 1000)) { _ = try source.nextLine() }
    #expect(try source.nextLine() == nil)
    let file = try TemporaryFile(Array("ab\ncd\n".utf8))
    var whole = try LineSource(path: file.path, sizeLimit: 6)
    #expect([try whole.nextLine()?.text, try whole.nextLine()?.text, try whole.nextLine()?.text] == ["ab", "cd", nil])
    var cut = try LineSource(path: file.path, sizeLimit: 5)
    #expect(throws: LineSource.Failure.tooLarge(line: 1, limit: 5)) { _ = try cut.nextLine() }
    #expect(throws: InputFile.Unopened(path: file.path, problem: .tooLarge(limit: 5))) { _ = try InputFile.bytes(of: file.path, limit: 5) }
    #expect(try InputFile.bytes(of: file.path, limit: 6) == Array("ab\ncd\n".utf8))
    #expect(try InputFile.bytes(of: "/dev/null", limit: 0).isEmpty)
  }

  @Test("A pipe is taken where it is wanted, and never waited for where nobody writes it")
  func pipes() throws {
    let file = try TemporaryFile([])
    unlink(file.path)
    try #require(mkfifo(file.path, 0o600) == 0)
    #expect(throws: InputFile.Unopened(path: file.path, problem: .noRegularFile)) { _ = try LineSource(path: file.path) }
    #expect(throws: InputFile.Unopened(path: file.path, problem: .noRegularFile)) { _ = try InputFile.bytes(of: file.path, limit: 10) }
    var silent = try LineSource(path: file.path, takesPipe: true)
    #expect(throws: LineSource.Failure.silent) { _ = try silent.nextLine() }
    var source = try LineSource(path: file.path, takesPipe: true)
    let writing = open(file.path, O_WRONLY)
    write(writing, "one\n", 4)
    #expect(try source.nextLine()?.text == "one")
    close(writing)
    #expect(try source.nextLine() == nil)
  }

  @Test func unreadable() throws {
    func unopened(_ path: String, _ problem: InputFile.Unopened.Problem) {
      #expect(throws: InputFile.Unopened(path: path, problem: problem)) { _ = try LineSource(path: path) }
      #expect(throws: InputFile.Unopened(path: path, problem: problem)) { _ = try InputFile.bytes(of: path, limit: 10) }
    }
    unopened("/nonexistent/x", .system(errno: ENOENT))
    unopened("/tmp", .system(errno: EISDIR))
    for device in ["/dev/full", "/dev/zero", "/dev/urandom"] { unopened(device, .noRegularFile) }
    var source = LineSource(descriptor: -1)
    #expect(throws: LineSource.Failure.unreadable(line: 1, errno: EBADF)) { _ = try source.nextLine() }
  }
}
