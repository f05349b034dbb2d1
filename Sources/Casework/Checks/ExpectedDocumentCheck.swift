/// Expected documents that are not there, and cards of which one side is.
struct ExpectedDocumentCheck: Check {
  let id = "expected_document"
  let subjects: Set<Subject> = [.application]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let documents = file.currentDocuments
    var types: [Item] = []
    for type in file.expectedDocuments.map(\.type) + documents.map(\.type) where !types.contains(type) { types.append(type) }
    return types.flatMap { type in
      findings(type, expected: file.expectedDocuments.filter { $0.type == type }, given: documents.filter { $0.type == type })
    }
  }

  private func findings(_ type: Item, expected: [CaseFile.ExpectedDocument], given: [CaseFile.Document]) -> [Finding] {
    if given.isEmpty {
      // Once for a card, not once a side.
      guard let wanted = expected.first(where: \.isRequired) else { return [] }
      let sides = Set(expected.filter(\.isRequired).map(\.side))
      return [Finding(self, item: type, suggest: .wrongDocument, .documentMissing(sides.count == 1 ? wanted.side : nil))]
    }
    // A file without a side may show both.
    guard DocumentType(rawValue: type.rawValue)?.hasSides == true, !given.contains(where: { $0.side == nil }) else { return [] }
    return CaseFile.Side.allCases.filter { side in !given.contains { $0.side == side } }.map { side in
      // A passport has no back: where the setting does not insist, a hint is enough.
      let isOptional = expected.contains { $0.side == side && !$0.isRequired }
      return Finding(self, isOptional ? .notice : .warning, item: type, document: given.first, suggest: .missingSide, .sideMissing(side))
    }
  }
}
