/// What a file is, by its first bytes.
public enum FileType: String, CaseIterable, Sendable {
  /// JPEG picture.
  case jpeg
  /// PNG picture.
  case png
  /// PDF.
  case pdf
  /// GIF picture.
  case gif
  /// WebP picture.
  case webp
  /// HEIF picture, as telephones take them.
  case heif
  /// TIFF picture.
  case tiff
  /// BMP picture.
  case bmp
  /// ZIP, which is what office documents are.
  case zip
  /// Older office documents.
  case office
  /// A program.
  case executable
  /// HTML or XML text.
  case markup

  /// The type whose mark these bytes bear.
  ///
  /// - Parameter magic: The first bytes in hexadecimal, 16 or fewer.
  public init?(magic: String) {
    let hex = magic.lowercased()
    let marks: [(FileType, String)] = [
      (.jpeg, "ffd8ff"), (.png, "89504e470d0a1a0a"), (.gif, "47494638"), (.tiff, "49492a00"), (.tiff, "4d4d002a"), (.zip, "504b0304"),
      (.office, "d0cf11e0a1b11ae1"), (.executable, "7f454c46"), (.executable, "4d5a"), (.bmp, "424d"), (.markup, "3c"),
      (.markup, "efbbbf3c"),
    ]
    if let mark = marks.first(where: { hex.hasPrefix($0.1) }) {
      self = mark.0
    } else if hex.hasPrefix("52494646"), hex.dropFirst(16).hasPrefix("57454250") {
      self = .webp
    } else if hex.dropFirst(8).hasPrefix("66747970") {
      self = .heif
    } else if Self.holdsPDF(hex) {
      self = .pdf
    } else {
      return nil
    }
  }

  /// `%PDF-`, which may have a few bytes in front.
  private static func holdsPDF(_ hex: String) -> Bool {
    var rest = hex[...]
    while rest.utf8.count >= 10 {
      if rest.hasPrefix("255044462d") { return true }
      rest = rest.dropFirst(2)
    }
    return false
  }

  /// The type that a media type declares, where it is one that is accepted.
  public init?(accepted mediaType: String) {
    switch trimmed(mediaType.prefix { $0 != ";" }).lowercased() {
    case "image/jpeg", "image/jpg", "image/pjpeg": self = .jpeg
    case "image/png": self = .png
    case "application/pdf": self = .pdf
    default: return nil
    }
  }
}
