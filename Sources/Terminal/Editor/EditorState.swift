import CReadline
import Glibc

/// What readline's callbacks share with the ``LineEditor``: C functions carry no context.
///
/// Touched by the one thread that edits, as readline itself.
final class EditorState {
  nonisolated(unsafe) static let shared = EditorState()

  /// Keys that came and that readline has not asked for yet. They outlive a line: one may type ahead.
  var keys: [UInt8] = []
  /// Keys that came while something else read the keyboard, not yet parted into keys and pastes.
  var ahead: [UInt8] = []
  /// What the terminal said of itself, and whether its last answer is still to come.
  var answers = TerminalAnswers()
  var awaitsAnswers = false
  /// How fast lines come.
  var pace = LinePace()
  /// Whether the line that was given last is but the second end of the one before it.
  var cameAlong = false
  /// The line that readline gave; `.some(nil)` for the end of the file.
  var finished: String??
  var complete: (_ word: String, _ lineBefore: String) -> [Completion] = { _, _ in [] }
  /// What Alt and a digit write.
  var advise: (Int) -> String? = { _ in nil }
  /// The candidates of the last Tab, for the list.
  var candidates: [Completion] = []
  var output: Output?
  var isPrepared = false

  private var position = 0

  var hasKeys: Bool { position < keys.count }

  /// What was typed of what came: a terminal's answers are taken out of it, however late they are.
  func withoutAnswers(_ bytes: some Collection<UInt8>) -> [UInt8] {
    guard awaitsAnswers else { return Array(bytes) }
    let typed = answers.take(bytes)
    if answers.attributes != nil { awaitsAnswers = false }
    return awaitsAnswers ? typed : typed + answers.expire()
  }

  /// Gives the keys that came while something else read the keyboard.
  func takeAhead() -> [UInt8] {
    defer { ahead = [] }
    return ahead
  }

  /// Forgets the keys that were not asked for; gives them.
  func dropKeys() -> [UInt8] {
    defer { (keys, position) = ([], 0) }
    return Array(keys[position...])
  }

  func nextKey() -> UInt8 {
    let key = keys[position]
    position += 1
    pace.took()
    if position == keys.count {
      keys.removeAll(keepingCapacity: true)
      position = 0
    }
    return key
  }

  /// Sets readline up once a process.
  func prepare() {
    if isPrepared { return }
    isPrepared = true
    setlocale(LC_CTYPE, "")
    // Accents are edited as letters even where no locale is set.
    if String(cString: nl_langinfo(CInt(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    // Readline keeps the pointer.
    creadline_prepare(
      strdup("pupitre"),
      { word, start, _ in EditorState.shared.matches(word, start: Int(start)) },
      { _, _ in nil },
      { _, _, _ in EditorState.shared.showCandidates() },
      { _ in EditorState.shared.readKey() },
      { EditorState.shared.keyIsWaiting() },
      { line, index in EditorState.isEscaped(line, at: Int(index)) })
    creadline_bind_advice { _, key in
      // Alt and a digit come as the digit with its eighth bit, or behind an Escape.
      EditorState.shared.type(advice: Int(key & 0x7F) - 0x30)
      return 0
    }
  }

  /// Writes the advice of that number, as if it was typed; rings where there is none.
  private func type(advice number: Int) {
    guard (0...9).contains(number), let text = advise(number) else {
      rl_ding()
      return
    }
    creadline_type(text)
  }

  /// A key for a command that wants a second one at once. Waiting here would stop everything else: after a signal it gets
  /// Ctrl-G, which gives the command up.
  private func readKey() -> CInt {
    if hasKeys { return CInt(nextKey()) }
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count == 1 { return CInt(byte) }
      if count == 0 || (errno != EINTR && errno != EAGAIN) { return EOF }
      if errno == EINTR { return 7 }
      var wait = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      _ = poll(&wait, 1, -1)
    }
  }

  /// Whether a key follows at once: readline asks to tell Escape from a sequence that starts with it.
  private func keyIsWaiting() -> CInt {
    if hasKeys { return 1 }
    // An answer that comes now must not be read past what takes it out; a sequence was given whole.
    if awaitsAnswers { return 0 }
    var wait = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 50) > 0 ? 1 : 0
  }

  /// Readline's matches: what replaces the word, then each candidate; all of it is freed by readline.
  private func matches(_ word: UnsafePointer<CChar>?, start: Int) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    creadline_no_file_completion()
    guard let word, let line = creadline_line() else { return nil }
    let code = creadline_quote()
    let quote = code == 0 ? nil : Character(Unicode.Scalar(UInt8(truncatingIfNeeded: code)))
    var before = line.withMemoryRebound(to: UInt8.self, capacity: start) {
      String(decoding: UnsafeBufferPointer(start: $0, count: start), as: UTF8.self)
    }
    if let quote, before.last == quote { before.removeLast() }
    let typed = CompletionWord.unquoted(String(cString: word), in: quote)
    var seen: Set<String> = []
    candidates = complete(typed, before).filter { seen.insert($0.text).inserted }
    let texts = CompletionWord.matches(candidates, for: typed, in: quote)
    if texts.isEmpty { return nil }
    if candidates.count == 1, !candidates[0].endsWord { creadline_open_ended() }
    let array = calloc(texts.count + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)!
      .bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { array[index] = strdup(text) }
    return array
  }

  private func showCandidates() {
    guard let output else { return }
    let point = creadline_to_end()
    creadline_below()
    let size = output.capabilities
    for line in CompletionList.lines(candidates, columns: size.columns - 1, rows: max(4, size.rows - 2)) {
      output.writeLine(line)
    }
    output.flush()
    creadline_redraw(point)
  }

  /// Whether a backslash takes the character at a byte of the line its meaning.
  private static func isEscaped(_ line: UnsafeMutablePointer<CChar>?, at index: Int) -> CInt {
    guard let line else { return 0 }
    var backslashes = 0
    while backslashes < index, line[index - backslashes - 1] == 0x5C { backslashes += 1 }
    return CInt(backslashes % 2)
  }
}
