/// Decodes base64 without line breaks, as the embedding plugin writes it; `nil` where the text is anything else.
func base64Decoded(_ text: StaticString) -> [UInt8]? {
  text.withUTF8Buffer { digits in
    guard digits.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    for start in stride(from: 0, to: digits.count, by: 4) {
      var group: UInt32 = 0
      var padding = 0
      for digit in digits[start..<start + 4] {
        let value: UInt32
        guard padding == 0 || digit == UInt8(ascii: "=") else { return nil }
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        case UInt8(ascii: "=") where start + 4 == digits.count:
          value = 0
          padding += 1
        default: return nil
        }
        group = group << 6 | value
      }
      guard padding <= 2 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: group >> 16))
      if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
      if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: group)) }
    }
    return bytes
  }
}
