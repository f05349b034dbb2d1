/// The four queues (`desk_case.queue`).
public enum Queue: String, CaseIterable, Codable, Sendable {
  /// Account creations.
  case accounts
  /// Documents of applications.
  case documents
  /// Quality claims.
  case quality
  /// Dispatches that the post brought back.
  case undelivered
}
