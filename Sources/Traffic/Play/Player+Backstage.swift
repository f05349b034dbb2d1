import Casework
import Desk
import Postgres

/// Factory and mailer. In natural pace each does its work at the hours that the caller chooses.
extension Player {
  /// The factory takes the orders that wait, and accepts them.
  ///
  /// - Parameter request: what the request ids are made of; `nil`: fresh ones, which later runs never replay. With a number the first batch
  ///   of every fifth is not accepted: its lease ends, and it is taken again.
  func takeOrders(request: Int?) throws(TrafficError) {
    var batch = 0
    unaccepted = []
    while !(try services.factory.ask(Hub.cardOrders())).isEmpty {
      let id = request.map { ids("orders", $0, batch) } ?? UUIDText.random()
      let orders = try services.factory.ask(Hub.takeOrders(request: id, maximum: 500))
      // Another factory is taking them.
      guard !orders.isEmpty else { return }
      deeds += orders.count
      let cards = orders.map(\.card)
      if let request, request % 5 == 2, batch == 0 {
        unaccepted.formUnion(cards)
      } else {
        _ = try services.factory.ask(
          Hub.acceptOrders(request: request.map { ids("accepted", $0, batch) } ?? UUIDText.random(), cards: cards))
      }
      batch += 1
    }
  }

  /// The factory produces cards that it took. `part`: which share of them waits for tomorrow, and a few for a week; `nil` produces all.
  func produceCards(leaving part: Int?) throws(TrafficError) {
    let cards = try services.factory.ask(Hub.factoryCards()).filter {
      $0.state == "in_production" && !unaccepted.contains($0.card) && !isLeft(Int($0.card), part) && !isLate(Int($0.card), part)
    }
    guard !cards.isEmpty else { return }
    let claims = try firstCards { $0.claim != nil }
    let answers = try services.factory.ask(
      cards.map { card in
        let claim = claims[card.card].flatMap { actors[$0].plan.claim }
        let end = card.trainingIssuedOn?.adding(years: claim?.isValidityWrong == true ? 4 : 5).adding(days: -1)
        return Hub.reportProduction(
          request: ids("production", Int(card.card)), card: card.card, serial: Self.serial(of: card.card),
          expiresOn: end.flatMap { $0 > today.adding(days: 1) ? $0 : nil } ?? today.adding(years: 5), printed: claim?.misprints ?? [])
      })
    count(answers)
  }

  /// The factory sends cards off.
  func dispatchCards(leaving part: Int?) throws(TrafficError) {
    let cards = try services.factory.ask(Hub.factoryCards()).filter { $0.state == "produced" && !isLeft(Int($0.card) / 3, part) }
    guard !cards.isEmpty else { return }
    let misprinted = try firstCards { $0.returns.first?.isMisprinted == true }
    let answers = try services.factory.ask(
      cards.map { card in
        Hub.reportDispatch(
          request: ids("dispatch", Int(card.card)), card: card.card, barcode: Self.barcode(of: card.card),
          printedAddress: misprinted[card.card] == nil ? nil : Self.misprinted(card.printedAddress))
      })
    count(answers)
  }

  /// The first cards of drivers with such a plan, where they are being made: the slips of the factory are theirs.
  private func firstCards(_ isMeant: (PlannedDriver) -> Bool) throws(TrafficError) -> [Int64: Int] {
    let meant = actors.indices.filter {
      actors[$0].stage == .applicationPending && actors[$0].order == 0 && actors[$0].application != 0 && isMeant(actors[$0].plan)
    }
    var cards: [Int64: Int] = [:]
    for card in try read(meant.map { actors[$0].driver }.sorted(), Hub.cards) {
      guard let actor = actor(of: card.driver), card.application == actors[actor].application else { continue }
      cards[card.card] = actor
    }
    return cards
  }

  /// The address with two figures of its postcode swapped, or the one before the last line left out.
  private static func misprinted(_ address: String) -> String {
    var lines = address.split(separator: "\n").map(String.init)
    guard var last = lines.last.map(Array.init), last.count > 4 else { return address }
    if last[1] != last[2] { last.swapAt(1, 2) } else { last[4] = last[4] == "9" ? "1" : "9" }
    lines[lines.count - 1] = String(last)
    return lines.joined(separator: "\n")
  }

  /// Some cards wait for their blank for a week or two.
  private func isLate(_ number: Int, _ part: Int?) -> Bool { part.map { number % 23 == 5 && ($0 + number) % 7 != 0 } ?? false }

  private func isLeft(_ number: Int, _ part: Int?) -> Bool { part.map { (number + $0) % 3 == 0 } ?? false }

  /// A number that no other card of the same database has: the multiplier and the modulus have no common divisor.
  static func serial(of card: Int64) -> String { "FRC" + padded(Int(card) * 7919 % 100_000_000, to: 8) }

  static func barcode(of card: Int64) -> String { "8R" + padded(Int(card) * 104_729 % 100_000_000_000, to: 11) }

  /// The mailer sends what waits, and reports.
  func sendMessages() throws(TrafficError) {
    while true {
      let messages = try services.mailer.ask(Hub.takeNotifications(maximum: 1000)).sorted { $0.notification < $1.notification }
      guard !messages.isEmpty else { return }
      deeds += messages.count
      let answers = try services.mailer.ask(
        messages.map { message in
          let (outcome, error) = Self.fate(of: message)
          return Hub.reportNotification(
            request: ids("report", Int(message.notification), message.attempt), notification: message.notification,
            attempt: message.attempt, outcome: outcome, error: error)
        })
      for case .failure(let refusal) in answers { unexpected(refusal, nil) }
      if messages.count < 1000 { return }
    }
  }

  /// What the mail servers of this world say: domains that do not exist bounce, some boxes are full, few SMS fail.
  private static func fate(of message: Hub.Message) -> (outcome: String, error: String?) {
    let hash = message.address.utf8.reduce(5381) { ($0 * 33 + Int($1)) % 1_000_000_007 }
    guard message.channel == "email" else { return hash % 400 == 0 ? ("failed", "number not in service") : ("sent", nil) }
    let domain = message.address.split(separator: "@").last.map(String.init) ?? ""
    if !DriverProfile.mailDomains.contains(domain) { return ("bounced", "550 5.1.2 unknown domain") }
    if hash % 250 == 0 { return ("bounced", "552 5.2.2 mailbox full") }
    return ("sent", nil)
  }
}
