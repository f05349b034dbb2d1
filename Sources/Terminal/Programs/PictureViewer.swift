import SystemCalls
import Glibc

/// Shows the bytes of a document: decoded by a program of its own in a cage, drawn by another in signs or sixels.
///
/// A decoder's bytes never reach the terminal: it writes raw pixels, whose shape is checked; the drawing of these is
/// checked again. Documents lie in a private folder (0700, files 0600) while they are shown and are removed afterwards.
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
    /// The decoder refused it: broken, or asking for too much memory.
    case undecodable
    /// The program took longer than this many seconds.
    case tooSlow(program: String, seconds: Int)
    /// The page does not exist.
    case noSuchPage(Int)
    /// A program of the chain ended badly, or drew what must not be shown.
    case failed(program: String)
    /// A temporary file could not be written, with its `errno`.
    case unwritable(errno: CInt)
    /// Ctrl-C, or the process has to end.
    case interrupted
  }

  /// What was seen of a document while showing it.
  public struct Report: Sendable, Equatable {
    /// What it is.
    public var kind: Kind
    /// Whether the decoder complained: the picture is cut off or damaged, and what is shown is what could be read.
    public var isDamaged: Bool
  }

  /// How pixels are drawn in the terminal.
  public enum Drawn: String, Sendable {
    /// Coloured signs: every terminal.
    case symbols
    /// Real pixels: terminals that know sixel.
    case sixel
  }

  /// An outside viewer with its arguments, started on a private copy; nil to draw in the terminal. It must stay until the
  /// document is closed: the copy is removed when it ends.
  public var outside: [String]?
  /// How pixels are drawn.
  public var drawn: Drawn
  /// Wall-clock and processor seconds that one program may take.
  public var seconds = 20

  let colours: String

  /// A viewer. `PUPITRE_VIEWER` (split at spaces, no shell) names an outside one; `PUPITRE_PICTURES=sixel` draws pixels.
  public init(environment: Environment.Lookup = Environment.value) {
    let words = (environment("PUPITRE_VIEWER") ?? "").split(separator: " ").map(String.init)
    outside = words.isEmpty ? nil : words
    drawn = environment("PUPITRE_PICTURES").flatMap(Drawn.init) ?? .symbols
    let depth = environment("COLORTERM") ?? ""
    colours = depth == "truecolor" || depth == "24bit" ? "full" : "256"
  }

  /// Shows a document, one page of it (from 1) where it has several.
  ///
  /// A fatal signal or Ctrl-C (through `signals`) ends the programs.
  @discardableResult
  public func show(
    _ document: [UInt8], page: Int = 1, on output: Output, signals: Signals? = nil
  ) throws(Failure) -> Report {
    guard let kind = Self.kind(of: document) else { throw .unknownKind }
    let folder = try TemporaryFolder()
    let path = try folder.write(document, to: "document.\(kind.rawValue)")
    output.flush()
    if let outside {
      try show(path, with: outside, signals: signals)
      return Report(kind: kind, isDamaged: false)
    }
    let capabilities = output.capabilities
    let complaints = try decode(path, kind, page: page, in: folder, size: pixelSize(for: capabilities), signals)
    guard let file = folder.read("pixels.ppm", limit: Self.pixelLimit), let pixels = Pixels(ppm: file) else { throw .undecodable }
    output.write(encoded: try draw(pixels, in: folder, capabilities, signals))
    return Report(kind: kind, isDamaged: complaints)
  }

  /// What the first bytes say.
  public static func kind(of document: [UInt8]) -> Kind? {
    if document.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if document.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if document.starts(with: [0x25, 0x50, 0x44, 0x46, 0x2D]) { return .pdf }
    return nil
  }

  static let pixelLimit = Pixels.sideLimit * Pixels.sideLimit * 3 + 1024
  static let drawingLimit = 16 << 20

  /// The longer side that is worth decoding: about what the drawing can show.
  private func pixelSize(for capabilities: Capabilities) -> Int {
    min(Pixels.sideLimit, max(400, (drawn == .sixel ? 10 : 8) * max(capabilities.columns, 2 * capabilities.rows)))
  }

  private func show(_ path: String, with viewer: [String], signals: Signals?) throws(Failure) {
    guard let program = Program.find(viewer[0]) else { throw .missing(program: viewer[0], package: viewer[0]) }
    var window = Program([program] + viewer.dropFirst() + [path])
    window.standing = .ownGroup
    switch window.run(signals: signals) {
    case .exited(0): return
    case .interrupted: throw .interrupted
    default: throw .failed(program: viewer[0])
    }
  }
}
