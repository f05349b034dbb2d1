import SystemCalls
@testable import Terminal
import Glibc
import Testing

@Suite("Outputs")
struct DeviceTests {
  private func capabilities(_ variables: [String: String], terminal: Bool) -> Capabilities {
    var primary: CInt = -1
    var replica: CInt = -1
    var size = winsize(ws_row: 30, ws_col: 101, ws_xpixel: 0, ws_ypixel: 0)
    guard terminal, openpty(&primary, &replica, nil, nil, &size) == 0 else {
      return Capabilities(descriptor: -1, environment: { variables[$0] })
    }
    defer {
      close(primary)
      close(replica)
    }
    return Capabilities(descriptor: replica, environment: { variables[$0] })
  }

  @Test func terminal() {
    let found = capabilities(["TERM": "xterm", "LANG": "fr_FR.UTF-8"], terminal: true)
    #expect(found == Capabilities(isTerminal: true, columns: 101, rows: 30, colour: true, unicode: true, redraws: true))
  }

  @Test func quietTerminals() {
    #expect(!capabilities(["TERM": "xterm", "NO_COLOR": "1"], terminal: true).colour)
    #expect(capabilities(["TERM": "xterm", "NO_COLOR": ""], terminal: true).colour)
    #expect(!capabilities(["TERM": "dumb"], terminal: true).colour)
    #expect(!capabilities(["TERM": "dumb"], terminal: true).redraws)
    #expect(!capabilities([:], terminal: true).colour)
    let accessible = capabilities(["TERM": "xterm", "ACCESSIBLE": "1"], terminal: true)
    #expect(accessible.accessible && !accessible.redraws)
    #expect(!capabilities(["ACCESSIBLE": "0"], terminal: true).accessible)
  }

  @Test func pipe() {
    let found = capabilities(["TERM": "xterm"], terminal: false)
    #expect(!found.isTerminal && !found.colour && !found.redraws && found.columns == 80 && !found.columnsAreWished)
    #expect(capabilities(["COLUMNS": "132"], terminal: false).columnsAreWished)
    #expect(capabilities(["COLUMNS": "132"], terminal: false).columns == 132)
    #expect(capabilities(["COLUMNS": "-3"], terminal: false).columns == 80)
  }

  @Test("The first locale variable that says something decides")
  func locale() {
    #expect(capabilities(["LC_ALL": "", "LANG": "C.utf8"], terminal: false).unicode)
    #expect(!capabilities(["LC_ALL": "C", "LANG": "C.UTF-8"], terminal: false).unicode)
    #expect(!capabilities([:], terminal: false).unicode)
  }

  @Test("The size is the screen's at this moment")
  func liveSize() throws {
    var primary: CInt = -1
    var replica: CInt = -1
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&primary, &replica, nil, nil, &size) == 0)
    let output = Output(descriptor: replica, environment: { ["TERM": "xterm"][$0] })
    #expect(output.capabilities.columns == 80)
    size.ws_col = 120
    try #require(ioctl(primary, UInt(TIOCSWINSZ), &size) == 0)
    #expect(output.capabilities.columns == 120)
    close(primary)
    close(replica)
  }

  @Test("A pipe gets the text without one escape, each line as soon as it is whole")
  func writes() throws {
    let file = try TemporaryFile([])
    let descriptor = open(file.path, O_WRONLY)
    let output = Output(descriptor: descriptor, environment: { ["TERM": "xterm"][$0] })
    output.writeLine(SafeText("late", style: .red) + " é")
    #expect(file.text == "late é\n")
    output.write("unfin")
    #expect(file.text == "late é\n")
    output.write("ished\nx")
    #expect(file.text == "late é\nunfinished\nx")
    output.flush()
    #expect(file.text == "late é\nunfinished\nx")
    #expect(output.failure == nil)
    close(descriptor)
  }

  @Test("A reader that left is told once, and costs no signal")
  func closedReader() throws {
    var ends: [CInt] = [0, 0]
    try #require(Glibc.pipe(&ends) == 0)
    close(ends[0])
    let output = Output(descriptor: ends[1], capabilities: Capabilities())
    output.writeLine("x")
    output.flush()
    #expect(output.failure == .closedByReader)
    #expect(output.failure?.exitCode == 141)
    output.writeLine("y")
    close(ends[1])
  }

  @Test("A reader that left is noticed before anything is written")
  func noticedReader() throws {
    var ends: [CInt] = [0, 0]
    try #require(Glibc.pipe(&ends) == 0)
    let output = Output(descriptor: ends[1], capabilities: Capabilities())
    output.noticeReader()
    #expect(output.failure == nil)
    close(ends[0])
    output.noticeReader()
    #expect(output.failure == .closedByReader)
    close(ends[1])
  }

  @Test("A full disk is a failure")
  func fullDisk() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    let output = Output(descriptor: descriptor, capabilities: Capabilities())
    output.writeLine("x")
    output.flush()
    #expect(output.failure == .failed(errno: ENOSPC))
    #expect(output.failure?.exitCode == 1)
    close(descriptor)
  }
}

@Suite("Signals", .serialized)
struct SignalsTests {
  /// Waits for the pipe, then takes.
  private func next(_ signals: Signals) -> Signal? {
    var waiting = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, 5000)
    return signals.take()
  }

  @Test("A signal is a byte in a pipe")
  func pipe() {
    let signals = Signals.install()
    kill(getpid(), SIGWINCH)
    #expect(next(signals) == .resize)
    #expect(signals.take() == nil)
    #expect(Signal.terminate.exitCode == 143)
    #expect(Signal.interrupt.exitCode == 130)
  }

  @Test("What asks to stop during work is answered on another thread, and kept for whoever runs the next thing")
  func whileRunning() throws {
    let signals = Signals.install()
    let answered = try #require(makePipe())
    for (number, expected) in [(SIGINT, .interrupt), (SIGTERM, .terminate)] as [(CInt, Signal)] {
      let seen = signals.whileRunning(onSignal: { signal in
        var byte = UInt8(signal.rawValue)
        write(answered.writing, &byte, 1)
      }) {
        kill(getpid(), number)
        var byte: UInt8 = 0
        read(answered.reading, &byte, 1)
        return CInt(byte)
      }
      #expect(seen == number)
      #expect(signals.stop == expected)
      #expect(signals.take() == expected)
      #expect(signals.stop == nil)
    }
    close(answered.reading)
    close(answered.writing)
  }

  @Test("Reading commands ends with Ctrl-C")
  func lineSource() throws {
    let signals = Signals.install()
    let ends = try #require(makePipe())
    var source = LineSource(descriptor: ends.reading, signals: signals)
    kill(getpid(), SIGINT)
    #expect(throws: LineSource.Failure.interrupted(line: 1, .interrupt)) { _ = try source.nextLine() }
    #expect(signals.take() == .interrupt)
    close(ends.reading)
    close(ends.writing)
  }
}
