import Foundation
import Postgres
import TestSupport
import Testing

/// What is said is what is recorded, on the case that is meant: whatever is typed, in whatever order.
///
/// Random sittings over a small database. After each line what was written is compared with the line and with the prompt above it: every
/// row is on a case that the line named or that the prompt showed, every recorded text is the line's own tail, and a line that was refused
/// has written nothing.
@Suite struct SittingPropertyTests {
  /// A database with a few cases of three queues.
  private static func scene() throws -> (counter: Counter, cases: [String]) {
    let counter = try Counter()
    var cases: [String] = []
    for name in ["DURAND", "PETIT", "MOREAU", "FAURE"] { cases.append(try counter.account(lastName: name).number) }
    cases.append(try counter.application())
    cases.append(try counter.application())
    let card = try counter.sentCard()
    #expect(try counter.run("undelivered \(card.barcode) n02\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    try counter.answer(card)
    cases.append(try counter.returnCase(card))
    return (counter, cases)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func atATerminal(_ seed: UInt64) throws {
    let (counter, cases) = try Self.scene()
    let isFrench = seed % 2 == 0
    let login = seed % 3 == 0 ? try counter.supervisor : counter.agent
    var generator = LineGenerator(seed: seed, cases: cases, isFrench: isFrench)
    var terminal = try counter.sit(as: login, lang: isFrench ? "fr" : "en", size: (200, 50))
    var desk = try counter.database.connect()
    var prompt = try Self.prompt(of: login, &terminal).prompt
    var before = try Written(&desk)
    var last: Int64?
    var recorded = 0
    for _ in 0..<120 {
      let line = generator.next()
      terminal.type(line.text + "\n")
      let answer = try Self.prompt(of: login, &terminal)
      let after = try Written(&desk)
      let judge = Judge(line: line, inHand: Self.inHand(prompt), nowInHand: Self.inHand(answer.prompt), last: last)
      let isRefused = answer.said.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("✗ ") }
      for fault in judge.faults(new: after.since(before), gone: before.since(after), isRefused: isRefused) {
        Issue.record("seed \(seed), \(prompt)\(line.text)\n\(answer.said)\n→ \(fault)")
      }
      recorded += after.since(before).count
      if let act = judge.act(in: after.since(before)) { last = act }
      (prompt, before) = (answer.prompt, after)
    }
    // A sitting in which nothing is written would prove nothing.
    #expect(recorded > 20, "\(recorded) rows")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
  func inAScript(_ seed: UInt64) throws {
    let (counter, cases) = try Self.scene()
    let isFrench = seed % 2 == 0
    let keepsGoing = seed % 3 != 0
    var generator = LineGenerator(seed: seed, cases: cases, isFrench: isFrench)
    var desk = try counter.database.connect()
    var recorded = 0
    // Short scripts, one after the other: what a script's line did is known by what came before it failed.
    for _ in 0..<25 {
      let lines = (0..<4).map { _ in generator.next() }
      let before = try Written(&desk)
      let script = lines.map(\.text).joined(separator: "\n") + "\n"
      let run = try counter.run(script, keepsGoing ? ["--keep-going"] : [], lang: isFrench ? "fr" : "en")
      let after = try Written(&desk)
      let failed = Set(run.errors.split(separator: "\n").compactMap { Self.failedLine($0) })
      let judge = ScriptJudge(lines: lines, failed: failed, keepsGoing: keepsGoing)
      for fault in judge.faults(new: after.since(before)) {
        Issue.record("seed \(seed)\n\(script)\n\(run.errors)\n\(run.output)\n→ \(fault)")
      }
      if !failed.isEmpty { #expect(run.status != .exited(0), "\(script)\n\(run.errors)") }
      recorded += after.since(before).count
    }
    #expect(recorded > 10, "\(recorded) rows")
  }

  /// Reads up to the next prompt of an agent: what was said, and the prompt.
  private static func prompt(of login: String, _ terminal: inout PseudoTerminal) throws -> (said: String, prompt: String) {
    var said = ""
    while true {
      said += try terminal.expect("› ")
      let lines = said.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0.filter { $0 != "\r" }) }
      if let prompt = lines.last, prompt.hasPrefix(login) { return (lines.dropLast().joined(separator: "\n"), prompt) }
    }
  }

  /// The case that a prompt shows.
  private static func inHand(_ prompt: String) -> Int64? {
    prompt.split(separator: " ").first { word in word.contains("-") && word.allSatisfy { $0.isNumber || $0 == "-" } }
      .flatMap { Written.number(String($0)) }
  }

  /// `stdin:3: …`: 3.
  private static func failedLine(_ line: Substring) -> Int? {
    guard line.hasPrefix("stdin:") else { return nil }
    return line.dropFirst(6).prefix { $0 != ":" }.isEmpty ? nil : Int(line.dropFirst(6).prefix { $0 != ":" })
  }
}

/// Holds what a line has written against what it says.
struct Judge {
  let line: GeneratedLine
  /// The case that the prompt showed, and the one that it shows now.
  let inHand: Int64?
  let nowInHand: Int64?
  /// The case of the last thing done, for `undo`.
  let last: Int64?

  private var named: Int64? { line.target.flatMap { Written.number($0) } }

  /// What must not be.
  func faults(new: Set<Written.Row>, gone: Set<Written.Row>, isRefused: Bool) -> [String] {
    var faults: [String] = []
    for row in new {
      // A refused line may still have looked for a case of its own: it writes nothing.
      if isRefused { faults.append("refused, and yet written: \(row)") }
      if !isAllowed(row) { faults.append("neither named nor shown: \(row)") }
      if let fault = fault(ofTextIn: row) { faults.append(fault) }
    }
    for row in gone where row.kind == "flag" && !isAllowed(row) { faults.append("a flag of another case is gone: \(row)") }
    return faults
  }

  private func isAllowed(_ row: Written.Row) -> Bool {
    if let named, line.command != "unflag", line.command != "attribute" {
      if row.caseID == named { return true }
      // What was in hand may be put back where another case is opened, never decided or written on.
      return row.kind == "released" && row.caseID == inHand
    }
    if row.caseID == inHand { return true }
    switch line.command {
    case "next", "open", "": return ["claimed", "taken_over", "hold"].contains(row.kind) && row.caseID == nowInHand
    case "undo": return row.caseID == last
    default: return false
    }
  }

  /// Every recorded text is the line's own, whole.
  private func fault(ofTextIn row: Written.Row) -> String? {
    guard ["note", "escalated", "approve", "return", "reship", "flag"].contains(row.kind), line.command != "undo" else { return nil }
    let typed = line.tail ?? ""
    guard row.text != typed,
      !(typed.count > 1 && "'\"".contains(typed.first ?? " ") && typed.first == typed.last && row.text == typed.dropFirst().dropLast())
    else { return nil }
    return "typed: \(typed)\nrecorded: \(row.text)"
  }

  /// The case that the line did something to, if it did.
  func act(in rows: Set<Written.Row>) -> Int64? {
    let acts = rows.filter { !["claimed", "taken_over", "hold", "released", "reminded"].contains($0.kind) }
    return acts.first?.caseID
  }
}

/// Holds what a short script has written against its lines.
struct ScriptJudge {
  let lines: [GeneratedLine]
  /// The lines that failed, from 1.
  let failed: Set<Int>
  let keepsGoing: Bool

  func faults(new: Set<Written.Row>) -> [String] {
    var faults: [String] = []
    for row in new.sorted(by: { $0.key < $1.key }) {
      guard ["note", "escalated", "approve", "return", "reship", "flag", "attribute"].contains(row.kind) else { continue }
      if !lines.indices.contains(where: { allows(row, by: $0) }) { faults.append("no line says so: \(row)") }
    }
    return faults
  }

  /// Whether a line that did not fail says what a row says, of the row's case.
  private func allows(_ row: Written.Row, by index: Int) -> Bool {
    let line = lines[index]
    guard !failed.contains(index + 1), keepsGoing || !failed.contains(where: { $0 <= index }) else { return false }
    guard line.command == (row.kind == "escalated" ? "escalate" : row.kind) else { return line.command == "undo" && row.kind == "flag" }
    let typed = line.tail ?? ""
    let isQuoted = typed.count > 1 && "'\"".contains(typed.first ?? " ") && typed.first == typed.last
    guard row.kind == "attribute" || row.text == typed || (isQuoted && row.text == typed.dropFirst().dropLast()) else { return false }
    if let target = line.target, line.command != "attribute" { return Written.number(target) == row.caseID }
    return shown(before: index).map { $0 == row.caseID } ?? true
  }

  /// The case that was last opened by name, and is still in hand as far as the lines say; nil where that cannot be known.
  private func shown(before index: Int) -> Int64? {
    for place in (0..<index).reversed() {
      let line = lines[place]
      switch line.command {
      case "open":
        // A failed one leaves nothing in hand: then nothing may be written at all.
        return failed.contains(place + 1) ? -1 : line.target.flatMap { Written.number($0) }
      case "next": return failed.contains(place + 1) ? -1 : nil
      case "undo": return nil
      default: continue
      }
    }
    // Nothing was ever in hand.
    return -1
  }
}
