/// A case file that cannot be read: the database and this program are of different versions. Carries no content, which is personal data.
public struct CaseFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: String, Equatable, Sendable {
    /// The bytes are no JSON object.
    case notJSON = "not a JSON object"
    /// A key that must be there is not.
    case missing = "missing"
    /// A value of another type or form than expected.
    case unexpectedValue = "unexpected value"
  }

  /// Where in the object: `case.queue`, `documents.0.type`; empty for the whole.
  public let path: String
  /// What is wrong there.
  public let problem: Problem

  init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// What a decoder found wrong: the place in the object, nothing of its content.
  public init(_ error: DecodingError) {
    func path(_ keys: [any CodingKey]) -> String { keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".") }
    switch error {
    case .keyNotFound(let key, let context): self.init(path: path(context.codingPath + [key]), problem: .missing)
    case .valueNotFound(_, let context): self.init(path: path(context.codingPath), problem: .missing)
    case .dataCorrupted(let context) where context.codingPath.isEmpty: self.init(path: "", problem: .notJSON)
    case .typeMismatch(_, let context), .dataCorrupted(let context): self.init(path: path(context.codingPath), problem: .unexpectedValue)
    @unknown default: self.init(path: "", problem: .unexpectedValue)
    }
  }

  /// One English sentence.
  public var description: String { "case file: \(path.isEmpty ? "" : path + ": ")\(problem.rawValue)" }
}
