import Glibc
import Synchronization
import SystemCalls

/// A program outside the terminal that shows documents beside the prompt: an image viewer, or what opens files on this desktop.
///
/// One window at a time: the next document ends the program that showed the last one. Each gets a private copy, which is gone when the
/// program has ended, when the next document comes, and when the console leaves. A program that only hands the file on (`xdg-open`) returns
/// at once: its copy stays until then. One thread.
public final class OutsideViewer {
  private let words: [String]
  private var window: Window?

  /// Seconds within which a program that cannot work has given up; and how long nobody waits for it at most, while it is still starting.
  private static let (patience, utmost) = (0.3, 2.0)
  /// A program that ends well within so many seconds has handed the file on.
  fileprivate static let handingOn = 2.0

  /// The program that `PUPITRE_VIEWER` names, with its arguments (split at spaces, no shell); nil where it names none.
  public init?(environment: Environment.Lookup = Environment.value) {
    words = (environment("PUPITRE_VIEWER") ?? "").split(separator: " ").map(String.init)
    if words.isEmpty { return nil }
  }

  deinit { close() }

  /// The program that is named.
  public var program: String { words[0] }
  /// Whether it is there.
  public var isInstalled: Bool { Program.find(words[0]) != nil }

  /// Shows a document instead of the last one.
  ///
  /// - Parameter waits: whether to wait until the program has ended: nobody sits here, and the console would leave at once.
  public func show(
    _ document: [UInt8], waits: Bool, signals: Signals? = nil
  ) throws(PictureViewer.Failure) {
    guard let kind = PictureViewer.kind(of: document) else { throw .unknownKind }
    close()
    guard let path = Program.find(words[0]) else { throw .noViewer(program: words[0]) }
    let folder = try TemporaryFolder()
    let copy = try folder.write(document, to: "document.\(kind.rawValue)")
    var program = Program([path] + words.dropFirst() + [copy])
    program.standing = .ownGroup
    if waits {
      switch program.run(signals: signals) {
      case .exited(0): return
      case .interrupted: throw .interrupted
      case .exited(let code): throw .viewerEnded(program: words[0], .exited(code))
      case .signalled(let signal): throw .viewerEnded(program: words[0], .signalled(signal))
      default: throw .failed(program: words[0])
      }
    }
    let process: pid_t
    do throws(Program.StartFailure) { process = try program.start() } catch { throw .failed(program: words[0]) }
    let window = Window(process, folder)
    self.window = window
    window.watch()
    let begun = now()
    while window.end == nil, now() < begun + Self.patience || now() < begun + Self.utmost && Self.isBusy(process) { _ = poll(nil, 0, 10) }
    guard let end = window.end, end != .exited(0) else { return }
    self.window = nil
    throw .viewerEnded(program: words[0], end)
  }

  /// Whether a program has work to do, and does not wait for anything (`/proc/N/stat`): on a busy machine it may not have begun yet.
  private static func isBusy(_ process: pid_t) -> Bool {
    guard let said = try? InputFile.bytes(of: "/proc/\(process)/stat", limit: 4096), let end = said.lastIndex(of: UInt8(ascii: ")")) else {
      return false
    }
    return [UInt8(ascii: "R"), UInt8(ascii: "D")].contains(said.dropFirst(end + 2 - said.startIndex).first)
  }

  /// Ends the program, and removes its copy.
  public func close() {
    window?.close()
    window = nil
  }
}

/// A program that shows a document, with the folder that holds the copy.
private final class Window: Sendable {
  private struct State: ~Copyable {
    var folder: TemporaryFolder?
    var end: ProgramEnd?
  }

  private let process: pid_t
  private let begun = now()
  private let state: Mutex<State>

  init(_ process: pid_t, _ folder: consuming TemporaryFolder) {
    self.process = process
    state = Mutex(State(folder: folder, end: nil))
  }

  /// How it ended; nil while it runs.
  var end: ProgramEnd? { state.withLock { $0.end } }

  /// Waits for its end on a thread of its own, and removes the copy then, unless the file was only handed on.
  func watch() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Window>.fromOpaque(context!).takeRetainedValue().wait()
        return nil
      }, context.toOpaque())
    if code == 0 { pthread_detach(thread) } else { context.release() }
  }

  private func wait() {
    // Looked at before it is taken: nobody else gets its number while somebody may still send it a signal.
    var about = siginfo_t()
    while waitid(P_PID, id_t(process), &about, WEXITED | WNOWAIT) != 0 { if errno != EINTR { return } }
    state.withLock { state in
      guard state.end == nil else { return }
      let end = ProgramEnd.of(process, waiting: true)
      if end != .exited(0) || now() - begun > OutsideViewer.handingOn { state.folder = nil }
      state.end = end
    }
  }

  /// Asks it to end, and makes it after a moment.
  func close() {
    if isOver { return state.withLock { $0.folder = nil } }
    kill(-process, SIGTERM)
    let deadline = now() + 0.3
    while now() < deadline, !isOver { _ = poll(nil, 0, 5) }
    state.withLock { state in
      if state.end == nil {
        kill(-process, SIGKILL)
        state.end = ProgramEnd.of(process, waiting: true)
      }
      state.folder = nil
    }
  }

  private var isOver: Bool { end != nil }
}
