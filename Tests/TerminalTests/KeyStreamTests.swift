@testable import Terminal
import Testing

@Suite("Keys and pastes")
struct KeyStreamTests {
  private func pieces(_ chunks: [String], limit: Int = 100) -> (pieces: [KeyStream.Piece], waiting: KeyStream.Waiting) {
    var stream = KeyStream(limit: limit)
    var result: [KeyStream.Piece] = []
    for chunk in chunks { result += stream.take(Array(chunk.utf8)) }
    return (result, stream.waiting)
  }

  private func keys(_ text: String) -> KeyStream.Piece { .keys(Array(text.utf8)) }
  private func paste(_ text: String) -> KeyStream.Piece { .paste(Array(text.utf8)) }

  @Test func keysPassAtOnce() {
    #expect(pieces(["ab", "c"]) == ([keys("ab"), keys("c")], .nothing))
    #expect(pieces(["\u{1B}[A"]) == ([keys("\u{1B}[A")], .nothing))
  }

  @Test("A paste comes out of the keys around it, however it is cut")
  func paste() {
    let text = "a\u{1B}[200~one\rtwo\u{1B}[201~b"
    #expect(pieces([text]).pieces == [keys("a"), paste("one\rtwo"), keys("b")])
    #expect(pieces(text.map(String.init)).pieces == [keys("a"), paste("one\rtwo"), keys("b")])
  }

  @Test("An Escape key is held back until silence tells it apart")
  func escape() {
    var stream = KeyStream(limit: 10)
    #expect(stream.take([0x1B]) == [])
    #expect(stream.waiting == .sequence)
    #expect(stream.expire() == [keys("\u{1B}")])
    #expect(stream.waiting == .nothing)
    #expect(stream.take(Array("\u{1B}\u{1B}[200~x\u{1B}[201~".utf8)) == [keys("\u{1B}"), paste("x")])
  }

  @Test("A paste without end is given up")
  func unfinished() {
    var stream = KeyStream(limit: 10)
    #expect(stream.take(Array("\u{1B}[200~abc\u{1B}[20".utf8)) == [])
    #expect(stream.waiting == .endOfPaste)
    #expect(stream.expire() == [.refused(.unfinished)])
    #expect(stream.take(Array("x".utf8)) == [keys("x")])
  }

  @Test("A paste that is too large is dropped whole, and editing goes on")
  func tooLarge() {
    let text = "\u{1B}[200~" + String(repeating: "x", count: 11) + "\u{1B}[201~k"
    #expect(pieces([text], limit: 10).pieces == [.refused(.tooLarge(limit: 10)), keys("k")])
    #expect(pieces(["\u{1B}[200~" + String(repeating: "x", count: 10) + "\u{1B}[201~"], limit: 10).pieces == [paste("xxxxxxxxxx")])
    var stream = KeyStream(limit: 4)
    #expect(stream.take(Array("\u{1B}[200~123456".utf8)) == [])
    #expect(stream.expire() == [.refused(.tooLarge(limit: 4))])
  }

  @Test("Ten megabytes without an end take no more memory than the limit")
  func endless() {
    var stream = KeyStream(limit: 1000)
    _ = stream.take(Array("\u{1B}[200~".utf8))
    let chunk = [UInt8](repeating: 0x78, count: 1 << 16)
    for _ in 0..<160 { #expect(stream.take(chunk) == []) }
    #expect(stream.take(Array("\u{1B}[201~".utf8)) == [.refused(.tooLarge(limit: 1000))])
  }

  @Test(arguments: [
    ("one\rtwo\r", ["one", "two"]), ("one\r\ntwo", ["one", "two"]), ("one\ntwo\n\n", ["one", "two"]), ("single\r", ["single"]), ("", []),
    ("\r\r", []), ("a\tb", ["a b"]), ("a\u{1B}[31m\u{202E}b", ["a\\x1B[31m<U+202E>b"]), ("a\r\rb", ["a", "", "b"]),
  ])
  func lines(text: String, result: [String]) {
    #expect(PastedText.lines(of: Array(text.utf8)) == result)
  }

  @Test func brokenPaste() {
    #expect(PastedText.lines(of: [0x61, 0xFF, 0x62]) == ["a\u{FFFD}b"])
  }
}
