import Glibc
import SystemCalls
import Synchronization

/// A call of the operating system that failed while a program was started.
public struct SpawnError: Error {
  /// The call.
  public let call: String
  /// Its `errno`.
  public let errno: CInt
}

/// How to start a program of a test.
struct Spawn {
  private var program: Program

  private static let lock = Mutex(())

  /// Opens descriptors and starts the program that gets them, while nobody else does: tests run side by side, and a
  /// program started between the opening of a pipe and its closing-on-exec would hold it open for ever.
  static func alone<Outcome>(_ body: () throws -> sending Outcome) rethrows -> sending Outcome { try lock.withLock { _ in try body() } }

  /// - Parameters:
  ///   - output: its standard output; nil: ours, and the same of standard error.
  ///   - terminal: the path of a terminal for all three, which becomes the program's controlling terminal.
  init(
    _ path: String, _ arguments: [String], input: CInt? = nil, output: CInt? = nil, error: CInt? = nil, terminal: String? = nil,
    environment: [String: String]? = nil, hasOwnSession: Bool = false
  ) {
    program = Program([path] + arguments, environment: environment?.map { "\($0.key)=\($0.value)" })
    program.input = input.map { .descriptor($0) } ?? .nowhere
    program.output = output.map { .descriptor($0) } ?? .inherited
    program.error = error.map { .descriptor($0) } ?? .inherited
    program.terminal = terminal
    if hasOwnSession { program.standing = .ownSession }
  }

  func start() throws -> pid_t {
    do throws(Program.StartFailure) {
      return try program.start()
    } catch {
      throw SpawnError(call: "posix_spawn \(program.arguments[0])", errno: error.errno)
    }
  }
}
