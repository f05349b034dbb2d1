import Casework
import Postgres

/// Cards in the hands of drivers, and what is paid for new ones.
extension Player {
  /// Drivers open their envelopes and activate their cards.
  func receiveCards() throws(TrafficError) {
    let receiving = acting(in: .receiving)
    guard !receiving.isEmpty else { return }
    for card in try read(receiving.map { actors[$0].driver }.sorted(), Hub.cards) {
      guard let actor = actor(of: card.driver), card.application == actors[actor].application else { continue }
      actors[actor].card = card.card
      actors[actor].serial = card.serial
    }
    // Whoever sees a fault does not activate his card, unless he sees it too late.
    let unhappy = receiving.filter { actors[$0].seesFault && actors[$0].plan.claim?.activatesFirst == false }
    for actor in unhappy { hold(actor) }
    try each(receiving.filter { !unhappy.contains($0) }, services.portal) { actor in
      Hub.activateCard(request: ids("activate", actor, actors[actor].order), driver: actors[actor].driver, card: actors[actor].card)
    } then: { actor, answer in
      switch answer {
      case .success: hold(actor)
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// A card is in hand; where a claim, its loss or theft is planned, that comes some hours or days later.
  func hold(_ actor: Int) {
    actors[actor].order += 1
    guard let planned = actors[actor].planned, planned.kind != "card" else {
      actors[actor].stage = .done
      return
    }
    var dice = dice("mishap", actor)
    let later = dice.int(in: 720...8 * 1440)
    move(actor, to: .holding, after: planned.kind == "replacement_quality" ? actors[actor].plan.claim?.delay ?? later : later)
  }

  /// Drivers whose card is gone declare its loss, or begin an application after a theft; those whose card is defective declare that.
  func reportLosses() throws(TrafficError) {
    if adopts { try adoptReplacements() }
    let unlucky = acting(in: .holding)
    guard !unlucky.isEmpty else { return }
    var ends: [Int: Day] = [:]
    for card in try read(unlucky.map { actors[$0].driver }.sorted(), Hub.cards) where card.state == "active" || card.state == "dispatched" {
      guard let actor = actor(of: card.driver) else { continue }
      actors[actor].card = card.card
      actors[actor].serial = card.serial
      ends[actor] = card.expiresOn
    }
    for actor in unlucky {
      actors[actor].purpose = .theft(card: actors[actor].card)
      actors[actor].application = 0
      actors[actor].applicationRound = 1
      actors[actor].failedPayments = 0
      actors[actor].papers = [:]
      if actors[actor].planned?.kind == "replacement_theft" { move(actor, to: .opening) }
    }
    try declareClaims(unlucky.filter { actors[$0].planned?.kind == "replacement_quality" }, ends)
    try each(unlucky.filter { actors[$0].planned?.kind == "replacement_loss" }, services.portal) { actor in
      guard let plan = actors[actor].planned else { preconditionFailure("driver \(actor) lost nothing") }
      return Hub.declareLoss(
        request: ids("loss", actor), driver: actors[actor].driver, card: actors[actor].card,
        deliveryAddress: plan.rounds[0].deliveryAddress,
        billing: Hub.Billing(address: plan.invoiceAddress, addressee: plan.invoiceAddressee))
    } then: { actor, answer in
      switch answer {
      case .success:
        actors[actor].stage = .paying
        expectFound(actor)
        expectStray(actor)
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// Takes up the declarations of an earlier run.
  private func adoptReplacements() throws(TrafficError) {
    for application in try read(waiting(in: .holding), Hub.applications) where application.state != "cancelled" {
      guard let actor = actor(of: application.driver), application.kind == actors[actor].planned?.kind,
        let card = application.replacedCard
      else { continue }
      actors[actor].purpose = .theft(card: card)
      if application.kind == "replacement_loss" {
        expectFound(actor)
        expectStray(actor)
      }
      adopt(application, actor)
    }
  }

  /// One lost card in four is found and sent in.
  private func expectFound(_ actor: Int) {
    var dice = dice("found", actor)
    guard dice.chance(0.25), let serial = actors[actor].serial, actors[actor].plan.returns.isEmpty else { return }
    found.append((minute + (pace == .immediate ? 0 : dice.int(in: 1440...10 * 1440)), serial))
  }

  /// The payment service settles what drivers were asked to pay; drivers see what failed.
  func settlePayments() throws(TrafficError) {
    let paying = actors.indices.filter { actors[$0].stage == .paying }
    guard !paying.isEmpty else { return }
    // What a driver's own page says of the attempts so far.
    var attempts: [Int64: [Hub.Payment]] = [:]
    for payment in try read(waiting(in: .paying), Hub.payments) { attempts[payment.driver, default: []].append(payment) }
    for actor in paying {
      let returned = actors[actor].returned == 0 ? nil : actors[actor].returned
      let mine = (attempts[actors[actor].driver] ?? []).filter { $0.application == actors[actor].application && $0.returned == returned }
      actors[actor].failedPayments = mine.count { $0.state == "failed" || $0.state == "expired" }
      if let last = mine.last, last.state == "failed" || last.state == "expired" { considerRetrying(actor, last.state) }
    }
    let pending = try services.payment.ask(Hub.pendingPayments()).filter { actor(of: $0.driver) != nil }
    for payment in pending where payments[payment.payment] == nil {
      guard let actor = actor(of: payment.driver) else { continue }
      var dice = dice("terminal", actor, actors[actor].failedPayments)
      let expires = outcome(actor) == "expired"
      payments[payment.payment] = pace == .immediate ? minute : minute + (expires ? 3 * 1440 : dice.int(in: 1...30))
    }
    let due = pending.filter { payments[$0.payment].map { $0 <= minute } ?? false }
    guard !due.isEmpty else { return }
    deeds += due.count
    let answers = try services.payment.ask(
      due.map { payment in
        let actor = actor(of: payment.driver) ?? 0
        return Hub.recordPayment(
          request: ids("payment", Int(payment.payment)), payment: payment.payment, outcome: outcome(actor),
          reference: "CB-\(padded(Int(payment.payment), to: 8))")
      })
    for (payment, answer) in zip(due, answers) {
      payments[payment.payment] = nil
      if case .failure(let refusal) = answer { unexpected(refusal, actor(of: payment.driver)) }
    }
  }

  /// How the next payment of a driver ends.
  private func outcome(_ actor: Int) -> String {
    guard actors[actor].failedPayments == 0 else { return "paid" }
    return switch actors[actor].returned == 0 ? actors[actor].planned?.payment : actors[actor].given?.payment {
    case .failsFirst: "failed"
    case .expires: "expired"
    default: "paid"
    }
  }

  private func considerRetrying(_ actor: Int, _ state: String) {
    // Every second driver who let it expire never comes back.
    guard state == "failed" || actor % 2 == 0 else {
      actors[actor].stage = .done
      return
    }
    var dice = dice("retry", actor, actors[actor].failedPayments)
    move(actor, to: .retrying, after: state == "failed" ? dice.int(in: 15...360) : dice.int(in: 1440...4 * 1440))
  }

  /// Drivers ask for a payment again.
  func retryPayments() throws(TrafficError) {
    try each(acting(in: .retrying), services.portal) { actor in
      Hub.retryPayment(
        request: ids("retry", actor, actors[actor].order * 64 + actors[actor].returns * 8 + actors[actor].failedPayments),
        driver: actors[actor].driver,
        application: actors[actor].application)
    } then: { actor, answer in
      switch answer {
      case .success: actors[actor].stage = .paying
      case .failure(let refusal) where refusal.sqlState == "PU050":
        // It was settled, or has lost its object: he looks what became of it.
        actors[actor].stage = actors[actor].returned == 0 ? .applicationPending : .cardReturned
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }
}
