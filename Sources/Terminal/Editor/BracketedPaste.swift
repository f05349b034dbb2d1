import Glibc
import Synchronization

/// The terminal's mode in which a paste comes between brackets (DECSET 2004).
///
/// It stays on between two prompts, so that what is pasted while a command runs is recognised too, and is switched off
/// for programs that we start, for Ctrl-Z and when the process leaves.
enum BracketedPaste {
  private static let isOn = Atomic<Bool>(false)
  private static let leaving = Mutex(false)

  static func switchOn() {
    leaving.withLock { registered in
      if !registered { atexit { _ = BracketedPaste.switchOff() } }
      registered = true
    }
    if !isOn.exchange(true, ordering: .sequentiallyConsistent) { send("\u{1B}[?2004h") }
  }

  /// True if it was on.
  @discardableResult
  static func switchOff() -> Bool {
    let wasOn = isOn.exchange(false, ordering: .sequentiallyConsistent)
    if wasOn { send("\u{1B}[?2004l") }
    return wasOn
  }

  private static func send(_ sequence: String) {
    let bytes = Array(sequence.utf8)
    _ = write(1, bytes, bytes.count)
  }
}
