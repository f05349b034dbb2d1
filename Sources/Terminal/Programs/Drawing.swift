/// What a drawing program wrote, checked before it may reach the terminal.
enum Drawing {
  /// Signs and colours: text lines and SGR sequences, nothing else. Showing and hiding the cursor is left out. nil if
  /// anything else is in it.
  static func checkedSymbols(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var result = ""
    var plain = ""
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\u{1B}" else {
        plain.unicodeScalars.append(scalar)
        continue
      }
      guard scalars.popFirst() == "[" else { return nil }
      let parameters = scalars.prefix { ("0"..."9").contains($0) || $0 == ";" || $0 == "?" }
      scalars = scalars.dropFirst(parameters.count)
      let sequence = String(Substring(parameters))
      switch scalars.popFirst() {
      case "m" where !sequence.contains("?") && sequence.utf8.count <= 64:
        // Text is judged whole between two sequences, as the sanitiser looks at neighbours.
        guard Sanitizer.isClean(plain, newlines: .kept) else { return nil }
        result += plain + "\u{1B}[\(sequence)m"
        plain = ""
      case "h" where sequence == "?25", "l" where sequence == "?25": break
      default: return nil
      }
    }
    guard Sanitizer.isClean(plain, newlines: .kept) else { return nil }
    return result + plain
  }

  /// One sixel picture (DEC STD 070): the opening, data of the sixel alphabet, the end, and line feeds. nil if anything else
  /// is in it.
  static func checkedSixel(_ bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    while rest.last == 0x0A { rest.removeLast() }
    guard rest.starts(with: [0x1B, 0x50]), rest.suffix(2) == [0x1B, 0x5C] else { return nil }
    rest = rest.dropFirst(2).dropLast(2)
    let parameters = rest.prefix { (0x30...0x39).contains($0) || $0 == 0x3B }
    rest = rest.dropFirst(parameters.count)
    guard rest.first == UInt8(ascii: "q") else { return nil }
    // ? to ~ are pixels; the others repeat, choose colours, and end lines.
    let isData = rest.dropFirst().allSatisfy { byte in
      (0x3F...0x7E).contains(byte) || (0x30...0x39).contains(byte) || [0x21, 0x22, 0x23, 0x24, 0x2D, 0x3B, 0x0A].contains(byte)
    }
    return isData ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
