/// One submission of the account form.
public struct Submission: Sendable, Hashable {
  /// The round that it opens, from 1.
  public let round: Int
  /// What is typed.
  public let form: AccountForm
  /// What is wrong with it.
  public let faults: [PlantedFault]
  /// Minutes from the request for corrections, or from the refusal, to this submission; 0 for the first.
  public let delay: Int
  /// The SQLSTATE with which `hub` must refuse it; the next submission then opens the same round.
  public var refusal: String? { faults.lazy.compactMap(\.refusal).first }
}

/// Everything that one driver is going to do, decided beforehand. Whoever plays him only follows.
public struct PlannedDriver: Sendable, Hashable {
  /// What he does when asked to correct.
  public enum Answer: String, Sendable {
    /// Corrects everything.
    case corrects
    /// Corrects one thing of several, then everything.
    case correctsPartly = "corrects_partly"
    /// Never answers.
    case silent
  }

  /// Who he is.
  public let profile: DriverProfile
  /// His account forms, in order.
  public let submissions: [Submission]
  /// How he takes a request for corrections of his account.
  public let answer: Answer
  /// The training that gives him a right to a card; none for those who only open an account.
  public let training: PlannedTraining?
  /// His applications in order: the card, perhaps its replacement after a claim, its loss or theft later, or another card.
  public let applications: [PlannedApplication]
  /// What he will declare defective on his first card.
  public let claim: PlannedClaim?
  /// How often his first card comes back by post, and what he does then.
  public let returns: [PlannedReturn]
  /// Whether he declares a theft, which is refused, once he paid for a loss.
  public let claimsTheftAfterLoss: Bool

  /// Everything planted in account, training, applications, claim and returns, in the order in which it is sent; the lines of the truth
  /// file.
  public var faults: [PlantedFault] {
    submissions.flatMap(\.faults) + (training?.fault.map { [$0] } ?? []) + applications.flatMap(\.faults)
      + (claim?.faults(of: profile.index) ?? []) + returns.flatMap { $0.faults(of: profile.index) }
  }
}
