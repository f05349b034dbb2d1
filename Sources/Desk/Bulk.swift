public import Casework

/// One thing to be done to each of many cases.
public enum BulkAct: Sendable, Equatable {
  /// Settles it.
  case approve(comment: String)
  /// Flags one item for one reason, and sends the case back with it.
  case returnCase(item: String, reason: String, comment: String)
  /// Reminds the driver whom it waits for.
  case remind
  /// Gives it to an agent, although somebody holds it where that is insisted on.
  case assign(to: String, insists: Bool)
  /// Adds a note.
  case note(String)
  /// Puts it first in its queue, or back in its place.
  case urgent(Bool)
  /// Hands it to the supervisors, for that reason.
  case escalate(String)
  /// Gives up one's own claim.
  case release

  /// Whether the case is taken in hand for it.
  public var claims: Bool {
    switch self {
    case .approve, .returnCase: true
    case .remind, .assign, .note, .urgent, .escalate, .release: false
    }
  }
}

/// What became of one case of many.
public struct BulkResult: Sendable, Equatable {
  /// What that was.
  public enum Outcome: Sendable, Equatable {
    /// It was done.
    case done(Done)
    /// It was left as it is, which is no failure.
    case passed(Passed)
    /// The database refused it.
    case refused(Refusal)
  }

  /// What the database says of what was done.
  public struct Done: Sendable, Equatable {
    /// Where it was a decision.
    public var decision: Decision?
    /// By what channel a reminder goes: `email` or `sms`.
    public var channel: String?
    /// From whose hands a case was taken.
    public var takenFrom: String?
  }

  /// Why a case was left as it is.
  public enum Passed: Sendable, Equatable {
    /// Somebody has it in hand, until then.
    case held(by: String, until: Moment?)
    /// Somebody has drafted flags on it.
    case drafted
    /// Somebody was writing to it at that moment.
    case busy
    /// Looked at again in hand, it did not pass the filter any more.
    case changed
    /// The checks raise something.
    case notClean
    /// It is not there to be taken: settled meanwhile, kept for somebody.
    case gone(Refusal)
  }

  /// The case, as it stood in the list.
  public var row: CaseSummary
  /// What became of it.
  public var outcome: Outcome
  /// The key under which it was asked for; empty where nothing was.
  public var key: String
}
