import Casework
import Terminal

@testable import Console
@testable import Desk

extension Vocabulary {
  /// A piece of the catalogue, enough for names.
  static let small: Vocabulary = {
    func term(_ code: String, _ fr: String, _ label: String) -> Term { Term(code, fr, label: Text(same: "\(label)")) }
    func reason(_ code: String, _ fr: String, _ label: String, needsComment: Bool = false) -> Reason {
      Reason(term: term(code, fr, label), wording: Text(same: "Corrigez."), needsComment: needsComment)
    }
    return Vocabulary(
      items: [
        Item(term: term("last_name", "nom", "Nom"), reasons: ["accounts": ["spelling", "usage_name_used"]]),
        Item(
          term: term("licence_number", "numero-permis", "Numéro de permis"), reasons: ["accounts": ["title_number_used", "spelling"]]),
        Item(term: term("licence_issue_date", "date-permis", "Date"), reasons: ["accounts": ["spelling"]]),
        Item(term: term("postal_address", "adresse", "Adresse"), reasons: ["accounts": ["spelling"]]),
        Item(term: term("photo", "photo", "Photo"), reasons: ["documents": ["blurred", "bad_background"]]),
        Item(
          term: term("delivery_address", "adresse-livraison", "Livraison"),
          reasons: ["documents": ["spelling"], "undelivered": ["incomplete_address"]]),
      ],
      reasons: [
        reason("spelling", "faute-saisie", "Faute de saisie"), reason("usage_name_used", "nom-usage", "Nom d'usage"),
        reason("title_number_used", "numero-titre", "Numéro de titre"), reason("blurred", "floue", "Floue"),
        reason("bad_background", "fond", "Fond non conforme"), reason("incomplete_address", "adresse-incomplete", "Incomplète"),
      ], closingReasons: [reason("forgery", "falsification", "Falsification"), reason("duplicate", "doublon", "Doublon")],
      mailroom: Mailroom(
        elements: [
          Element(term: term("last_name", "nom", "Nom"), field: "1", isRead: true, source: "entry"),
          Element(term: term("expiry_date", "date-fin", "Fin"), field: "4b", isRead: true, source: "computation"),
          Element(term: term("print_quality", "impression", "Impression"), field: "", isRead: false, source: "factory"),
        ],
        causes: [
          Cause(
            term: term("data_entry_error", "erreur-saisie", "Saisie"), imputedTo: "driver", wording: Text(same: "x"), needsComment: false,
            elements: ["last_name"]),
          Cause(
            term: term("print_defect", "defaut-impression", "Impression"), imputedTo: "in_groupe", wording: Text(same: "x"),
            needsComment: false, elements: ["last_name", "expiry_date", "print_quality"]),
          Cause(
            term: term("no_defect_found", "aucun-defaut", "Rien"), imputedTo: "none", wording: Text(same: "x"), needsComment: false,
            elements: ["last_name", "expiry_date", "print_quality"]),
        ],
        postalReasons: [
          PostalReason(term: term("unknown_at_address", "destinataire-inconnu", "Inconnu"), code: "N02"),
          PostalReason(term: term("unspecified", "illisible", "Illisible"), code: ""),
        ]), queues: .small)
  }()
}

extension Queues {
  /// The queues that a new database has.
  static let small = Queues([
    QueueEntry("accounts", "comptes", .account), QueueEntry("documents", "pièces", .application), QueueEntry("quality", "qualité", .claim),
    QueueEntry("undelivered", "pnd", .returnedDispatch),
  ])
}

extension QueueEntry {
  fileprivate init(_ queue: String, _ name: String, _ subject: Subject) {
    self.init(queue: queue, nameFr: name, labelFr: name, labelEn: queue, subject: subject, settledBy: [])
  }
}

/// The parser of the real table with a small catalogue.
func parser(_ language: Language = .fr, queue: String? = nil) -> Parser {
  Parser(table: .console, language: language, queue: queue) { () throws(Failure) in
    .small
  } queues: { () throws(Failure) in
    .small
  }
}

extension Invocation {
  /// The value of an argument, by its place in the command's declaration; nil where it was left out.
  func value<Value>(_ place: Int, _ type: Value.Type = Value.self) -> Value? {
    place < said.count ? said[place] as? Value : nil
  }

  /// The values, a flag's and a finding's with their case and names one by one.
  private var said: [any Sendable] {
    values.flatMap { value -> [any Sendable] in
      guard case .named(let number, let first, let second)? = value as? Said else { return [value] }
      return [number as any Sendable, first, second]
    }
  }

  /// The code of a name.
  func code(_ place: Int) -> String? { value(place, Term.self)?.code }

  /// A text.
  func text(_ place: Int) -> String? { value(place, String.self) ?? value(place, FreeText.self)?.text }
}
