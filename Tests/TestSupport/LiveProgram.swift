public import Glibc

/// A program that runs while the test looks at what it says.
public enum LiveProgram {
  /// Starts a program; gives its process and the end of the pipe to read its standard output from, which the caller closes.
  ///
  /// - Parameter input: what stands in its standard input, at most a pipe's worth; nil: `/dev/null`.
  public static func start(_ path: String, _ arguments: [String], input: String? = nil) throws -> (pid: pid_t, output: CInt) {
    try Spawn.alone {
      var output: [CInt] = [-1, -1]
      var feed: [CInt] = [-1, -1]
      guard pipe(&output) == 0, input == nil || pipe(&feed) == 0 else { throw SpawnError(call: "pipe", errno: errno) }
      defer { for end in [output[1]] + feed where end >= 0 { close(end) } }
      for end in output + feed where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      if let input { write(feed[1], input, input.utf8.count) }
      let variables = ["LANG": "C.UTF-8", "HOME": "/dev/null", "PATH": "/usr/bin:/bin"]
      let pid = try Spawn(
        path, arguments, input: input == nil ? nil : feed[0], output: output[1], environment: variables, hasOwnSession: true
      ).start()
      return (pid, output[0])
    }
  }

  /// Waits for its end; kills it after a minute.
  public static func end(of pid: pid_t) throws -> ExitStatus {
    if let status = ExitStatus.wait(for: pid, until: .now + .seconds(60)) { return status }
    kill(pid, SIGKILL)
    var status: CInt = 0
    waitpid(pid, &status, 0)
    return ExitStatus(waitStatus: status)
  }
}
