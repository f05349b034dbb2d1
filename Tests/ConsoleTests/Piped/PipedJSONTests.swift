import Foundation
import TestSupport
import Testing

/// What programs get is what they asked for, whatever the command.
@Suite struct PipedJSONTests {
  @Test(arguments: [
    "help", "help flag", "aide", "queues", "list", "list documents", "show NUMBER", "checks NUMBER", "why NUMBER", "search nobody",
    "search durand",
    "driver DRIVER", "destroy", "report", "report queues", "grant", "setting", "setting grace", "expect queues rows = 4", "set",
    "queue accounts",
    "note NUMBER l'usager",
  ])
  func everyCommandAnswersInJSON(_ line: String) throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    let input = line.replacing("NUMBER", with: number).replacing("DRIVER", with: "\(driver)") + "\n"
    let lines = try counter.run(input, ["--format", "jsonl"], as: try counter.supervisor)
    #expect(lines.status == .exited(0), "\(lines.errors)")
    for line in lines.output.split(separator: "\n") {
      #expect(throws: Never.self, "\(line)") { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    let document = try counter.run(input, ["--format", "json"], as: try counter.supervisor)
    #expect(document.status == .exited(0), "\(document.errors)")
    if !document.output.isEmpty {
      #expect(throws: Never.self, "\(document.output)") { try JSONSerialization.jsonObject(with: Data(document.output.utf8)) }
    }
  }
}
