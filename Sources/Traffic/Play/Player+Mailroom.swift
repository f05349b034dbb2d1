import Casework
import Postgres

/// The mailroom: envelopes from drivers, envelopes that come back, cards that go out again or are destroyed.
extension Player {
  /// All that lies on its table. `all`: every received card is destroyed, not only every second one.
  func workInMailroom(destroysAll all: Bool) throws(TrafficError) {
    try destroyCards(all: all)
    try receiveFoundCards()
    try openEnvelopes()
    try bringBack()
    try bringBackStrays()
    try reship()
  }

  /// Opens the envelopes with cards that were declared defective.
  private func openEnvelopes() throws(TrafficError) {
    let acting = acting(in: .posting)
    guard !acting.isEmpty else { return }
    let claims = try claims(of: acting)
    let expected =
      acting.contains { actors[$0].plan.claim?.posting == .wrongCardFirst } ? try services.mailroom.ask(Hub.expectedCards()) : []
    for actor in acting {
      guard let claim = claims[actor], let plan = actors[actor].plan.claim else {
        actors[actor].stage = .applicationPending
        continue
      }
      let request = ids("envelope", actor, actors[actor].envelopes)
      let isFirst = actors[actor].envelopes == 0
      actors[actor].envelopes += 1
      deeds += 1
      let other = expected.first { $0.serial != actors[actor].serial && $0.claim != claim.claim }?.serial
      switch plan.posting {
      case .emptyFirst where isFirst:
        try receive(actor, Hub.receiveCard(request: request, number: claim.coupon, isEmpty: true), againAfter: 3 * 1440)
      case .wrongCardFirst where isFirst && other != nil:
        try receive(actor, Hub.receiveCard(request: request, number: claim.coupon, found: other, insists: true), againAfter: 4 * 1440)
      case .slip where isFirst:
        try receive(actor, Hub.receiveCard(request: request, number: claim.coupon), againAfter: 1440)
        try receive(actor, Hub.undoReception(request: ids("slip", actor), number: claim.coupon), againAfter: 1440)
      case .forgetsCoupon:
        try receive(actor, Hub.receiveCard(request: request, number: actors[actor].serial ?? claim.coupon), againAfter: nil)
      default: try receive(actor, Hub.receiveCard(request: request, number: claim.coupon), againAfter: nil)
      }
    }
  }

  private func receive(_ actor: Int, _ call: HubCall<Hub.Reception>, againAfter minutes: Int?) throws(TrafficError) {
    switch try services.mailroom.ask([call])[0] {
    case .success:
      if let minutes { move(actor, to: .posting, after: minutes) } else { actors[actor].stage = .applicationPending }
    // An agent was faster than the second look, or the card was given up meanwhile: what is, is.
    case .failure(let refusal) where ["PU015", "PU016", "PU051", "PU059"].contains(refusal.sqlState):
      actors[actor].stage = .applicationPending
    case .failure(let refusal): unexpected(refusal, actor)
    }
  }

  /// The post brings cards back.
  private func bringBack() throws(TrafficError) {
    let acting = acting(in: .undelivered)
    guard !acting.isEmpty else { return }
    let sent = try latestDispatches(of: acting)
    let returned = Dictionary(grouping: try read(acting.map { actors[$0].driver }.sorted(), Hub.returnedDispatches), by: \.driver)
    for actor in acting {
      let plan = actors[actor].plan
      let earlier = (returned[actors[actor].driver] ?? []).count { $0.application == actors[actor].application }
      actors[actor].returns = earlier
      guard let dispatch = sent[actor], let barcode = dispatch.barcode, dispatch.state == "sent", earlier < plan.returns.count else {
        // In an earlier run it came back as often as planned.
        actors[actor].stage = .applicationPending
        continue
      }
      actors[actor].card = dispatch.card
      try register(actor, barcode, plan.returns[earlier], earlier)
    }
  }

  /// The last dispatch of the card of each actor's application.
  private func latestDispatches(of acting: [Int]) throws(TrafficError) -> [Int: Hub.Dispatch] {
    let drivers = acting.map { actors[$0].driver }.sorted()
    var cards: [Int: Int64] = [:]
    for card in try read(drivers, Hub.cards) {
      guard let actor = actor(of: card.driver), card.application == actors[actor].application else { continue }
      cards[actor] = card.card
    }
    var latest: [Int: Hub.Dispatch] = [:]
    for dispatch in try read(drivers, Hub.dispatches) {
      guard let actor = actor(of: dispatch.driver), cards[actor] == dispatch.card else { continue }
      latest[actor] = dispatch
    }
    return latest
  }

  private func register(_ actor: Int, _ barcode: String, _ planned: PlannedReturn, _ number: Int) throws(TrafficError) {
    let times = planned.isScannedTwice ? 2 : 1
    for time in 0..<times {
      let call = Hub.registerReturnedDispatch(
        request: ids("returned", actor, number * 4 + time), number: barcode, reason: planned.reason)
      deeds += 1
      switch try services.mailroom.ask([call])[0] {
      case .success: if actors[actor].stage == .undelivered { actors[actor].stage = .cardReturned }
      case .failure(let refusal):
        unexpected(refusal, actor)
        return
      }
    }
  }

  /// Cards that were declared lost on their way come back after all: void, they are destroyed.
  private func bringBackStrays() throws(TrafficError) {
    let due = strays.filter { $0.due <= minute }.map(\.actor)
    guard !due.isEmpty else { return }
    let drivers = due.map { actors[$0].driver }.sorted()
    var void: [Int64: Int] = [:]
    for card in try read(drivers, Hub.cards) where card.state == "void" { void[card.card] = actor(of: card.driver) }
    var seen: Set<Int> = []
    for dispatch in try read(drivers, Hub.dispatches) {
      guard let actor = void[dispatch.card], seen.insert(actor).inserted, let barcode = dispatch.barcode,
        let planned = actors[actor].plan.returns.first
      else { continue }
      if dispatch.state == "sent" { try register(actor, barcode, planned, 0) }
    }
    // Where the loss is not paid the card is still good: it stays in the post a while.
    strays.removeAll { seen.contains($0.actor) }
  }

  /// Cards go out again in new envelopes.
  private func reship() throws(TrafficError) {
    let orders = try services.mailroom.ask(Hub.dispatchOrders())
    let answers = try services.mailroom.ask(
      orders.map { order in
        Hub.reportReshipment(
          request: ids("reshipped", Int(order.dispatch)), dispatch: order.dispatch, barcode: Self.barcode(ofReshipment: order.dispatch))
      })
    count(answers)
  }

  static func barcode(ofReshipment dispatch: Int64) -> String { "8S" + padded(Int(dispatch) * 104_729 % 100_000_000_000, to: 11) }

  /// The mailroom receives cards that were found.
  private func receiveFoundCards() throws(TrafficError) {
    let due = found.filter { $0.due <= minute }.map(\.serial)
    guard !due.isEmpty else { return }
    let answers = try services.mailroom.ask(due.map { Hub.receiveCard(request: mailroomID("found", $0), number: $0) })
    // Only now: a connection that was lost leaves them on the table.
    found.removeAll { $0.due <= minute }
    for (serial, answer) in zip(due, answers) {
      guard case .failure(let refusal) = answer else {
        deeds += 1
        continue
      }
      // His payment is not through: the card is still good. It stays in the drawer.
      if refusal.sqlState == "PU059" { found.append((minute + (pace == .immediate ? 1 : 1440), serial)) } else { unexpected(refusal, nil) }
    }
  }

  /// The mailroom destroys received cards, all of them or every second one.
  private func destroyCards(all: Bool) throws(TrafficError) {
    let serials = try services.mailroom.ask(Hub.cardsToDestroy()).enumerated().filter { all || $0.offset % 2 == 0 }.map(\.element)
    let answers = try services.mailroom.ask(serials.map { Hub.destroyCard(request: mailroomID("destroyed", $0), serial: $0) })
    count(answers)
  }

  private func mailroomID(_ purpose: StaticString, _ serial: String) -> String {
    // A card that was not yet void is brought again: another day, another request.
    ids(purpose, serial.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000_000_007 }, minute / 1440 % 1024)
  }
}
