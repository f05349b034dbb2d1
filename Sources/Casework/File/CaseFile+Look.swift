extension CaseFile {
  /// That somebody looked at a document, and when last (`core.looks_at`).
  public struct Look: Sendable, Hashable, Codable {
    /// The login.
    public var by: String
    /// When last.
    public var at: Moment
    /// Whether it is this agent.
    public var isMine: Bool

    enum CodingKeys: String, CodingKey {
      case by, at
      case isMine = "mine"
    }

    /// That one.
    public init(by: String, at: Moment, isMine: Bool) {
      self.by = by
      self.at = at
      self.isMine = isMine
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      by = try json.value(.by)
      at = try json.value(.at)
      isMine = try json.value(.isMine, or: false)
    }
  }

  /// Whether this round is about a document: it came with it, or was asked for before it. No round but the first is about all of them, and
  /// then none is before the others.
  public func isOfThisRound(_ document: Document) -> Bool {
    guard self.case.round > 1, !document.isReplaced else { return false }
    return document.round == self.case.round || lastRequest?.items.contains { $0.item == document.type } == true
  }

  /// The current documents that this agent has not looked at in this round: those of the types that it is about, then the others, in the
  /// order of the file.
  public var unseenDocuments: [Document] {
    let unseen = currentDocuments.filter { $0.lookedAt == nil }
    let types = Set(currentDocuments.filter(isOfThisRound).map(\.type))
    return unseen.filter { types.contains($0.type) } + unseen.filter { !types.contains($0.type) }
  }

  /// The current photo, where this agent has not looked at it in this round.
  public var unseenCurrentPhoto: Document? { unseenDocuments.first { $0.documentType == .photo } }

  /// Notes that this agent has just looked at a document.
  public mutating func notice(lookAt document: Int, by agent: String, at moment: Moment) {
    guard let index = documents.firstIndex(where: { $0.id == document }) else { return }
    documents[index].looks.removeAll(where: \.isMine)
    documents[index].looks.append(Look(by: agent, at: moment, isMine: true))
  }
}
