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

  /// Columns of a checked line of signs: all but its colours, a column each.
  static func width(of line: String) -> Int {
    var columns = 0
    var isColour = false
    for scalar in line.unicodeScalars {
      if isColour {
        isColour = scalar != "m"
      } else if scalar == "\u{1B}" {
        isColour = true
      } else {
        columns += 1
      }
    }
    return columns
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

  /// One picture in kitty's graphics protocol, as chafa writes it: an opening that says how many pixels of four bytes follow and nothing
  /// else, chunks of base64 of no more than 4096 characters, an end. Shown in so many cells, whatever the opening says of them. nil if
  /// anything else is in it.
  static func checkedKitty(_ bytes: [UInt8], width: Int, height: Int, columns: Int, rows: Int) -> String? {
    var chunks: [Substring] = []
    var rest = trimmed(bytes)[...]
    while !rest.isEmpty {
      guard rest.hasPrefix("\u{1B}_G"), let end = rest.utf8.dropFirst(3).firstIndex(of: 0x1B), rest[end...].hasPrefix("\u{1B}\\") else {
        return nil
      }
      chunks.append(rest[rest.utf8.index(rest.startIndex, offsetBy: 3)..<end])
      rest = rest[rest.utf8.index(end, offsetBy: 2)...]
    }
    guard chunks.count > 2, let opening = chunks.first, let end = chunks.last, end == "m=0",
      opening.hasPrefix("a=T,f=32,s=\(width),v=\(height),c="), opening.hasSuffix(",m=1"),
      opening.utf8.allSatisfy({ isDigit($0) || (0x61...0x7A).contains($0) || [0x54, 0x2C, 0x3D].contains($0) }), opening.utf8.count < 64
    else { return nil }
    var length = 0
    for chunk in chunks.dropFirst().dropLast() {
      guard chunk.hasPrefix("m=1;"), chunk.utf8.count <= 4100, isBase64(chunk.dropFirst(4)) else { return nil }
      length += decodedLength(chunk.dropFirst(4))
    }
    guard length == width * height * 4 else { return nil }
    let first = "a=T,f=32,s=\(width),v=\(height),c=\(columns),r=\(rows),q=2,m=1"
    return ([Substring(first)] + chunks.dropFirst()).map { "\u{1B}_G\($0)\u{1B}\\" }.joined()
  }

  /// One inline picture in iTerm2's protocol, as chafa writes it: the opening of a picture that is shown and not kept, base64, the end.
  /// Shown in so many cells, whatever the opening says of them. nil if anything else is in it.
  static func checkedITerm(_ bytes: [UInt8], width: Int, height: Int, columns: Int, rows: Int) -> String? {
    let text = trimmed(bytes)
    let name = "\u{1B}]1337;File=inline=1;width="
    guard text.hasPrefix(name), text.hasSuffix("\u{07}"), let colon = text.firstIndex(of: ":") else { return nil }
    let size = text[text.index(text.startIndex, offsetBy: name.count)..<colon]
    let parts = size.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.allSatisfy(isDigit), parts[1].hasPrefix("height="),
      parts[1].dropFirst(7).utf8.allSatisfy(isDigit),
      parts[2] == "preserveAspectRatio=0"
    else { return nil }
    let data = text[text.index(after: colon)...].dropLast()
    // A TIFF without compression: its pixels and less than a kilobyte of what it says of itself.
    guard isBase64(data), (0..<1024).contains(decodedLength(data) - width * height * 4), data.hasPrefix("SUkqA") else { return nil }
    return "\(name)\(columns);height=\(rows);preserveAspectRatio=0:\(data)\u{07}"
  }

  /// The text without the line feeds at its end; empty where it is not ASCII.
  private static func trimmed(_ bytes: [UInt8]) -> String {
    var rest = bytes[...]
    while rest.last == 0x0A { rest.removeLast() }
    return rest.allSatisfy { $0 < 0x80 } ? String(decoding: rest, as: UTF8.self) : ""
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isBase64(_ text: Substring) -> Bool {
    let body = text.utf8.prefix { isDigit($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2B || $0 == 0x2F }
    let padding = text.utf8.count - body.count
    return !text.isEmpty && text.utf8.count % 4 == 0 && padding <= 2 && text.utf8.dropFirst(body.count).allSatisfy { $0 == 0x3D }
  }

  private static func decodedLength(_ text: Substring) -> Int {
    text.utf8.count / 4 * 3 - text.utf8.suffix(2).count { $0 == 0x3D }
  }
}
