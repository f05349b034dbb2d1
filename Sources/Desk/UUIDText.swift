/// Random UUIDs (version 4) in their text form, for request ids and keys.
public enum UUIDText {
  /// A fresh one: `xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.
  public static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return make(generator.next(), generator.next())
  }

  /// The request id of a key: the key itself where it is a UUID, else one made of its text, always the same (FNV-1a over 128 bits).
  public static func of(_ key: String) -> String {
    let digits =
      key.utf8.count == 36
      && key.utf8.enumerated().allSatisfy { place, byte in
        [8, 13, 18, 23].contains(place) ? byte == UInt8(ascii: "-") : Character(Unicode.Scalar(byte)).isHexDigit
      }
    if digits { return key }
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in key.utf8 { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
    return make(UInt64(truncatingIfNeeded: hash >> 64), UInt64(truncatingIfNeeded: hash))
  }

  /// The one made of these 128 bits, version and variant set.
  public static func make(_ high: UInt64, _ low: UInt64) -> String {
    let high = (high & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
    let low = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: digits - text.count) + text
    }
    return
      "\(hex(high >> 32, 8))-\(hex(high >> 16 & 0xFFFF, 4))-\(hex(high & 0xFFFF, 4))-\(hex(low >> 48, 4))-\(hex(low & 0xFFFF_FFFF_FFFF, 12))"
  }
}
