extension CaseFile {
  /// The sides of a card.
  public enum Side: String, CaseIterable, Codable, Sendable {
    /// Front.
    case recto
    /// Back.
    case verso
  }

  /// A file that came with the application (`core.document`).
  public struct Document: Sendable, Hashable, Codable {
    /// Its number.
    public var id: Int
    /// What the driver says it is.
    public var type: Item
    /// Front or back, where it has sides.
    public var side: Side?
    /// The declared media type, `image/jpeg`.
    public var mediaType = ""
    /// The name that the file had on the driver's machine.
    public var fileName = ""
    /// Bytes.
    public var size: Int?
    /// Its SHA-256, hexadecimal.
    public var sha256 = ""
    /// The first 16 bytes, hexadecimal; fewer for a shorter file.
    public var magic: String?
    /// Pixels across, from the file's header; `nil` where there is none.
    public var width: Int?
    /// Pixels down, from the file's header; `nil` where there is none.
    public var height: Int?
    /// The round in which it was given.
    public var round = 1
    /// When it was given.
    public var givenAt: Moment?
    /// Whether a later document stands in its place.
    public var isReplaced = false
    /// Where else the very same bytes were sent.
    public var sameFileElsewhere: [SameFile] = []
    /// Who looked at it in this round, each once, the first first.
    public var looks: [Look] = []

    /// When this agent last looked at it in this round; `nil` where he did not.
    public var lookedAt: Moment? { looks.first(where: \.isMine)?.at }

    /// Its type, where checks know it.
    public var documentType: DocumentType? { DocumentType(rawValue: type.rawValue) }

    /// Whether another one has the very same bytes; `false` where they are not known.
    public func isSame(as other: Document) -> Bool { !sha256.isEmpty && sha256 == other.sha256 }

    enum CodingKeys: String, CodingKey {
      case id, type, side, size, sha256, magic, width, height, round, looks
      case mediaType = "media_type"
      case fileName = "file_name"
      case isReplaced = "replaced"
      case sameFileElsewhere = "same_file_elsewhere"
      case givenAt = "given_at"
    }

    /// One with these, and nothing else known.
    public init(id: Int, type: Item) {
      self.id = id
      self.type = type
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.value(.id)
      type = try json.value(.type)
      side = try json.given(.side)
      mediaType = try json.value(.mediaType, or: "")
      fileName = try json.value(.fileName, or: "")
      size = try json.given(.size)
      sha256 = try json.value(.sha256, or: "")
      magic = try json.given(.magic)
      width = try json.given(.width)
      height = try json.given(.height)
      round = try json.value(.round, or: 1)
      givenAt = try json.given(.givenAt)
      isReplaced = try json.value(.isReplaced, or: false)
      sameFileElsewhere = try json.value(.sameFileElsewhere, or: [])
      looks = try json.value(.looks, or: [])
    }
  }
}
