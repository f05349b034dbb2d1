/// Decides, scalar by scalar, what of an untrusted text may reach a terminal.
///
/// Everything that came from outside (data, server errors, arguments, notices) passes here once, by way of ``SafeText``.
/// Controls are shown as `\x1B`, invisible and direction-changing scalars as `<U+202E>`.
public enum Sanitizer {
  /// What becomes of line feeds.
  public enum Newlines: Sendable {
    /// They stay line breaks.
    case kept
    /// They are shown as `⏎`: the text stays on its line.
    case shown
  }

  /// More marks than this on one base are shown instead of stacked: real orthographies need three.
  static let marksPerBase = 4

  /// The text with everything dangerous made visible.
  ///
  /// Idempotent: a cleaned text is clean.
  public static func clean(_ text: String, newlines: Newlines = .shown) -> String {
    escape(text, newlines: newlines) { visible($0) }
  }

  /// The text with everything dangerous (and, where `newlines` says so, line feeds) replaced by what `replacement` gives,
  /// so that a format with escapes of its own, as JSON, loses nothing.
  public static func escape(
    _ text: String, newlines: Newlines = .shown, replacement: (Unicode.Scalar) -> String
  ) -> String {
    if isPlainlyClean(text, newlines) { return text }
    var result = String.UnicodeScalarView()
    var scan = Scan()
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      if scalar == "\n" && newlines == .kept {
        scan = Scan()
        result.append(scalar)
      } else if scan.keeps(scalar, before: index < scalars.endIndex ? scalars[index] : nil) {
        result.append(scalar)
      } else {
        // A mark that follows has nothing to stand on but our own sign.
        scan = Scan()
        result.append(contentsOf: replacement(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// Whether one look at the bytes shows that nothing has to be done: ASCII, Latin letters with their accents, and the
  /// apostrophes, dashes and quotation marks of General Punctuation. Nearly every value of every table is so.
  private static func isPlainlyClean(_ text: String, _ newlines: Newlines) -> Bool {
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case 0x20..<0x7F: continue
      case 0x0A where newlines == .kept: continue
      // U+0080 to U+00BF: C1 and the soft hyphen are among them.
      case 0xC2:
        guard let next = bytes.next(), next >= 0xA0, next != 0xAD else { return false }
      // U+00C0 to U+02FF.
      case 0xC3...0xCB: _ = bytes.next()
      // U+2010 to U+2027; what is before and after it is invisible or turns the text round.
      case 0xE2:
        guard bytes.next() == 0x80, let last = bytes.next(), (0x90...0xA7).contains(last) else { return false }
      default: return false
      }
    }
    return true
  }

  /// Whether ``clean(_:newlines:)`` would leave the text as it is.
  public static func isClean(_ text: String, newlines: Newlines = .shown) -> Bool {
    var dirty = false
    _ = escape(text, newlines: newlines) { _ in
      dirty = true
      return ""
    }
    return !dirty
  }

  /// How a scalar that must not be passed on is shown.
  static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "⏎"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let hex = String(scalar.value, radix: 16, uppercase: true)
      if scalar.value < 0x100 && scalar.value != 0xAD { return "\\x" + padded(hex, to: 2) }
      return "<U+\(padded(hex, to: 4))>"
    }
  }

  /// Left-padded with zeros to `count` digits.
  static func padded(_ digits: String, to count: Int) -> String {
    String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}

/// What has to be remembered between scalars: whether marks have something to stand on, and whether an emoji is being built.
private struct Scan {
  var hasBase = false
  var marks = 0
  var emoji = false
  var previous: Unicode.Scalar?

  mutating func keeps(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    let value = scalar.value
    if value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD { return false }
    // Latin with its accents and punctuation: nothing invisible below the combining marks but what was refused above.
    if value < 0x300 {
      note(scalar, emoji: value > 0x7F && scalar.properties.isEmoji)
      return true
    }
    switch value {
    case 0x200D:
      guard emoji, let next, next.value > 0x7F, next.properties.isEmoji else { return false }
      previous = scalar
      return true
    case 0xFE0E, 0xFE0F:
      guard let base = previous, base.properties.isEmoji, base.value > 0x7F || next?.value == 0x20E3 else { return false }
      previous = scalar
      return true
    case 0xFE00...0xFE0D, 0xE0100...0xE01EF:
      guard let base = previous, base.properties.isIdeographic else { return false }
      previous = scalar
      return true
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return false }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: return false
    case .nonspacingMark, .enclosingMark:
      guard hasBase, marks < Sanitizer.marksPerBase else { return false }
      marks += 1
      previous = scalar
      return true
    default:
      // A skin tone belongs to the emoji before it: the sequence goes on.
      note(scalar, emoji: properties.isEmoji)
      return true
    }
  }

  private mutating func note(_ scalar: Unicode.Scalar, emoji: Bool) {
    hasBase = true
    marks = 0
    self.emoji = emoji
    previous = scalar
  }
}
