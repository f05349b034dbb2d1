/// One statement: its text, the types that are sent beside it, and the Swift value that each of its rows is read as.
public struct Statement<Row: Decodable & Sendable>: AnyStatement {
  /// The name of its file without folder and extension: `claim_next`.
  public let name: String
  /// What is sent.
  public let text: String
  /// The parameters' types, `$1` first.
  public let parameters: [PostgresType]
  /// What a row is read as.
  public var row: any Decodable.Type { Row.self }

  /// A statement.
  public init(_ name: String, text: String, _ parameters: [PostgresType]) {
    self.name = name
    self.text = text
    self.parameters = parameters
  }
}

/// A ``Statement`` of whatever rows, for what goes through all of them.
public protocol AnyStatement: Sendable {
  /// The name of its file without folder and extension.
  var name: String { get }
  /// What is sent.
  var text: String { get }
  /// The parameters' types, `$1` first.
  var parameters: [PostgresType] { get }
  /// What a row is read as.
  var row: any Decodable.Type { get }
}

/// The rows of a statement that answers nothing: no columns, or the one of a function that returns `void`.
public struct NoAnswer: Decodable, Sendable {
  /// Reads nothing.
  public init(from decoder: any Decoder) {}
}
