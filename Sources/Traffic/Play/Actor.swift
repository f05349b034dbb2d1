/// One driver on his way: what he planned, how far he is, and what he waits for. Knows only what `hub` told him.
struct Actor {
  /// What he does next, or waits for.
  enum Stage {
    /// Sends his account's form.
    case submitting
    /// Waits for an agent to decide on his account.
    case accountPending
    /// Corrects his account.
    case correcting
    /// Has an account, waits for a training that gives a right.
    case withoutRight
    /// Opens an application.
    case opening
    /// Gives documents and addresses.
    case filling
    /// Submits what he filled in, or thinks better of it.
    case submittingApplication
    /// Waits for an agent, the factory or the post.
    case applicationPending
    /// Answers an information request.
    case answering
    /// Waits for the payment service.
    case paying
    /// Asks for the payment again.
    case retrying
    /// Has the card in his hands and activates it.
    case receiving
    /// Uses his card, until it is lost or stolen.
    case holding
    /// Nothing more.
    case done
  }

  /// What he planned.
  let plan: PlannedDriver
  /// Where he stands.
  var stage = Stage.submitting
  /// The minute at which he acts, in the stages in which he does.
  var due: Int
  /// His number, once his account is submitted.
  var driver: Int64 = 0
  /// Which of the planned submissions he sent last; `nil` where he typed the right form of his own accord.
  var submission: Int? = 0
  /// The round of his account as `hub` shows it.
  var round = 1
  /// Which of the planned applications he is at.
  var order = 0
  /// That application's number, 0 before it is opened, and its round.
  var application: Int64 = 0
  var applicationRound = 1
  /// What gives him the right to it, or the card that it replaces.
  var purpose: Hub.Purpose?
  /// His card in hand.
  var card: Int64 = 0
  var serial: String?
  /// How many payments of this application failed or expired.
  var failedPayments = 0
  /// How often he cancelled a draft.
  var cancelled = 0
  /// What is wrong with what he gave last for this application, by item.
  var papers: [String: PlantedFault] = [:]

  /// What is wrong with his account as submitted last and ought to be flagged.
  var accountFaults: [PlantedFault] {
    submission.map { plan.submissions[$0].faults.filter { $0.reason != nil } } ?? []
  }

  /// The application that he is at.
  var planned: PlannedApplication? { order < plan.applications.count ? plan.applications[order] : nil }

  /// The planned submission that opens `round` and that `hub` takes.
  func submission(for round: Int) -> Int? { plan.submissions.firstIndex { $0.round == round && $0.refusal == nil } }
}
