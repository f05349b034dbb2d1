import Glibc

/// A moment on the monotonic clock until which something may take; `nil` inside means without limit.
struct Deadline {
  private let instant: ContinuousClock.Instant?

  static let never = Deadline(instant: nil)

  static func after(_ duration: Duration) -> Deadline { Deadline(instant: .now + duration) }

  private init(instant: ContinuousClock.Instant?) { self.instant = instant }

  var hasPassed: Bool { instant.map { $0 <= .now } ?? false }

  /// What `poll` takes: milliseconds rounded up, -1 for without limit.
  var pollTimeout: CInt {
    guard let instant else { return -1 }
    let left = (instant - .now).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    return CInt(clamping: left.seconds.multipliedReportingOverflow(by: 1000).partialValue + left.attoseconds / 1_000_000_000_000_000 + 1)
  }

  /// The earlier of two.
  func sooner(_ other: Deadline) -> Deadline {
    guard let instant else { return other }
    guard let otherInstant = other.instant else { return self }
    return instant <= otherInstant ? self : other
  }
}

/// Which of the awaited descriptors are ready; none of them when the deadline has passed.
struct Readiness {
  var socket = false
  var interrupt = false

  /// Waits (`poll`) until the socket, or the interrupt descriptor, is ready, at most until the deadline.
  ///
  /// An interrupt is consumed: the descriptor is read once.
  static func wait(socket: CInt, events: Int32, interrupt: CInt?, until deadline: Deadline) -> Readiness {
    // A negative descriptor is ignored by poll.
    var descriptors = [
      pollfd(fd: socket, events: Int16(events), revents: 0), pollfd(fd: interrupt ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let ready = poll(&descriptors, 2, deadline.pollTimeout)
      if ready < 0 {
        // A signal handler ran. Should it be the one that writes to the interrupt pipe, the next round sees it.
        if errno == EINTR { continue }
        // ENOMEM, EINVAL: let libpq try the socket and report what it finds.
        return Readiness(socket: true)
      }
      var readiness = Readiness(socket: descriptors[0].revents != 0)
      if descriptors[1].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 256)
        readiness.interrupt = read(descriptors[1].fd, &bytes, bytes.count) > 0
        // Closed at its other end: nobody will interrupt any more, and poll must not spin on it.
        if !readiness.interrupt { descriptors[1].fd = -1 }
      }
      if readiness.socket || readiness.interrupt || deadline.hasPassed { return readiness }
    }
  }
}
