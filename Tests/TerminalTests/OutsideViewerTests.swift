import Glibc
import SystemCalls
import Testing

@testable import Terminal

/// The program beside the prompt: it never blocks, has a private copy, and goes when the next document comes.
@Suite("The viewer beside the prompt", .serialized)
struct OutsideViewerTests {
  private static let document = Array("%PDF-x".utf8)

  private func viewer(_ words: String) throws -> OutsideViewer {
    try #require(OutsideViewer(environment: { $0 == "PUPITRE_VIEWER" ? words : nil }))
  }

  /// Waits until it is so.
  private func until(_ what: String, _ isSo: () -> Bool) throws {
    let deadline = now() + 20
    while !isSo() {
      try #require(now() < deadline, "\(what)")
      _ = poll(nil, 0, 5)
    }
  }

  /// A program that notes its copy, and stays until it is asked to end.
  private static let staying = "#!/bin/sh\nprintf '%s\\n' \"$2\" >>$1\ntrap 'exit 0' TERM\nwhile :; do sleep 0.05; done\n"

  @Test("It stays while the next one is typed; the next document ends it, and each copy is private and goes with its program")
  func stays() throws {
    let record = try TemporaryFile([])
    let script = try TemporaryFile(program: Self.staying)
    let viewer = try viewer("\(script.path) \(record.path)")
    try viewer.show(Self.document, waits: false)
    try until("the first copy") { record.text.contains("\n") }
    let first = String(record.text.split(separator: "\n")[0])
    var about = stat()
    #expect(stat(first, &about) == 0 && about.st_mode & 0o777 == 0o600)
    #expect(stat(String(first[..<first.lastIndex(of: "/")!]), &about) == 0 && about.st_mode & 0o777 == 0o700)
    try viewer.show(Self.document, waits: false)
    #expect(access(first, F_OK) != 0)
    try until("the second copy") { record.text.split(separator: "\n").count == 2 }
    let second = String(record.text.split(separator: "\n")[1])
    #expect(first != second && access(second, F_OK) == 0)
    viewer.close()
    #expect(access(second, F_OK) != 0)
  }

  @Test("One that will not end is made to")
  func insists() throws {
    let record = try TemporaryFile([])
    let script = try TemporaryFile(program: "#!/bin/sh\ntrap '' TERM\necho $$ >>$1\nwhile :; do sleep 0.05; done\n")
    let viewer = try viewer("\(script.path) \(record.path)")
    try viewer.show(Self.document, waits: false)
    try until("its number") { record.text.contains("\n") }
    viewer.close()
    let process = try #require(record.text.split(separator: "\n").first.flatMap { pid_t($0) })
    #expect(kill(process, 0) != 0)
  }

  @Test("One that hands the file on and returns at once keeps its copy until the next document, or the end")
  func handsOn() throws {
    let record = try TemporaryFile([])
    let script = try TemporaryFile(program: "#!/bin/sh\nprintf '%s\\n' \"$2\" >>$1\n")
    let viewer = try viewer("\(script.path) \(record.path)")
    try viewer.show(Self.document, waits: false)
    try until("the copy") { record.text.contains("\n") }
    let copy = String(record.text.split(separator: "\n")[0])
    #expect(access(copy, F_OK) == 0)
    try viewer.show(Self.document, waits: false)
    #expect(access(copy, F_OK) != 0)
  }

  @Test("One that dies at once is told with its end, and leaves nothing behind")
  func dies() throws {
    let record = try TemporaryFile([])
    for (last, end) in [("exit 7", ProgramEnd.exited(7)), ("kill -9 $$", .signalled(9))] {
      let script = try TemporaryFile(program: "#!/bin/sh\nprintf '%s\\n' \"$2\" >>$1\n\(last)\n")
      let words = "\(script.path) \(record.path)"
      for waits in [false, true] {
        #expect(throws: PictureViewer.Failure.viewerEnded(program: script.path, end)) {
          try viewer(words).show(Self.document, waits: waits)
        }
      }
    }
    let copies = record.text.split(separator: "\n").map(String.init)
    #expect(copies.count == 4 && copies.allSatisfy { access($0, F_OK) != 0 })
    #expect(throws: PictureViewer.Failure.noViewer(program: "/nonexistent/v")) {
      try viewer("/nonexistent/v").show(Self.document, waits: false)
    }
    #expect(try !viewer("/nonexistent/v -x").isInstalled && viewer("/nonexistent/v -x").program == "/nonexistent/v")
    #expect(try viewer("true").isInstalled)
    #expect(throws: PictureViewer.Failure.unknownKind) { try viewer("/bin/true").show(Array("MZ".utf8), waits: false) }
    #expect(OutsideViewer(environment: { _ in nil }) == nil)
  }

  @Test("No shell reads its name or its arguments; where nobody sits it is waited for")
  func noShell() throws {
    let record = try TemporaryFile([])
    let script = try TemporaryFile(program: "#!/bin/sh\nprintf '%s\\n' \"$2\" \"$3\" >>$1\nhead -c 3 \"$3\" >>$1\n")
    try viewer("\(script.path) \(record.path) $(id)").show(Self.document, waits: true)
    let lines = record.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "$(id)" && lines.last == "%PD")
    #expect(access(lines[1], F_OK) != 0)
  }
}
