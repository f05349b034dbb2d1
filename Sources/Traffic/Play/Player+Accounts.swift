import Postgres

/// Accounts.
extension Player {
  /// Drivers submit their accounts; what `hub` refuses is typed again.
  func submitAccounts() throws(TrafficError) { try submit(acting(in: .submitting)) }

  /// Submits again, one by one, what earlier runs submitted; gives the minute of the first driver who is new, so that arrivals go on from
  /// there.
  func catchUp() throws(TrafficError) -> Int {
    let last = try services.portal.ask(Hub.lastAccount())
    guard last > 0 else { return 0 }
    for actor in actors.indices {
      while actors[actor].stage == .submitting {
        minute = max(minute, actors[actor].due)
        try submit([actor])
      }
      if actors[actor].driver > last { break }
    }
    return minute
  }

  private func submit(_ acting: [Int]) throws(TrafficError) {
    try each(acting, services.portal) { actor in
      let attempt = actors[actor].submission ?? 0
      return Hub.submitAccount(request: ids("account", actor, attempt), actors[actor].plan.submissions[attempt].form)
    } then: { actor, answer in
      let attempt = actors[actor].submission ?? 0
      let planned = actors[actor].plan.submissions[attempt].refusal
      switch answer {
      case .success(let driver):
        know(actor, as: driver)
        move(actor, to: .accountPending)
      case .failure(let refusal) where refusal.sqlState == planned && attempt + 1 < actors[actor].plan.submissions.count:
        actors[actor].submission = attempt + 1
        move(actor, to: .submitting, after: actors[actor].plan.submissions[attempt + 1].delay)
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// Drivers look whether their account was decided.
  func readAccounts() throws(TrafficError) {
    for account in try read(waiting(in: .accountPending, .withoutRight), Hub.accounts) {
      guard let actor = actor(of: account.driver) else { continue }
      actors[actor].round = account.round
      switch account.state {
      case "active": if actors[actor].stage == .accountPending { becomeActive(actor) }
      case "to_correct", "suspended": considerCorrecting(actor)
      case "closed": actors[actor].stage = .done
      default: break
      }
    }
  }

  private func becomeActive(_ actor: Int) {
    // Whoever has no training has what he came for.
    actors[actor].stage = actors[actor].plan.training == nil ? .done : .withoutRight
  }

  private func considerCorrecting(_ actor: Int) {
    let next = actors[actor].submission(for: actors[actor].round + 1)
    // Asked for nothing that he planned to correct: the silent stay silent, the others type it again as it should be.
    let isSilent = next == nil && (!actors[actor].accountFaults.isEmpty || actors[actor].plan.answer == .silent)
    guard !isSilent else {
      actors[actor].stage = .done
      return
    }
    var dice = dice("late", actor, actors[actor].round)
    let delay = next.map { actors[actor].plan.submissions[$0].delay } ?? Cast.delay(&dice)
    move(actor, to: .correcting, after: delay)
  }

  /// Drivers correct their accounts.
  func correctAccounts() throws(TrafficError) {
    try each(acting(in: .correcting), services.portal) { actor in
      let round = actors[actor].round + 1
      let submission = actors[actor].submission(for: round)
      actors[actor].submission = submission
      let form = submission.map { actors[actor].plan.submissions[$0].form } ?? AccountForm(actors[actor].plan.profile)
      return Hub.resubmitAccount(request: ids("correction", actor, round), driver: actors[actor].driver, form)
    } then: { actor, answer in
      switch answer {
      case .success(let round):
        actors[actor].round = Int(round)
        move(actor, to: .accountPending)
      // He was asked for what he finds right, and the same again is no answer: he leaves it.
      case .failure(let refusal) where refusal.sqlState == "PU042": actors[actor].stage = .done
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// Drivers with an account look for a right to a card, and for an application that they began earlier.
  func readRights() throws(TrafficError) {
    let waiting = waiting(in: .withoutRight)
    guard !waiting.isEmpty else { return }
    if adopts { try adoptCards(waiting) }
    for right in try read(waiting, Hub.rights) {
      guard let actor = actor(of: right.driver), actors[actor].stage == .withoutRight else { continue }
      actors[actor].purpose = .training(right.training)
      var dice = dice("eager", actor)
      // Half of them order within a day.
      let delay = dice.chance(0.5) ? dice.int(in: 20...1440) : dice.int(in: 1440...11_520)
      move(actor, to: .opening, after: delay)
    }
  }

  /// Takes up the card that drivers ordered in an earlier run: the last one that they planned and ordered.
  private func adoptCards(_ drivers: [Int64]) throws(TrafficError) {
    var ordered: [Int64: [Hub.Application]] = [:]
    for application in try read(drivers, Hub.applications) where application.kind == "card" && application.state != "cancelled" {
      ordered[application.driver, default: []].append(application)
    }
    for (driver, applications) in ordered.sorted(by: { $0.key < $1.key }) {
      guard let actor = actor(of: driver), let last = applications.last else { continue }
      let planned = actors[actor].plan.applications.indices.filter { actors[actor].plan.applications[$0].kind == "card" }
      guard let order = planned.dropFirst(applications.count - 1).first, order >= actors[actor].order else { continue }
      actors[actor].order = order
      adopt(last, actor)
    }
  }
}
