import Glibc

/// What a console has for Ctrl-C: a byte in a pipe.
final class SignalPipe: Sendable {
  let reading: CInt
  private let writing: CInt

  init() {
    var ends: [CInt] = [-1, -1]
    precondition(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  func pressControlC() {
    var byte: UInt8 = 2
    precondition(write(writing, &byte, 1) == 1)
  }

  var isEmpty: Bool {
    var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 0
  }
}

/// Runs `body` on a thread of its own and waits for its end with ``join()``: a blocking session must not take one of
/// the few threads on which tests run.
final class Worker<Outcome: Sendable>: Sendable {
  private final class Box: @unchecked Sendable {
    // Unchecked: written by the thread before it ends, read after it has been joined.
    var outcome: Result<Outcome, any Error>?
    let body: @Sendable () throws -> Outcome
    init(_ body: @escaping @Sendable () throws -> Outcome) { self.body = body }
  }

  private let box: Box
  private let thread: pthread_t

  init(_ body: @escaping @Sendable () throws -> Outcome) {
    let box = Box(body)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        let box = Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue()
        box.outcome = Result { try box.body() }
        return nil
      }, Unmanaged.passRetained(box).toOpaque())
    precondition(code == 0)
    self.box = box
    self.thread = thread
  }

  func join() throws -> Outcome {
    pthread_join(thread, nil)
    return try box.outcome!.get()
  }
}
