/// What a case is about, as its queue says (`core.queue.subject`): what the checks look at, and what the console shows.
public enum Subject: String, CaseIterable, Codable, Sendable {
  /// An account that is created.
  case account
  /// An application with its documents.
  case application
  /// A quality claim.
  case claim
  /// A dispatch that the post brought back.
  case returnedDispatch = "returned_dispatch"
}
