@testable import Terminal
import Testing

@Suite("Safe text")
struct SafeTextTests {
  @Test("A literal keeps its lines, what is put into it does not")
  func interpolation() {
    let name = "Du\u{1B}[2Jpont\nMarc"
    let text: SafeText = "Name:\n\(name, .bold) (\(3))"
    #expect(text.plain == "Name:\nDu\\x1B[2Jpont⏎Marc (3)")
    #expect(text.encoded(colour: true) == "Name:\n\u{1B}[1mDu\\x1B[2Jpont⏎Marc\u{1B}[0m (3)")
  }

  @Test("Even a literal cannot carry a control")
  func literal() {
    let text: SafeText = "a\u{1B}[31mb"
    #expect(text.plain == "a\\x1B[31mb")
  }

  @Test("Styles stand only where there is colour")
  func styles() {
    let text = SafeText("late", style: .red) + " " + SafeText("now").styled([.bold, .yellow])
    #expect(text.encoded(colour: false) == "late now")
    #expect(text.encoded(colour: true) == "\u{1B}[31mlate\u{1B}[0m \u{1B}[1;33mnow\u{1B}[0m")
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("字", 2), ("한글", 4), ("ｆｕ", 4), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇫🇷", 2), ("1️⃣", 2), ("☎️", 2),
    ("☎", 1), ("❤️", 2), ("✓", 1), ("⚠", 1), ("⚠️", 2), ("─", 1), ("…", 1), ("€", 1), ("नि", 1), ("ⅷ", 1), ("⌚", 2), ("⌚︎", 1), ("\u{A0}", 1),
  ])
  func width(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns, "\(text)")
  }

  @Test("The widest line counts")
  func widthOfLines() {
    #expect(("ab\nabcd\n字" as SafeText).width == 4)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("字字字", 5, "字字…"), ("字字字", 4, "字…"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("👩‍👩‍👧x👩‍👩‍👧", 4, "👩‍👩‍👧x…"),
  ])
  func truncates(text: String, columns: Int, to result: String) {
    let cut = SafeText(text).truncated(to: columns)
    #expect(cut.plain == result)
    #expect(cut.width <= columns)
  }

  @Test("A cut keeps the styles of what remains")
  func truncatesStyles() {
    let text = SafeText("red", style: .red) + SafeText("green", style: .green)
    #expect(text.truncated(to: 5).encoded(colour: true) == "\u{1B}[31mred\u{1B}[0m\u{1B}[32mg\u{1B}[0m…")
  }

  @Test func pads() {
    #expect(SafeText("é").padded(to: 3).plain == "é  ")
    #expect(SafeText("字").padded(to: 3, .right).plain == " 字")
    #expect(SafeText("abcd").padded(to: 3).plain == "abcd")
  }

  @Test(arguments: [
    ("the quick brown fox", 10, ["the quick", "brown fox"]), ("the quick brown fox", 9, ["the quick", "brown fox"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("a  b", 1, ["a", "b"]), ("字字字", 4, ["字字", "字"]), ("字", 1, ["字"]), ("", 5, [""]),
    ("one two", 3, ["one", "two"]), ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
  ])
  func wraps(text: String, columns: Int, into lines: [String]) {
    #expect(SafeText(text).wrapped(to: columns).map(\.plain) == lines)
  }

  @Test("Wrapping keeps line breaks and loses nothing but spaces")
  func wrapsWhole() {
    var random = SplitMix(state: 7)
    for _ in 0..<300 {
      let text = String((0..<60).map { _ in "ab é字 \n".randomElement(using: &random)! })
      let columns = Int.random(in: 2...20, using: &random)
      let lines = SafeText(text, newlines: .kept).wrapped(to: columns)
      #expect(lines.allSatisfy { $0.width <= columns })
      #expect(lines.map(\.plain).joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
    }
  }

  @Test func repeats() {
    #expect(("─" as SafeText).repeated(3).plain == "───")
    #expect(("─" as SafeText).repeated(-1).plain == "")
    #expect((SafeText("a", style: .red) + "b").repeated(2).plain == "abab")
  }
}
