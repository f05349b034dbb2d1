public import Casework

/// The drivers of one seed. A pure function of seed, rates and day: driver 17 is the same whoever else is asked for.
public struct Cast: Sendable {
  /// The seed.
  public let seed: UInt64
  /// How often drivers go wrong.
  public let rates: FaultRates
  /// The day from which ages are counted.
  public let today: Day

  /// The drivers of a seed.
  public init(seed: UInt64, rates: FaultRates = FaultRates(), today: Day) {
    self.seed = seed
    self.rates = rates
    self.today = today
  }

  /// Who driver `index` (from 0) is.
  public func profile(_ index: Int) -> DriverProfile {
    DriverProfile(seed: seed, index: index, foreignLicence: rates.foreignLicence, today: today)
  }

  /// Everything that driver `index` (from 0) is going to do.
  public func driver(_ index: Int) -> PlannedDriver {
    let profile = profile(index)
    let later = later(index)
    let intended = claim(of: profile, losesCard: later.kind == "replacement_loss")
    let (submissions, answer) = submissions(of: profile, claim: intended)
    let isDuplicate = submissions[0].faults.contains { $0.kind == .duplicate }
    let training = isDuplicate ? nil : training(of: profile, claim: intended)
    guard let training else {
      return PlannedDriver(
        profile: profile, submissions: submissions, answer: answer, training: nil, applications: [], claim: nil, returns: [],
        claimsTheftAfterLoss: false)
    }
    let claim = settled(
      intended, hasEntryError: submissions[0].faults.contains { $0.kind == .unseenEntry },
      hasTrainingError: training.fault?.kind == .wrongQualification)
    let card = application(of: profile, kind: "card", number: 0)
    let returns = returns(
      of: profile, address: card.rounds.last?.deliveryAddress ?? "", losesCard: later.kind == "replacement_loss" && claim == nil)
    var kinds = claim == nil ? [] : [("replacement_quality", 2)]
    if returns.first?.manner == .newerCard { kinds.append(("card", 3)) } else if let kind = later.kind { kinds.append((kind, 1)) }
    return PlannedDriver(
      profile: profile, submissions: submissions, answer: answer, training: training,
      applications: [card] + kinds.map { application(of: profile, kind: $0, number: $1) }, claim: claim, returns: returns,
      claimsTheftAfterLoss: later.kind == "replacement_loss" && later.claimsTheft)
  }

  /// Which faults fall on the account of driver `index`, before it is known whether they can be planted.
  private struct Dice {
    let titleNumber, namesSwapped, usageName, duplicate, typing, incompleteAddress, missing, hostile: Bool

    init(_ rates: FaultRates, _ generator: inout SeededGenerator) {
      titleNumber = generator.chance(rates.titleNumber)
      namesSwapped = generator.chance(rates.namesSwapped)
      usageName = generator.chance(rates.usageName / DriverProfile.usageNameShare)
      duplicate = generator.chance(rates.duplicate)
      typing = generator.chance(rates.typing)
      incompleteAddress = generator.chance(rates.incompleteAddress)
      missing = generator.chance(rates.missing)
      hostile = generator.chance(rates.hostile)
    }

    var isEmpty: Bool {
      !(titleNumber || namesSwapped || usageName || duplicate || typing || incompleteAddress || missing || hostile)
    }
  }

  private func accountGenerator(_ index: Int) -> SeededGenerator { SeededGenerator(seed: seed, purpose: "account", index: index) }

  /// An earlier driver whose account has no fault, so that it can be found again.
  private func faultlessDriver(before index: Int, _ generator: inout SeededGenerator) -> Int? {
    for _ in 0..<20 where index > 0 {
      let other = generator.below(index)
      var dice = accountGenerator(other)
      if Dice(rates, &dice).isEmpty { return other }
    }
    return nil
  }

  private func submissions(of profile: DriverProfile, claim: PlannedClaim?) -> ([Submission], PlannedDriver.Answer) {
    var generator = accountGenerator(profile.index)
    let dice = Dice(rates, &generator)
    var spoilt = FaultyForm(profile)
    if dice.duplicate, let other = faultlessDriver(before: profile.index, &generator) {
      spoilt.takeIdentity(of: self.profile(other), &generator)
    }
    if dice.hostile { spoilt.attack(profile, &generator) }
    if dice.titleNumber { spoilt.typeTitleNumber(profile, &generator) }
    if dice.namesSwapped { spoilt.swapNames() }
    if dice.usageName { spoilt.useUsageName(profile) }
    if dice.incompleteAddress { spoilt.leaveAddressIncomplete(profile, &generator) }
    if dice.typing { spoilt.mistype(profile, today: today, &generator) }
    if dice.missing { spoilt.leaveOut(&generator) }
    // What nobody can see now stays in every round, until the card is printed.
    let hasUnseenError = claim?.elements.contains { $0.cause == "data_entry_error" } == true && spoilt.misspellBirthPlace()
    var right = AccountForm(profile)
    if hasUnseenError { right[.birthPlace] = spoilt.form[.birthPlace] }
    let unusual =
      (profile.isForeignLicence ? [PlantedFault(driver: profile.index, item: "licence_country", reason: nil, kind: .foreignLicence)] : [])
      + (hasUnseenError ? [PlantedFault(driver: profile.index, item: "birth_place", reason: nil, kind: .unseenEntry)] : [])
    var manner = SeededGenerator(seed: seed, purpose: "answer", index: profile.index)
    var answer = Self.answer(rates, &manner)
    if spoilt.faults.contains(where: { $0.kind == .duplicate }) { answer = .silent }

    var submissions = [Submission(round: 1, form: spoilt.form, faults: spoilt.faults + unusual, delay: 0)]
    // What hub refuses is typed again at once, without the offending text.
    if submissions[0].refusal != nil {
      let refused = spoilt.faults.filter { $0.refusal != nil }
      var form = spoilt.form
      for fault in refused { if let field = AccountField(rawValue: fault.item) { form[field] = right[field] } }
      submissions.append(Submission(round: 1, form: form, faults: spoilt.faults.filter { $0.refusal == nil } + unusual, delay: 2))
    }
    let remaining = submissions[submissions.count - 1].faults.filter { $0.reason != nil }
    guard !remaining.isEmpty, answer != .silent else { return (submissions, answer) }
    // The same again is no answer: a single fault is corrected.
    if remaining.count == 1 { answer = .corrects }
    if answer == .correctsPartly {
      let kept = Array(remaining.dropFirst())
      var form = right
      for fault in kept {
        guard let field = AccountField(rawValue: fault.item) else { continue }
        form[field] = spoilt.form[field]
        if fault.kind == .namesSwapped { form[.firstNames] = spoilt.form[.firstNames] }
      }
      submissions.append(
        Submission(round: 2, form: form, faults: kept.map { $0.again(in: 2) } + unusual.map { $0.again(in: 2) }, delay: Self.delay(&manner))
      )
    }
    let last = submissions[submissions.count - 1].round + 1
    submissions.append(
      Submission(round: last, form: right, faults: unusual.map { $0.again(in: last) }, delay: Self.delay(&manner)))
    return (submissions, answer)
  }

  static func answer(_ rates: FaultRates, _ generator: inout SeededGenerator) -> PlannedDriver.Answer {
    let draw = generator.unit()
    return draw < rates.staysSilent ? .silent : draw < rates.staysSilent + rates.correctsPartly ? .correctsPartly : .corrects
  }

  /// Minutes until a driver answers: half within six hours, some only after days.
  static func delay(_ generator: inout SeededGenerator) -> Int {
    let draw = generator.unit()
    return draw < 0.5 ? generator.int(in: 15...360) : draw < 0.85 ? generator.int(in: 360...2880) : generator.int(in: 2880...14_400)
  }
}
