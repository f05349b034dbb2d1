/// The scripts that are told apart in a name, where one letter of another script imitates a Latin one.
public enum Script: String, CaseIterable, Sendable {
  /// Latin letters.
  case latin
  /// Greek letters.
  case greek
  /// Cyrillic letters.
  case cyrillic
  /// Armenian letters.
  case armenian
  /// Hebrew letters.
  case hebrew
  /// Arabic letters.
  case arabic
  /// Cherokee letters, many of which look like Latin capitals.
  case cherokee
  /// Letters of formulas and of full width.
  case mathematical
  /// Any other letters.
  case other

  /// The script of a letter; `nil` for what is no letter and belongs to every script.
  init?(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      guard (0x41...0x5A).contains(scalar.value & ~0x20) else { return nil }
      self = .latin
      return
    }
    guard scalar.properties.isAlphabetic else { return nil }
    switch scalar.value {
    case 0x2100...0x2129, 0x212C...0x2138, 0x1D400...0x1D7CB, 0xFF21...0xFF3A, 0xFF41...0xFF5A: self = .mathematical
    case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
    case 0x41...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF, 0xAB30...0xAB64, 0xFB00...0xFB06, 0x212A, 0x212B: self = .latin
    // Modifier letters and combining marks go with any script.
    case 0x2B0...0x36F, 0x1AB0...0x1AFF: return nil
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
    case 0x530...0x58F: self = .armenian
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: self = .arabic
    default: self = .other
    }
  }

  /// The scripts of a text, in the order of ``allCases``.
  static func all(in text: String) -> [Script] {
    let found = Set(text.unicodeScalars.compactMap { Script($0) })
    return allCases.filter { found.contains($0) }
  }

  /// The scripts that one word of the text mixes (a Cyrillic `о` in `Dupоnt`): nobody's name does, a forgery may; empty where none does.
  /// Words are what stands between non-letters; marks and apostrophes do not end them.
  public static func mixed(in text: String) -> [Script] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return [] }
    for word in text.unicodeScalars.split(whereSeparator: { !$0.properties.isAlphabetic && !isInsideWord($0) }) {
      let scripts = all(in: String(Substring(word))).filter { imitators.contains($0) }
      if scripts.count > 1 { return scripts }
    }
    return []
  }

  /// Those whose letters pass for others: 李Lee deceives nobody.
  private static let imitators: Set<Script> = [.latin, .greek, .cyrillic, .armenian, .cherokee, .mathematical]

  private static func isInsideWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "'" || scalar == "’" { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }
}

/// Characters that nobody sees and nobody types on purpose, as `U+202E`, each once, in order: controls, bidi controls, zero-width and
/// soft hyphens, unassigned and private ones. Line breaks count where `lines` is false.
func invisibleCharacters(in text: String, lines: Bool) -> [String] {
  var found: [String] = []
  for scalar in text.unicodeScalars {
    if (0x20...0x7E).contains(scalar.value) || lines && scalar == "\n" { continue }
    let hidden =
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
      // Hangul fillers are letters by category, blank to the eye.
      default: [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x034F].contains(scalar.value)
      }
    guard hidden else { continue }
    let code = "U+" + padded(hexadecimal: scalar.value)
    if !found.contains(code) { found.append(code) }
  }
  return found
}

private func padded(hexadecimal value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
