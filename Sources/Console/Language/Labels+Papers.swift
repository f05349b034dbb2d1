import Casework
import Terminal

extension Labels {
  /// The names of what stands on documents.
  static let zones = Lexicon(DocumentZone.Name.allCases.map(term))

  /// The sides of a card, as they are typed.
  static let sides = Lexicon([
    Term("front", "recto", label: side(CaseFile.Side.recto.rawValue)), Term("back", "verso", label: side(CaseFile.Side.verso.rawValue)),
  ])

  /// The side that a term of ``sides`` stands for.
  static func side(_ term: Term) -> CaseFile.Side { term.code == "front" ? .recto : .verso }

  /// What a zone is called.
  static func term(_ zone: DocumentZone.Name) -> Term {
    func named(_ french: String, _ label: Text) -> Term { Term(zone.rawValue, french, label: label) }
    return switch zone {
    case .face: named("visage", Text(fr: "visage", en: "face"))
    case .names: named("noms", Text(fr: "noms", en: "names"))
    case .birth: named("naissance", Text(fr: "naissance", en: "birth"))
    case .number: named("numéro", Text(fr: "numéro", en: "number"))
    case .issued: named("délivrance", Text(fr: "délivrance", en: "issue"))
    case .expiry: named("expiration", Text(fr: "expiration", en: "expiry"))
    case .categories: named("catégories", Text(fr: "catégories", en: "categories"))
    case .address: named("adresse", Text(fr: "adresse", en: "address"))
    case .machine: named("bande", Text(fr: "bande lue par machine", en: "machine-read lines"))
    }
  }
}
