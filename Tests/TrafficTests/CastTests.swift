import Casework
import Testing

@testable import Traffic

@Suite struct CastTests {
  static let today = Day(2026, 11, 24)
  static let drivers: [PlannedDriver] = {
    let cast = Cast(seed: 3, today: today)
    return (0..<5000).map { cast.driver($0) }
  }()

  @Test("the same seed gives the same drivers, asked for in any order")
  func repeats() {
    let one = Cast(seed: 3, today: Self.today)
    for index in [4321, 0, 17, 250] {
      #expect(one.driver(index) == Self.drivers[index])
      #expect(one.driver(index).faults.map(\.jsonLine) == Self.drivers[index].faults.map(\.jsonLine))
    }
  }

  @Test("another seed gives other people")
  func seeds() {
    let other = Cast(seed: 4, today: Self.today)
    let same = (0..<200).count { other.profile($0).lastName == Self.drivers[$0].profile.lastName }
    #expect(same < 20)
    #expect((0..<200).allSatisfy { other.driver($0) != Self.drivers[$0] })
  }

  @Test("a changed rate leaves everybody else as he was")
  func rates() {
    var rates = FaultRates()
    rates.hostile = 0
    let calm = Cast(seed: 3, rates: rates, today: Self.today)
    for driver in Self.drivers.prefix(500) {
      #expect(calm.profile(driver.profile.index) == driver.profile)
      if !driver.faults.contains(where: { $0.kind.rawValue.hasPrefix("hostile") }) {
        #expect(calm.driver(driver.profile.index).submissions.map(\.form[.email]) == driver.submissions.map(\.form[.email]))
      }
    }
  }

  @Test(
    "faults fall at their rates",
    arguments: [
      (PlantedFault.Kind.titleNumber, 0.03 * 0.97), (.namesSwapped, 0.02), (.usageName, 0.02), (.duplicate, 0.015), (.typing, 0.04),
      (.incompleteAddress, 0.03), (.missing, 0.01), (.foreignLicence, 0.03),
    ])
  func accountRates(kind: PlantedFault.Kind, rate: Double) {
    let found = Double(Self.drivers.count { $0.submissions[0].faults.contains { $0.kind == kind } }) / 5000
    // Four standard deviations, and a tenth for those whose field already bears another fault.
    let tolerance = 4 * (rate * (1 - rate) / 5000).squareRoot() + rate / 10
    #expect(abs(found - rate) < tolerance, "\(kind): \(found), not \(rate)")
  }

  @Test("documents are wrong at their rates, and some photos are a stranger's")
  func documentRates() {
    let cards = Self.drivers.flatMap(\.applications).filter { $0.kind == "card" }
    #expect(cards.count > 3500)
    let wrong =
      Double(cards.count { $0.faults.contains { $0.item == "photo" && $0.kind == .wrongPicture && $0.round == 1 } }) / Double(cards.count)
    #expect(abs(wrong - 0.13) < 0.025)
    #expect(cards.contains { $0.faults.contains { $0.kind == .sameFile } })
    #expect(cards.contains { $0.faults.contains { $0.reason == "missing_side" } })
  }

  @Test("a planted fault stands in the form that is sent, and nothing else differs")
  func plantedIsThere() {
    for driver in Self.drivers where !driver.submissions[0].faults.contains(where: { $0.kind == .duplicate }) {
      let right = AccountForm(driver.profile)
      for submission in driver.submissions {
        let flagged = Set(submission.faults.filter { $0.kind != .foreignLicence }.map(\.item))
        let swapped = submission.faults.contains { $0.kind == .namesSwapped }
        for field in Traffic.AccountField.allCases {
          let differs = submission.form[field] != right[field]
          #expect(differs == (flagged.contains(field.rawValue) || swapped && field == .firstNames), "\(driver.profile.index) \(field)")
        }
      }
    }
  }

  @Test("rounds follow one another; who answers ends without a fault")
  func rounds() {
    for driver in Self.drivers {
      var round = 1
      for (submission, next) in zip(driver.submissions, driver.submissions.dropFirst()) {
        #expect(next.round == (submission.refusal == nil ? round + 1 : round))
        round = next.round
      }
      let open = driver.submissions.last!.faults.filter { $0.reason != nil }
      #expect(open.isEmpty || driver.answer == .silent)
      #expect(driver.submissions.count <= 4)
      for fault in driver.faults where fault.subject == .account { #expect(fault.driver == driver.profile.index) }
    }
    let answers = Self.drivers.filter { $0.submissions.count > 1 }.map(\.submissions.last!.round)
    #expect(answers.contains(2) && answers.contains(3))
  }

  @Test("a second account names somebody who has one without a fault")
  func duplicates() throws {
    let byLicence = Dictionary(uniqueKeysWithValues: Self.drivers.map { ($0.profile.licenceNumber, $0) })
    let copies = Self.drivers.filter { $0.submissions[0].faults.contains { $0.kind == .duplicate && $0.item == "licence_number" } }
    #expect(!copies.isEmpty)
    for copy in copies {
      let first = try #require(byLicence[copy.submissions[0].form[.licenceNumber]])
      #expect(first.profile.index < copy.profile.index)
      #expect(first.submissions[0].faults.allSatisfy { $0.reason == nil })
      #expect(copy.submissions[0].form[.email] != first.profile.email && copy.applications.isEmpty)
    }
  }

  @Test("without rates nobody goes wrong")
  func none() {
    let cast = Cast(seed: 9, rates: .none, today: Self.today)
    #expect((0..<500).allSatisfy { cast.driver($0).faults.isEmpty && cast.driver($0).submissions.count == 1 })
  }

  @Test("corrected rounds send what was wrong again, and only that")
  func corrections() {
    for application in Self.drivers.flatMap(\.applications) where application.rounds.count > 1 {
      for (before, after) in zip(application.rounds, application.rounds.dropFirst()) {
        #expect(after.number == before.number + 1 && after.delay > 0)
        let items = Set(before.faults.map(\.item))
        #expect(Set(after.documents.map(\.type)).isSubset(of: items))
        #expect(items.subtracting(["delivery_address"]).isSubset(of: Set(after.documents.map(\.type))))
      }
      #expect(application.rounds.last!.faults.isEmpty && application.rounds.count <= 3)
    }
  }

  @Test("what the contract requires is always sent; a missing back of a licence is its front again")
  func required() {
    for application in Self.drivers.flatMap(\.applications) where application.kind == "card" {
      let sent = application.rounds[0].documents
      for (type, side) in [
        ("photo", nil), ("signature", nil), ("identity_document", .recto), ("driving_licence", .recto), ("driving_licence", .verso),
      ]
        as [(String, SampleDocument.Side?)]
      {
        #expect(sent.count { $0.type == type && $0.side == side } == 1)
      }
      let twice = sent.contains { $0.side == .verso && $0.sample.side == .recto }
      #expect(twice == application.rounds[0].faults.contains { $0.item == "driving_licence" && $0.kind == .missingSide })
    }
  }

  @Test("hostile text comes in all its kinds")
  func hostile() {
    let cast = Cast(seed: 5, rates: FaultRates.none.with(\.hostile, 1), today: Self.today)
    let forms = (0..<100).map { cast.driver($0) }
    #expect(Set(forms.flatMap(\.faults).map(\.kind)) == [.hostileEscape, .hostileBidi, .hostileFormula, .hostileLong, .hostileEmoji])
    for driver in forms {
      guard let refusal = driver.submissions[0].refusal else { continue }
      #expect(["PU060", "PU061"].contains(refusal))
      #expect(driver.submissions[1].refusal == nil && driver.submissions[1].round == 1)
    }
  }

  private static let claimants: [PlannedDriver] = {
    var rates = FaultRates()
    rates.claim = 1
    let cast = Cast(seed: 11, rates: rates, today: today)
    return (0..<1500).map { cast.driver($0) }.filter { $0.claim != nil }
  }()

  @Test("cards are defective and come back at their rates, and only cards")
  func laterRates() {
    let ordering = Self.drivers.filter { $0.training != nil }
    let claims = Double(ordering.count { $0.claim != nil }) / Double(ordering.count)
    let returns = Double(ordering.count { !$0.returns.isEmpty }) / Double(ordering.count)
    #expect(abs(claims - 0.05) < 0.015 && abs(returns - 0.04) < 0.014)
    #expect(Self.drivers.allSatisfy { $0.training != nil || $0.claim == nil && $0.returns.isEmpty })
  }

  @Test("every cause is somebody's, and a claim's card, entry and record are as its cause has it")
  func claims() throws {
    let causes = Set(Self.claimants.flatMap { $0.claim?.elements.map(\.cause) ?? [] })
    #expect(
      causes == [
        "personalisation_error", "print_defect", "lamination_defect", "material_defect", "validity_computation", "agent_processing_error",
        "photo_signature_processing", "wrong_enclosure", "data_entry_error", "unsuitable_image_supplied", "civil_status_change",
        "holder_damage", "training_centre_error", "transport_damage", "no_defect_found",
      ])
    #expect(Set(Self.claimants.compactMap { $0.claim?.posting }) == Set(PlannedClaim.Posting.allCases))
    #expect(Set(Self.claimants.compactMap { $0.claim?.outcome }) == ["in_groupe", "driver"])
    for driver in Self.claimants {
      let claim = try #require(driver.claim)
      #expect(driver.applications.map(\.kind).contains("replacement_quality"))
      #expect((claim.posting == .losesCard) == (driver.applications.last?.kind == "replacement_loss"))
      #expect(Set(claim.elements.map(\.element)).count == claim.elements.count)
      for element in claim.elements {
        switch element.cause {
        case "personalisation_error": #expect(element.printed != element.claimed && element.printed?.isEmpty == false)
        case "data_entry_error":
          #expect(driver.submissions.allSatisfy { $0.form[.birthPlace] != element.claimed })
          #expect(element.claimed == driver.profile.birthPlace)
        case "training_centre_error":
          #expect(driver.training?.qualification != driver.training?.rightQualification)
          #expect(driver.training?.fault?.kind == .wrongQualification)
        default: #expect(element.printed == nil)
        }
      }
      let planted = driver.faults.filter { $0.subject == .claim }
      #expect(planted.map(\.item) == claim.elements.map(\.element) && planted.map(\.reason) == claim.elements.map(\.cause))
    }
  }

  @Test("cards come back in every manner, and who answers ends with an address that is served")
  func returns() {
    let cast = Cast(seed: 12, rates: FaultRates.none.with(\.undelivered, 1), today: Self.today)
    let plans = (0..<1500).map { cast.driver($0) }.filter { $0.training != nil }
    let returns = plans.flatMap(\.returns)
    #expect(Set(returns.map(\.manner)) == [.answers, .silent, .triesLoss, .declaredLost, .newerCard])
    #expect(Set(returns.map(\.reason)) == ["unknown_at_address", "unclaimed", "refused", "access_or_addressing", "unspecified"])
    let deserved = Set(returns.flatMap(\.answers).compactMap(\.deserves))
    #expect(deserved == ["incomplete_address", "not_servable", "same_address_returned_twice"])
    #expect(returns.contains { $0.isMisprinted } && returns.contains { $0.isScannedTwice })
    #expect(plans.contains { $0.returns.count == 2 } && plans.allSatisfy { $0.returns.count <= 2 })
    for planned in returns where planned.manner == .answers || planned.manner == .triesLoss {
      #expect(planned.answers.last?.deserves == nil && planned.answers.count <= 2)
    }
    for driver in plans where driver.returns.first?.manner == .newerCard {
      #expect(driver.applications.map(\.kind) == ["card", "card"])
    }
  }

  @Test("a line of the truth file is one JSON object")
  func truth() {
    let fault = PlantedFault(driver: 12, round: 2, item: "licence_number", reason: "title_number_used", kind: .titleNumber)
    #expect(
      fault.jsonLine
        == #"{"driver":12,"subject":"account","round":2,"item":"licence_number","reason":"title_number_used","refusal":null,"kind":"title_number"}"#
    )
  }
}

extension FaultRates {
  fileprivate func with(_ path: WritableKeyPath<FaultRates, Double>, _ rate: Double) -> FaultRates {
    var rates = self
    rates[keyPath: path] = rate
    return rates
  }
}
