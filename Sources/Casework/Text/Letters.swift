/// The text without white space around it.
func trimmed(_ text: some StringProtocol) -> Substring {
  var rest = Substring(text)
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return rest
}

/// The number in decimal with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// For comparing names: capitals without accents, every run of anything but letters and digits a single space.
func folded(_ text: some StringProtocol) -> String {
  var result = ""
  var pending = false
  func append(_ letters: String) {
    if pending { result.append(" ") }
    pending = false
    result.append(letters)
  }
  if text.utf8.allSatisfy({ $0 < 0x80 }) {
    // Most texts: no table, no grapheme breaking.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      let isSmall = (0x61...0x7A).contains(byte)
      if isSmall || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) {
        if pending { bytes.append(0x20) }
        pending = false
        bytes.append(isSmall ? byte - 0x20 : byte)
      } else {
        pending = !bytes.isEmpty
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
  for character in text.uppercased() {
    if let plain = plainLetters[character] {
      append(plain)
    } else if character.isLetter || character.isNumber {
      append(String(character))
    } else {
      pending = !result.isEmpty
    }
  }
  return result
}

/// The words of ``folded(_:)``.
func foldedWords(_ text: some StringProtocol) -> [String] { folded(text).split(separator: " ").map { String($0) } }

private let plainLetters: [Character: String] = {
  var table: [Character: String] = ["Œ": "OE", "Æ": "AE", "ẞ": "SS"]
  let groups: [(String, String)] = [
    ("A", "ÀÁÂÃÄÅĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶ"), ("C", "ÇĆČĊ"), ("D", "ĎĐ"), ("E", "ÈÉÊËĒĖĘĚẸẺẼẾỀỂỄỆ"), ("G", "ĞĢĠ"), ("I", "ÌÍÎÏĪĮİỈỊĨ"), ("K", "Ķ"),
    ("L", "ŁĹĻĽ"), ("N", "ÑŃŅŇ"), ("O", "ÒÓÔÕÖØŌŐỌỎỐỒỔỖỘƠỚỜỞỠỢ"), ("R", "ŔŘ"), ("S", "ŚŠŞȘ"), ("T", "ŤŢȚ"), ("U", "ÙÚÛÜŪŮŰŲỤỦŨƯỨỪỬỮỰ"),
    ("Y", "ÝŸỲỴỶỸ"), ("Z", "ŹŻŽ"),
  ]
  for (plain, letters) in groups {
    for letter in letters { table[letter] = plain }
  }
  return table
}()
