import Desk
import Postgres
import TestSupport
import Testing

@testable import Console

/// Who may do what is the lifecycle's: help, Tab and refusals say what it says.
@Suite struct RightsOfCommandsTests {
  @Test func whatACommandAsksForIsInTheLifecycle() throws {
    let counter = try Counter()
    for command in CommandTable.console.commands {
      guard let action = command.action else { continue }
      let role = try counter.value("select min(role_name::text) from core.lifecycle where action = $1", [.text(action)])
      #expect(role == "pupitre_supervisor", "\(command.name)")
    }
  }

  /// What an agent is refused as somebody else's right is what help says of it, and Tab does not offer it to him.
  @Test(arguments: [
    "overturn 10-1 no", "close 10-1 duplicate", "assign 10-1 claire", "urgent 10-1", "reissue 1001 lost", "grant quality claire",
    "setting grace 3min",
  ])
  func anAgentIsRefusedWhatHelpCallsASupervisors(_ line: String) throws {
    let counter = try Counter()
    let case10 = try counter.account().number
    let line = line.replacing("10-1", with: case10).replacing("claire", with: counter.agent)
    let name = String(line.prefix { $0 != " " })
    let refused = try counter.run("\(line)\n")
    #expect(refused.status == .exited(line.hasPrefix("reissue") ? 3 : 4), "\(refused.errors)")
    let help = try counter.run("help \(name)\n")
    #expect(help.output.contains("supervisor"))
  }

  @Test func theLifecycleAloneSaysWhoseACommandIs() throws {
    let counter = try Counter()
    let number = try counter.account().number
    try counter.database.administer("insert into core.lifecycle values ('case', 'open', 'urgent', 'open', 'pupitre_agent')")
    #expect(try counter.run("help urgent\n").output.contains("supervisor") == false)
    #expect(try counter.run("urgent \(number)\n").status == .exited(0))
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("urg\t")
    try terminal.expect("urgent ")
    terminal.type("\u{15}assi\t\t")
    terminal.type("\u{15}me\n")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
