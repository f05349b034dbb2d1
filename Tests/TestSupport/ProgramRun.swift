import Glibc

/// A program that has been run to its end, with pipes instead of a terminal.
public struct ProgramRun: Sendable {
  /// How it ended.
  public let status: ExitStatus
  /// What it wrote to standard output.
  public let outputBytes: [UInt8]
  /// What it wrote to standard error.
  public let errorBytes: [UInt8]

  /// Standard output as text.
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as text.
  public var errors: String { String(decoding: errorBytes, as: UTF8.self) }

  /// Runs a program and waits for its end.
  ///
  /// - Parameters:
  ///   - path: the program, see ``executable(_:)``.
  ///   - input: what it reads from standard input, which is then closed.
  ///   - environment: its whole environment, beside UTF-8 and no home.
  ///   - limit: after this time it is killed, and its status says so.
  public init(
    _ path: String, _ arguments: [String] = [], input: String = "", environment: [String: String] = [:],
    within limit: Duration = .seconds(60)
  ) throws {
    let variables = ["LANG": "C.UTF-8", "HOME": "/dev/null", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let (pid, inputPipe, outputPipe, errorPipe) = try Spawn.alone {
      let (inputPipe, outputPipe, errorPipe) = (try Pipe(), try Pipe(), try Pipe())
      let pid = try Spawn(
        path, arguments, input: inputPipe.reading, output: outputPipe.writing, error: errorPipe.writing, environment: variables
      ).start()
      inputPipe.closeReading()
      outputPipe.closeWriting()
      errorPipe.closeWriting()
      return (pid, inputPipe, outputPipe, errorPipe)
    }
    let deadline = ContinuousClock.now + limit
    (outputBytes, errorBytes) = Self.exchange(Array(input.utf8), inputPipe, outputPipe, errorPipe, until: deadline)
    if let status = ExitStatus.wait(for: pid, until: deadline) {
      self.status = status
    } else {
      kill(pid, SIGKILL)
      var status: CInt = 0
      waitpid(pid, &status, 0)
      self.status = ExitStatus(waitStatus: status)
    }
  }

  /// Writes the input and reads both outputs at once, so that nobody waits for a full pipe.
  private static func exchange(
    _ input: [UInt8], _ inputPipe: Pipe, _ outputPipe: Pipe, _ errorPipe: Pipe, until deadline: ContinuousClock.Instant
  ) -> ([UInt8], [UInt8]) {
    var rest = input[...]
    var collected: [[UInt8]] = [[], []]
    _ = fcntl(inputPipe.writing, F_SETFL, O_NONBLOCK)
    if rest.isEmpty { inputPipe.closeWriting() }
    var descriptors = [
      pollfd(fd: outputPipe.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorPipe.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: rest.isEmpty ? -1 : inputPipe.writing, events: Int16(POLLOUT), revents: 0),
    ]
    while descriptors[0].fd >= 0 || descriptors[1].fd >= 0 {
      guard ContinuousClock.now < deadline else { break }
      guard poll(&descriptors, 3, 100) > 0 else { continue }
      for index in 0...1 where descriptors[index].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptors[index].fd, &bytes, bytes.count)
        if count > 0 { collected[index] += bytes[..<count] } else { descriptors[index].fd = -1 }
      }
      if descriptors[2].revents != 0 {
        let count = rest.withUnsafeBytes { send(inputPipe.writing, $0) }
        rest.removeFirst(max(0, count))
        if rest.isEmpty || count < 0 {
          descriptors[2].fd = -1
          inputPipe.closeWriting()
        }
      }
    }
    return (collected[0], collected[1])
  }

  /// Writes without dying of SIGPIPE when the program has stopped reading.
  private static func send(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    var pipeSignal = sigset_t()
    var former = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &former)
    let count = write(descriptor, bytes.baseAddress, bytes.count)
    if count < 0, errno == EPIPE {
      var now = timespec()
      sigtimedwait(&pipeSignal, nil, &now)
    }
    pthread_sigmask(SIG_SETMASK, &former, nil)
    return count
  }
}

/// The two ends of a pipe, closed with the last reference.
private final class Pipe {
  private(set) var reading: CInt
  private(set) var writing: CInt

  init() throws {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SpawnError(call: "pipe", errno: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}
