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
    /// Has his card, until he sees a fault, or it is lost or stolen.
    case holding
    /// Has put his card into an envelope for the mailroom.
    case posting
    /// Gives up his claim.
    case cancelling
    /// Corrects what was found to be his fault, or takes his card back.
    case answeringAttribution
    /// His card is in the post, and comes back.
    case undelivered
    /// His card is in the house: waits for the payment service, an agent or the mailroom.
    case cardReturned
    /// Confirms the address, or gives another one.
    case answeringReturn
    /// Nothing more.
    case done

    /// Whether he does something of his own at ``Actor/due``, instead of waiting for others.
    var acts: Bool {
      switch self {
      case .accountPending, .withoutRight, .applicationPending, .paying, .cardReturned, .done: false
      default: true
      }
    }
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
  /// How many envelopes he sent with his card, and whether his claim is followed.
  var envelopes = 0
  var hasPosted = false
  /// The dispatch that came back last, 0 for none; how many did; how often he answered about it; and what he answered.
  var returned: Int64 = 0
  var returns = 0
  var answers = 0
  var given: PlannedReturn.Answer?
  /// Whether he declared a theft after a loss.
  var claimedTheft = false

  /// What is wrong with his account as submitted last and ought to be flagged.
  var accountFaults: [PlantedFault] {
    submission.map { plan.submissions[$0].faults.filter { $0.reason != nil } } ?? []
  }

  /// The application that he is at.
  var planned: PlannedApplication? { order < plan.applications.count ? plan.applications[order] : nil }

  /// The return that he is at, where it was planned.
  var plannedReturn: PlannedReturn? { returns > 0 && returns <= plan.returns.count ? plan.returns[returns - 1] : nil }

  /// Whether his next application is about what he sees wrong on his first card.
  var seesFault: Bool { plan.claim != nil && order == 0 && plan.applications.dropFirst().first?.kind == "replacement_quality" }

  /// The planned submission that opens `round` and that `hub` takes.
  func submission(for round: Int) -> Int? { plan.submissions.firstIndex { $0.round == round && $0.refusal == nil } }
}
