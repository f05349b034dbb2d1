/// What the checks suggested to the agent, as it is recorded with the decision.
public struct Advice: Hashable, Sendable, Codable {
  /// The outcome that they suggest; `nil` where they suggest none.
  public var outcome: String?
  /// Why: stable codes, nothing of what the driver typed.
  public var grounds: [String]

  /// That outcome, for those grounds.
  public init(outcome: String?, grounds: [String]) {
    self.outcome = outcome
    self.grounds = grounds
  }

  enum CodingKeys: String, CodingKey { case outcome, grounds }

  /// Writes both keys: a suggestion without outcome is null, not absent.
  public func encode(to encoder: any Encoder) throws {
    var json = encoder.container(keyedBy: CodingKeys.self)
    try json.encode(outcome, forKey: .outcome)
    try json.encode(grounds, forKey: .grounds)
  }
}
