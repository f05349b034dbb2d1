/// What a key does in the picture mode.
public enum PictureKey: Sendable, Equatable {
  /// Larger, smaller.
  case larger, smaller
  /// Another part of it.
  case left, right, up, down
  /// A quarter clockwise.
  case turn
  /// All of it again.
  case whole
  /// The next page, and after the last one the next document; and back.
  case next, previous
  /// Back to the prompt.
  case leave
  /// Back to the prompt, where these bytes are the first of the line.
  case type([UInt8])
  /// A sequence that means nothing here.
  case nothing

  /// Takes the first key from what came from the keyboard; nil where it may be the beginning of a longer one.
  ///
  /// - Parameter isAll: whether nothing more came for a while: an Escape alone is a key then.
  static func first(of bytes: inout [UInt8], isAll: Bool) -> PictureKey? {
    guard let byte = bytes.first else { return nil }
    if byte == 0x1B { return sequence(&bytes, isAll: isAll) }
    if byte == UInt8(ascii: "q") { return end(&bytes, isAll: isAll) }
    if byte >= 0x80 {
      // A letter of several bytes is typed whole.
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      if bytes.count < length, !isAll { return nil }
      defer { bytes.removeFirst(min(length, bytes.count)) }
      return .type(Array(bytes.prefix(length)))
    }
    bytes.removeFirst()
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "="): return .larger
    case UInt8(ascii: "-"): return .smaller
    case UInt8(ascii: "0"): return .whole
    case UInt8(ascii: "/"): return .turn
    case UInt8(ascii: ">"), UInt8(ascii: " "): return .next
    case UInt8(ascii: "<"): return .previous
    case 0x0A, 0x0D, 0x04, 0x03: return .leave
    case 0x21...0x7E: return .type([byte])
    default: return .leave
    }
  }

  /// `q` alone; where a letter follows at once it begins a word, as any other letter does.
  private static func end(_ bytes: inout [UInt8], isAll: Bool) -> PictureKey? {
    if bytes.count == 1, !isAll { return nil }
    let byte = bytes.removeFirst()
    guard let next = bytes.first, next >= 0x80 || (0x61...0x7A).contains(next | 0x20) else { return .leave }
    return .type([byte])
  }

  /// `ESC [ … FINAL`, `ESC O FINAL`; Escape alone.
  private static func sequence(_ bytes: inout [UInt8], isAll: Bool) -> PictureKey? {
    guard bytes.count > 1 else {
      if isAll { bytes.removeFirst() }
      return isAll ? .leave : nil
    }
    guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
      // Escape, and then another key.
      bytes.removeFirst()
      return .leave
    }
    guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      if isAll || bytes.count > 32 { bytes = [] }
      return isAll ? .leave : nil
    }
    let name = String(decoding: bytes[2...end], as: UTF8.self)
    bytes.removeFirst(end + 1)
    return switch name {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "5~": .previous
    case "6~": .next
    case "H", "1~", "7~": .whole
    default: .nothing
    }
  }
}

extension PictureLook {
  /// The look after a key; nil where the key changes nothing of it.
  public func after(_ key: PictureKey) -> PictureLook? {
    var look = self
    // A quarter of what is seen.
    let step = 0.25 / zoom
    switch key {
    case .larger: look.zoom = min(Self.zooms.upperBound, zoom * 1.5)
    case .smaller:
      look.zoom = zoom / 1.5 < 1.05 ? 1 : zoom / 1.5
      // Smaller than a zone is all of the page.
      if zoom == 1 { look.area = .whole }
    case .left: look.across -= step
    case .right: look.across += step
    case .up: look.down -= step
    case .down: look.down += step
    case .turn:
      look = PictureLook()
      (look.page, look.quarters) = (page, (quarters + 1) % 4)
    case .whole:
      look = PictureLook()
      (look.page, look.quarters) = (page, quarters)
    case .next, .previous, .leave, .type, .nothing: return nil
    }
    let margin = min(0.5, 0.5 / look.zoom)
    look.across = min(max(margin, look.across), 1 - margin)
    look.down = min(max(margin, look.down), 1 - margin)
    return look == self ? nil : look
  }
}
