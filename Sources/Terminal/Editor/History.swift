import Glibc
import SystemCalls

/// The file of earlier lines, one a line, mode 0600.
///
/// Each line is appended by one `write` as soon as it is known, so that neither `kill -9` nor a lost terminal costs more
/// than the line being typed, and several sessions may share the file.
struct History {
  let path: String
  /// Lines kept when the file is read; a file of twice as many is cut to them.
  static let lineLimit = 2000
  /// A longer line is not worth keeping.
  static let lineLength = 4096

  /// The lines of the file, oldest first. A file that cannot be read has none.
  func load() -> [String] {
    // Only the end of a file that somebody let grow.
    guard let bytes = try? InputFile.bytes(of: path, limit: 4 << 20, part: .end, followsLink: false) else { return [] }
    // The file is text that will be shown: made safe like any other.
    let all = bytes.split(separator: 0x0A).map { Sanitizer.clean(String(decoding: $0, as: UTF8.self)) }
    let kept = Array(all.suffix(Self.lineLimit))
    if all.count > 2 * Self.lineLimit { rewrite(kept) }
    return kept
  }

  /// Adds a line at the end, making the file and its folder (0700) where needed. Gives the `errno` of a failure: a history
  /// that cannot be written is no reason to stop working.
  @discardableResult
  func append(_ line: String) -> CInt? {
    guard !line.isEmpty, line.utf8.count <= Self.lineLength else { return nil }
    makeFolders()
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    fchmod(descriptor, 0o600)
    let bytes = Array((Sanitizer.clean(line) + "\n").utf8)
    return write(descriptor, bytes, bytes.count) == bytes.count ? nil : errno
  }

  private func rewrite(_ lines: [String]) {
    let temporary = path + ".\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    if written != bytes.count || rename(temporary, path) != 0 { unlink(temporary) }
  }

  private func makeFolders() {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      if slash > path.startIndex { mkdir(String(path[..<slash]), 0o700) }
      end = path.index(after: slash)
    }
  }
}
