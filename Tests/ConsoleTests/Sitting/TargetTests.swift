import Foundation
import TestSupport
import Testing

/// At a terminal a command acts on the case that the prompt shows, or says why not.
@Suite struct TargetTests {
  @Test(arguments: ["valider", "redemander", "réexpédier", "imputer conducteur"])
  func anotherCaseThanTheOneInHandIsRefused(_ command: String) throws {
    let counter = try Counter()
    let (held, other) = (try counter.account().number, try counter.account().number)
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("\(command) \(other)\n")
    try terminal.expect("le dossier \(other) n'est pas en main")
    terminal.type("ouvrir \(held)\n")
    try terminal.expect("· \(held) ·")
    terminal.type("\(command) \(other)\n")
    try terminal.expect("vous tenez \(held)")
    try terminal.expect("ouvrir \(other) d'abord")
    // It is still in hand, and nothing was decided.
    try terminal.expect("· \(held) ·")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "0")
    #expect(try counter.value("select count(*) from core.hold") == "1")
  }

  @Test func theCaseInHandMayBeNamed() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("· \(number) ·")
    terminal.type("approve \(number) seen\n")
    try terminal.expect("Case \(number): approved.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select comment from core.decision_detail") == "seen")
  }

  @Test func anOpenThatFailsKeepsTheCaseInHandAndSaysSo() throws {
    let counter = try Counter()
    let (held, other) = (try counter.account().number, try counter.account().number)
    #expect(try counter.run("open \(other)\n", as: try counter.colleague()).status == .exited(0))
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(held)\n")
    try terminal.expect("· \(held) ·")
    terminal.type("open \(other)\n")
    try terminal.expect("You still hold \(held).")
    try terminal.expect("· \(held) ·")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aRefusedLineComesBackToBeMended() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
    defer { try? FileManager.default.removeItem(at: state) }
    var terminal = try counter.sit(lang: "fr", environment: ["XDG_STATE_HOME": state.path])
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\n")
    try terminal.expect("· \(number) ·")
    terminal.type("signaler telephone secretreason\n")
    try terminal.expect("motif inconnu")
    try terminal.expect("› ")
    terminal.type("\u{1B}[A")
    try terminal.expect("signaler telephone secretreason")
    terminal.type("\u{15}")
    #expect(try terminal.leave() == .exited(0))
    // What is personal in it is not known: it is in memory alone.
    let file = state.appending(path: "pupitre/history-\(counter.agent)-\(counter.database.name)")
    #expect(try String(contentsOf: file, encoding: .utf8) == "ouvrir \(number)\n")
  }
}
