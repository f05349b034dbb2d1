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
    case 0x41...0x24F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF: self = .latin
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
