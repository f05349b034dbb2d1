/// A file that a driver may send: a drawing of the kind of document that it stands for, good or wrong in one way.
///
/// The files are drawn by `scripts/make-documents`, lie in `Sources/Traffic/Documents` and are embedded in the binary. What a file is
/// follows from its name: `TYPE-SIDE-VARIANT-NUMBER.EXT`.
public struct SampleDocument: Sendable, Hashable {
  /// The side of a card; a document without sides has none, as in `core.document.side`.
  public enum Side: String, Sendable {
    case recto, verso
  }

  /// Name of the file, for instance `photo-whole-blurred-1.jpg`.
  public let name: String
  /// The item of `core.item` that it is sent for: `photo`, `signature`, `identity_document`, …
  public let type: String
  /// Its side, where the type has two.
  public let side: Side?
  /// The reason of `core.reason` that it deserves; `nil` for a good one.
  public let deserves: String?
  /// Which of its variant; for good pictures of people the number of the face.
  public let number: Int
  /// The media type that its extension declares, which need not be what it is.
  public let mediaType: String
  private let text: StaticString

  /// All samples in the order of their names.
  public static let all: [SampleDocument] = embeddedFiles.compactMap { SampleDocument(path: "\($0.path)", text: $0.text) }

  private static let byTypeAndSide = Dictionary(grouping: all) { "\($0.type)/\($0.side?.rawValue ?? "")" }

  /// The samples of one type and side.
  public static func samples(type: String, side: Side?) -> [SampleDocument] { byTypeAndSide["\(type)/\(side?.rawValue ?? "")"] ?? [] }

  /// The good sample with the face `face`, or any good one (chosen by `face`) where there are no faces.
  static func good(_ type: String, _ side: Side?, face: Int) -> SampleDocument? {
    let good = samples(type: type, side: side).filter { $0.deserves == nil }
    return good.first { $0.number == face } ?? (good.isEmpty ? nil : good[face % good.count])
  }

  private init?(path: String, text: StaticString) {
    let parts = path.split(separator: ".")
    let words = parts.first?.split(separator: "-") ?? []
    guard parts.count == 2, words.count == 4, let number = Int(words[3]) else { return nil }
    let mediaTypes = ["jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"]
    guard let mediaType = mediaTypes[String(parts[1])] else { return nil }
    name = path
    type = String(words[0])
    side = Side(rawValue: String(words[1]))
    deserves = words[2] == "good" ? nil : String(words[2])
    self.number = number
    self.mediaType = mediaType
    self.text = text
  }

  /// The file's bytes, decoded anew at each call.
  public var bytes: [UInt8] { base64Decoded(text) ?? [] }

  /// Width and height in pixels as the header has them; `nil` for a PDF and for what cannot be read.
  public var size: (width: Int, height: Int)? { Self.pictureSize(bytes) }

  /// Two samples are the same when their names are.
  public static func == (left: SampleDocument, right: SampleDocument) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
