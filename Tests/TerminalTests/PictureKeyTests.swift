import Testing

@testable import Terminal

/// The keys of the picture mode, and what they make of a look.
@Suite("Keys on a picture")
struct PictureKeyTests {
  private func keys(_ text: String) -> [PictureKey] {
    var (bytes, found) = (Array(text.utf8), [PictureKey]())
    while let key = PictureKey.first(of: &bytes, isAll: false) { found.append(key) }
    return found
  }

  @Test func eachKeyDoesItsOwn() {
    #expect(keys("+=-0/>< ") == [.larger, .larger, .smaller, .whole, .turn, .next, .previous, .next])
    #expect(keys("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D\u{1B}OA") == [.up, .down, .right, .left, .up])
    #expect(keys("\u{1B}[5~\u{1B}[6~\u{1B}[H\u{1B}[15~") == [.previous, .next, .whole, .nothing])
    #expect(keys("q+\r\n\u{4}\t").filter { $0 != .larger } == [.leave, .leave, .leave, .leave, .leave])
  }

  /// A letter begins a command and is kept, whole; `q` where another follows.
  @Test func aLetterIsForThePrompt() {
    #expect(keys("nprq") == ["n", "p", "r"].map { .type(Array($0.utf8)) })
    #expect(keys("queu").first == .type([0x71]) && keys("qé").first == .type([0x71]))
    #expect(keys("vé1€?") == [.type([0x76]), .type(Array("é".utf8)), .type([0x31]), .type(Array("€".utf8)), .type([0x3F])])
  }

  @Test func anEscapeAloneIsAKeyOnlyWhenNothingFollows() {
    var bytes: [UInt8] = [0x1B]
    #expect(PictureKey.first(of: &bytes, isAll: false) == nil && bytes == [0x1B])
    #expect(PictureKey.first(of: &bytes, isAll: true) == .leave && bytes.isEmpty)
    bytes = [0x71]
    #expect(PictureKey.first(of: &bytes, isAll: false) == nil && bytes == [0x71])
    #expect(PictureKey.first(of: &bytes, isAll: true) == .leave && bytes.isEmpty)
    bytes = Array("\u{1B}[5".utf8)
    #expect(PictureKey.first(of: &bytes, isAll: false) == nil && bytes.count == 3)
    bytes = [0xC3]
    #expect(PictureKey.first(of: &bytes, isAll: false) == nil)
    #expect(PictureKey.first(of: &bytes, isAll: true) == .type([0xC3]))
  }

  @Test func aLookIsEnlargedMovedAndTurned() throws {
    var look = PictureLook()
    #expect(look.after(.left) == nil && look.after(.smaller) == nil && look.after(.whole) == nil && look.after(.next) == nil)
    for _ in 0..<9 { look = look.after(.larger) ?? look }
    #expect(look.zoom == 8 && look.after(.larger) == nil)
    for _ in 0..<99 { look = look.after(.right)?.after(.down) ?? look }
    // No further than its edge.
    #expect(look.across == 1 - 0.5 / 8 && look.down == 1 - 0.5 / 8 && look.after(.right) == nil)
    #expect(try #require(look.after(.whole)) == PictureLook())
    for _ in 0..<9 { look = look.after(.smaller) ?? look }
    #expect(look == PictureLook())
    look.page = 2
    look = try #require(look.after(.turn))
    #expect(look.quarters == 1 && look.page == 2)
    for _ in 0..<3 { look = try #require(look.after(.turn)) }
    #expect(look.quarters == 0)
  }

  /// A box of another shape than the page is filled, at the scale that was asked for.
  @Test func whatIsSeenFillsItsBox() {
    var look = PictureLook()
    #expect(look.seen(of: (480, 300), shape: 2) == .whole)
    look.zoom = 2
    let seen = look.seen(of: (480, 300), shape: 2)
    #expect(abs(seen.height - 0.5) < 1e-9 && abs(seen.width - 300.0 / 480) < 1e-9)
    #expect(abs(seen.left + seen.width / 2 - 0.5) < 1e-9 && abs(seen.top - 0.25) < 1e-9)
    (look.across, look.down) = (1, 1)
    let corner = look.seen(of: (480, 300), shape: 2)
    #expect(abs(corner.left + corner.width - 1) < 1e-9 && abs(corner.top + corner.height - 1) < 1e-9)
    look.area = PictureArea(left: 0.5, top: 0.5, width: 0.5, height: 0.5)
    let zone = look.seen(of: (480, 300), shape: 2)
    #expect(zone.left >= 0.5 && zone.top >= 0.5 && zone.left + zone.width <= 1.000001 && zone.width < 0.5)
  }
}
