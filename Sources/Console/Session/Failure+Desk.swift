import Casework
import Desk
import Terminal

extension Failure {
  /// What is said of an error of the desk.
  init(_ error: DeskError, vocabulary: Vocabulary?, queues: Queues, settings: Lexicon = Lexicon([]), now: Moment) {
    switch error {
    case .refused(let refusal): self.init(refusal, vocabulary: vocabulary, queues: queues, settings: settings, now: now)
    case .connectionFailed(let message): self.init(.noConnection, .noConnection(Self.oneLine(message)), hint: .noConnectionHint)
    case .connectionLost(let message): self.init(.noConnection, .connectionLost(Self.oneLine(message)), hint: .connectionLostHint)
    case .outcomeUnknown(let write, let message):
      self.init(.outcomeUnknown, .outcomeUnknown(write, Self.oneLine(message)), hint: .outcomeUnknownHint(write))
    case .committedLocally(let write): self.init(.outcomeUnknown, .committedLocally(write), hint: .committedLocallyHint(write))
    case .claimUnknown(let message): self.init(.noConnection, .claimUnknown(Self.oneLine(message)), hint: .claimUnknownHint)
    case .cancelled: self.init(.failed, .cancelled)
    case .tooLong(let seconds): self.init(.failed, .reportTooLong(seconds), hint: .reportTooLongHint)
    case .report(let failure): self.init(failure, isSupervisor: false)
    case .wrongIdentity(let requested, let actual):
      self.init(.noConnection, .wrongIdentity(requested, actual), hint: .wrongIdentityHint)
    case .noSeat(let login): self.init(.notAllowed, .noSeat(login), hint: .noSeatHint, sqlstate: "42501")
    case .schemaMissing(let message): self.init(.noConnection, .schemaMissing(message), hint: .schemaMissingHint)
    case .invalid(let message): self.init(.usage, .ownFault(message), hint: .ownFaultHint)
    }
  }

  /// What is said of a report that the server refused.
  init(_ failure: ReportFailure, isSupervisor: Bool) {
    let refusal = failure.refusal
    guard refusal.sqlState == "42501" else {
      self.init(.failed, .reportFailed(failure), hint: Text(same: "\(refusal.hint)"), sqlstate: refusal.sqlState, detail: refusal.detail)
      return
    }
    let isForSupervisors = failure.report.isForSupervisors && !isSupervisor
    self.init(
      .notAllowed, isForSupervisors ? .reportForSupervisors(failure.report) : .reportNotOpen(failure),
      hint: isForSupervisors ? .askASupervisor : .reportNotOpenHint, sqlstate: refusal.sqlState)
  }

  init(_ refusal: Refusal, vocabulary: Vocabulary?, queues: Queues, settings: Lexicon = Lexicon([]), now: Moment) {
    let isRight = refusal.sqlState == "42501" || refusal.sqlState.hasPrefix("28")
    if isRight {
      self.init(.notAllowed, .notAllowed(refusal), hint: .notAllowedHint(refusal), sqlstate: refusal.sqlState, detail: refusal.detail)
      return
    }
    let told = RefusalWording.of(refusal).map {
      Told(values: refusal.values, vocabulary: vocabulary, queues: queues, settings: settings, now: now).told($0)
    }
    self.init(
      .failed, told?.text ?? Text(same: "\(refusal.message)"), hint: told?.advice ?? Text(same: "\(refusal.hint)"),
      sqlstate: refusal.sqlState, detail: refusal.detail)
    isOwn = refusal.name == "55006:mine"
    if case .text(let option)? = refusal.values["insist"] {
      offer = .again(option: option)
    } else if let number = refusal.caseNumber("offer") {
      offer = .undo(number)
    }
  }

  /// The client library's words, which come in several lines.
  private static func oneLine(_ message: String) -> String { message.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
