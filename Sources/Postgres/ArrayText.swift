/// PostgreSQL's text form of one-dimensional arrays: `{1,NULL,"a \"quoted\" one"}`.
enum ArrayText {
  /// The text form of an array. Every element is quoted, so that none can be taken for `NULL` or cut at a comma.
  static func encode(_ elements: [String?]) -> String {
    var text = "{"
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      guard let element else {
        text += "NULL"
        continue
      }
      text += "\""
      for scalar in element.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
      text += "\""
    }
    return text + "}"
  }

  /// The elements of an array's text form, `nil` for NULL; or `nil` when the text is not that of an array of one
  /// dimension with lower bound 1.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [String?]? {
    guard text.count >= 2, text[0] == UInt8(ascii: "{"), text[text.count - 1] == UInt8(ascii: "}") else { return nil }
    var elements: [String?] = []
    var position = 1
    let end = text.count - 1
    if position == end { return [] }
    while true {
      guard let element = element(text, from: &position, to: end) else { return nil }
      elements.append(element.text)
      if position == end { return elements }
      guard text[position] == UInt8(ascii: ",") else { return nil }
      position += 1
    }
  }

  /// An element that was read; `nil` text is NULL.
  private struct Element { let text: String? }

  private static func element(_ text: UnsafeBufferPointer<UInt8>, from position: inout Int, to end: Int) -> Element? {
    var bytes: [UInt8] = []
    let isQuoted = position < end && text[position] == UInt8(ascii: "\"")
    if isQuoted { position += 1 }
    while position < end {
      switch text[position] {
      case UInt8(ascii: "\\"):
        position += 1
        guard position < end else { return nil }
        bytes.append(text[position])
      case UInt8(ascii: "\"") where isQuoted:
        position += 1
        return String(validating: bytes, as: UTF8.self).map { Element(text: $0) }
      case UInt8(ascii: ",") where !isQuoted: return unquoted(bytes)
      case UInt8(ascii: "{") where !isQuoted, UInt8(ascii: "}") where !isQuoted: return nil
      default: bytes.append(text[position])
      }
      position += 1
    }
    return isQuoted ? nil : unquoted(bytes)
  }

  private static func unquoted(_ bytes: [UInt8]) -> Element? {
    guard !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return Element(text: text == "NULL" ? nil : text)
  }
}
