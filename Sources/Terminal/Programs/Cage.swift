import CCage
import Glibc
import SystemCalls

/// What a program that reads a stranger's file may take, and what it may not: memory, processor time, the size of a file, no core file, few
/// open files, no network, nothing of ours but what it is given.
struct Cage: Sendable {
  /// Wall-clock and processor seconds.
  var seconds: Int

  /// What `prlimit` is told.
  var limits: [String] { ["--as=\(1 << 30)", "--cpu=\(seconds):\(seconds + 2)", "--fsize=\(64 << 20)", "--core=0", "--nofile=64"] }

  /// Runs a program in it, in an environment of its own and with its files in the folder.
  ///
  /// - Parameters:
  ///   - output: the file in the folder that its standard output goes to; nil: nowhere.
  ///   - errors: the same for its standard error.
  func run(
    _ program: String, called name: String, _ arguments: [String], output: String? = nil, errors: String? = nil,
    in folder: borrowing TemporaryFolder, _ signals: Signals?
  ) throws(PictureViewer.Failure) -> Program.Outcome {
    var child = Program(
      [try PictureViewer.Helper.prlimit.path()] + limits + ["--", program] + arguments,
      environment: [
        "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm-256color", "HOME=\(folder.path)", "TMPDIR=\(folder.path)",
        "XDG_CACHE_HOME=\(folder.path)", "VIPS_CONCURRENCY=1", "VIPS_BLOCK_UNTRUSTED=1", "MAGICK_THREAD_LIMIT=1",
        "OMP_NUM_THREADS=1",
      ])
    // A session of its own: nothing in it reaches our terminal, which chafa would ask how large a cell is, to draw for that.
    child.standing = .ownSession
    // A connection that was left open in it would be a network after all.
    child.closesOthers = true
    var opened: [CInt] = []
    defer { for descriptor in opened { close(descriptor) } }
    func new(_ name: String?) throws(PictureViewer.Failure) -> Program.Stream {
      guard let name else { return .nowhere }
      opened.append(try folder.create(name))
      return .descriptor(opened[opened.count - 1])
    }
    child.output = try new(output)
    child.error = try new(errors)
    var refusal: CInt = 0
    let outcome = child.run(within: Double(seconds), signals: signals) { program throws(Program.StartFailure) in
      try Self.withoutNetwork(&refusal) { () throws(Program.StartFailure) in try program.start() }
    }
    if refusal != 0 { throw .noCage(errno: refusal) }
    switch outcome {
    case .interrupted: throw .interrupted
    case .timedOut, .signalled(SIGXCPU): throw .tooSlow(program: name, seconds: seconds)
    case .notStarted: throw .failed(program: name)
    default: return outcome
    }
  }

  /// What is started by a thread that has no network has none either; the thread ends with it. Where the system refuses to take the
  /// network, nothing is started, and `refusal` is its `errno`.
  private static func withoutNetwork(
    _ refusal: inout CInt, _ start: @escaping () throws(Program.StartFailure) -> pid_t
  ) throws(Program.StartFailure) -> pid_t {
    let starter = Starter(start)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(starter)
    let code = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Starter>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw Program.StartFailure(errno: code)
    }
    pthread_join(thread, nil)
    refusal = starter.refusal
    return try starter.result.get()
  }
}

/// The thread that starts a program for a ``Cage``: joined before anybody looks at it.
private final class Starter {
  private let start: () throws(Program.StartFailure) -> pid_t
  private(set) var refusal: CInt = 0
  private(set) var result: Result<pid_t, Program.StartFailure> = .failure(Program.StartFailure(errno: EPERM))

  init(_ start: @escaping () throws(Program.StartFailure) -> pid_t) { self.start = start }

  func run() {
    refusal = ccage_forbid_network()
    guard refusal == 0 else { return }
    result = Result { () throws(Program.StartFailure) in try start() }
  }
}
