import Terminal
import Testing

@Suite("What reaches a terminal")
struct SanitizerTests {
  static let hidden: [ClosedRange<UInt32>] = [
    // C0 without the line feed, DEL and C1.
    0x00...0x09, 0x0B...0x1F, 0x7F...0x9F,
    // Bidi controls.
    0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,
    // Zero width, fillers, separators, soft hyphen, byte order mark.
    0xAD...0xAD, 0x034F...0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180E, 0x200B...0x200D, 0x2028...0x2029,
    0x2060...0x206F, 0x3164...0x3164, 0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFA0...0xFFA0, 0xFFF9...0xFFFB,
    // Private use, noncharacters, tags, further variation selectors.
    0xE000...0xE010, 0xFFFE...0xFFFF, 0xFDD0...0xFDEF, 0xE0000...0xE007F, 0xE0100...0xE01EF, 0xF0000...0xF0010,
    0x1D173...0x1D17A,
  ]

  @Test("Each hidden scalar is shown as its number, wherever it stands", arguments: hidden)
  func showsHidden(range: ClosedRange<UInt32>) {
    for value in range {
      let scalar = Unicode.Scalar(value)!
      for text in ["\(scalar)", "a\(scalar)b", "é\(scalar)", "\(scalar)\(scalar)", "\u{1F600}\(scalar)x"] {
        let clean = Sanitizer.clean(text)
        let isEmojiSelector = (0xFE0E...0xFE0F).contains(value) && text.unicodeScalars.first == "\u{1F600}"
        #expect(clean.unicodeScalars.contains(scalar) == isEmojiSelector, "U+\(String(value, radix: 16)) in \(text.debugDescription)")
        #expect(Sanitizer.clean(clean) == clean)
      }
    }
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\\x1B[31mred"), ("a\rb", "a\\rb"), ("a\tb", "a\\tb"), ("\u{0}", "\\x00"), ("\u{7F}", "\\x7F"),
    ("\u{9B}31m", "\\x9B31m"), ("a\u{202E}fdp.exe", "a<U+202E>fdp.exe"), ("a\u{200B}b", "a<U+200B>b"), ("a\nb", "a⏎b"),
    ("x\u{AD}y", "x<U+00AD>y"), ("\u{E0041}", "<U+E0041>"), ("\u{301}", "<U+0301>"), ("a\r\nb", "a\\r⏎b"),
    ("a\u{85}b", "a\\x85b"), ("1\u{FE0F}", "1<U+FE0F>"),
  ])
  func shows(text: String, as shown: String) {
    #expect(Sanitizer.clean(text) == shown)
  }

  @Test(
    "Text of people passes unchanged",
    arguments: [
      "Éloïse Lefèvre-Düçe", "E\u{301}loi\u{308}se", "Ngọc Ẩn", "Ωμέγα Журавлёв", "李小龍", "عمر خيّام", "हिन्दी", "O’Connor",
      "👩‍👩‍👧‍👦", "👨🏽‍🚒", "🏳️‍🌈", "🇫🇷", "1️⃣", "☎️", "☎︎", "❤️", "12 €\u{A0}50", "葛\u{E0100}", "N° 5 «\u{202F}ça\u{202F}»",
    ])
  func keeps(text: String) {
    #expect(Sanitizer.clean(text) == text)
    #expect(Sanitizer.isClean(text))
  }

  @Test("A joiner counts only between two emoji")
  func joiners() {
    #expect(Sanitizer.clean("a\u{200D}b") == "a<U+200D>b")
    #expect(Sanitizer.clean("👩\u{200D}x") == "👩<U+200D>x")
    #expect(Sanitizer.clean("x\u{200D}👩") == "x<U+200D>👩")
    #expect(Sanitizer.clean("1\u{200D}👩") == "1<U+200D>👩")
    #expect(Sanitizer.clean("👩\u{200D}\u{200D}👩") == "👩<U+200D><U+200D>👩")
  }

  @Test("England's flag is spelt with tags, which could hide anything")
  func tags() {
    #expect(Sanitizer.clean("🏴\u{E0067}\u{E007F}") == "🏴<U+E0067><U+E007F>")
  }

  @Test("Marks are stacked only as high as a language needs")
  func marks() {
    let tower = "a" + String(repeating: "\u{301}", count: 6)
    #expect(Sanitizer.clean(tower) == "a" + String(repeating: "\u{301}", count: 4) + "<U+0301><U+0301>")
  }

  @Test("Line feeds are kept on demand, and nothing else")
  func newlines() {
    #expect(Sanitizer.clean("a\r\nb\u{2028}c", newlines: .kept) == "a\\r\nb<U+2028>c")
  }

  @Test("Whatever comes in, nothing that moves the cursor or the reader comes out")
  func property() {
    var random = SplitMix(state: 20_261_124)
    let forbidden = { (scalar: Unicode.Scalar) in
      (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
        || scalar.properties.isBidiControl || (0x2028...0x2029).contains(scalar.value) || (0xE0000...0xE007F).contains(scalar.value)
        || scalar.value == 0x200B || scalar.value == 0xFEFF
    }
    let edges: [[UInt32]] = Self.hidden.map { [$0.lowerBound, $0.upperBound] }
    let bases: [UInt32] = edges.joined() + [0x0A, 0x41, 0xE9, 0x301, 0x1F469, 0x1F3FD, 0x200D, 0xFE0F, 0x1F1EB]
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let value = Bool.random(using: &random) ? bases.randomElement(using: &random)! : UInt32.random(in: 0...0x10FFFF, using: &random)
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      let input = String(text)
      for newlines in [Sanitizer.Newlines.kept, .shown] {
        let clean = Sanitizer.clean(input, newlines: newlines)
        #expect(!clean.unicodeScalars.contains(where: forbidden), "\(input.debugDescription)")
        #expect(newlines == .kept || !clean.utf8.contains(0x0A))
        #expect(Sanitizer.clean(clean, newlines: newlines) == clean)
        #expect(SafeText(input, newlines: newlines).plain == clean)
      }
    }
  }
}

/// Random numbers that are the same on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
