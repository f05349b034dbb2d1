import Glibc
import SystemCalls

/// Shows a long text a screen at a time with `less`, which gets no shell, no preprocessor and no way to open other files.
public struct Pager: Sendable {
  /// The program; nil for none. It is given its arguments and the environment that it needs, nothing else.
  public var program: String?
  /// What stands at the foot of the screen while it waits for a key: how to leave it.
  public var prompt: String

  /// `less`, found in `PATH`.
  public init(program: String? = "less", prompt: String = "") {
    self.program = program
    self.prompt = prompt
  }

  /// The prompt as an argument: what means something in it to `less` is escaped.
  var promptArguments: [String] {
    guard !prompt.isEmpty else { return [] }
    return ["-Ps" + prompt.reduce(into: "") { $0 += ("?:.%\\".contains($1) ? "\\" : "") + String($1) } + "$"]
  }

  /// Colours pass (`-R`), a text that fits ends it (`-F`), the screen keeps what was read (`-X`).
  static let arguments = ["-R", "-F", "-X"]

  /// Everything `less` gets to know. Neither `LESSOPEN` (a preprocessor, run by a shell) nor `LESS` nor the folders in
  /// which it would look for key bindings and keep a history.
  static func environment(from lookup: Environment.Lookup) -> [String] {
    let kept = ["PATH", "TERM", "TERMINFO", "TERMINFO_DIRS", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"].compactMap { name in
      lookup(name).map { "\(name)=\($0)" }
    }
    return kept + ["LESSSECURE=1", "LESSHISTFILE=-", "LESSCHARSET=utf-8"]
  }

  /// Writes a text: through the pager if the output is a screen that may be redrawn and the text is higher than it, else
  /// plainly. Never fails: without the program the text is written plainly.
  public func show(_ text: SafeText, on output: Output) {
    let capabilities = output.capabilities
    guard capabilities.redraws, Self.height(of: text, columns: capabilities.columns) >= capabilities.rows,
      let path = program.flatMap({ Program.find($0) })
    else {
      output.write(text)
      return
    }
    output.flush()
    if !run(path, text.encoded(colour: capabilities.colour), on: output) { output.write(text) }
  }

  /// Rows of a screen that the text takes.
  static func height(of text: SafeText, columns: Int) -> Int {
    var lines = text.lines
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.reduce(0) { $0 + max(1, ($1.width + columns - 1) / max(1, columns)) }
  }

  /// Feeds the program through a pipe; it reads its keys from the terminal itself. False if it could not be started.
  private func run(_ path: String, _ text: String, on output: Output) -> Bool {
    guard let pipe = makePipe() else { return false }
    var settings = termios()
    let hasSettings = tcgetattr(output.descriptor, &settings) == 0
    let hadBrackets = BracketedPaste.switchOff()
    defer {
      // Whatever it was doing when it ended.
      if hasSettings { tcsetattr(output.descriptor, TCSADRAIN, &settings) }
      if hadBrackets { BracketedPaste.switchOn() }
    }
    var less = Program([path] + Self.arguments + promptArguments, environment: Self.environment(from: Environment.value))
    less.input = .descriptor(pipe.reading)
    (less.output, less.error) = (.descriptor(output.descriptor), .descriptor(output.descriptor))
    let process = try? less.start()
    close(pipe.reading)
    guard let process else {
      close(pipe.writing)
      return false
    }
    feed(Array(text.utf8), to: pipe.writing)
    close(pipe.writing)
    _ = ProgramEnd.of(process, waiting: true)
    return true
  }

  /// Writes until everything is read or the program is left (SIGPIPE is ignored by ``Output``).
  private func feed(_ bytes: [UInt8], to descriptor: CInt) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + sent, $0.count - sent) }
      if count > 0 {
        sent += count
      } else if count < 0, errno != EINTR {
        return
      }
    }
  }
}
