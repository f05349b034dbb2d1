/// What an agent finds on a defective card.
struct Examination {
  /// What was found on one element.
  struct Found {
    var element, cause: String
    var value = ""
    var comment = ""
  }

  var findings: [Found]
  /// Whether the agent settles for IN Groupe where nothing was found.
  var isKind: Bool

  /// Examines by the truth; whoever is not careful takes one cause for another now and then.
  ///
  /// - Parameters:
  ///   - truth: what was planned.
  ///   - fits: whether a cause can be found behind an element.
  init(
    _ truth: PlannedClaim, isCareful: Bool, fits: (_ cause: String, _ element: String) -> Bool, _ dice: inout SeededGenerator
  ) {
    findings = truth.elements.map { element in
      Found(element: element.element, cause: element.cause, value: element.value, comment: Self.comment(for: element.cause))
    }
    let errs = dice.chance(0.06)
    let place = dice.below(max(1, findings.count))
    isKind = dice.chance(0.25)
    if errs, !isCareful, let other = Self.confusable[findings[place].cause],
      fits(other, findings[place].element)
    {
      findings[place].cause = other
      findings[place].comment = Self.comment(for: other)
    }
  }

  /// Causes that are taken for each other on the same element.
  private static let confusable = [
    "print_defect": "lamination_defect", "lamination_defect": "print_defect", "material_defect": "holder_damage",
    "holder_damage": "transport_damage", "transport_damage": "holder_damage", "photo_signature_processing": "unsuitable_image_supplied",
    "unsuitable_image_supplied": "photo_signature_processing", "data_entry_error": "personalisation_error",
    "personalisation_error": "data_entry_error", "no_defect_found": "print_defect",
  ]

  private static func comment(for cause: String) -> String {
    switch cause {
    case "holder_damage": "Pliure nette, traces d'outil."
    case "transport_damage": "Enveloppe marquée au même endroit."
    case "no_defect_found": "Comparée à deux autres cartes : conforme."
    case "material_defect": "Éclat au bord, rien ne l'explique."
    case "training_centre_error": "Le centre confirme son erreur."
    default: ""
    }
  }

  /// What is written where the suggestion is not followed, or nothing was found.
  static let comments = [
    "Carte vue à la loupe, les pièces disent autre chose.", "Constaté à l'atelier.", "Le conducteur l'a reconnu au téléphone.",
  ]
}
