import Glibc
import Synchronization

/// Runs a closure on a thread of its own: a blocking session must not take one of the few threads on which tests run.
public final class Worker<Outcome: Sendable>: Sendable {
  private let outcome = Shared<Outcome>()
  private let thread: pthread_t

  /// Starts the thread.
  public init(_ body: @escaping @Sendable () throws -> Outcome) {
    let outcome = outcome
    thread = ThreadBody.start { outcome.set(Result { try body() }) }
  }

  /// Waits for the end of the thread, and gives what the closure returned or throws what it threw. To be called once.
  public func join() throws -> Outcome {
    pthread_join(thread, nil)
    return try outcome.get()
  }
}

private final class Shared<Outcome: Sendable>: Sendable {
  private let result = Mutex<Result<Outcome, any Error>?>(nil)
  func set(_ value: Result<Outcome, any Error>) { result.withLock { $0 = value } }
  func get() throws -> Outcome { try result.withLock { $0! }.get() }
}

private final class ThreadBody: Sendable {
  private let run: @Sendable () -> Void

  private init(_ run: @escaping @Sendable () -> Void) { self.run = run }

  static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<ThreadBody>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(ThreadBody(run)).toOpaque())
    precondition(code == 0, "the system gives no more threads")
    return thread
  }
}
