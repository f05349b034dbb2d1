import Glibc
import SystemPackage

/// What the marker file says. Lines `key=value`; its being there at all says that the folder is ours.
struct ClusterMarker: Equatable {
  /// Whether `data/` is whole. False from the first moment of a creation to its end, and from the first moment of a
  /// removal: what is then found is thrown away and made anew.
  var isWhole = false
  /// A socket folder outside the cluster's.
  var socketFolder: FilePath?

  struct File {
    let path: FilePath
  }

  private static let heading = "# pupitre made this folder and will start, change and remove it. Do not copy this file elsewhere."

  fileprivate var text: String {
    var lines = [Self.heading, "state=\(isWhole ? "ready" : "unfinished")"]
    if let socketFolder { lines.append("socket=\(socketFolder)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// An empty file is what a creation killed in its first instant leaves: ours, and not whole.
  fileprivate init(text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      if parts[0] == "state" { isWhole = parts[1] == "ready" }
      if parts[0] == "socket" { socketFolder = FilePath(String(parts[1])) }
    }
  }

  init(isWhole: Bool, socketFolder: FilePath? = nil) {
    self.isWhole = isWhole
    self.socketFolder = socketFolder
  }
}

extension ClusterMarker.File {
  /// The marker, nil if there is none.
  func read() throws(LocalClusterError) -> ClusterMarker? {
    guard let bytes = try Folder.contents(of: path, limit: 16_384) else { return nil }
    return ClusterMarker(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Writes the marker. The first one in place, so that a folder with anything of ours always has one; later ones beside
  /// it and over it by `rename`, so that no reader and no crash finds half of one.
  func write(_ marker: ClusterMarker) throws(LocalClusterError) {
    if access(path.string, F_OK) != 0 { try Folder.write([], to: path, mode: 0o600) }
    let new = path.removingLastComponent().appending("pupitre-cluster.new")
    try Folder.write(Array(marker.text.utf8), to: new, mode: 0o600)
    guard rename(new.string, path.string) == 0 else { throw .system("rename", new) }
  }

  /// What ``write(_:)`` may have left.
  func remove() {
    unlink(path.removingLastComponent().appending("pupitre-cluster.new").string)
    unlink(path.string)
  }
}
