/// Takes a terminal's answers about itself out of what comes from the keyboard, and gives on what was typed. Pure: bytes in, bytes out.
///
/// Nothing else may be taken for an answer: each is recognised by its whole shape, and what only begins like one is given on when it ends
/// otherwise, or by ``expire()`` after a while of silence.
struct TerminalAnswers: Equatable {
  /// What it is and knows (DA1): 4 is sixel. nil until it has answered; every terminal does, and answers in turn.
  var attributes: [Int]?
  /// Whether it knows kitty's graphics.
  var knowsKitty = false
  /// Its name and version (XTVERSION).
  var name: String?
  /// Pixels of a cell.
  var cell: [Int]?
  /// Pixels that a picture may have.
  var limit: [Int]?

  private enum State: Equatable {
    case keys
    case escape
    /// `ESC [` and what followed.
    case control
    /// `ESC _` or `ESC P` and what followed, up to `ESC \`.
    case text
  }

  private var state = State.keys
  private var held: [UInt8] = []
  /// An answer is short: more than this is something else.
  private static let limit = 256

  /// Whether something is held back that may become an answer.
  var isHolding: Bool { state != .keys }

  /// Gives what is no answer.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var typed: [UInt8] = []
    for byte in bytes {
      switch state {
      case .keys: begin(byte, &typed)
      case .escape:
        held.append(byte)
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "_"), UInt8(ascii: "P"): state = .text
        case 0x1B:
          held.removeLast()
          give(&typed)
          begin(byte, &typed)
        default: give(&typed)
        }
      case .control:
        if byte == 0x1B {
          give(&typed)
          begin(byte, &typed)
          continue
        }
        held.append(byte)
        if (0x40...0x7E).contains(byte) {
          if !isControlAnswer() { typed += held }
          (held, state) = ([], .keys)
        } else if held.count > Self.limit || byte < 0x20 {
          give(&typed)
        }
      case .text:
        held.append(byte)
        if byte == UInt8(ascii: "\\"), held.suffix(2).first == 0x1B {
          if !isTextAnswer() { typed += held }
          (held, state) = ([], .keys)
        } else if held.count > Self.limit || (byte < 0x20 && byte != 0x1B) {
          give(&typed)
        }
      }
    }
    return typed
  }

  /// Nothing more came for a while: gives what was held back.
  mutating func expire() -> [UInt8] {
    var typed: [UInt8] = []
    give(&typed)
    return typed
  }

  private mutating func begin(_ byte: UInt8, _ typed: inout [UInt8]) {
    guard byte == 0x1B else { return typed.append(byte) }
    (held, state) = ([byte], .escape)
  }

  private mutating func give(_ typed: inout [UInt8]) {
    typed += held
    (held, state) = ([], .keys)
  }

  /// `ESC [ ? … c`, `ESC [ 6 ; H ; W t`, `ESC [ ? N ; 0 ; … S`.
  private mutating func isControlAnswer() -> Bool {
    let body = held.dropFirst(2).dropLast()
    let isPrivate = body.first == UInt8(ascii: "?")
    let parts = String(decoding: isPrivate ? body.dropFirst() : body, as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false)
    // What is left out is 0.
    let numbers = parts.compactMap { $0.isEmpty ? 0 : Int($0) }
    guard numbers.count == parts.count, numbers.allSatisfy({ (0...100_000).contains($0) }) else { return false }
    switch held.last {
    case UInt8(ascii: "c") where isPrivate:
      attributes = numbers
      return true
    case UInt8(ascii: "t") where !isPrivate && numbers.count == 3 && numbers[0] == 6:
      if numbers[1] > 0, numbers[2] > 0 { cell = [numbers[2], numbers[1]] }
      return true
    case UInt8(ascii: "S") where isPrivate && numbers.count >= 2:
      if numbers.count == 4, numbers[0] == 2, numbers[1] == 0, numbers[2] > 0, numbers[3] > 0 { limit = [numbers[2], numbers[3]] }
      return true
    default: return false
    }
  }

  /// `ESC _ G i=31;… ESC \`, `ESC P > | NAME ESC \`.
  private mutating func isTextAnswer() -> Bool {
    let body = String(decoding: held.dropFirst(2).dropLast(2), as: UTF8.self)
    if held[1] == UInt8(ascii: "_"), body.hasPrefix("Gi=31") {
      knowsKitty = body == "Gi=31;OK"
      return true
    }
    if held[1] == UInt8(ascii: "P"), body.hasPrefix(">|") {
      name = String(body.dropFirst(2))
      return true
    }
    return false
  }
}
