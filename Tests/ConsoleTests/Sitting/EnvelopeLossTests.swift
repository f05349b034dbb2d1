import Glibc
import Postgres
import TestSupport
import Testing

/// Envelopes while the server's answers are lost: none is lost with them, and what is taken back is what was meant.
@Suite struct EnvelopeLossTests {
  private let counter: Counter
  private let wire: FaultyWire
  private let first, second: String

  init() throws {
    counter = try Counter()
    wire = try FaultyWire(to: counter.database.conninfo(user: counter.agent))
    (first, second) = (try counter.sentCard().barcode, try counter.sentCard().barcode)
  }

  /// A round of `undelivered n02`, whose words come by way of the wire.
  private func begin() throws -> PseudoTerminal {
    var terminal = try PseudoTerminal(
      running: executable("pupitre"), ["-d", wire.conninfo(counter.database.conninfo(user: counter.agent)), "--lang", "en"],
      environment: ["XDG_STATE_HOME": "/dev/null"], size: (200, 50))
    try terminal.expect("› ")
    terminal.type("undelivered n02\n")
    try terminal.expect("undelivered N02 · 0 › ")
    return terminal
  }

  /// The next answer to this is lost, and no server answers from then on.
  private func lose(_ statement: String) {
    let (database, agent) = (counter.database, counter.agent)
    wire.arm(.cutAfterAnswer, at: statement) { try? database.administer("alter role \(agent) set default_transaction_read_only = on") }
  }

  private func recover() throws {
    try counter.database.administer("alter role \(counter.agent) reset default_transaction_read_only")
    try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [.text(counter.agent)])
  }

  private func standing() throws -> String? {
    try counter.value("select string_agg(postal_reason, ',' order by id) from core.returned_dispatch")
  }

  @Test func takenBackIsTheEnvelopeWithoutAnAnswer() throws {
    var terminal = try begin()
    terminal.type("\(first)\n")
    try terminal.expect("undelivered N02 · 1 › ")
    lose("desk.register_return(")
    terminal.type("\(second) n03\n")
    try terminal.expect("\(second): no answer")
    try terminal.expect("1 without an answer › ")
    terminal.type("undo\n")
    try terminal.expect("\(second) is still without an answer: nothing was taken back")
    try terminal.expect("1 without an answer › ")
    try recover()
    terminal.type("undo\n")
    try terminal.expect("✓ \(second): ")
    try terminal.expect("undelivered N02 · 1 › ")
    terminal.type(" \n")
    try terminal.expect("Done: 1 envelope recorded, 1 taken back.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try standing() == "unknown_at_address")
  }

  @Test func takingBackAgainIsTheSameRequest() throws {
    var terminal = try begin()
    terminal.type("\(first)\n")
    try terminal.expect("undelivered N02 · 1 › ")
    terminal.type("\(first) n03\n")
    try terminal.expect("reason corrected")
    try terminal.expect("› ")
    lose("desk.undo(")
    terminal.type("undo\n")
    try terminal.expect("disconnected")
    try terminal.expect("› ")
    try recover()
    terminal.type("undo\n")
    try terminal.expect("undelivered N02 · 1 › ")
    #expect(try standing() == "unknown_at_address")
    terminal.type(" \n")
    try terminal.expect("Done: 1 envelope recorded, 1 taken back.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func theNextScanAsksForThoseBeforeIt() throws {
    var terminal = try begin()
    lose("desk.register_return(")
    terminal.type("\(first)\n")
    try terminal.expect("1 without an answer › ")
    try recover()
    terminal.type("\(second)\n")
    try terminal.expect("✓ \(first): ")
    try terminal.expect("✓ \(second): ")
    try terminal.expect("undelivered N02 · 2 › ")
    terminal.type(" \n")
    try terminal.expect("Done: 2 envelopes recorded.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.act where kind = 'register_return'") == "2")
  }

  @Test func aServerThatAnswersAgainIsTold() throws {
    var terminal = try PseudoTerminal(
      running: executable("pupitre"), ["-d", wire.conninfo(counter.database.conninfo(user: counter.agent)), "--lang", "en"],
      environment: ["XDG_STATE_HOME": "/dev/null", "PUPITRE_NOTICES": "1s"], size: (200, 50))
    try terminal.expect("› ")
    terminal.type("undelivered n02\n")
    try terminal.expect("undelivered N02 · 0 › ")
    lose("desk.register_return(")
    terminal.type("\(first)\n")
    try terminal.expect("1 without an answer › ")
    try recover()
    try terminal.expect("The server answers again: the next envelope or an empty line asks for those without an answer.")
    terminal.type(" \n")
    try terminal.expect("Done: 1 envelope recorded.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func whoIsEndedNamesWhatIsLeft() throws {
    var terminal = try begin()
    lose("desk.register_return(")
    terminal.type("\(first)\n")
    try terminal.expect("1 without an answer › ")
    terminal.signal(SIGTERM)
    let end = try terminal.end()
    #expect(end.output.contains("Without an answer: \(first)."))
    #expect(end.status == .exited(143))
  }
}
