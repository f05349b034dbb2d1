import CLibPQ
import Glibc

/// Stops the statement that a connection is running, from any thread (`PQgetCancel`, `PQcancel`).
///
/// It stays valid after its connection has been closed; cancelling then does nothing.
public final class CancelHandle: @unchecked Sendable {
  // Unchecked: libpq documents PQcancel as safe from any thread, even from a signal handler.
  private let raw: OpaquePointer

  init(_ raw: OpaquePointer) { self.raw = raw }

  deinit { PQfreeCancel(raw) }

  /// Asks the server to stop the statement and waits until the request has arrived.
  ///
  /// libpq 15 makes a second connection for this and blocks without limit, so a helper thread does it; after the
  /// deadline that thread goes on by itself.
  ///
  /// - Returns: whether the request arrived in time. The statement may yet have ended before it.
  @discardableResult public func cancel(within deadline: Duration = .seconds(5)) -> Bool {
    guard let request = CancelRequest(self) else { return false }
    return request.outcome(until: .after(deadline)) == .arrived
  }

  fileprivate func send() -> Bool {
    var message = [CChar](repeating: 0, count: 256)
    return PQcancel(raw, &message, CInt(message.count)) == 1
  }
}

/// A cancel request on its way, on a thread of its own.
final class CancelRequest {
  private let doneDescriptor: CInt

  /// Starts the thread; `nil` when the system gives no pipe or thread.
  init?(_ handle: CancelHandle) {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    doneDescriptor = ends[0]
    let work = Unmanaged.passRetained(Work(handle: handle, doneDescriptor: ends[1]))
    guard Self.startThread(work) else {
      close(work.takeRetainedValue().doneDescriptor)
      close(doneDescriptor)
      return nil
    }
  }

  deinit { close(doneDescriptor) }

  /// How a request ended.
  enum Outcome: UInt8 {
    /// The server has been told.
    case arrived = 1
    /// libpq could not reach the server.
    case failed = 2
  }

  /// Whether the request has ended, one way or the other.
  var hasEnded: Bool { Readiness.wait(socket: doneDescriptor, events: POLLIN, interrupt: nil, until: .after(.zero)).socket }

  /// Waits for the end of the request; `nil` when it has not ended by then. To be asked once.
  func outcome(until deadline: Deadline) -> Outcome? {
    guard Readiness.wait(socket: doneDescriptor, events: POLLIN, interrupt: nil, until: deadline).socket else { return nil }
    var byte: UInt8 = 0
    return read(doneDescriptor, &byte, 1) == 1 ? Outcome(rawValue: byte) : .failed
  }

  private final class Work: Sendable {
    let handle: CancelHandle
    let doneDescriptor: CInt
    init(handle: CancelHandle, doneDescriptor: CInt) {
      self.handle = handle
      self.doneDescriptor = doneDescriptor
    }
  }

  private static func startThread(_ work: Unmanaged<Work>) -> Bool {
    // The thread must take no signals: SIGINT belongs to whoever reads the signal pipe, and a write to a pipe whose
    // reader has given up must not raise SIGPIPE.
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
        var outcome = (work.handle.send() ? Outcome.arrived : .failed).rawValue
        _ = write(work.doneDescriptor, &outcome, 1)
        close(work.doneDescriptor)
        return nil
      }, work.toOpaque())
    if code == 0 { pthread_detach(thread) }
    return code == 0
  }
}
