import Foundation
import Testing

/// A file (or just a name for one) that goes with the test.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8]? = nil) throws {
    var template = Array("/tmp/pupitre-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    if let bytes { try #require(write(descriptor, bytes, bytes.count) == bytes.count) }
    close(descriptor)
    if bytes == nil { unlink(path) }
  }

  /// A program. Another process writes it: what this one had open for writing, a child that another test starts meanwhile would
  /// still hold, and the system would not run it (ETXTBSY).
  init(program text: String) throws {
    let source = try TemporaryFile(Array(text.utf8))
    path = source.path + "-program"
    let copy = Process()
    (copy.executableURL, copy.arguments) = (URL(fileURLWithPath: "/usr/bin/install"), ["-m", "700", source.path, path])
    try copy.run()
    copy.waitUntilExit()
    try #require(copy.terminationStatus == 0)
  }

  deinit { unlink(path) }

  /// What it holds now.
  var bytes: [UInt8] {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &chunk, chunk.count), count > 0 { result += chunk[..<count] }
    return result
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Its permission bits.
  var mode: mode_t {
    var about = stat()
    stat(path, &about)
    return about.st_mode & 0o777
  }
}
