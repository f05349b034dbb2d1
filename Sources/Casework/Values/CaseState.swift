/// The states of a case (`desk_case.state`); what may happen in each is the lifecycle's, in the database.
public enum CaseState: String, Code {
  /// In its queue.
  case open
  /// With the driver; its clock stands still.
  case waiting
  /// Decided in favour.
  case settled
  /// Ended for good by a supervisor.
  case closed
  /// What this program does not know.
  case unknown
}
