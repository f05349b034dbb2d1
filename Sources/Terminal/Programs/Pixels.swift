/// Raw pixels (PPM, 8 bits a channel), the only thing that passes from a decoder to the program that draws.
struct Pixels: Equatable {
  let width: Int
  let height: Int
  /// Red, green, blue, row by row.
  let bytes: [UInt8]

  /// The most that is accepted on a side.
  static let sideLimit = 4096

  /// Reads a binary PPM (or PGM) strictly: its header, sides within the limit, and as many bytes as they say, no more.
  init?(ppm file: [UInt8]) {
    var reader = Header(rest: file[...])
    guard let kind = reader.word(), kind == "P6" || kind == "P5", let width = reader.number(), let height = reader.number(),
      reader.number() == 255, (1...Self.sideLimit).contains(width), (1...Self.sideLimit).contains(height)
    else { return nil }
    // One white space ends the header.
    let data = reader.rest.dropFirst()
    guard data.count == width * height * (kind == "P6" ? 3 : 1) else { return nil }
    self.width = width
    self.height = height
    bytes = kind == "P6" ? Array(data) : data.flatMap { [$0, $0, $0] }
  }

  /// The pixels as a PPM of our own making.
  var ppm: [UInt8] { Array("P6\n\(width) \(height)\n255\n".utf8) + bytes }

  /// The words of a PPM's header, with its comments skipped.
  private struct Header {
    var rest: ArraySlice<UInt8>

    mutating func word() -> String? {
      while let byte = rest.first {
        if byte == UInt8(ascii: "#") {
          rest = rest.drop { $0 != 0x0A }
        } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
          rest = rest.dropFirst()
        } else {
          break
        }
      }
      let word = rest.prefix(12).prefix { $0 > 0x20 && $0 < 0x7F }
      rest = rest.dropFirst(word.count)
      return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    mutating func number() -> Int? { word().flatMap { Int($0) } }
  }
}
