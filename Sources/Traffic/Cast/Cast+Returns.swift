/// Which cards the post brings back.
extension Cast {
  /// The returns of a driver's first card, one after the other; empty for most.
  ///
  /// - Parameters:
  ///   - address: the delivery address that he gave in the end.
  ///   - losesCard: whether he will declare his card lost.
  func returns(of profile: DriverProfile, address: String, losesCard: Bool) -> [PlannedReturn] {
    var generator = SeededGenerator(seed: seed, purpose: "returned", index: profile.index)
    guard generator.chance(rates.undelivered) else { return [] }
    var manner = Self.manner(&generator)
    if losesCard { manner = .declaredLost }
    let first = plannedReturn(profile, address, manner, isSecond: false, &generator)
    let again = generator.chance(0.18)
    let second = plannedReturn(profile, address, .answers, isSecond: true, &generator)
    let comesAgain = again && (manner == .answers || manner == .triesLoss) && first.answers.last?.payment != .expires
    return comesAgain ? [first, second] : [first]
  }

  private static func manner(_ generator: inout SeededGenerator) -> PlannedReturn.Manner {
    let draw = generator.unit()
    return draw < 0.85 ? .answers : draw < 0.94 ? .silent : draw < 0.97 ? .triesLoss : .newerCard
  }

  private func plannedReturn(
    _ profile: DriverProfile, _ address: String, _ manner: PlannedReturn.Manner, isSecond: Bool, _ generator: inout SeededGenerator
  ) -> PlannedReturn {
    let misprinted = generator.chance(0.08) && !isSecond
    let draw = generator.unit()
    let reason =
      misprinted
      ? "access_or_addressing"
      : draw < 0.36
        ? "unknown_at_address"
        : draw < 0.67 ? "unclaimed" : draw < 0.72 ? "refused" : draw < 0.93 ? "access_or_addressing" : "unspecified"
    let answers = answers(profile, isSecond: isSecond, misprinted: misprinted, &generator)
    return PlannedReturn(
      reason: reason, journey: generator.int(in: 3 * 1440...8 * 1440), isMisprinted: misprinted,
      isScannedTwice: generator.chance(0.12), manner: manner, answers: manner == .answers || manner == .triesLoss ? answers : [])
  }

  private func answers(
    _ profile: DriverProfile, isSecond: Bool, misprinted: Bool, _ generator: inout SeededGenerator
  ) -> [PlannedReturn.Answer] {
    let elsewhere = PostalAddress(addressee: profile.address.lines[0], in: generator.pick(Town.all), &generator)
    let choice = generator.below(3)
    let first = Self.delay(&generator)
    let later = Self.delay(&generator)
    let draw = generator.unit()
    let payment: PlannedApplication.Payment = draw < 0.84 ? .paid : draw < 0.92 ? .failsFirst : .expires
    let right = PlannedReturn.Answer(address: elsewhere.text, deserves: nil, delay: later, payment: payment)
    let manner = generator.unit()
    if isSecond {
      // From the same address twice: confirmed again it is not worth a third stamp.
      let same = PlannedReturn.Answer(address: nil, deserves: "same_address_returned_twice", delay: first, payment: .paid)
      return manner < 0.6 ? [same, right] : [PlannedReturn.Answer(address: elsewhere.text, deserves: nil, delay: first, payment: payment)]
    }
    switch manner {
    case ..<(misprinted ? 0.8 : 0.46):
      return [PlannedReturn.Answer(address: nil, deserves: nil, delay: first, payment: .paid)]
    case ..<0.82: return [PlannedReturn.Answer(address: elsewhere.text, deserves: nil, delay: first, payment: payment)]
    case ..<0.91:
      let incomplete = FaultyForm.incomplete(elsewhere, choice)
      return [PlannedReturn.Answer(address: incomplete, deserves: "incomplete_address", delay: first, payment: .paid), right]
    default:
      let abroad = generator.pick([
        "1000 BRUXELLES\nBELGIQUE", "1204 GENEVE\nSUISSE", "L-1009 LUXEMBOURG\nLUXEMBOURG", "CHANTIER A69 KM 42",
      ])
      let away = "\(profile.address.lines[0])\n\(abroad)"
      return [PlannedReturn.Answer(address: away, deserves: "not_servable", delay: first, payment: .paid), right]
    }
  }
}
