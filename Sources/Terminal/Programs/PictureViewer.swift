/// Shows the bytes of a document: decoded by a program of its own in a cage, drawn by another in signs or sixels.
public struct PictureViewer: Sendable {
  /// Kinds of documents that can be shown.
  public enum Kind: String, Sendable, CaseIterable {
    /// A photograph.
    case jpeg
    /// A picture.
    case png
    /// Pages.
    case pdf
  }

  /// Why nothing is shown.
  public enum Failure: Error, Sendable, Equatable {
    /// Not a JPEG, PNG or PDF, whatever its name says.
    case unknownKind
    /// A program that is not installed, and the Debian package that has it.
    case missing(program: String, package: String)
    /// The decoder refused it: broken, or too large.
    case undecodable
    /// The decoder took longer than this many seconds.
    case tooSlow(seconds: Int)
    /// The page does not exist.
    case noSuchPage(Int)
    /// A program of the chain ended badly.
    case failed(program: String, status: CInt)
    /// A temporary file could not be written, with its `errno`.
    case unwritable(errno: CInt)
    /// Ctrl-C.
    case interrupted
  }

  /// An outside viewer with its arguments, started on a private copy; nil to draw in the terminal.
  public var outside: [String]?

  /// A viewer; `PUPITRE_VIEWER` (split at spaces, no shell) names an outside one.
  public init(environment: Environment.Lookup = Environment.value) {
    let words = (environment("PUPITRE_VIEWER") ?? "").split(separator: " ").map(String.init)
    outside = words.isEmpty ? nil : words
  }

  /// Shows a document, one page of it (from 1) where it has several.
  public func show(_ document: [UInt8], page: Int = 1, on output: Output, signals: Signals? = nil) throws(Failure) {
    guard PictureViewer.kind(of: document) != nil else { throw .unknownKind }
  }

  /// What the first bytes say.
  public static func kind(of document: [UInt8]) -> Kind? {
    if document.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if document.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if document.starts(with: [0x25, 0x50, 0x44, 0x46, 0x2D]) { return .pdf }
    return nil
  }
}
