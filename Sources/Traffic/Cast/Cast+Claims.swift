import Casework

/// Which cards are defective, in the eyes of their holders or in truth.
extension Cast {
  /// True causes and their weights.
  private static let causes: [(cause: String, weight: Int)] = [
    ("personalisation_error", 18), ("print_defect", 9), ("lamination_defect", 6), ("material_defect", 4), ("validity_computation", 8),
    ("agent_processing_error", 4), ("photo_signature_processing", 8), ("wrong_enclosure", 3), ("data_entry_error", 13),
    ("unsuitable_image_supplied", 7), ("civil_status_change", 6), ("holder_damage", 6), ("training_centre_error", 6),
    ("transport_damage", 5), ("no_defect_found", 8),
  ]

  /// The claim that a driver will make, were all that it rests on to be as planned; `nil` for most.
  ///
  /// - Parameter losesCard: whether he will lose his card.
  func claim(of profile: DriverProfile, losesCard: Bool) -> PlannedClaim? {
    var generator = SeededGenerator(seed: seed, purpose: "claim", index: profile.index)
    guard generator.chance(rates.claim) else { return nil }
    let cause = Self.cause(&generator)
    let second = Self.secondCause(&generator)
    var elements = [element(cause, profile, &generator)]
    let another = element(second, profile, &generator)
    if generator.chance(0.14), another.element != elements[0].element, cause != "no_defect_found" { elements.append(another) }
    let draw = generator.unit()
    var posting: PlannedClaim.Posting =
      switch draw {
      case ..<0.74: .posts
      case ..<0.82: .forgetsCoupon
      case ..<0.85: .emptyFirst
      case ..<0.88: .wrongCardFirst
      case ..<0.90: .slip
      case ..<0.96: .never
      default: .cancels
      }
    if losesCard { posting = .losesCard }
    let activates = generator.chance(0.35) || cause == "no_defect_found" || cause == "holder_damage"
    let silent = generator.chance(rates.staysSilent * 1.5)
    return PlannedClaim(
      elements: elements, statement: Self.statement(of: cause, &generator), posting: posting, activatesFirst: activates,
      delay: generator.int(in: 30...2880), journey: generator.int(in: 2 * 1440...6 * 1440),
      answer: silent ? nil : Self.delay(&generator), takesCardBack: generator.chance(0.6), isConfessed: generator.chance(0.3))
  }

  /// The same where what the driver typed, or what his centre recorded, turned out not to be as the claim needs it.
  func settled(_ claim: PlannedClaim?, hasEntryError: Bool, hasTrainingError: Bool) -> PlannedClaim? {
    guard let claim else { return nil }
    let elements = claim.elements.map { element in
      switch element.cause {
      case "data_entry_error" where !hasEntryError, "training_centre_error" where !hasTrainingError:
        PlannedClaim.Element(element: "print_quality", claimed: "", cause: "print_defect")
      default: element
      }
    }
    guard elements != claim.elements else { return claim }
    return PlannedClaim(
      elements: elements, statement: "L'impression est pâle, on lit mal.", posting: claim.posting, activatesFirst: claim.activatesFirst,
      delay: claim.delay, journey: claim.journey, answer: claim.answer, takesCardBack: claim.takesCardBack, isConfessed: claim.isConfessed)
  }

  private static func cause(_ generator: inout SeededGenerator) -> String {
    var rest = generator.below(causes.reduce(0) { $0 + $1.weight })
    for (cause, weight) in causes {
      if rest < weight { return cause }
      rest -= weight
    }
    return causes[0].cause
  }

  /// What may be wrong beside.
  private static func secondCause(_ generator: inout SeededGenerator) -> String {
    generator.pick(["print_defect", "lamination_defect", "transport_damage", "holder_damage", "photo_signature_processing"])
  }

  private func element(_ cause: String, _ profile: DriverProfile, _ generator: inout SeededGenerator) -> PlannedClaim.Element {
    let choice = generator.below(4)
    let form = AccountForm(profile)
    switch cause {
    case "personalisation_error":
      let field = [AccountField.lastName, .firstNames, .birthPlace, .birthDate][choice]
      return PlannedClaim.Element(
        element: field.rawValue, claimed: form[field], cause: cause,
        printed: field == .birthDate ? profile.birthDate.adding(years: 1).description : Self.misspelt(form[field], choice))
    case "print_defect": return PlannedClaim.Element(element: choice == 0 ? "photo" : "print_quality", claimed: "", cause: cause)
    case "lamination_defect": return PlannedClaim.Element(element: "lamination", claimed: "", cause: cause)
    case "material_defect":
      return PlannedClaim.Element(element: choice == 0 ? "security_feature" : "card_body", claimed: "", cause: cause)
    case "validity_computation": return PlannedClaim.Element(element: "expiry_date", claimed: "1", cause: cause)
    case "agent_processing_error":
      return PlannedClaim.Element(
        element: "categories", claimed: choice < 2 ? "C, CE" : "D, DE", cause: cause, value: choice < 2 ? "C, CE" : "D, DE")
    case "photo_signature_processing", "unsuitable_image_supplied":
      return PlannedClaim.Element(element: choice < 3 ? "photo" : "signature", claimed: "", cause: cause)
    case "wrong_enclosure": return PlannedClaim.Element(element: "wrong_card", claimed: "", cause: cause)
    case "data_entry_error": return PlannedClaim.Element(element: "birth_place", claimed: form[.birthPlace], cause: cause)
    case "civil_status_change":
      let name = profile.usageName.isEmpty ? LastNames.draw(.french, &generator) : profile.usageName
      return PlannedClaim.Element(element: "last_name", claimed: name, cause: cause)
    case "training_centre_error":
      let right = Self.rightQualification(profile.index, seed)
      return PlannedClaim.Element(element: "code_95", claimed: right == "goods" ? "Marchandises" : "Voyageurs", cause: cause)
    case "no_defect_found": return PlannedClaim.Element(element: choice < 2 ? "print_quality" : "photo", claimed: "", cause: cause)
    default: return PlannedClaim.Element(element: choice == 0 ? "lamination" : "card_body", claimed: "", cause: cause)
    }
  }

  /// The qualification of a driver's training, whatever his centre recorded.
  static func rightQualification(_ index: Int, _ seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed, purpose: "training", index: index)
    _ = generator.unit()
    _ = generator.unit()
    return generator.chance(0.72) ? "goods" : "passengers"
  }

  /// The text with one slip in it, never the same.
  static func misspelt(_ text: String, _ choice: Int) -> String {
    var letters = Array(text)
    guard letters.count > 2 else { return text + "E" }
    let place = 1 + choice % (letters.count - 2)
    if letters[place] != letters[place + 1] {
      letters.swapAt(place, place + 1)
    } else {
      letters.remove(at: place)
    }
    return String(letters)
  }

  private static func statement(of cause: String, _ generator: inout SeededGenerator) -> String {
    let texts: [String] =
      switch cause {
      case "personalisation_error": ["Ce qui est imprimé n'est pas ce que j'ai donné.", "Faute sur la carte, mon permis est juste."]
      case "validity_computation": ["La date de fin est trop proche, il me manque un an.", "Cinq ans depuis ma formation, pas quatre."]
      case "data_entry_error": ["Mon lieu de naissance est mal écrit.", "Il y a une erreur dans mon lieu de naissance."]
      case "civil_status_change": ["Je me suis mariée le mois dernier.", "J'ai changé de nom depuis ma demande."]
      case "unsuitable_image_supplied", "photo_signature_processing": ["On ne me reconnaît pas.", "L'image est trop sombre."]
      case "wrong_enclosure": ["J'ai reçu la carte de quelqu'un d'autre !"]
      case "training_centre_error": ["Ma formation n'est pas la bonne sur la carte.", "Le centre s'est trompé de spécialité."]
      case "holder_damage": ["La carte s'est cassée en deux.", "Elle est passée à la machine, mais une carte doit tenir."]
      case "transport_damage": ["L'enveloppe est arrivée pliée, la carte aussi.", "Carte rayée à l'ouverture du pli."]
      case "no_defect_found": ["Je la trouve moins belle que celle de mon collègue.", "Les couleurs sont bizarres."]
      default: ["La carte se dédouble.", "L'impression bave.", "Défaut visible à l'œil nu."]
      }
    return generator.pick(texts)
  }
}
