import Casework
import Postgres

/// Applications: drafts, documents, answers.
extension Player {
  /// Drivers open an application.
  func openApplications() throws(TrafficError) {
    try each(acting(in: .opening), services.portal) { actor in
      let state = actors[actor]
      guard let purpose = state.purpose else { preconditionFailure("driver \(actor) has no right") }
      return Hub.openApplication(request: ids("open", actor, state.order * 8 + state.cancelled), driver: state.driver, for: purpose)
    } then: { actor, answer in
      switch answer {
      case .success(let application):
        actors[actor].application = application
        actors[actor].applicationRound = 1
        actors[actor].papers = [:]
        // Where an earlier run opened it, it may be long past its draft.
        if adopts { actors[actor].stage = .applicationPending } else { move(actor, to: .filling) }
      case .failure(let refusal) where refusal.sqlState == "PU006" && actors[actor].planned?.kind == "card":
        // His account is no longer active: he looks what became of it.
        move(actor, to: .accountPending)
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// Drivers give documents and addresses.
  func fillApplications() throws(TrafficError) {
    let filling = acting(in: .filling)
    for start in stride(from: 0, to: filling.count, by: 50) {
      let group = Array(filling[start..<min(start + 50, filling.count)])
      var sent: [(actor: Int, document: PlannedDocument, part: Int)] = []
      for actor in group {
        let documents = actors[actor].planned?.rounds[0].documents ?? []
        sent += documents.enumerated().map { (actor, $1, $0) }
      }
      try put(sent)
    }
    try each(filling.filter { actors[$0].stage == .filling }, services.portal) { actor in
      let state = actors[actor]
      return Hub.saveDraft(
        request: ids("draft", actor, state.order * 8 + state.cancelled), driver: state.driver, application: state.application,
        step: "summary", deliveryAddress: state.planned?.rounds[0].deliveryAddress,
        billing: state.planned.flatMap { $0.kind == "card" ? nil : Hub.Billing(address: $0.invoiceAddress, addressee: $0.invoiceAddressee) }
      )
    } then: { actor, answer in
      if case .failure(let refusal) = answer {
        unexpected(refusal, actor)
        return
      }
      note(actor, actors[actor].planned?.rounds[0].faults ?? [])
      var dice = dice("slow", actor, actors[actor].order)
      // Most finish in one go; some sleep on it.
      move(actor, to: .submittingApplication, after: dice.chance(0.8) ? dice.int(in: 2...60) : dice.int(in: 60...4320))
    }
  }

  /// Sends documents; `part` tells those of one driver apart: 16 a round, the first ones from 0.
  func put(_ sent: [(actor: Int, document: PlannedDocument, part: Int)]) throws(TrafficError) {
    let calls = sent.map { actor, document, part in
      let state = actors[actor]
      return Hub.putDocument(
        request: ids("document", actor * 8 + state.order, state.cancelled * 128 + part), driver: state.driver,
        application: state.application, document)
    }
    deeds += calls.count
    for (answer, (actor, _, _)) in zip(try services.portal.ask(calls), sent) {
      if case .failure(let refusal) = answer { unexpected(refusal, actor) }
    }
  }

  /// Remembers what is wrong with the papers just given.
  private func note(_ actor: Int, _ faults: [PlantedFault]) {
    for fault in faults where fault.reason != nil { actors[actor].papers[fault.item] = fault }
  }

  /// Drivers submit what they filled in; a few cancel and begin again.
  func submitApplications() throws(TrafficError) {
    let acting = acting(in: .submittingApplication)
    let fickle = acting.filter { !adopts && $0 % 61 == 7 && actors[$0].order == 0 && actors[$0].cancelled == 0 }
    try each(fickle, services.portal) { actor in
      Hub.cancelApplication(request: ids("cancel", actor), driver: actors[actor].driver, application: actors[actor].application)
    } then: { actor, answer in
      if case .failure(let refusal) = answer {
        unexpected(refusal, actor)
        return
      }
      actors[actor].cancelled += 1
      actors[actor].application = 0
      move(actor, to: .opening, after: 2000)
    }
    try each(acting.filter { !fickle.contains($0) }, services.portal) { actor in
      let state = actors[actor]
      return Hub.submitApplication(
        request: ids("submit", actor, state.order * 8 + state.cancelled), driver: state.driver, application: state.application)
    } then: { actor, answer in
      switch answer {
      case .success(.some): actors[actor].stage = .paying
      case .success(.none): actors[actor].stage = .applicationPending
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }

  /// Drivers look what became of their applications.
  func readApplications() throws(TrafficError) {
    for application in try read(waiting(in: .applicationPending, .paying, .cardReturned), Hub.applications) {
      guard let actor = actor(of: application.driver) else { continue }
      if actors[actor].application == 0, case .theft(let card)? = actors[actor].purpose, application.replacedCard == card,
        application.kind == actors[actor].planned?.kind
      {
        // A loss was declared, or a defect: only the number of its payment or claim came back.
        actors[actor].application = application.application
      }
      guard actors[actor].application == application.application else { continue }
      follow(application, actor)
    }
    try claimThefts()
  }

  /// Takes up an application of an earlier run.
  func adopt(_ application: Hub.Application, _ actor: Int) {
    actors[actor].application = application.application
    actors[actor].stage = .applicationPending
  }

  private func follow(_ application: Hub.Application, _ actor: Int) {
    actors[actor].applicationRound = application.round
    var dice = dice("post", actor, actors[actor].order)
    switch application.state {
    case "draft": move(actor, to: .filling)
    case "awaiting_payment": actors[actor].stage = .paying
    case "awaiting_card": considerPosting(actor)
    case "under_analysis":
      actors[actor].stage = .applicationPending
      expectCorrection(actor)
    case "to_correct_and_pay": considerAttribution(actor)
    case "card_sent_back": hold(actor)
    case "returned": if actors[actor].stage != .paying { actors[actor].stage = .cardReturned }
    case "to_correct":
      // What is wrong and was not planned to be corrected stays so: he is silent.
      let planned = round(of: actor)
      let isSilent = planned == nil && !actors[actor].papers.isEmpty
      if isSilent {
        actors[actor].stage = .done
      } else {
        move(actor, to: .answering, after: planned?.delay ?? Cast.delay(&dice))
      }
    case "dispatched":
      actors[actor].returned = 0
      if comesBack(actor) { return }
      // Two to five days in the post; a few never open the envelope.
      if dice.chance(0.04), pace == .natural {
        actors[actor].stage = .done
      } else {
        move(actor, to: .receiving, after: dice.int(in: 2 * 1440...5 * 1440))
      }
    case "completed": hold(actor)
    case "cancelled", "closed": actors[actor].stage = .done
    default: actors[actor].stage = .applicationPending
    }
  }

  /// What he planned to send in the next round.
  private func round(of actor: Int) -> ApplicationRound? {
    actors[actor].planned?.rounds.first { $0.number == actors[actor].applicationRound + 1 }
  }

  /// Drivers give what they were asked for, item by item.
  func answerRequests() throws(TrafficError) {
    let answering = acting(in: .answering)
    guard !answering.isEmpty else { return }
    var asked: [Int: Set<String>] = [:]
    for row in try read(answering.map { actors[$0].driver }.sorted(), Hub.informationRequests) {
      guard let actor = actor(of: row.driver), row.application == actors[actor].application else { continue }
      asked[actor, default: []].insert(row.item)
    }
    var sent: [(actor: Int, document: PlannedDocument, part: Int)] = []
    for actor in answering {
      let items = asked[actor] ?? []
      let given = (round(of: actor)?.documents ?? []).filter { items.contains($0.type) }
      let others = (actors[actor].planned?.goodDocuments ?? []).filter { good in
        items.contains(good.type) && !given.contains { $0.type == good.type }
      }
      sent += (given + others).enumerated().map { (actor, $1, actors[actor].applicationRound * 16 + $0) }
    }
    try put(sent)
    try each(answering.filter { actors[$0].stage == .answering }, services.portal) { actor in
      let state = actors[actor]
      let items = asked[actor] ?? []
      let address = round(of: actor)?.deliveryAddress ?? state.plan.profile.address.text
      let form = AccountForm(state.plan.profile)
      return Hub.answerRequest(
        request: ids("answer", actor, state.order * 32 + state.applicationRound), driver: state.driver, application: state.application,
        deliveryAddress: items.contains("delivery_address") ? address : nil,
        civilStatus: items.contains("civil_status")
          ? Hub.CivilStatus(
            lastName: form[.lastName], firstNames: form[.firstNames], birthDate: form[.birthDate], birthPlace: form[.birthPlace]) : nil)
    } then: { actor, answer in
      switch answer {
      case .success(let number):
        let faults = round(of: actor)?.faults ?? []
        for item in asked[actor] ?? [] { actors[actor].papers[item] = nil }
        note(actor, faults.filter { asked[actor]?.contains($0.item) ?? false })
        actors[actor].applicationRound = Int(number)
        actors[actor].stage = .applicationPending
      // He was asked for what he finds right, and the same again is no answer: he leaves it.
      case .failure(let refusal) where refusal.sqlState == "PU042": actors[actor].stage = .done
      case .failure(let refusal): unexpected(refusal, actor)
      }
    }
  }
}
