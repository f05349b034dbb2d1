import Testing

@testable import Terminal

/// A terminal's answers are taken out of what is typed: nothing that is typed is lost, nothing of an answer stays.
@Suite("What a terminal says of itself")
struct TerminalAnswersTests {
  private static let kitty = "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}[6;18;9t\u{1B}[?62;c"
  private static let xterm = "\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[6;20;10t\u{1B}[?63;1;2;4;6;9;15;22c"

  /// What is left of some bytes, given whole or one by one.
  private func typed(_ text: String, _ answers: inout TerminalAnswers, oneByOne: Bool) -> String {
    var left: [UInt8] = []
    if oneByOne { for byte in text.utf8 { left += answers.take([byte]) } } else { left = answers.take(Array(text.utf8)) }
    return String(decoding: left, as: UTF8.self)
  }

  @Test(arguments: [false, true])
  func answersAreUnderstoodHoweverTheyCome(_ oneByOne: Bool) {
    var answers = TerminalAnswers()
    #expect(typed("va" + Self.kitty + "lider\n", &answers, oneByOne: oneByOne) == "valider\n")
    #expect(answers.knowsKitty && answers.name == "kitty(0.26.5)" && answers.cell == [9, 18])
    answers = TerminalAnswers()
    #expect(typed(Self.xterm + "\u{1B}[?1;0;256S\u{1B}[?2;0;900;700S", &answers, oneByOne: oneByOne) == "")
    #expect(!answers.knowsKitty && answers.attributes?.contains(4) == true && answers.cell == [10, 20] && answers.limit == [900, 700])
    answers = TerminalAnswers()
    #expect(typed("\u{1B}_Gi=31;ENOENT:no\u{1B}\\\u{1B}[?1;2c", &answers, oneByOne: oneByOne) == "")
    #expect(!answers.knowsKitty && answers.attributes == [1, 2])
  }

  /// Keys that begin as an answer does.
  @Test(
    arguments: [
      "\u{1B}[A", "\u{1B}OA", "\u{1B}[5~", "\u{1B}[200~ab\u{1B}[201~", "\u{1B}[1;5C", "\u{1B}[c", "\u{1B}[1t", "\u{1B}[?x;c", "\u{1B}b",
      "\u{1B}_hello\u{1B}\\", "\u{1B}Pq\u{1B}\\", "é\u{1B}[3~", "\u{1B}\u{1B}[A",
    ], [false, true])
  func whatIsTypedIsGivenOn(_ keys: String, _ oneByOne: Bool) {
    var answers = TerminalAnswers()
    #expect(typed(keys, &answers, oneByOne: oneByOne) == keys)
    #expect(answers == TerminalAnswers())
  }

  @Test func whatOnlyBeginsIsGivenOnAfterAWhile() {
    var answers = TerminalAnswers()
    for keys in ["\u{1B}", "\u{1B}[", "\u{1B}P", "\u{1B}_G", "\u{1B}[?62;4"] {
      #expect(typed(keys, &answers, oneByOne: false) == "")
      #expect(answers.isHolding)
      #expect(String(decoding: answers.expire(), as: UTF8.self) == keys)
      #expect(!answers.isHolding)
    }
    // No text that goes on and on is held.
    let long = "\u{1B}P" + String(repeating: "x", count: 400)
    #expect(typed(long, &answers, oneByOne: true) == long)
  }
}
