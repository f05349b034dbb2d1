import Foundation
import Glibc
import TestSupport
import Testing

/// A command that is run again and again.
@Suite struct WatchTests {
  @Test func itIsRedrawnInPlaceAndAKeyEndsItWithoutBeingLost() throws {
    let counter = try Counter()
    var terminal = try counter.sit(lang: "fr", environment: ["TERM": "xterm-256color"])
    try terminal.expect("› ")
    terminal.type("surveiller 1 files\n")
    try terminal.expect("toutes les 1 s")
    // What arrives meanwhile is seen, and said to be new.
    _ = try counter.account()
    try terminal.expect("changé à")
    terminal.type("aide surveiller\n")
    try terminal.expect("› ")
    try terminal.expect("répéter une commande qui lit")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test(arguments: ["\u{3}", "\n", " "]) func itEnds(_ key: String) throws {
    let counter = try Counter()
    var terminal = try counter.sit(environment: ["TERM": "xterm-256color"])
    try terminal.expect("› ")
    terminal.type("watch 600 queues\n")
    try terminal.expect("every 600 s")
    try terminal.expect("undelivered")
    terminal.type(key)
    try terminal.expect("› ")
    terminal.type("me\n")
    try terminal.expect("today / since Monday")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aLostServerIsSaidAndTakenUpAgain() throws {
    let counter = try Counter()
    var terminal = try counter.sit(environment: ["TERM": "xterm-256color"])
    try terminal.expect("› ")
    terminal.type("watch 1 queues\n")
    try terminal.expect("every 1 s")
    try terminal.expect("Overdue")
    try counter.database.administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(counter.agent)'")
    // It comes back by itself, without a line of hers.
    _ = try counter.account()
    try terminal.expect("changed at")
    terminal.type(" ")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aTerminalThatDoesNotRedrawGetsOneBelowTheOther() throws {
    let counter = try Counter()
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("watch 1 queues\n")
    for _ in 0..<2 { try terminal.expect("every 1 s") }
    terminal.type(" ")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func pipedOneComesBelowTheOther() throws {
    let counter = try Counter()
    let table = try counter.run("watch --times 3 1 queues\n")
    #expect(table.status == .exited(0))
    #expect(table.output.components(separatedBy: "\n--- ").count == 3)
    let rows = try counter.run("watch --times 2 1 queues\n", ["--format", "jsonl"]).output
    #expect(rows.split(separator: "\n").filter { $0.contains("\"queue\":\"accounts\"") }.count == 2)
    #expect(try counter.run("surveiller --fois 2 1 files\n", ["--format", "csv"]).output.components(separatedBy: "\n\n").count == 2)
  }

  @Test func whatWritesOrEndlesslyRepeatsIsRefused() throws {
    let counter = try Counter()
    for line in ["watch 1 approve", "watch 1 next", "watch 1 watch 1 queues", "watch 1 quit", "surveiller 1 réglage card_fee 1"] {
      let run = try counter.run("\(line)\n")
      #expect(run.status == .exited(1) && run.errors.contains("cannot be repeated"), "\(line): \(run.errors)")
    }
    for line in ["watch 0 queues", "watch queues", "watch 5"] { #expect(try counter.run("\(line)\n").status == .exited(1), "\(line)") }
    #expect(try counter.run("expect watch 1 queues rows > 0\n").status == .exited(1))
  }

  @Test func aSignalEndsItInAPipe() throws {
    let counter = try Counter()
    let (pid, output) = try LiveProgram.start(
      executable("pupitre"), ["-d", try counter.database.conninfo(user: counter.agent), "--lang", "en", "-c", "watch 600 queues"])
    defer { close(output) }
    var byte: UInt8 = 0
    #expect(read(output, &byte, 1) == 1)
    kill(pid, SIGTERM)
    #expect(try LiveProgram.end(of: pid) == .exited(143))
  }

  @Test func itEndsWithItsReader() throws {
    let counter = try Counter()
    let (pid, output) = try LiveProgram.start(
      executable("pupitre"), ["-d", try counter.database.conninfo(user: counter.agent), "--lang", "en", "-c", "watch 600 queues"])
    var byte: UInt8 = 0
    #expect(read(output, &byte, 1) == 1)
    close(output)
    #expect(try LiveProgram.end(of: pid) != .exited(0))
  }
}
