import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// Ctrl-C, a reader that leaves, a console that is killed: what was done is said, and nothing more is done.
@Suite struct PipedStopTests {
  private static let pairs = 60

  /// A counter with so many accounts waiting, all at once.
  private func counter(accounts: Int) throws -> Counter {
    let counter = try Counter()
    try counter.value(
      """
      select count(hub.submit_account(gen_random_uuid(), 'DURAND', 'Zoé', '', '1980-02-03', 'LYON', '980529'||(100000+n), '2005-06-01', 'FR',
        'd'||n||'@example.org', '06399'||(80000+n), E'12 RUE DES LILAS\n69003 LYON', 'email', 'fr',
        '{"privacy_policy": "1", "terms_of_use": "1", "data_processing": "1"}'))
      from generate_series(1, $1::int) n
      """, [.int(Int64(accounts))], as: try counter.login("portal"))
    return counter
  }

  /// A program with a pipe for its output that the test reads as it comes.
  private final class Running {
    let pid: pid_t
    private var reading: CInt
    private var unread: [UInt8] = []

    init(_ arguments: [String], input: String? = nil) throws {
      (pid, reading) = try LiveProgram.start(executable("pupitre"), arguments, input: input)
    }

    deinit { closeReading() }

    /// Waits for so many whole lines more; all there are if the program ends before.
    func lines(_ count: Int = .max) -> [String] {
      var lines: [String] = []
      while lines.count < count {
        if let end = unread.firstIndex(of: 0x0A) {
          lines.append(String(decoding: unread[..<end], as: UTF8.self))
          unread.removeFirst(end + 1)
          continue
        }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(reading, &chunk, chunk.count)
        guard count > 0 else { break }
        unread += chunk[..<count]
      }
      return lines
    }

    func closeReading() {
      if reading >= 0 { close(reading) }
      reading = -1
    }

    func signal(_ number: CInt) { kill(pid, number) }

    func end() throws -> TestSupport.ExitStatus { try LiveProgram.end(of: pid) }
  }

  private enum Source: String, CaseIterable { case file, input, lines, loop, nested }

  /// The arguments of a run of many decisions, each a pair of lines or an item.
  private func arguments(_ counter: Counter, _ source: Source, in folder: URL) throws -> (arguments: [String], input: String?) {
    func write(_ text: String, as name: String) throws -> String {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return file.path
    }
    let base = ["-d", try counter.database.conninfo(user: counter.agent), "--lang", "en", "--format", "jsonl"]
    let pairs = String(repeating: "next\napprove\n", count: Self.pairs)
    let one = try write("param n integer\nnext\napprove\n", as: "one.pupitre")
    let numbers = try write((1...Self.pairs).map { "\($0)\n" }.joined(), as: "numbers.txt")
    switch source {
    case .file: return (base + ["-f", try write(pairs, as: "pairs.pupitre")], nil)
    case .input: return (base, pairs)
    case .lines: return (base + (0..<Self.pairs).flatMap { _ in ["-c", "next", "-c", "approve"] }, nil)
    case .loop:
      return (
        base + ["-f", try write("param f file\nfor n in $f do run one.pupitre n=$n\n", as: "loop.pupitre"), "--set", "f=\(numbers)"], nil
      )
    case .nested:
      return (base + ["-c", "run \(try write(String(repeating: "run \(one) n=1\n", count: Self.pairs), as: "nested.pupitre"))"], nil)
    }
  }

  /// A signal at any moment: after it at most the decision that was being made.
  @Test(arguments: [(SIGINT, 4), (SIGTERM, 1), (SIGHUP, 1)])
  func aSignalEndsARunBeforeItsNextCommand(_ signal: CInt, _ times: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stop-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let counter = try counter(accounts: Self.pairs * Source.allCases.count * times)
    var observer = try counter.database.connect()
    func decisions() throws -> Int { try observer.query("select count(*)::int from core.decision").only().value(0) }
    for source in Source.allCases {
      for _ in 0..<times {
        let (arguments, input) = try arguments(counter, source, in: folder)
        let running = try Running(arguments, input: input)
        // Some moment between two lines that it says.
        _ = running.lines(Int.random(in: 1...8))
        for _ in 0..<Int.random(in: 0...20_000) {}
        let atSignal = try decisions()
        running.signal(signal)
        _ = running.lines()
        let status = try running.end()
        #expect(status == .exited(128 + signal), "\(source)")
        // One that was being made, and one that was made between our look and our signal.
        #expect(try decisions() - atSignal <= 2, "\(source)")
      }
    }
  }

  @Test func aReaderThatLeavesEndsTheRunBeforeItsNextCommand() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stop-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let counter = try counter(accounts: Self.pairs)
    for source in Source.allCases {
      let before = try #require(Int(try counter.value("select count(*) from core.decision") ?? ""))
      let (arguments, input) = try arguments(counter, source, in: folder)
      let running = try Running(arguments, input: input)
      _ = running.lines(1)
      running.closeReading()
      #expect(try running.end() == .exited(128 + SIGPIPE), "\(source)")
      let after = try #require(Int(try counter.value("select count(*) from core.decision") ?? ""))
      #expect(after - before <= 2, "\(source)")
    }
  }

  /// What was recorded has been said, line by line, whatever becomes of the console.
  @Test func aKilledConsoleHasSaidWhatItDid() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stop-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let counter = try counter(accounts: Self.pairs)
    let (arguments, _) = try arguments(counter, .file, in: folder)
    let running = try Running(arguments)
    var observer = try counter.database.connect()
    while try observer.query("select from core.decision").count < 8 { poll(nil, 0, 1) }
    running.signal(SIGKILL)
    let said = running.lines().filter { $0.contains("\"command\":\"approve\"") && $0.contains("\"status\":\"done\"") }.count
    #expect(try running.end() == .signalled(SIGKILL))
    let made = try observer.query("select from core.decision").count
    #expect(said >= made - 1 && said <= made, "\(said) of \(made)")
  }

  /// A program that sends the next line when it has read the answer to the last one.
  @Test func eachLineIsAnsweredBeforeTheNextIsSent() throws {
    let counter = try Counter(accounts: 1)
    let script = """
      coproc P { exec "$0" -d "$1" --lang en --format jsonl; }
      for line in queues next approve; do
        echo "$line" >&${P[1]}
        read -r -t 30 answer <&${P[0]} || exit 9
        echo "${answer:0:1}"
        [ "$line" = queues ] && for i in 1 2 3; do read -r answer <&${P[0]}; done
      done
      exec {P[1]}>&-
      wait
      """
    let run = try ProgramRun("/bin/bash", ["-c", script, executable("pupitre"), try counter.database.conninfo(user: counter.agent)])
    #expect(run.output == "{\n{\n{\n", "\(run.errors)")
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }
}
