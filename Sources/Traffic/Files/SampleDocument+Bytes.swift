extension SampleDocument {
  private enum Format {
    case jpeg, png, pdf, unknown

    init(_ bytes: [UInt8]) {
      if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
        self = .jpeg
      } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
        self = .png
      } else if bytes.starts(with: Array("%PDF-".utf8)) {
        self = .pdf
      } else {
        self = .unknown
      }
    }
  }

  /// The file with a comment that bears `seed`: another SHA-256, the same picture.
  ///
  /// A JPEG gets a COM segment after its start marker, a PNG a `tEXt` chunk after its header, a PDF a comment line at its end. What
  /// the bytes are decides, not the name.
  public func uniqued(by seed: UInt64) -> [UInt8] {
    let bytes = self.bytes
    let mark = Array("specimen \(String(seed, radix: 16))".utf8)
    switch Format(bytes) {
    case .jpeg:
      let length = mark.count + 2
      return bytes[..<2] + [0xFF, 0xFE, UInt8(length >> 8), UInt8(length & 0xFF)] + mark + bytes[2...]
    case .png:
      let body = Array("tEXtComment".utf8) + [0] + mark
      // Signature 8, IHDR 25 bytes; the length of a chunk counts neither its name nor its checksum.
      return bytes[..<33] + Self.bigEndian(UInt32(body.count - 4)) + body + Self.bigEndian(Self.crc32(body)) + bytes[33...]
    case .pdf: return bytes + Array("% ".utf8) + mark + [0x0A]
    case .unknown: return bytes + mark
    }
  }

  /// Width and height from the header of a PNG or JPEG file, by the rules of `core.picture_size`.
  static func pictureSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    switch Format(bytes) {
    case .png where bytes.count >= 24: return (Int(bytes[18]) << 8 | Int(bytes[19]), Int(bytes[22]) << 8 | Int(bytes[23]))
    case .jpeg:
      var position = 2
      while position + 9 < bytes.count, bytes[position] == 0xFF {
        let marker = bytes[position + 1]
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
          return (Int(bytes[position + 7]) << 8 | Int(bytes[position + 8]), Int(bytes[position + 5]) << 8 | Int(bytes[position + 6]))
        }
        position += 2 + Int(bytes[position + 2]) << 8 + Int(bytes[position + 3])
      }
      return nil
    default: return nil
    }
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

  /// The checksum of a PNG chunk, over its name and data.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 { register = register & 1 == 0 ? register >> 1 : register >> 1 ^ 0xEDB8_8320 }
    }
    return ~register
  }
}
