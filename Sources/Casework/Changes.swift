/// One difference between the previous round and this one.
public struct Change: Sendable, Hashable {
  /// What stood there, or stands there now.
  public enum Value: Sendable, Hashable {
    /// A text, as the driver typed it.
    case text(String)
    /// A document.
    case document(CaseFile.Document)
  }

  /// The item that it belongs to.
  public let item: Item
  /// The field of the account; `nil` for documents and addresses of an application.
  public let field: AccountField?
  /// What stood there; `nil` for a document given for the first time.
  public let before: Value?
  /// What stands there now; `nil` for a document taken away.
  public let after: Value?
}

/// What changed since the previous round, and which flagged items did not.
public struct Changes: Sendable, Hashable {
  /// The differences, fields first, in the order of the form.
  public let changes: [Change]
  /// Items flagged in the previous round that are as they were, with the reason of that time.
  public let unchanged: [CaseFile.RequestedItem]

  /// Compares a case with its previous round; nothing in the first.
  public init(in file: CaseFile) {
    guard file.case.round > 1 else {
      (changes, unchanged) = ([], [])
      return
    }
    let found = Self.fields(file) + Self.address(file) + Self.documents(file)
    changes = found
    unchanged =
      file.lastRequest?.items.filter { item in Self.isComparable(item.item, file) && !found.contains { $0.item == item.item } } ?? []
  }

  private static func fields(_ file: CaseFile) -> [Change] {
    guard let previous = file.previousAccount else { return [] }
    let isAccount = file.case.subject == .account
    return AccountField.allCases.filter { isAccount || $0.isCivilStatus }.compactMap { field in
      let (before, after) = (previous[field], file.account[field])
      if before == after { return nil }
      return Change(item: isAccount ? field.item : .civilStatus, field: field, before: .text(before), after: .text(after))
    }
  }

  private static func address(_ file: CaseFile) -> [Change] {
    guard let before = file.previousApplication?.deliveryAddress, let after = file.application?.deliveryAddress, before != after else {
      return []
    }
    return [Change(item: .deliveryAddress, field: nil, before: .text(before), after: .text(after))]
  }

  /// Documents of this round beside what they replaced; the same bytes sent again are no change.
  private static func documents(_ file: CaseFile) -> [Change] {
    let earlier = file.documents.filter { $0.isReplaced && $0.round < file.case.round }
    var changes: [Change] = []
    for document in file.currentDocuments where document.round == file.case.round {
      let before = file.former(of: document)
      if let before, document.isSame(as: before) { continue }
      changes.append(Change(item: document.type, field: nil, before: before.map { .document($0) }, after: .document(document)))
    }
    for document in earlier where document.round == file.case.round - 1 {
      let hasSuccessor = file.documents.contains { $0.type == document.type && $0.side == document.side && $0.id > document.id }
      if !hasSuccessor { changes.append(Change(item: document.type, field: nil, before: .document(document), after: nil)) }
    }
    return changes
  }

  /// Whether the file shows enough to say that an item did not change.
  private static func isComparable(_ item: Item, _ file: CaseFile) -> Bool {
    if item == .deliveryAddress { return file.previousApplication != nil && file.application != nil }
    // An account that has no earlier round was not corrected.
    if item == .civilStatus { return true }
    if AccountField(rawValue: item.rawValue) != nil { return file.previousAccount != nil }
    return DocumentType(rawValue: item.rawValue) != nil
  }
}
