/// Alphabets whose letters look alike.
///
/// Swift's standard library knows no scripts, and only those that imitate Latin letters matter here.
enum Script: Hashable {
  case latin, greek, cyrillic, armenian, cherokee, mathematical

  /// The script of a letter; nil for anything else.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F,
      0xA722...0xA7FF, 0xAB30...0xAB64, 0xFB00...0xFB06, 0x212A, 0x212B:
      self = .latin
    case 0x370...0x373, 0x376...0x377, 0x37B...0x37D, 0x37F, 0x386, 0x388...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x482, 0x48A...0x52F, 0x1C80...0x1C8F, 0xA640...0xA66E, 0xA680...0xA69D: self = .cyrillic
    case 0x531...0x556, 0x560...0x588: self = .armenian
    case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
    case 0x1D400...0x1D7CB, 0x2100...0x2129, 0x212C...0x2138, 0xFF21...0xFF3A, 0xFF41...0xFF5A: self = .mathematical
    default: return nil
    }
  }
}

/// Whether a word of the text mixes letters of several alphabets (a Cyrillic `о` in `Dupоnt`): nobody's name does, a
/// forgery may. Words are what stands between non-letters; marks and apostrophes do not end them.
public func mixedScripts(in text: String) -> Bool {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
  var word: Script?
  for scalar in text.unicodeScalars {
    if let script = Script(scalar) {
      if let word, word != script { return true }
      word = script
    } else if !scalar.properties.isAlphabetic, !isInsideWord(scalar) {
      word = nil
    }
  }
  return false
}

private func isInsideWord(_ scalar: Unicode.Scalar) -> Bool {
  if scalar == "'" || scalar == "’" { return true }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return true
  default: return false
  }
}
