import Postgres

/// Cards that the post brings back, from the drivers' side.
extension Player {
  /// Whether the card on its way to a driver is one that comes back; then it is seen to.
  func comesBack(_ actor: Int) -> Bool {
    let plan = actors[actor].plan
    guard actors[actor].order == 0, actors[actor].returns < plan.returns.count else { return false }
    let planned = plan.returns[actors[actor].returns]
    if planned.manner == .declaredLost {
      hold(actor)
    } else if actors[actor].stage != .undelivered {
      move(actor, to: .undelivered, after: planned.journey)
    }
    return true
  }

  /// A card that was declared lost on its way turns up later.
  func expectStray(_ actor: Int) {
    guard let planned = actors[actor].plan.returns.first, planned.manner == .declaredLost else { return }
    strays.append((pace == .immediate ? minute : minute + planned.journey, actor))
  }

  /// Drivers look what became of the cards that came back.
  func readReturns() throws(TrafficError) {
    let watching = actors.indices.filter {
      actors[$0].stage == .cardReturned || actors[$0].stage == .paying && actors[$0].returned != 0
    }
    guard !watching.isEmpty else { return }
    var latest: [Int: Hub.ReturnedDispatch] = [:]
    var counts: [Int: Int] = [:]
    for row in try read(watching.map { actors[$0].driver }.sorted(), Hub.returnedDispatches) {
      guard let actor = actor(of: row.driver), actors[actor].application == row.application else { continue }
      latest[actor] = row
      counts[actor, default: 0] += 1
    }
    for actor in watching {
      guard let row = latest[actor] else { continue }
      if actors[actor].returned != row.returned {
        actors[actor].returned = row.returned
        actors[actor].returns = counts[actor] ?? 1
        actors[actor].answers = 0
        actors[actor].given = nil
        actors[actor].failedPayments = 0
      }
      switch row.state {
      case "awaiting_answer": considerAnswering(actor)
      case "to_correct":
        // In an earlier run he answered.
        actors[actor].answers = max(1, actors[actor].answers)
        considerAnswering(actor)
      case "awaiting_payment": actors[actor].stage = .paying
      case "closed": actors[actor].stage = .done
      default: actors[actor].stage = .cardReturned
      }
    }
  }

  private func considerAnswering(_ actor: Int) {
    let planned = actors[actor].plannedReturn
    switch planned?.manner {
    case .silent: actors[actor].stage = .done
    case .newerCard: orderAnother(actor)
    default: move(actor, to: .answeringReturn, after: answer(of: actor).delay)
    }
  }

  /// He lets the card lie, and orders a new one by the right of another training.
  private func orderAnother(_ actor: Int) {
    guard let order = actors[actor].plan.applications.lastIndex(where: { $0.kind == "card" }), order > 0 else {
      actors[actor].stage = .done
      return
    }
    actors[actor].order = order
    actors[actor].application = 0
    actors[actor].applicationRound = 1
    actors[actor].purpose = nil
    actors[actor].papers = [:]
    actors[actor].returned = 0
    actors[actor].stage = .withoutRight
    trainings.append(TrainingDue(actor: actor, minute: pace == .immediate ? minute : minute + 1440, deed: .recordAnother))
  }

  /// What he answers next: as planned, else another address.
  private func answer(of actor: Int) -> PlannedReturn.Answer {
    if let planned = actors[actor].plannedReturn, actors[actor].answers < planned.answers.count {
      return planned.answers[actors[actor].answers]
    }
    var dice = dice("elsewhere", actor, actors[actor].returns * 8 + actors[actor].answers)
    let address = PostalAddress(addressee: actors[actor].plan.profile.address.lines[0], in: dice.pick(Town.all), &dice)
    return PlannedReturn.Answer(address: address.text, deserves: nil, delay: Cast.delay(&dice), payment: .paid)
  }

  /// Drivers confirm their addresses or give other ones.
  func answerReturns() throws(TrafficError) {
    let acting = acting(in: .answeringReturn)
    guard !acting.isEmpty else { return }
    // It is in the house: it is not lost.
    try refused(acting.filter { actors[$0].plannedReturn?.manner == .triesLoss && actors[$0].answers == 0 }, by: ["PU047"]) { actor in
      let profile = actors[actor].plan.profile
      return Hub.declareLoss(
        request: ids("loss_of_returned", actor), driver: actors[actor].driver, card: actors[actor].card,
        deliveryAddress: profile.address.text, billing: Hub.Billing(address: profile.address.text, addressee: ""))
    }
    try each(acting, services.portal) { actor in
      let answer = answer(of: actor)
      return Hub.answerReturnedDispatch(
        request: ids("return_answered", actor, actors[actor].returns * 16 + actors[actor].answers), driver: actors[actor].driver,
        returned: actors[actor].returned, deliveryAddress: answer.address,
        billing: answer.address.map { _ in Hub.Billing(address: actors[actor].plan.profile.address.text, addressee: "") })
    } then: { actor, answer in
      switch answer {
      case .success(let payment):
        actors[actor].given = self.answer(of: actor)
        actors[actor].answers += 1
        actors[actor].failedPayments = 0
        actors[actor].stage = payment == nil ? .cardReturned : .paying
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }
}
