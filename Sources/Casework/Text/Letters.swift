/// The text without white space around it.
func trimmed(_ text: some StringProtocol) -> Substring {
  var rest = Substring(text)
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return rest
}

/// The number in decimal with leading zeros.
public func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// For comparing names: capitals without accents, every run of anything but letters and digits a single space. The same as `core.fold` in
/// the database, by which trainings and accounts are matched.
func folded(_ text: some StringProtocol) -> String {
  var result = String.UnicodeScalarView()
  var pending = false
  func append(_ letters: some Sequence<Unicode.Scalar>) {
    if pending { result.append(" ") }
    pending = false
    result.append(contentsOf: letters)
  }
  if text.utf8.allSatisfy({ $0 < 0x80 }) {
    // Most texts: no table, no properties.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z": append(CollectionOfOne(Unicode.Scalar(UInt8(scalar.value) - 0x20)))
      case "A"..."Z", "0"..."9": append(CollectionOfOne(scalar))
      default: pending = !result.isEmpty
      }
    }
    return String(result)
  }
  for letter in text.unicodeScalars {
    if let plain = plainLetters[letter] {
      append(plain.unicodeScalars)
      continue
    }
    for scalar in letter.properties.uppercaseMapping.unicodeScalars {
      if let plain = plainLetters[scalar] {
        append(plain.unicodeScalars)
        continue
      }
      switch scalar.properties.generalCategory {
      // What is written over a letter, or not seen at all; the dot of the Catalan l·l.
      case .nonspacingMark, .enclosingMark, .format: break
      case .otherPunctuation where scalar == "\u{B7}": break
      // Among them apostrophes.
      case .modifierLetter where (0x2B0...0x2FF).contains(scalar.value): pending = !result.isEmpty
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber:
        append(CollectionOfOne(scalar))
      default: pending = !result.isEmpty
      }
    }
  }
  return String(result)
}

/// The words of ``folded(_:)``.
func foldedWords(_ text: some StringProtocol) -> [String] { folded(text).split(separator: " ").map { String($0) } }

private let plainLetters: [Unicode.Scalar: String] = {
  var table: [Unicode.Scalar: String] = [:]
  for line in plainLetterLines.split(separator: "\n") {
    let words = line.split(separator: " ")
    for letter in words[1].unicodeScalars { table[letter] = String(words[0]) }
  }
  return table
}()
