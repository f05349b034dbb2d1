import Glibc
public import SystemCalls

/// Shows the bytes of a document: decoded by a program of its own in a cage, drawn by another in signs or pixels.
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
    /// The program that ``OutsideViewer`` is told to start is not there.
    case noViewer(program: String)
    /// The decoder refused it: broken, or asking for too much memory.
    case undecodable
    /// The program took longer than this many seconds.
    case tooSlow(program: String, seconds: Int)
    /// The page does not exist; how many there are.
    case noSuchPage(Int, of: Int)
    /// A picture holds no text that a program could read.
    case noText
    /// A program of the chain ended badly, or drew what must not be shown.
    case failed(program: String)
    /// The outside viewer ended as soon as it was started: with this code, or by this signal.
    case viewerEnded(program: String, ProgramEnd)
    /// A temporary file could not be written, with its `errno`.
    case unwritable(errno: CInt)
    /// The system does not let a program be kept from the network, with its `errno`: nothing is decoded then.
    case noCage(errno: CInt)
    /// Ctrl-C, or the process has to end.
    case interrupted
  }

  /// Wall-clock and processor seconds that one program may take.
  public var seconds = 20
  /// How pixels are drawn, and how many there are in a cell.
  public var screen: PictureScreen

  let colours: String
  var cage: Cage { Cage(seconds: seconds) }

  /// A viewer for a screen; `COLORTERM` says how many colours signs may have.
  public init(screen: PictureScreen = PictureScreen(), environment: Environment.Lookup = Environment.value) {
    self.screen = screen
    let depth = environment("COLORTERM") ?? ""
    colours = depth == "truecolor" || depth == "24bit" ? "full" : "256"
  }

  /// Lays a document ready to be looked at: a private copy, its kind, its pages.
  ///
  /// A fatal signal or Ctrl-C (through `signals`) ends the programs.
  public func open(_ document: [UInt8], signals: Signals? = nil) throws(Failure) -> Paper {
    guard let kind = Self.kind(of: document) else { throw .unknownKind }
    let paper = try Paper(document, kind)
    if kind == .pdf { paper.pages = try countPages(of: paper, signals) }
    return paper
  }

  /// What the first bytes say.
  public static func kind(of document: [UInt8]) -> Kind? {
    if document.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if document.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if document.starts(with: [0x25, 0x50, 0x44, 0x46, 0x2D]) { return .pdf }
    return nil
  }

  static let pixelLimit = Pixels.sideLimit * Pixels.sideLimit * 3 + 1024
  static let drawingLimit = 64 << 20
}

/// A document that lies ready in a private folder, which goes with it. One thread.
public final class Paper {
  /// What it is.
  public let kind: PictureViewer.Kind
  /// How many pages it has; 1 for a picture.
  public internal(set) var pages = 1
  /// Whether a decoder complained: what is shown is what could be read.
  public internal(set) var isDamaged = false

  let folder: TemporaryFolder
  let path: String
  /// What was decoded last: of which page, and up to how many pixels on the longer side.
  var decoded: (page: Int, limit: Int, pixels: Pixels)?

  init(_ document: [UInt8], _ kind: PictureViewer.Kind) throws(PictureViewer.Failure) {
    self.kind = kind
    folder = try TemporaryFolder()
    path = try folder.write(document, to: "document.\(kind.rawValue)")
  }
}
