/// Comparing names as people type them: without accents, whatever the case, `-`, `_` and apostrophes alike.
enum Folding {
  /// The text in lower case without accents; dashes, underscores, apostrophes and spaces become `-`.
  static func fold(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if scalar.isASCII {
        result.append(scalar == "_" || scalar == " " || scalar == "'" ? "-" : scalar)
      } else if let base = base(of: scalar) {
        result.append(contentsOf: base.unicodeScalars)
      } else if !(0x300...0x36F).contains(scalar.value) {
        result.append(scalar == "’" || scalar == "\u{A0}" ? "-" : scalar)
      }
    }
    return String(result)
  }

  private static func base(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "à", "á", "â", "ã", "ä", "å": "a"
    case "ç": "c"
    case "è", "é", "ê", "ë": "e"
    case "ì", "í", "î", "ï": "i"
    case "ñ": "n"
    case "ò", "ó", "ô", "õ", "ö": "o"
    case "ù", "ú", "û", "ü": "u"
    case "ý", "ÿ": "y"
    case "œ": "oe"
    case "æ": "ae"
    default: nil
    }
  }
}
