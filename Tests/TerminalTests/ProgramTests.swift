import SystemCalls
@testable import Terminal
import Glibc
import Testing

@Suite("Programs")
struct ProgramTests {
  @Test("less learns nothing that could start a shell or open a file")
  func pagerEnvironment() {
    let hostile = [
      "LESSOPEN": "|sh -c id", "LESSCLOSE": "x", "LESS": "-oFILE", "LESSKEY": "x", "LESSKEYIN": "x", "HOME": "/root", "EDITOR": "vi",
      "VISUAL": "vi", "SHELL": "/bin/sh", "XDG_CONFIG_HOME": "/x", "TERM": "xterm", "PATH": "/usr/bin", "LANG": "C.UTF-8",
      "LESSSECURE": "0",
    ]
    #expect(
      Pager.environment(from: { hostile[$0] }) == [
        "PATH=/usr/bin", "TERM=xterm", "LANG=C.UTF-8", "LESSSECURE=1", "LESSHISTFILE=-", "LESSCHARSET=utf-8",
      ])
    #expect(Pager.arguments == ["-R", "-F", "-X"])
  }

  @Test(arguments: [("", 0), ("a\n", 1), ("a\nb\n", 2), ("a\n\n", 2), ("12345678901\n", 2), ("字字字字字字\n", 2)])
  func pagerHeight(text: String, rows: Int) {
    #expect(Pager.height(of: SafeText(text, newlines: .kept), columns: 10) == rows)
  }

  @Test("Something that is no screen gets the text plainly")
  func pagerOnPipe() throws {
    let file = try TemporaryFile([])
    let descriptor = open(file.path, O_WRONLY)
    defer { close(descriptor) }
    let output = Output(descriptor: descriptor, capabilities: Capabilities(rows: 2))
    Pager().show("a\nb\nc\n", on: output)
    output.flush()
    #expect(file.text == "a\nb\nc\n")
  }

  @Test("A pager that is missing is not missed")
  func pagerMissing() throws {
    let file = try TemporaryFile([])
    let descriptor = open(file.path, O_WRONLY)
    defer { close(descriptor) }
    let output = Output(descriptor: descriptor, capabilities: Capabilities(isTerminal: true, rows: 2, redraws: true))
    Pager(program: "/nonexistent/less").show("a\nb\nc\n", on: output)
    output.flush()
    #expect(file.text == "a\nb\nc\n")
  }

  @Test("A pager is given its arguments and environment, the text, and nothing of a shell")
  func pagerRuns() throws {
    let file = try TemporaryFile([])
    let script = try TemporaryFile(program: "#!/bin/sh\nprintf '%s|' \"$@\"; echo \"$LESSSECURE$LESSOPEN\"; cat\n")
    let descriptor = open(file.path, O_WRONLY)
    defer { close(descriptor) }
    let output = Output(descriptor: descriptor, capabilities: Capabilities(isTerminal: true, rows: 2, redraws: true))
    Pager(program: script.path).show("a $(id)\nb\n", on: output)
    #expect(file.text == "-R|-F|-X|1\na $(id)\nb\n")
  }

  @Test("Programs get their arguments whole, end in time, and are stopped")
  func child() throws {
    let file = try TemporaryFile([])
    let descriptor = open(file.path, O_WRONLY)
    var printing = Program(["/usr/bin/printf", "%s|", "a b", "$(id)", "'"], environment: [])
    printing.output = .descriptor(descriptor)
    #expect(printing.run() == .exited(0))
    close(descriptor)
    #expect(file.text == "a b|$(id)|'|")
    #expect(Program(["/bin/sh", "-c", "exit 7"], environment: []).run() == .exited(7))
    #expect(Program(["/bin/sleep", "60"], environment: []).run(within: 0.05) == .timedOut)
    #expect(Program(["/bin/sh", "-c", "kill -9 $$"], environment: []).run() == .signalled(9))
    #expect(Program(["/usr/nowhere/program"], environment: []).run() == .notStarted(ENOENT))
  }

  @Test func find() {
    #expect(Program.find("sh", in: "/nonexistent:/bin") == "/bin/sh")
    #expect(Program.find("sh", in: "") == nil)
    #expect(Program.find("passwd", in: "/etc") == nil)
    #expect(Program.find("/bin/sh") == "/bin/sh")
  }

  @Test("Only whole, bounded pixels pass")
  func pixels() {
    let good = Array("P6\n# made by\n2 1\n255\n".utf8) + [1, 2, 3, 4, 5, 6]
    #expect(Pixels(ppm: good)?.bytes == [1, 2, 3, 4, 5, 6])
    #expect(Pixels(ppm: good)?.ppm == Array("P6\n2 1\n255\n".utf8) + [1, 2, 3, 4, 5, 6])
    #expect(Pixels(ppm: Array("P5 2 1 255\n".utf8) + [7, 8])?.bytes == [7, 7, 7, 8, 8, 8])
    for bad in [
      "P6 2 1 255\n12345", "P6 2 1 255\n1234567", "P6 0 1 255\n", "P6 99999 1 255\n", "P6 1 1 256\n123", "P6 -1 1 255\n",
      "P3 1 1 255\n1 2 3", "", "P6",
    ] {
      #expect(Pixels(ppm: Array(bad.utf8)) == nil, "\(bad)")
    }
    // The longest side, and one more.
    func row(_ width: Int, _ height: Int) -> [UInt8] {
      Array("P5 \(width) \(height) 255\n".utf8) + [UInt8](repeating: 0, count: width * height)
    }
    for (width, height) in [(4096, 1), (1, 4096)] { #expect(Pixels(ppm: row(width, height)) != nil) }
    for (width, height) in [(4097, 1), (1, 4097)] { #expect(Pixels(ppm: row(width, height)) == nil) }
  }

  @Test(
    arguments: [
      ("\u{1B}[0m\u{1B}[38;5;254;48;5;188m▅\u{1B}[0m\n", "\u{1B}[0m\u{1B}[38;5;254;48;5;188m▅\u{1B}[0m\n"),
      ("\u{1B}[?25la\u{1B}[?25h", "a"),
      ("\u{1B}[2J", nil), ("\u{1B}]0;title\u{7}", nil), ("a\rb", nil), ("\u{1B}[31", nil), ("\u{1B}[?1049h", nil),
      ("\u{1B}P0q\u{1B}\\", nil),
      ("a\u{202E}b", nil), ("\u{9B}31m", nil), ("\u{1B}", nil),
    ] as [(String, String?)])
  func drawings(text: String, passes: String?) {
    #expect(Drawing.checkedSymbols(Array(text.utf8)) == passes)
  }

  @Test(arguments: [
    ("\u{1B}P0;1;0q\"1;1;2;2#0;2;0;0;0#0~~-\u{1B}\\\n", true), ("\u{1B}P0q~~\u{1B}[2J\u{1B}\\", false), ("\u{1B}Pq~", false),
    ("hello", false),
    ("\u{1B}P$q\u{1B}\\", false), ("\u{1B}Pq~\u{7}\u{1B}\\", false), ("x\u{1B}Pq~\u{1B}\\", false),
  ])
  func sixels(text: String, passes: Bool) {
    #expect((Drawing.checkedSixel(Array(text.utf8)) != nil) == passes)
  }
}
