/// Parts what a terminal sends into keys and bracketed pastes (`ESC [ 200 ~ … ESC [ 201 ~`), with a limit.
///
/// Readline would collect a paste itself and block until its end comes; here a paste that never ends is given up by
/// ``expire()``, which whoever waits calls after a while of silence. Pure: bytes in, pieces out.
struct KeyStream {
  enum Piece: Equatable {
    /// To be edited with.
    case keys([UInt8])
    /// The whole paste, without its brackets.
    case paste([UInt8])
    /// A paste that was not taken.
    case refused(PasteRefusal)
  }

  /// What is being waited for.
  enum Waiting: Equatable {
    /// Nothing: all that came was given on.
    case nothing
    /// The rest of a sequence that may open a paste; or just the Escape key.
    case sequence
    /// The end of a paste.
    case endOfPaste
  }

  private enum State: Equatable {
    case keys
    case paste
    /// Too large: dropped up to its end.
    case discarding
  }

  private static let start: [UInt8] = Array("\u{1B}[200~".utf8)
  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

  private let limit: Int
  private var state = State.keys
  private var content: [UInt8] = []
  /// How much of the bracket that would end the present state has been seen.
  private var matched = 0

  init(limit: Int) { self.limit = limit }

  var waiting: Waiting {
    switch state {
    case .keys: matched > 0 ? .sequence : .nothing
    case .paste, .discarding: .endOfPaste
    }
  }

  mutating func take(_ bytes: some Sequence<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    for byte in bytes { take(byte, &pieces) }
    // Only a bracket half seen is held back; keys are wanted at once.
    if state == .keys { giveKeys(&pieces) }
    return pieces
  }

  /// Nothing more came for a while: an Escape alone was a key, a paste without end is refused.
  mutating func expire() -> [Piece] {
    var pieces: [Piece] = []
    switch state {
    case .keys:
      content += Self.start[..<matched]
      giveKeys(&pieces)
    case .paste: pieces.append(.refused(.unfinished))
    case .discarding: pieces.append(.refused(.tooLarge(limit: limit)))
    }
    state = .keys
    content = []
    matched = 0
    return pieces
  }

  private mutating func take(_ byte: UInt8, _ pieces: inout [Piece]) {
    let bracket = state == .keys ? Self.start : Self.end
    if byte == bracket[matched] {
      matched += 1
      if matched == bracket.count { pass(&pieces) }
      return
    }
    add(bracket[..<matched])
    // Both brackets have their Escape only at the start: a mismatch can begin a new one, never lie inside one.
    matched = byte == bracket[0] ? 1 : 0
    if matched == 0 { add([byte]) }
  }

  private mutating func add(_ bytes: some Collection<UInt8>) {
    if state == .discarding { return }
    content += bytes
    if state == .paste, content.count > limit {
      state = .discarding
      content = []
    }
  }

  private mutating func pass(_ pieces: inout [Piece]) {
    matched = 0
    switch state {
    case .keys:
      giveKeys(&pieces)
      state = .paste
      return
    case .paste: pieces.append(.paste(content))
    case .discarding: pieces.append(.refused(.tooLarge(limit: limit)))
    }
    state = .keys
    content = []
  }

  private mutating func giveKeys(_ pieces: inout [Piece]) {
    if content.isEmpty { return }
    pieces.append(.keys(content))
    content = []
  }
}

/// What becomes of a paste: lines whose controls are visible.
enum PastedText {
  /// The lines of a paste. Terminals send carriage returns for line feeds; tabs become spaces. Line feeds at its end are
  /// dropped: nothing runs because the selection went to the end of a line.
  static func lines(of bytes: [UInt8]) -> [String] {
    var text = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
      .joined(separator: "\n")
    text = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "\r": "\n"
          case "\t": " "
          default: scalar
          }
        }))
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Sanitizer.clean(String($0)) }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return lines
  }
}
