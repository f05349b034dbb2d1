import SystemCalls
import Glibc
import Synchronization

/// A signal that the console answers.
public enum Signal: CInt, Sendable {
  /// Ctrl-C.
  case interrupt = 2
  /// The terminal went away.
  case hangup = 1
  /// Asked to end.
  case terminate = 15
  /// The screen has a new size.
  case resize = 28
  /// Ctrl-Z; caught only while a line is edited.
  case suspend = 20
  /// Going on after Ctrl-Z.
  case resume = 18

  /// Whether the process has to end.
  public var isFatal: Bool { self == .hangup || self == .terminate }

  /// Whether what runs has to stop: whatever ends the process, and Ctrl-C.
  public var asksToStop: Bool { isFatal || self == .interrupt }

  /// What a process ended by this signal leaves with.
  public var exitCode: CInt { 128 + rawValue }
}

/// Signals as bytes in a pipe, so that they are answered in the loop that waits for the keyboard and never in the middle
/// of something else.
///
/// One per process: ``install()`` at its start. SIGINT, SIGHUP, SIGTERM and SIGWINCH no longer end the process by
/// themselves: read them with ``take()``, wait for them with ``LineEditor`` or ``LineSource``, or have them answered by a
/// helper thread during work that blocks, with ``whileRunning(onSignal:_:)``.
public struct Signals: Sendable {
  /// The end to poll for reading. Then call ``take()``.
  public let descriptor: CInt

  /// Installs the handlers (`sigaction`), once; later calls give the same pipe.
  public static func install() -> Signals {
    installation.withLock { installed in
      if let installed { return installed }
      guard let ends = makePipe(nonBlocking: true) else { preconditionFailure("no pipe for signals") }
      writeEnd.store(ends.writing, ordering: .sequentiallyConsistent)
      for signal in [Signal.interrupt, .hangup, .terminate, .resize, .resume] { catchSignal(signal) }
      let signals = Signals(descriptor: ends.reading)
      installed = signals
      return signals
    }
  }

  /// The next signal that has arrived; nil if none. Never waits.
  public func take() -> Signal? {
    if let kept = kept.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return kept }
    return takeFromPipe()
  }

  /// The first signal that asks to stop (Ctrl-C, hangup, a request to end) and was not taken yet; nil if none. Leaves it for
  /// whoever takes it, so that a run inside another ends, and the outer one with it. Never waits.
  public var stop: Signal? {
    while let signal = takeFromPipe() {
      if signal.asksToStop { keep(signal) }
    }
    return kept.withLock { $0.first }
  }

  /// Runs blocking work (a query, a child process) and calls `onSignal` on a helper thread for each Ctrl-C, hangup or
  /// request to end that arrives meanwhile, so that it can cancel the work. They are kept for ``take()`` and ``stop`` as
  /// well: the work may go well all the same, and whoever runs one thing after the other must not begin the next.
  public func whileRunning<Result: ~Copyable, Failure: Error>(
    onSignal: @escaping @Sendable (Signal) -> Void, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let ends = makePipe() else { return try work() }
    let watcher = Watcher(signals: self, stop: ends.reading, onSignal: onSignal)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(watcher)
    let started = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Watcher>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    if started != 0 { context.release() }
    defer {
      close(ends.writing)
      if started == 0 { pthread_join(thread, nil) }
      close(ends.reading)
    }
    return try work()
  }

  /// Gives back a signal that still has to be answered by whoever waits next.
  func keep(_ signal: Signal) { kept.withLock { $0.append(signal) } }

  fileprivate func takeFromPipe() -> Signal? {
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1 {
      if let signal = Signal(rawValue: CInt(byte)) { return signal }
    }
    return nil
  }

  /// Catches Ctrl-Z as well, while the terminal is in the line editor's own mode.
  static func catchSuspend() { catchSignal(.suspend) }

  /// Gives Ctrl-Z back to the system.
  static func releaseSuspend() { signal(SIGTSTP, SIG_DFL) }

  private static func catchSignal(_ wanted: Signal) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      // Only what is allowed in a handler: an atomic load, a write, and errno as it was.
      let before = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
      errno = before
    }
    // Restarting spares every other call in the process from EINTR; our own loops wait in poll, which never restarts.
    action.sa_flags = SA_RESTART
    sigaction(wanted.rawValue, &action, nil)
  }
}

private let writeEnd = Atomic<CInt>(-1)
private let installation = Mutex<Signals?>(nil)
private let kept = Mutex<[Signal]>([])

/// The helper thread of ``Signals/whileRunning(onSignal:_:)``.
private final class Watcher: Sendable {
  let signals: Signals
  let stop: CInt
  let onSignal: @Sendable (Signal) -> Void

  init(signals: Signals, stop: CInt, onSignal: @escaping @Sendable (Signal) -> Void) {
    self.signals = signals
    self.stop = stop
    self.onSignal = onSignal
  }

  func run() {
    while true {
      var waiting = [
        pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: 0, revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 else { continue }
      if waiting[1].revents != 0 { return }
      while let signal = signals.takeFromPipe() {
        guard signal.asksToStop else { continue }
        signals.keep(signal)
        onSignal(signal)
      }
    }
  }
}
