public import Casework
public import Postgres

extension Parameter {
  /// A case, or NULL for `nil`.
  public init(_ number: CaseNumber?) { self.init(number?.id) }
}

extension KeyedDecodingContainer {
  // A row gives arrays of plain values only.
  func decode(_ type: [CaseNumber].Type, forKey key: Key) throws -> [CaseNumber] {
    try decode([Int64].self, forKey: key).map(CaseNumber.init(id:))
  }
}
