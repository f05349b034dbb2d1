import Glibc
import SystemCalls

/// A folder of one's own (0700) for files that nobody else may see, removed with all that is in it when this goes.
struct TemporaryFolder: ~Copyable {
  let path: String

  /// Made in `XDG_RUNTIME_DIR` (which is private and in memory), `TMPDIR` or `/tmp`; throws the `errno`.
  init(environment: Environment.Lookup = Environment.value) throws(PictureViewer.Failure) {
    let parents = [environment("XDG_RUNTIME_DIR"), environment("TMPDIR"), "/tmp"].compactMap(\.self).filter { $0.hasPrefix("/") }
    var code = ENOENT
    for parent in parents {
      var template = Array("\(parent)/pupitre-XXXXXX".utf8CString)
      if mkdtemp(&template) != nil {
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        return
      }
      code = errno
    }
    throw .unwritable(errno: code)
  }

  deinit {
    for name in (try? InputFile.names(in: path)) ?? [] { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// A new file (0600) for writing.
  func create(_ name: String) throws(PictureViewer.Failure) -> CInt {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unwritable(errno: errno) }
    return descriptor
  }

  /// Writes a whole new file (0600) and gives its path.
  func write(_ bytes: [UInt8], to name: String) throws(PictureViewer.Failure) -> String {
    let descriptor = try create(name)
    defer { close(descriptor) }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + sent, $0.count - sent) }
      if count < 0, errno != EINTR { throw .unwritable(errno: errno) }
      sent += max(0, count)
    }
    return "\(path)/\(name)"
  }

  /// Removes a file, where there is one.
  func remove(_ name: String) { unlink("\(path)/\(name)") }

  /// A file's bytes; nil if it is missing or larger than `limit`.
  func read(_ name: String, limit: Int) -> [UInt8]? {
    try? InputFile.bytes(of: "\(path)/\(name)", limit: limit, followsLink: false)
  }
}
