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

  /// How many bytes are in it, which are taken out.
  func take() -> Int {
    var bytes = [UInt8](repeating: 0, count: 64)
    return isEmpty ? 0 : read(reading, &bytes, bytes.count)
  }

  var isEmpty: Bool {
    var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 0
  }
}
