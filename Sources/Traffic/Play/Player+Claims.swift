import Casework
import Postgres

/// Defective cards: declared, posted, corrected and paid.
extension Player {
  /// Drivers declare what is wrong with their cards.
  ///
  /// - Parameter ends: the last days of validity that their cards show.
  func declareClaims(_ unhappy: [Int], _ ends: [Int: Day]) throws(TrafficError) {
    try each(unhappy.filter { actors[$0].plan.claim != nil && actors[$0].card != 0 }, services.portal) { actor in
      guard let claim = actors[actor].plan.claim, let plan = actors[actor].planned else { preconditionFailure("\(actor) has no claim") }
      return Hub.declareQualityClaim(
        request: ids("claim", actor), driver: actors[actor].driver, card: actors[actor].card,
        elements: claim.elements.map { ($0.element, claimed($0, ends[actor])) }, statement: claim.statement,
        deliveryAddress: plan.rounds[0].deliveryAddress,
        billing: Hub.Billing(address: plan.invoiceAddress, addressee: plan.invoiceAddressee))
    } then: { actor, answer in
      switch answer {
      case .success:
        actors[actor].stage = .applicationPending
        actors[actor].envelopes = 0
        actors[actor].hasPosted = false
        expectCorrection(actor)
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  private func claimed(_ element: PlannedClaim.Element, _ end: Day?) -> String {
    guard element.element == "expiry_date", let years = Int(element.claimed) else { return element.claimed }
    return end?.adding(years: years).description ?? ""
  }

  /// A centre that recorded something wrong hears of it, and corrects it.
  func expectCorrection(_ actor: Int) {
    guard actors[actor].plan.training?.fault?.kind == .wrongQualification,
      !trainings.contains(where: { $0.actor == actor && $0.deed == .correctQualification })
    else { return }
    var dice = dice("heard", actor)
    let days = dice.int(in: 1...6)
    trainings.append(TrainingDue(actor: actor, minute: pace == .immediate ? minute : minute + days * 1440, deed: .correctQualification))
  }

  /// A claim was declared: its card is posted, or not.
  func considerPosting(_ actor: Int) {
    guard let claim = actors[actor].plan.claim, actors[actor].stage == .applicationPending, !actors[actor].hasPosted else { return }
    actors[actor].hasPosted = true
    switch claim.posting {
    case .never: break
    case .cancels: move(actor, to: .cancelling, after: claim.journey / 2)
    case .losesCard:
      // The claim waits for a card that nobody has any more.
      actors[actor].order += 1
      move(actor, to: .holding, after: claim.journey)
    default: move(actor, to: .posting, after: claim.journey)
    }
  }

  /// Drivers give up their claims.
  func cancelClaims() throws(TrafficError) {
    let acting = acting(in: .cancelling)
    guard !acting.isEmpty else { return }
    let claims = try claims(of: acting)
    try each(acting.filter { claims[$0] != nil }, services.portal) { actor in
      Hub.cancelQualityClaim(
        request: ids("claim_cancelled", actor), driver: actors[actor].driver, claim: claims[actor]?.claim ?? 0)
    } then: { actor, answer in
      switch answer {
      case .success: hold(actor)
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// The claims that these drivers are at.
  func claims(of actors: [Int]) throws(TrafficError) -> [Int: Hub.QualityClaim] {
    var claims: [Int: Hub.QualityClaim] = [:]
    for claim in try read(actors.map { self.actors[$0].driver }.sorted(), Hub.qualityClaims) {
      guard let actor = actor(of: claim.driver), self.actors[actor].application == claim.application else { continue }
      claims[actor] = claim
    }
    return claims
  }

  /// An agent found that it is the driver's fault: he answers, or never does.
  func considerAttribution(_ actor: Int) {
    guard let delay = actors[actor].plan.claim?.answer else {
      actors[actor].stage = .done
      return
    }
    move(actor, to: .answeringAttribution, after: delay)
  }

  /// Drivers correct what is their fault and ask to pay, or take their cards back.
  func answerAttributions() throws(TrafficError) {
    let acting = acting(in: .answeringAttribution)
    guard !acting.isEmpty else { return }
    let claims = try claims(of: acting)
    var asked: [Int: Set<String>] = [:]
    for row in try read(acting.map { actors[$0].driver }.sorted(), Hub.claimElements) where row.isToCorrect {
      guard let actor = actor(of: row.driver), claims[actor]?.claim == row.claim else { continue }
      asked[actor, default: []].insert(row.element)
    }
    let backward = acting.filter { claims[$0]?.isCardBackPossible == true && actors[$0].plan.claim?.takesCardBack == true }
    try each(backward, services.portal) { actor in
      Hub.requestCardBack(request: ids("card_back", actor), driver: actors[actor].driver, claim: claims[actor]?.claim ?? 0)
    } then: { actor, answer in
      switch answer {
      case .success: actors[actor].stage = .applicationPending
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
    let forward = acting.filter { claims[$0] != nil && !backward.contains($0) }
    try put(forward.flatMap { actor in corrected(actor, asked[actor] ?? []).enumerated().map { (actor, $1, 100 + $0) } })
    try each(forward.filter { actors[$0].stage == .answeringAttribution }, services.portal) { actor in
      Hub.answerAttribution(
        request: ids("attribution", actor), driver: actors[actor].driver, claim: claims[actor]?.claim ?? 0,
        corrections(of: actor, asked[actor] ?? []))
    } then: { actor, answer in
      switch answer {
      case .success: actors[actor].stage = .paying
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// The files that go with a correction: a better picture, the paper that proves a new name.
  private func corrected(_ actor: Int, _ asked: Set<String>) -> [PlannedDocument] {
    let changesStatus = !asked.isDisjoint(with: ["last_name", "first_names"])
    return (actors[actor].planned?.goodDocuments ?? []).filter {
      asked.contains($0.type) || changesStatus && $0.type == "identity_document" && $0.side == .recto
    }
  }

  private func corrections(of actor: Int, _ asked: Set<String>) -> Hub.Corrections {
    let form = AccountForm(actors[actor].plan.profile)
    func right(_ field: AccountField) -> String? {
      guard asked.contains(field.rawValue) else { return nil }
      let claimed = actors[actor].plan.claim?.elements.first { $0.element == field.rawValue }?.claimed
      return claimed.flatMap { $0.isEmpty ? nil : $0 } ?? form[field]
    }
    return Hub.Corrections(
      lastName: right(.lastName), firstNames: right(.firstNames), birthDate: right(.birthDate), birthPlace: right(.birthPlace),
      licenceNumber: right(.licenceNumber))
  }

  /// Some who paid for a loss declare a theft as well; that is refused.
  func claimThefts() throws(TrafficError) {
    let acting = actors.indices.filter {
      actors[$0].plan.claimsTheftAfterLoss && !actors[$0].claimedTheft && actors[$0].stage == .applicationPending
        && actors[$0].planned?.kind == "replacement_loss" && actors[$0].application != 0
    }
    try refused(acting, by: ["PU045", "PU046"]) { actor in
      Hub.openApplication(
        request: ids("theft_after_loss", actor), driver: actors[actor].driver, for: actors[actor].purpose ?? .theft(card: 0))
    }
    for actor in acting { actors[actor].claimedTheft = true }
  }

  /// Sends calls that the contract is to refuse.
  func refused<Answer>(_ acting: [Int], by states: Set<String>, _ call: (Int) -> HubCall<Answer>) throws(TrafficError) {
    try each(acting, services.portal, call) { _, answer in
      switch answer {
      case .success: refusals["00000", default: 0] += 1
      case .failure(let refusal): if !states.contains(refusal.sqlState) { unexpected(refusal, nil) }
      }
    }
  }
}
