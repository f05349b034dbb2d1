import Glibc

/// Where the planted faults are written, and nowhere else: a JSON object a line, as ``PlantedFault/jsonLine`` has it, with the number
/// that the driver got in the database.
struct TruthFile: ~Copyable {
  private let path: String
  private let descriptor: CInt

  /// Creates the file, readable by nobody else; what was in it is gone.
  init(_ path: String) throws(TrafficError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
  }

  deinit { close(descriptor) }

  /// Writes the faults of all drivers who have an account.
  func write(_ actors: [Actor]) throws(TrafficError) {
    for actor in actors where actor.driver != 0 {
      for fault in actor.plan.faults {
        var rest = Array("\(fault.jsonLine.dropLast()),\"account\":\(actor.driver)}\n".utf8)[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
          guard count > 0 else { throw .file(path: path, errno: errno) }
          rest.removeFirst(count)
        }
      }
    }
  }
}
