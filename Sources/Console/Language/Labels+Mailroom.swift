import Casework
import Terminal

// Codes of quality claims, returned dispatches and payments.
extension Labels {
  /// The two outcomes of a quality claim, as they are typed.
  static let outcomes = Lexicon([
    Term("in_groupe", "in-groupe", label: Text(same: "IN Groupe")),
    Term("driver", "conducteur", label: Text(fr: "conducteur", en: "driver")),
  ])

  static func outcome(_ outcome: Outcome) -> Text { outcomes.term(outcome.rawValue)?.label ?? Text(same: "\(outcome.rawValue)") }

  /// Whose fault a cause is.
  static func imputation(_ code: String) -> Text {
    switch code {
    case "none": Text(fr: "à vous d'en juger", en: "yours to judge")
    default: outcomes.term(code)?.label ?? Text(same: "\(code)")
    }
  }

  /// What a case waits for.
  static func waitsFor(_ code: String) -> Text {
    switch code {
    case "driver": Text(fr: "la réponse du conducteur", en: "the driver's answer")
    case "card": Text(fr: "la carte, que le conducteur doit renvoyer", en: "the card, which the driver has to send back")
    case "answer": Text(fr: "la réponse du conducteur", en: "the driver's answer")
    case "payment": Text(fr: "le paiement du conducteur", en: "the driver's payment")
    default: Text(same: "\(code)")
    }
  }

  /// What can be typed while a case waits.
  static func meanwhile(_ what: CaseFile.WaitsFor, on number: CaseNumber) -> Text {
    what == .card
      ? Text(fr: "réceptionner COUPON, relancer \(number)", en: "receive COUPON, remind \(number)")
      : Text(fr: "relancer \(number)", en: "remind \(number)")
  }

  /// Where a printed value comes from.
  static func source(_ code: String) -> Text {
    switch code {
    case "entry": Text(fr: "saisie", en: "entry")
    case "licence": Text(fr: "permis", en: "licence")
    case "training": Text(fr: "formation", en: "training")
    case "computation": Text(fr: "calcul", en: "computed")
    case "factory": Text(fr: "fabrication", en: "factory")
    default: Text(same: "\(code)")
    }
  }

  /// Why a card is void.
  static func voidReason(_ code: String) -> Text {
    switch code {
    case "lost": Text(fr: "perdue", en: "lost")
    case "stolen": Text(fr: "volée", en: "stolen")
    case "superseded": Text(fr: "remplacée par une nouvelle", en: "superseded by a new one")
    case "defective", "quality": Text(fr: "défectueuse", en: "defective")
    case "replaced", "reissued": Text(fr: "refaite", en: "made again")
    case "closed": Text(fr: "dossier clos", en: "case closed")
    default: Text(same: "\(code)")
    }
  }

  /// What a payment is for.
  static func purpose(_ code: String) -> Text {
    switch code {
    case "replacement": Text(fr: "remplacement", en: "replacement")
    case "quality": Text(fr: "défaut imputé au conducteur", en: "defect of the driver's")
    case "redispatch": Text(fr: "réexpédition", en: "sending again")
    case "card": Text(fr: "carte", en: "card")
    default: Text(same: "\(code)")
    }
  }

  /// How an unattached training resembles a driver.
  static func match(_ code: String) -> Text {
    switch code {
    case "licence": Text(fr: "même permis", en: "same licence")
    case "identity": Text(fr: "mêmes nom et naissance", en: "same names and birth")
    case "near": Text(fr: "proche", en: "close")
    default: Text(same: "\(code)")
    }
  }
}
