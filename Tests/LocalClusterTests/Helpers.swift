import Foundation
import Glibc

@testable import LocalCluster

/// A value was not of the case that a test goes on with.
struct Unexpected: Error {}

/// Runs the same work on several threads at once; their results when all have ended.
func onThreads<Outcome: Sendable>(_ count: Int, _ work: @escaping @Sendable () -> Outcome) async -> [Outcome] {
  await withTaskGroup { group in
    for _ in 0..<count {
      group.addTask {
        await withCheckedContinuation { continuation in
          // Threads, not tasks: the work blocks.
          Thread.detachNewThread { continuation.resume(returning: work()) }
        }
      }
    }
    return await group.reduce(into: []) { $0.append($1) }
  }
}

/// Another process, until its standard input is closed.
final class Companion {
  private let process = Process()
  private let input = Pipe()

  var pid: pid_t { process.processIdentifier }

  /// Starts it and waits for its first byte of output.
  init(_ command: [String]) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = try output.fileHandleForReading.read(upToCount: 1)
  }

  /// Ends it.
  func release() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  deinit { if process.isRunning { release() } }
}
