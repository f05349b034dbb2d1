import Foundation
import Desk
import Terminal
import TestSupport
import Testing

@testable import Console

@Suite struct CommandManualTests {
  /// `docs/commands.md` is the table of commands, in words. `PUPITRE_UPDATE=1` writes it again.
  @Test func theManualIsTheTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/commands.md").standardized
    let counter = try Counter()
    let made = CommandManual.markdown(supervised: try Desk(counter.database.conninfo(user: counter.agent)).identity.supervised)
    if ProcessInfo.processInfo.environment["PUPITRE_UPDATE"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(made.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == made)
  }

  @Test func everyExampleIsUnderstood() throws {
    for command in CommandTable.console.commands {
      for example in command.examples {
        let name = try CommandTable.console.find(String(example.prefix { $0 != " " }), language: .fr).name
        #expect(name == command.name, "\(example)")
        _ = try Tokenizer.words(example)
      }
      for language in Language.allCases where !command.parameters.isEmpty {
        #expect(command.examples.isEmpty || command.examples.contains { $0.hasPrefix(command.name(in: language)) }, "\(command.name)")
      }
    }
  }

  @Test func everyTextIsThereInBothLanguages() {
    for command in CommandTable.console.commands {
      for text in [command.summary] + command.options.map(\.summary) + command.parameters.map(\.placeholder) {
        #expect(!text.fr.isEmpty && !text.en.isEmpty, "\(command.name)")
      }
      #expect(command.details.fr.isEmpty == command.details.en.isEmpty)
    }
  }
}
