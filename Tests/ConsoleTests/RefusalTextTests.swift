import Foundation
import Terminal
import Testing

@testable import Console

/// Every refusal that the desk's own SQL can raise has words in both languages.
@Suite struct RefusalTextTests {
  @Test func everyCodeOfTheDeskIsWorded() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../queries/contract").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("2") && $0.hasSuffix(".sql") }
    var codes: Set<String> = []
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /fail\('(PU[0-9]{3})'/) { codes.insert(String(match.1)) }
    }
    #expect(codes.count > 20)
    for code in codes.sorted() {
      let words = Text.refusal(code, [:], vocabulary: .small, now: 0)
      #expect(words?.0.fr.isEmpty == false && words?.0.en.isEmpty == false, "\(code)")
    }
  }
}
