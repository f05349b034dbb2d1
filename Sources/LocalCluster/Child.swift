import Glibc
import SystemCalls
import SystemPackage

/// One run of another program: no shell, no terminal, what it wrote kept.
struct Child {
  /// How it ended.
  let end: ProgramEnd
  /// The last lines of standard output and standard error together, as written.
  let lines: [String]

  var succeeded: Bool { end == .exited(0) }

  /// `exit 1` or `signal 9`.
  var statusText: String {
    switch end {
    case .exited(let code): "exit \(code)"
    case .signalled(let signal): "signal \(signal)"
    }
  }

  /// Runs a program to its end (`posix_spawn`, `waitpid`).
  ///
  /// It gets a process group of its own, so that Ctrl-C in a terminal does not reach it; default signals; nothing on standard
  /// input; a bare environment in which messages are English; and of our open files only `lock`, as its descriptor 3:
  /// an `initdb` that outlives us goes on holding the lock.
  ///
  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - folder: its working directory.
  ///   - lock: the descriptor to pass on.
  /// - Throws: ``LocalClusterError/system(operation:path:errno:message:)`` if it cannot be started.
  static func run(_ command: [String], in folder: FilePath, holding lock: FileDescriptor? = nil) throws(LocalClusterError) -> Child {
    guard let pipe = makePipe() else { throw .system("pipe", folder) }
    let output = FileDescriptor(rawValue: pipe.reading)
    defer { try? output.close() }
    var environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
    if let zone = getenv("TZ") { environment.append("TZ=" + String(cString: zone)) }
    // Only glibc's extensions of posix_spawn know a working directory, and Swift does not see those.
    var program = Program(["/usr/bin/env", "--chdir=\(folder)"] + command, environment: environment)
    (program.output, program.error) = (.descriptor(pipe.writing), .descriptor(pipe.writing))
    program.standing = .ownGroup
    program.passed = lock?.rawValue
    // A server that outlives us and holds the other end of somebody's pipe would keep him waiting.
    program.closesOthers = true
    let started = Result { () throws(Program.StartFailure) in try program.start() }
    close(pipe.writing)
    switch started {
    case .failure(let failure): throw .system("start", FilePath(command[0]), Errno(rawValue: failure.errno))
    case .success(let process): return collect(process, output)
    }
  }

  private static func collect(_ process: pid_t, _ output: FileDescriptor) -> Child {
    var bytes: [UInt8] = []
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
      // What it still says when this fails is lost, not how it ended.
      while let count = try? output.read(into: buffer), count > 0 {
        bytes.append(contentsOf: buffer.prefix(count))
        if bytes.count > 131_072 { bytes.removeFirst(bytes.count - 65_536) }
      }
    }
    return Child(end: ProgramEnd.of(process, waiting: true) ?? .exited(-1), lines: bytes.lastLines(20))
  }
}

extension Collection<UInt8> {
  /// The last non-empty lines of some output; broken UTF-8 is repaired.
  func lastLines(_ count: Int) -> [String] {
    split(separator: UInt8(ascii: "\n")).suffix(count).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension LocalClusterError {
  /// The error of the call that has just failed.
  static func system(_ operation: String, _ path: FilePath, _ error: Errno = Errno(rawValue: Glibc.errno)) -> LocalClusterError {
    .system(operation: operation, path: path.string, errno: error.rawValue, message: error.description)
  }

  /// The error of a failed program.
  static func programFailed(_ name: String, _ child: Child, lines: [String] = []) -> LocalClusterError {
    .programFailed(name: name, status: child.statusText, lines: child.lines + lines)
  }
}
