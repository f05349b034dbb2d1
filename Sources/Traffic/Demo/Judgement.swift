import Casework

/// What an agent makes of a case: nothing to flag, or these items with their reasons.
struct Judgement {
  /// One thing to flag.
  struct Flag {
    var item, reason: String
    var comment = ""
  }

  var flags: [Flag]
  /// The internal comment of the decision.
  var comment = ""
  /// Whether something was overlooked so that a faulty case is approved.
  var isLenient = false

  /// Judges by the truth; whoever is not careful overlooks something, names a wrong reason or sees ghosts now and then.
  init(_ truth: [PlantedFault], queue: Queue, isCareful: Bool, _ dice: inout SeededGenerator) {
    flags = truth.compactMap { fault in
      fault.reason.map { Flag(item: fault.item, reason: $0, comment: AgentTexts.comment(for: $0)) }
    }
    let (overlooks, confuses, imagines) = (dice.chance(0.03), dice.chance(0.02), dice.chance(0.008))
    let place = dice.below(max(1, flags.count))
    let ghost =
      queue == .accounts
      ? Flag(item: "birth_place", reason: "spelling")
      : Flag(item: "delivery_address", reason: queue == .undelivered ? "incomplete_address" : "spelling")
    let talks = dice.chance(0.08)
    let words = dice.pick(AgentTexts.comments)
    guard !isCareful else { return }
    if !flags.isEmpty, overlooks {
      flags.remove(at: place)
      isLenient = flags.isEmpty
    } else if !flags.isEmpty, confuses, let other = Self.confusable[flags[place].reason] {
      flags[place].reason = other
    } else if imagines, !flags.contains(where: { $0.item == ghost.item }) {
      flags.append(ghost)
    }
    if talks { comment = words }
  }

  /// Reasons that are taken for each other; both fit the same items.
  private static let confusable = [
    "blurred": "illegible", "bad_exposure": "shadow", "shadow": "bad_exposure", "not_frontal": "bad_framing", "too_faint": "illegible",
    "cropped": "illegible", "illegible": "cropped", "category_missing": "category_expired", "undated": "unsigned_unstamped",
    "names_swapped": "spelling", "usage_name_used": "mismatch_licence", "title_number_used": "invalid_format",
    "bad_background": "shadow", "eyes_hidden": "glasses",
  ]
}

/// What agents write: internal words, never shown to drivers.
enum AgentTexts {
  /// Why a case waits for an agent who is away.
  static func absent(_ login: String) -> String {
    "Confié à \(login) avant d'apprendre son absence : à reprendre par l'équipe dès que possible."
  }

  static let comments = [
    "Vu avec le conducteur par téléphone.", "Conforme, rien à signaler.", "Pièces comparées deux fois.", "Dossier repris d'un collègue.",
    "Adresse vérifiée sur le plan.", "Permis récent, catégories en règle.",
  ]
  static let notes = [
    "A appelé ce matin : demande où en est son dossier.", "Rappelé, messagerie. À rappeler demain.",
    "Son employeur appelle à sa place : rien communiqué.", "Précise que sa carte actuelle expire à la fin du mois.",
    "Dit ne pas recevoir nos courriels, vérifier les indésirables avec lui.", "Part en congé jusqu'à lundi, préfère un SMS.",
  ]
  static let doubt = "Situation inhabituelle, merci de trancher."

  /// Some reasons need a comment.
  static func comment(for reason: String) -> String {
    switch reason {
    case "altered": "Traces de retouche autour du texte."
    case "not_resembling": "Le visage n'est pas celui de la pièce d'identité."
    case "duplicate_account": "Même identité qu'un compte existant."
    default: ""
    }
  }

  /// What an agent would rather not settle alone.
  static func escalation(of fault: PlantedFault) -> String? {
    switch fault.kind {
    case .wrongPicture where fault.reason == "no_authority" || fault.reason == "card_not_mentioned":
      "Récépissé de vol douteux : est-il authentique ?"
    case .duplicate: "Deux comptes pour la même personne : lequel garder ?"
    case .sameFile: "Photo déjà fournie par un autre conducteur."
    case .hostileEscape, .hostileBidi, .hostileFormula, .hostileLong, .hostileEmoji: "Saisie étrange dans l'état civil."
    default: nil
    }
  }
}
