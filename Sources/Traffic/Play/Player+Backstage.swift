import Desk
import Postgres

/// Factory, mailroom and mailer. In natural pace each does its work at the hours that the caller chooses.
extension Player {
  /// The factory takes the orders that wait.
  ///
  /// - Parameter request: what the request ids are made of; `nil`: fresh ones, which later runs never replay.
  func takeOrders(request: Int?) throws(TrafficError) {
    var batch = 0
    while !(try services.factory.ask(Hub.cardOrders())).isEmpty {
      let id = request.map { ids("orders", $0, batch) } ?? UUIDText.random()
      let orders = try services.factory.ask(Hub.takeOrders(request: id, maximum: 500))
      // Another factory is taking them.
      guard !orders.isEmpty else { return }
      deeds += orders.count
      batch += 1
    }
  }

  /// The factory produces cards that it took. `part`: which share of them waits for tomorrow; `nil` produces all.
  func produceCards(leaving part: Int?) throws(TrafficError) {
    let cards = try services.factory.ask(Hub.factoryCards()).filter { $0.state == "in_production" && !isLeft(Int($0.card), part) }
    deeds += cards.count
    let answers = try services.factory.ask(
      cards.map { card in
        let end = card.trainingIssuedOn?.adding(years: 5).adding(days: -1)
        return Hub.reportProduction(
          request: ids("production", Int(card.card)), card: card.card, serial: Self.serial(of: card.card),
          expiresOn: end.flatMap { $0 > today.adding(days: 1) ? $0 : nil } ?? today.adding(years: 5))
      })
    for case .failure(let refusal) in answers { unexpected(refusal, nil) }
  }

  /// The factory sends cards off.
  func dispatchCards(leaving part: Int?) throws(TrafficError) {
    let cards = try services.factory.ask(Hub.factoryCards()).filter { $0.state == "produced" && !isLeft(Int($0.card) / 3, part) }
    deeds += cards.count
    let answers = try services.factory.ask(
      cards.map { card in
        Hub.reportDispatch(request: ids("dispatch", Int(card.card)), card: card.card, barcode: Self.barcode(of: card.card))
      })
    for case .failure(let refusal) in answers { unexpected(refusal, nil) }
  }

  private func isLeft(_ number: Int, _ part: Int?) -> Bool { part.map { (number + $0) % 3 == 0 } ?? false }

  /// A number that no other card of the same database has: the multiplier and the modulus have no common divisor.
  static func serial(of card: Int64) -> String { "FRC" + padded(Int(card) * 7919 % 100_000_000, to: 8) }

  static func barcode(of card: Int64) -> String { "8R" + padded(Int(card) * 104_729 % 100_000_000_000, to: 11) }

  /// The mailroom receives cards that were found.
  func receiveFoundCards() throws(TrafficError) {
    let due = found.filter { $0.due <= minute }.map(\.serial)
    guard !due.isEmpty else { return }
    found.removeAll { $0.due <= minute }
    deeds += due.count
    let answers = try services.mailroom.ask(due.map { Hub.receiveFoundCard(request: mailroomID("found", $0), serial: $0) })
    for (serial, answer) in zip(due, answers) {
      guard case .failure(let refusal) = answer else { continue }
      // His payment is not through: the card is still good. It stays in the drawer.
      if refusal.sqlState == "PU006" { found.append((minute + 1440, serial)) } else { unexpected(refusal, nil) }
    }
  }

  /// The mailroom destroys received cards, all of them or every second one.
  func destroyCards(all: Bool) throws(TrafficError) {
    let serials = try services.mailroom.ask(Hub.cardsToDestroy()).enumerated().filter { all || $0.offset % 2 == 0 }.map(\.element)
    deeds += serials.count
    let answers = try services.mailroom.ask(serials.map { Hub.destroyCard(request: mailroomID("destroyed", $0), serial: $0) })
    for case .failure(let refusal) in answers { unexpected(refusal, nil) }
  }

  private func mailroomID(_ purpose: StaticString, _ serial: String) -> String {
    // A card that was not yet void is brought again: another day, another request.
    ids(purpose, serial.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000_000_007 }, minute / 1440 % 1024)
  }

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
