import Glibc

/// The two ends of a pipe (`pipe`), both closed in programs that are started. nil if the process has no descriptor left.
public func makePipe(nonBlocking: Bool = false) -> (reading: CInt, writing: CInt)? {
  var ends: [CInt] = [-1, -1]
  // Swift's Glibc has no pipe2.
  guard pipe(&ends) == 0 else { return nil }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    if nonBlocking { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }
  return (ends[0], ends[1])
}
