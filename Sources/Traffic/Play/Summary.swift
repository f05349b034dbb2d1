/// What a play did.
public struct Summary: Sendable, Hashable {
  /// Drivers who have an account, of the cast.
  public let drivers: Int
  /// Calls of `hub`, by login.
  public let calls: [String: Int]
  /// Decisions of agents, undone ones included.
  public let decisions: Int
  /// Refusals of `hub` that the plan did not foresee, by SQLSTATE; empty when all went well.
  public let refusals: [String: Int]

  init(_ player: Player, decisions: Int) {
    drivers = player.actors.count { $0.driver != 0 }
    calls = Dictionary(uniqueKeysWithValues: player.services.all.map { ($0.login, $0.calls) })
    self.decisions = decisions
    refusals = player.refusals
  }
}
