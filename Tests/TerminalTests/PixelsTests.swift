import Testing

@testable import Terminal

/// Cutting, turning, fitting and joining pixels.
@Suite("Pixels")
struct PixelsTests {
  /// 3 × 2 pixels, each known by its red.
  private let small = Pixels(width: 3, height: 2, bytes: (0..<6).flatMap { [UInt8($0 * 10), 0, 255] })

  private func reds(_ pixels: Pixels) -> [UInt8] { stride(from: 0, to: pixels.bytes.count, by: 3).map { pixels.bytes[$0] } }

  @Test func theyAreCutInsideTheirEdges() {
    #expect(reds(small.cropped(left: 1, top: 0, width: 2, height: 2)) == [10, 20, 40, 50])
    #expect(small.cropped(left: 0, top: 0, width: 9, height: 9) == small)
    #expect(reds(small.cropped(left: 5, top: 5, width: 1, height: 1)) == [50])
  }

  @Test func theyAreTurnedClockwise() {
    let quarter = small.turned(quarters: 1)
    #expect(quarter.width == 2 && quarter.height == 3 && reds(quarter) == [30, 0, 40, 10, 50, 20])
    #expect(reds(small.turned(quarters: 2)) == [50, 40, 30, 20, 10, 0])
    #expect(small.turned(quarters: 3).turned(quarters: 1) == small)
    #expect(small.turned(quarters: -1) == small.turned(quarters: 3) && small.turned(quarters: 4) == small)
  }

  @Test func theyAreFitted() {
    #expect(small.scaled(width: 3, height: 2) == small)
    #expect(reds(small.scaled(width: 1, height: 1)) == [25])
    let large = small.scaled(width: 6, height: 4)
    #expect(large.width == 6 && large.height == 4 && reds(large).first == 0 && reds(large).last == 50)
    #expect(reds(large).max() == 50)
    #expect(large.bytes[2] == 255 && large.bytes[1] == 0)
  }

  @Test func theyAreJoinedOnOneGround() {
    let one = Pixels(width: 1, height: 1, bytes: [9, 9, 9])
    let joined = Pixels.composed([(small, 0, 0), (one, 4, 1), (one, 9, 0)], width: 5, height: 2)
    #expect(reds(joined) == [0, 10, 20, 0, 0, 30, 40, 50, 0, 9])
  }

  @Test func whatOtherProgramsWroteIsTakenOnlyWhole() {
    let kitty = "\u{1B}_Ga=T,f=32,s=2,v=1,c=1,r=1,m=1\u{1B}\\\u{1B}_Gm=1;AAAAAAAAAAA=\u{1B}\\\u{1B}_Gm=0\u{1B}\\"
    func checked(_ text: String) -> String? { Drawing.checkedKitty(Array(text.utf8), width: 2, height: 1, columns: 3, rows: 4) }
    #expect(checked(kitty + "\n") == kitty.replacing("c=1,r=1,m=1", with: "c=3,r=4,q=2,m=1"))
    for (from, to) in [
      ("s=2", "s=3"), ("a=T", "a=d"), ("AAAA=", "AAA=="), ("m=0", "m=1"), ("m=1;", "m=1,t=f;"), ("\u{1B}_Gm=0\u{1B}\\", ""),
      ("\u{1B}_Gm=0", "\u{1B}[2J\u{1B}_Gm=0"), ("AAAA=", "AA\u{7}A="), ("c=1", "c=1\u{1B}\\x"),
    ] {
      #expect(checked(kitty.replacing(from, with: to)) == nil, "\(to)")
    }
    let data = "SUkqA" + String(repeating: "A", count: 15)
    let iterm = "\u{1B}]1337;File=inline=1;width=1;height=1;preserveAspectRatio=0:\(data)\u{7}"
    func checkedITerm(_ text: String) -> String? { Drawing.checkedITerm(Array(text.utf8), width: 2, height: 1, columns: 3, rows: 4) }
    #expect(checkedITerm(iterm) == iterm.replacing("width=1;height=1", with: "width=3;height=4"))
    for (from, to) in [
      ("inline=1", "inline=0"), ("File=", "File=name=eA==;"), ("SUkq", "R0lG"), ("AAAA\u{7}", "AA\u{1B}\\\u{7}"), ("\u{7}", ""),
      ("\u{7}", "\u{7}\u{1B}[2J\u{7}"), (data, "SUkqA==="),
    ] {
      #expect(checkedITerm(iterm.replacing(from, with: to)) == nil, "\(to)")
    }
  }
}
