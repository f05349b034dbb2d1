import Casework

extension Cast {
  /// Part of the drivers who took a training that gives a right to a card.
  private static let trained = 0.75

  /// The training of a driver; `nil` for those who only open an account. `claim`: what he will declare defective.
  func training(of profile: DriverProfile, claim: PlannedClaim? = nil) -> PlannedTraining? {
    var generator = SeededGenerator(seed: seed, purpose: "training", index: profile.index)
    guard generator.chance(Self.trained) else { return nil }
    let kind = generator.chance(0.25) ? "initial" : "continuing"
    let qualification = generator.chance(0.72) ? "goods" : "passengers"
    let days = generator.int(in: 0...6)
    let misspelt = generator.chance(rates.trainingMisspelt)
    var letters = Array(profile.lastName)
    // Two neighbours swapped, or one letter doubled where they are equal.
    let place = generator.below(max(1, letters.count - 1))
    if letters.count > 1, letters[place] != letters[place + 1] {
      letters.swapAt(place, place + 1)
    } else {
      letters.insert(letters[place], at: place)
    }
    let isDoubled = generator.chance(rates.trainingDoubled)
    let correctsLate = generator.chance(0.5)
    let daysUntilCorrected = generator.int(in: 2...10)
    let isWrong = !misspelt && !isDoubled && claim?.elements.contains { $0.cause == "training_centre_error" } == true
    let fault: PlantedFault? =
      misspelt
      ? PlantedFault(driver: profile.index, subject: .training, item: "last_name", reason: nil, kind: .misspeltTraining)
      : isWrong
        ? PlantedFault(driver: profile.index, subject: .training, item: "qualification", reason: nil, kind: .wrongQualification) : nil
    return PlannedTraining(
      kind: kind, qualification: isWrong ? (qualification == "goods" ? "passengers" : "goods") : qualification,
      rightQualification: qualification, lastName: misspelt ? String(letters) : profile.lastName, firstNames: profile.firstNamesText,
      licenceNumber: profile.licenceNumber, birthDate: profile.birthDate, daysUntilRecorded: days, isDoubled: isDoubled && !misspelt,
      daysUntilCorrected: misspelt && correctsLate ? daysUntilCorrected : nil, fault: fault)
  }

  /// What becomes of a driver's card later: `replacement_loss`, `replacement_theft` or nothing; and whether he declares a theft too.
  func later(_ index: Int) -> (kind: String?, claimsTheft: Bool) {
    var generator = SeededGenerator(seed: seed, purpose: "later", index: index)
    let draw = generator.below(100)
    let claimsTheft = generator.chance(0.15)
    return (draw < 7 ? "replacement_loss" : draw < 14 ? "replacement_theft" : nil, claimsTheft)
  }

  /// The good papers for one kind of application; the salts are the driver's own.
  private func goodDocuments(of profile: DriverProfile, kind: String, number: Int) -> [PlannedDocument] {
    let sides: [(String, SampleDocument.Side?)] =
      switch kind {
      case "card", "replacement_quality":
        [
          ("photo", nil), ("signature", nil), ("identity_document", .recto), ("identity_document", .verso), ("driving_licence", .recto),
          ("driving_licence", .verso),
        ] + (profile.needsResidencePermit ? [("residence_permit", .recto), ("residence_permit", .verso)] : [])
          + (profile.index % 6 == 0 ? [("proof_of_address", nil)] : [])
      case "replacement_theft": [("theft_declaration", nil)]
      default: []
      }
    return sides.compactMap { type, side in
      SampleDocument.good(type, side, face: profile.face).map { document($0, profile.index, number: number, round: 1) }
    }
  }

  private func document(_ sample: SampleDocument, _ index: Int, number: Int, round: Int) -> PlannedDocument {
    var generator = SeededGenerator(seed: seed, purpose: "salt", index: (index * 4 + number) * 4 + round)
    let salt = generator.next()
    let serial = padded(generator.below(10_000), to: 4)
    let end = sample.name.split(separator: ".").last.map(String.init) ?? "bin"
    let subject =
      ["photo": "photo", "signature": "signature", "identity_document": "cni", "driving_licence": "permis"][sample.type] ?? "document"
    let names = ["IMG_\(serial)", "\(subject)", "\(subject)_\(sample.side?.rawValue ?? "1")", "Scan \(serial)"]
    return PlannedDocument(sample: sample, salt: salt, fileName: "\(generator.pick(names)).\(end)", side: sample.side)
  }

  func application(of profile: DriverProfile, kind: String, number: Int) -> PlannedApplication {
    var generator = SeededGenerator(seed: seed, purpose: "application", index: profile.index * 4 + number)
    let good = goodDocuments(of: profile, kind: kind, number: number)
    let elsewhere = generator.chance(0.1)
    let home = elsewhere ? PostalAddress(addressee: profile.address.lines[0], in: generator.pick(Town.all), &generator) : profile.address
    let employer = generator.chance(0.15)
    let company = generator.pick(["TRANSPORTS DURIEZ", "CARS DU LITTORAL", "LOGISTIQUE CENTRE", "AUTOCARS MONTBLANC", "FRET EXPRESS"])
    let payment = generator.unit()
    // With a claim nothing is sent before it is asked for.
    var sent = kind == "replacement_quality" ? [] : good
    var faults: [PlantedFault] = []
    for type in Self.types(of: sent) { spoil(type, &sent, &faults, profile, number, &generator) }
    var address = home.text
    let badAddress = generator.chance(rates.deliveryAddress) && kind != "replacement_quality"
    let choice = generator.below(4)
    if badAddress {
      address = FaultyForm.incomplete(home, choice)
      faults.append(
        PlantedFault(
          driver: profile.index, subject: .application, item: "delivery_address", reason: "incomplete_address", kind: .incompleteAddress))
    }
    var rounds = [ApplicationRound(number: 1, documents: sent, deliveryAddress: address, faults: faults, delay: 0)]
    let answer = Self.answer(rates, &generator)
    // A loss is ordered without review, what a claim needs is corrected by another way: nothing is asked.
    if kind != "replacement_loss", kind != "replacement_quality", !faults.isEmpty, answer != .silent {
      var left = faults
      // The same again is no answer: a single fault is corrected.
      if answer == .correctsPartly, faults.count > 1 {
        left = faults.dropFirst().map { $0.again(in: 2) }
        let items = Set(faults.map(\.item))
        let wrong = Set(left.map(\.item))
        let again = sent.filter { wrong.contains($0.type) } + good.filter { items.contains($0.type) && !wrong.contains($0.type) }
        rounds.append(
          ApplicationRound(
            number: 2, documents: again, deliveryAddress: wrong.contains("delivery_address") ? address : home.text, faults: left,
            delay: Self.delay(&generator)))
      }
      let items = Set(left.map(\.item))
      rounds.append(
        ApplicationRound(
          number: rounds.count + 1, documents: good.filter { items.contains($0.type) }, deliveryAddress: home.text, faults: [],
          delay: Self.delay(&generator)))
    }
    return PlannedApplication(
      kind: kind, payment: payment < 0.9 ? .paid : payment < 0.97 ? .failsFirst : .expires, invoiceAddressee: employer ? company : "",
      invoiceAddress: employer ? PostalAddress(addressee: company, in: generator.pick(Town.all), &generator).text : profile.address.text,
      rounds: rounds,
      goodDocuments: good)
  }

  private static func types(of documents: [PlannedDocument]) -> [String] {
    documents.map(\.type).reduce(into: []) { types, type in if !types.contains(type) { types.append(type) } }
  }

  /// Perhaps puts a wrong file in the place of a good one, or leaves a side out.
  private func spoil(
    _ type: String, _ sent: inout [PlannedDocument], _ faults: inout [PlantedFault], _ profile: DriverProfile, _ number: Int,
    _ generator: inout SeededGenerator
  ) {
    let rate =
      switch type {
      case "photo": rates.photo
      case "signature": rates.signature
      case "driving_licence": rates.drivingLicence
      case "theft_declaration": rates.theftDeclaration
      case "proof_of_address": rates.proofOfAddress
      default: rates.identityDocument
      }
    let isWrong = generator.chance(rate)
    let isHalf = generator.chance(rates.missingSide)
    let isStolen = generator.chance(rates.sameFile)
    let wrong = SampleDocument.all.filter { $0.type == type && $0.deserves != nil }
    let sample = wrong.isEmpty ? nil : generator.pick(wrong)
    let place = sent.firstIndex { $0.type == type && $0.side == sample?.side }
    func note(_ reason: String, _ kind: PlantedFault.Kind) {
      faults.append(PlantedFault(driver: profile.index, subject: .application, item: type, reason: reason, kind: kind))
    }
    if isWrong, let sample, let place, let reason = sample.deserves {
      sent[place] = document(sample, profile.index, number: number, round: 2)
      note(reason, .wrongPicture)
    } else if isHalf, let verso = sent.firstIndex(where: { $0.type == type && $0.side == .verso }) {
      // Where the back is required, the form does not let the driver go on without a file: he sends the front again.
      if type == "driving_licence", let recto = sent.first(where: { $0.type == type && $0.side == .recto }) {
        sent[verso] = PlannedDocument(sample: recto.sample, salt: recto.salt, fileName: recto.fileName, side: .verso)
      } else {
        sent.remove(at: verso)
      }
      note("missing_side", .missingSide)
    } else if isStolen, type == "photo", let place = sent.firstIndex(where: { $0.type == type }),
      let other = strangersPhoto(profile, &generator)
    {
      sent[place] = other
      note("not_resembling", .sameFile)
    }
  }

  /// The photo that an earlier driver with another face sends.
  private func strangersPhoto(_ profile: DriverProfile, _ generator: inout SeededGenerator) -> PlannedDocument? {
    for _ in 0..<20 where profile.index > 0 {
      let index = generator.below(profile.index)
      let other = self.profile(index)
      guard other.face != profile.face, training(of: other) != nil else { continue }
      return goodDocuments(of: other, kind: "card", number: 0).first { $0.type == "photo" }
    }
    return nil
  }
}
