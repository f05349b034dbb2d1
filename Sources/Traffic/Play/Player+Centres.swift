import Casework
import Postgres

/// Approved training centres: they record, correct and cancel.
extension Player {
  /// Most drivers come with their training behind them, some have it recorded after their account.
  func scheduleTrainings() {
    for actor in actors.indices where actors[actor].plan.training != nil {
      var dice = dice("course", actor)
      let due = actors[actor].due + dice.int(in: -12 * 1440...4 * 1440)
      trainings.append(TrainingDue(actor: actor, minute: pace == .immediate ? 0 : max(due, dice.below(1440))))
    }
  }

  /// Centres do what is due. Those who record find in their own list what they recorded before.
  func workAtCentres() throws(TrafficError) {
    let due = trainings.filter { $0.minute <= minute }
    guard !due.isEmpty else { return }
    var later: [TrainingDue] = []
    for (number, centre) in services.centres.enumerated() {
      let mine = due.filter { ($0.actor % 3 == 0 ? 1 : 0) % services.centres.count == number }
      guard !mine.isEmpty else { continue }
      let list = try centre.ask(Hub.centreTrainings())
      try record(mine, centre, Set(list.map { "\($0.licenceNumber) \($0.qualification)" }))
      try correct(mine, centre, list, &later)
    }
    // Only now: a connection that was lost leaves everything due.
    trainings.removeAll { $0.minute <= minute }
    trainings += later
    for entry in due where entry.deed == .record {
      guard let days = actors[entry.actor].plan.training?.daysUntilCorrected, pace == .natural else { continue }
      trainings.append(TrainingDue(actor: entry.actor, minute: minute + days * 1440, deed: .correctName))
    }
  }

  private func record(_ due: [TrainingDue], _ centre: Service, _ known: Set<String>) throws(TrafficError) {
    let first = due.filter { entry in
      guard entry.deed == .record, let plan = actors[entry.actor].plan.training else { return false }
      return !known.contains("\(plan.licenceNumber) \(plan.qualification)")
        && !known.contains("\(plan.licenceNumber) \(plan.rightQualification)")
    }.map(\.actor)
    try each(first, centre) { actor in
      let training = training(of: actor)
      return Hub.recordTraining(request: ids("training", actor, training.issuedOn.number % 1000), training)
    } then: { _, answer in
      if case .failure(let refusal) = answer { unexpected(refusal, nil) }
    }
    // Recorded twice, noticed, cancelled.
    try each(first.filter { actors[$0].plan.training?.isDoubled == true }, centre) { actor in
      Hub.recordTraining(request: ids("training_double", actor), training(of: actor))
    } then: { actor, answer throws(TrafficError) in
      switch answer {
      case .success(let training):
        _ = try centre.ask(Hub.cancelTraining(request: ids("training_cancelled", actor), training: training))
      case .failure(let refusal): unexpected(refusal, nil)
      }
    }
    let another = due.filter { entry in
      guard entry.deed == .recordAnother else { return false }
      let training = anotherTraining(of: entry.actor)
      return !known.contains("\(training.licenceNumber) \(training.qualification)")
    }.map(\.actor)
    try each(another, centre) { actor in
      Hub.recordTraining(request: ids("training_another", actor), anotherTraining(of: actor))
    } then: { _, answer in
      if case .failure(let refusal) = answer { unexpected(refusal, nil) }
    }
  }

  /// Corrects a name, so that the training finds its account, or a qualification that a card was printed with.
  private func correct(_ due: [TrainingDue], _ centre: Service, _ list: [Hub.CentreTraining], _ later: inout [TrainingDue])
    throws(TrafficError)
  {
    for entry in due where (entry.deed == .correctName || entry.deed == .correctQualification) && actors[entry.actor].driver != 0 {
      guard let plan = actors[entry.actor].plan.training,
        let training = list.first(where: {
          $0.state == "recorded" && $0.licenceNumber == plan.licenceNumber && $0.qualification == plan.qualification
        })
      else { continue }
      var corrected = self.training(of: entry.actor)
      corrected.lastName = actors[entry.actor].plan.profile.lastName
      corrected.qualification = plan.rightQualification
      if let issued = training.issuedOn { corrected.issuedOn = issued }
      let call = Hub.correctTraining(request: ids("training_corrected", entry.actor), training: training.training, corrected)
      switch try centre.ask([call])[0] {
      case .success: deeds += 1
      case .failure(let refusal) where refusal.sqlState == "PU054":
        // A name: support was faster, and he has ordered his card already. A qualification: an agent has yet to find that it is wrong.
        let isOpen = entry.deed == .correctQualification && actors[entry.actor].stage != .done
        if isOpen { later.append(TrainingDue(actor: entry.actor, minute: minute + (pace == .immediate ? 1 : 720), deed: entry.deed)) }
      case .failure(let refusal): unexpected(refusal, nil)
      }
    }
  }

  private func training(of actor: Int) -> Hub.Training {
    guard let plan = actors[actor].plan.training else { preconditionFailure("driver \(actor) has no training") }
    return Hub.Training(
      kind: plan.kind, qualification: plan.qualification, licenceNumber: plan.licenceNumber, lastName: plan.lastName,
      firstNames: plan.firstNames, birthDate: plan.birthDate, issuedOn: today.adding(days: -plan.daysUntilRecorded))
  }

  /// The training by which he orders another card: the other qualification.
  private func anotherTraining(of actor: Int) -> Hub.Training {
    var training = training(of: actor)
    let profile = actors[actor].plan.profile
    training.kind = "continuing"
    training.lastName = profile.lastName
    training.qualification = training.qualification == "goods" ? "passengers" : "goods"
    training.issuedOn = today.adding(days: -1)
    return training
  }
}
