@testable import Terminal
import Testing

@Suite("Completion")
struct CompletionTests {
  @Test(
    arguments: [
      ("abc", nil, "abc"), ("Jean\\ P", nil, "Jean P"), ("Jean P", "'", "Jean P"), ("a\\\"b", "\"", "a\"b"), ("a\\nb", "\"", "a\\nb"),
      ("'a b'c", nil, "a bc"), ("a\\\\", nil, "a\\"), ("a\\`b", "\"", "a`b"), ("\"l'é\"", nil, "l'é"),
    ] as [(String, Character?, String)])
  func unquotes(word: String, quote: Character?, result: String) {
    #expect(CompletionWord.unquoted(word, in: quote) == result)
  }

  @Test(
    arguments: [
      ("abc", nil, true, "abc"), ("Jean Pierre", nil, true, "'Jean Pierre'"), ("Jean P", nil, false, "'Jean P"),
      ("l'été", nil, true, "\"l'été\""),
      ("l'été", "'", true, "l'\\''été"), ("a\"$b", "\"", true, "a\\\"\\$b"), ("a#b", nil, true, "'a#b'"), ("a`b", nil, true, "'a`b'"),
      ("a`b", "\"", true, "a\\`b"), ("l'`a", nil, true, "\"l'\\`a\""), ("$a", nil, true, "'$a'"), ("a\\b", nil, true, "'a\\b'"),
      ("réel", nil, true, "réel"),
    ] as [(String, Character?, Bool, String)])
  func quotes(word: String, quote: Character?, isWhole: Bool, result: String) {
    #expect(CompletionWord.quoted(word, in: quote, isWhole: isWhole) == result)
  }

  @Test("What readline inserts: the common beginning, then each candidate")
  func matches() {
    let completions = ["Jean Pierre", "Jean Paul"].map { Completion($0) }
    #expect(CompletionWord.matches(completions, for: "Je", in: nil) == ["'Jean P", "'Jean Pierre'", "'Jean Paul'"])
    #expect(CompletionWord.matches(completions, for: "Je", in: "'") == ["Jean P", "Jean Pierre", "Jean Paul"])
    #expect(CompletionWord.matches([Completion("next")], for: "n", in: nil) == ["next"])
    #expect(CompletionWord.matches([Completion("name=", endsWord: false)], for: "n", in: nil) == ["name="])
    #expect(CompletionWord.matches([], for: "n", in: nil) == [])
  }

  @Test("A candidate with accents does not shorten what was typed without")
  func accents() {
    let completions = ["réceptionner", "réclamer"].map { Completion($0) }
    #expect(CompletionWord.matches(completions, for: "rec", in: nil) == ["réc", "réceptionner", "réclamer"])
    let mixed = ["récent", "receive"].map { Completion($0) }
    #expect(CompletionWord.matches(mixed, for: "rece", in: nil) == ["rece", "récent", "receive"])
  }

  @Test func list() {
    let completions = [Completion("next", "the most urgent case"), Completion("note", "a remark\u{1B}")]
    #expect(
      CompletionList.lines(completions, columns: 30, rows: 20).map(\.plain) == [
        "next  the most urgent case", "note  a remark\\x1B",
      ])
    #expect(
      CompletionList.lines(completions, columns: 18, rows: 20).map(\.plain) == ["next  the most ur…", "note  a remark\\x1B"])
  }

  @Test("Many candidates stand in columns, and what finds no place is counted")
  func grid() {
    let completions = (1...9).map { Completion("case\($0)", "x") }
    #expect(
      CompletionList.lines(completions, columns: 21, rows: 3).map(\.plain) == [
        "case1  case4  case7", "case2  case5  case8", "case3  case6  case9",
      ])
    #expect(
      CompletionList.lines(completions, columns: 21, rows: 2).map(\.plain) == ["case1  case2  case3", "… +6"])
    let thousand = (0..<1000).map { Completion("candidate-\($0)") }
    let lines = CompletionList.lines(thousand, columns: 80, rows: 22)
    #expect(lines.count == 22)
    #expect(lines.allSatisfy { $0.width <= 80 })
  }
}
