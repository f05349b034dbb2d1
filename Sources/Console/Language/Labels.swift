import Casework
import Terminal

/// How the codes of the database are shown. A code that is not known here is shown as it is.
enum Labels {
  static func object(_ code: String) -> Text {
    switch code {
    case "account": Text(fr: "compte", en: "account")
    case "application": Text(fr: "demande", en: "application")
    case "case": Text(fr: "dossier", en: "case")
    case "card": Text(fr: "carte", en: "card")
    case "payment": Text(fr: "paiement", en: "payment")
    case "training": Text(fr: "formation", en: "training")
    case "document": Text(fr: "pièce", en: "document")
    case "invoice": Text(fr: "facture", en: "invoice")
    case "dispatch": Text(fr: "envoi", en: "dispatch")
    case "driver": Text(fr: "conducteur", en: "driver")
    case "name": Text(fr: "nom", en: "name")
    case "birth_date": Text(fr: "date de naissance", en: "birth date")
    case "email": Text(fr: "courriel", en: "e-mail")
    case "phone": Text(fr: "téléphone", en: "phone")
    case "licence": Text(fr: "permis", en: "licence")
    case "agent": Text(fr: "agent", en: "agent")
    case "coupon", "claim": Text(fr: "coupon", en: "coupon")
    case "returned_dispatch": Text(fr: "pli revenu", en: "returned dispatch")
    case "setting": Text(fr: "réglage", en: "setting")
    default: Text(same: "\(code)")
    }
  }

  /// The same behind "pas": « de carte », « d'envoi ».
  static func of(_ code: String) -> Text {
    let object = object(code)
    return Text(fr: object.fr.afterDe, english: object.en)
  }

  /// What somebody does to a case.
  static func action(_ code: String) -> Text {
    switch code {
    case "approve": Text(fr: "valider", en: "approve")
    case "return", "return_case": Text(fr: "redemander", en: "return")
    case "close", "close_case": Text(fr: "clore", en: "close")
    case "undo": Text(fr: "défaire", en: "undo")
    case "overturn", "suspend": Text(fr: "réformer", en: "overturn")
    case "flag": Text(fr: "signaler", en: "flag")
    case "read_card": Text(fr: "lire la carte", en: "read the card")
    case "unflag", "remove_finding", "remove_reading": Text(fr: "retirer", en: "unflag")
    case "note": Text(fr: "noter", en: "note")
    case "release": Text(fr: "libérer", en: "release")
    case "skip": Text(fr: "passer", en: "skip")
    case "contact": Text(fr: "changer des coordonnées", en: "change a contact")
    case "resend_password", "resend_invoice": Text(fr: "renvoyer", en: "resend")
    case "resend_now": Text(fr: "renvoyer sans attendre", en: "resend at once")
    case "escalate": Text(fr: "escalader", en: "escalate")
    case "claim": Text(fr: "prendre en charge", en: "claim")
    case "assign": Text(fr: "affecter", en: "assign")
    case "urgent": Text(fr: "mettre en urgence", en: "make urgent")
    case "attribute", "attribute_in_groupe", "attribute_driver": Text(fr: "imputer", en: "attribute")
    case "finding": Text(fr: "constater", en: "make a finding")
    case "reship": Text(fr: "réexpédier", en: "reship")
    case "reissue": Text(fr: "refaire une carte", en: "reissue a card")
    case "remind": Text(fr: "relancer", en: "remind")
    case "receive": Text(fr: "réceptionner", en: "receive")
    case "undo_reception": Text(fr: "reprendre une réception", en: "take a reception back")
    case "destroy": Text(fr: "détruire", en: "destroy")
    case "undo_return": Text(fr: "reprendre un retour de pli", en: "take a returned dispatch back")
    case "come_back", "register_return": Text(fr: "enregistrer un retour", en: "register a return")
    case "set_setting": Text(fr: "changer un réglage", en: "change a setting")
    case "grant", "grant_queue": Text(fr: "habiliter", en: "grant a queue")
    case "attach": Text(fr: "rattacher", en: "attach")
    case "detach": Text(fr: "ôter une formation", en: "take a training off")
    default: Text(same: "\(code)")
    }
  }

  /// What was done to a case.
  /// In which language somebody is told.
  static func language(_ code: String) -> Text {
    switch Language(rawValue: code) {
    case .fr?: Text(fr: "en français", en: "in French")
    case .en?: Text(fr: "en anglais", en: "in English")
    case nil: Text(same: "\(code)")
    }
  }

  static func done(_ action: String) -> Text {
    switch action {
    case "approve": Text(fr: "validé", en: "approved")
    case "return": Text(fr: "redemandé", en: "returned")
    case "close": Text(fr: "clos", en: "closed")
    case "undo": Text(fr: "décision défaite", en: "decision undone")
    case "overturn": Text(fr: "décision réformée", en: "decision overturned")
    case "attribute": Text(fr: "imputé", en: "attributed")
    case "reship": Text(fr: "réexpédié", en: "reshipped")
    case "reissue": Text(fr: "carte refaite", en: "card made again")
    default: Text(same: "\(action)")
    }
  }

  /// What a state can be of, by the names that the database gives them.
  enum Thing: String {
    case account, application, card, claim, document, driver, dispatch, invoice, payment, training
    case `case`

    /// Whether the French word for it is feminine, and what is said of it with it.
    var isFeminine: Bool {
      switch self {
      case .application, .card, .claim, .document, .invoice, .training: true
      case .account, .case, .driver, .dispatch, .payment: false
      }
    }
  }

  /// The state of something, in French in its gender.
  static func state(_ code: String, of thing: Thing?) -> Text {
    let word = state(code)
    guard thing?.isFeminine == true, let feminine = feminine(code) else { return word }
    return Text(fr: feminine, english: word.en)
  }

  /// States that say it of a feminine word in another way.
  private static func feminine(_ code: String) -> SafeText? {
    switch code {
    case "settled": "traitée"
    case "closed": "close"
    case "submitted": "soumise"
    case "active": "active"
    case "suspended": "suspendue"
    case "approved": "validée"
    case "produced": "fabriquée"
    case "dispatched": "expédiée"
    case "completed": "terminée"
    case "cancelled": "annulée"
    case "reshipped": "réexpédiée"
    case "ordered": "commandée"
    case "withdrawn": "retirée"
    case "destroyed": "détruite"
    case "returned": "revenue"
    case "paid": "payée"
    case "expired": "expirée"
    case "refunded": "remboursée"
    case "recorded": "enregistrée"
    case "sent": "partie"
    case "bounced": "revenue non remise"
    default: nil
    }
  }

  /// The state of a case, an account, a payment, a notification; of a feminine thing see ``state(_:of:)``.
  static func state(_ code: String) -> Text {
    switch code {
    case "open": Text(fr: "à traiter", en: "open")
    case "waiting": Text(fr: "en attente du conducteur", en: "waiting for the driver")
    case "settled": Text(fr: "traité", en: "settled")
    case "closed": Text(fr: "clos", en: "closed")
    case "submitted": Text(fr: "soumis", en: "submitted")
    case "to_correct": Text(fr: "à corriger", en: "to correct")
    case "active": Text(fr: "actif", en: "active")
    case "suspended": Text(fr: "suspendu", en: "suspended")
    case "draft": Text(fr: "brouillon", en: "draft")
    case "awaiting_payment": Text(fr: "en attente de paiement", en: "awaiting payment")
    case "approved": Text(fr: "validé", en: "approved")
    case "in_production": Text(fr: "en fabrication", en: "in production")
    case "produced": Text(fr: "fabriqué", en: "produced")
    case "dispatched": Text(fr: "expédié", en: "dispatched")
    case "completed": Text(fr: "terminé", en: "completed")
    case "cancelled": Text(fr: "annulé", en: "cancelled")
    case "awaiting_card": Text(fr: "carte attendue", en: "card awaited")
    case "under_analysis": Text(fr: "à l'examen", en: "under analysis")
    case "to_correct_and_pay": Text(fr: "à corriger et à payer", en: "to correct and pay")
    case "card_sent_back": Text(fr: "carte renvoyée", en: "card sent back")
    case "awaiting_answer": Text(fr: "réponse attendue", en: "answer awaited")
    case "to_reship": Text(fr: "à réexpédier", en: "to reship")
    case "reshipped": Text(fr: "réexpédié", en: "reshipped")
    case "ordered": Text(fr: "commandé", en: "ordered")
    case "withdrawn": Text(fr: "retiré", en: "withdrawn")
    case "void": Text(fr: "hors d'usage", en: "void")
    case "destroyed": Text(fr: "détruit", en: "destroyed")
    case "returned": Text(fr: "revenu", en: "returned")
    case "pending": Text(fr: "en cours", en: "pending")
    case "paid": Text(fr: "payé", en: "paid")
    case "failed": Text(fr: "en échec", en: "failed")
    case "expired": Text(fr: "expiré", en: "expired")
    case "refunded": Text(fr: "remboursé", en: "refunded")
    case "recorded": Text(fr: "enregistré", en: "recorded")
    case "sent": Text(fr: "parti", en: "sent")
    case "bounced": Text(fr: "revenu non remis", en: "bounced")
    default: Text(same: "\(code)")
    }
  }

  /// A message's state: some mean another thing than elsewhere.
  static func messageState(_ code: String) -> Text {
    switch code {
    case "waiting": Text(fr: "à envoyer", en: "to be sent")
    case "unreachable": Text(fr: "aucun moyen de le joindre", en: "no way to reach him")
    case "void": Text(fr: "sans objet", en: "over before it went")
    default: state(code)
    }
  }

  /// An event of a case's history.
  static func event(_ kind: String) -> Text {
    switch kind {
    case "opened": Text(fr: "ouvert", en: "opened")
    case "claimed": Text(fr: "pris en charge", en: "claimed")
    case "taken_over": Text(fr: "repris d'une autre console", en: "taken over from another console")
    case "skipped": Text(fr: "passé", en: "skipped")
    case "released": Text(fr: "libéré", en: "released")
    case "note": Text(fr: "note", en: "note")
    case "escalated": Text(fr: "escaladé", en: "escalated")
    case "assigned": Text(fr: "affecté", en: "assigned")
    case "urgent": Text(fr: "mis en urgence", en: "made urgent")
    case "resubmitted": Text(fr: "réponse du conducteur", en: "driver's answer")
    case "resent": Text(fr: "message renvoyé", en: "message sent again")
    case "called": Text(fr: "appel", en: "call")
    case "received": Text(fr: "carte reçue", en: "card received")
    case "reception_undone": Text(fr: "réception reprise", en: "reception taken back")
    case "envelope_empty": Text(fr: "enveloppe vide", en: "empty envelope")
    case "wrong_card": Text(fr: "une autre carte dans l'enveloppe", en: "another card in the envelope")
    case "came_back": Text(fr: "pli revenu", en: "dispatch came back")
    case "scanned_again": Text(fr: "pli lu de nouveau", en: "dispatch scanned again")
    case "reason_corrected": Text(fr: "motif de la poste corrigé", en: "postal reason corrected")
    case "return_undone": Text(fr: "retour repris", en: "return taken back")
    case "answered": Text(fr: "réponse du conducteur", en: "driver's answer")
    case "paid": Text(fr: "payé", en: "paid")
    case "reminded": Text(fr: "conducteur relancé", en: "driver reminded")
    case "ended": Text(fr: "devenu sans objet", en: "lost its object")
    case "attached": Text(fr: "formation rattachée", en: "training attached")
    case "detached": Text(fr: "formation ôtée", en: "training taken off")
    case "contact": Text(fr: "coordonnées corrigées", en: "contact corrected")
    case "destroyed": Text(fr: "carte détruite", en: "card destroyed")
    case "reshipped": Text(fr: "carte réexpédiée", en: "card reshipped")
    case "reissued": Text(fr: "carte refaite", en: "card made again")
    default: Text(same: "\(kind)")
    }
  }

  static func applicationKind(_ code: String) -> Text {
    switch code {
    case "card": Text(fr: "carte", en: "card")
    case "replacement_loss": Text(fr: "remplacement pour perte", en: "replacement after loss")
    case "replacement_theft": Text(fr: "remplacement pour vol", en: "replacement after theft")
    case "replacement_quality": Text(fr: "remplacement pour défaut", en: "replacement for a defect")
    default: Text(same: "\(code)")
    }
  }

  static func training(_ kind: String, _ qualification: String) -> Text {
    let first =
      switch kind {
      case "initial": Text(fr: "initiale", en: "initial")
      case "continuing": Text(fr: "continue", en: "continuing")
      default: Text(same: "\(kind)")
      }
    let second = self.qualification(qualification)
    return first + Text(same: ", ") + second
  }

  /// What a driver is qualified for.
  static func qualification(_ code: String) -> Text {
    switch code {
    case "goods": Text(fr: "marchandises", en: "goods")
    case "passengers": Text(fr: "voyageurs", en: "passengers")
    default: Text(same: "\(code)")
    }
  }

  /// What a card says, as people read it: days in the language, qualifications by their names; anything else as it is.
  static func printed(_ text: String) -> Text {
    let words = text.split(separator: " ").map(String.init)
    guard words.contains(where: qualifications.contains), words.allSatisfy({ qualifications.contains($0) || Day(iso: $0) != nil }) else {
      return TimeText.date(text)
    }
    let said = words.map { qualifications.contains($0) ? qualification($0) : TimeText.date($0) }
    return Text(fr: "\(said.map(\.fr).joined(separator: " "))", en: said.map(\.en).joined(separator: " "))
  }

  private static let qualifications: Set<String> = ["goods", "passengers"]

  static func side(_ code: String?) -> Text {
    switch code {
    case "recto"?: Text(fr: "recto", en: "front")
    case "verso"?: Text(fr: "verso", en: "back")
    case let code?: Text(same: "\(code)")
    case nil: .empty
    }
  }

  static func channel(_ code: String) -> Text {
    switch code {
    case "email": Text(fr: "courriel", en: "e-mail")
    case "sms": Text(fr: "SMS", en: "SMS")
    default: Text(same: "\(code)")
    }
  }

  static func invoiceKind(_ code: String) -> Text {
    switch code {
    case "invoice": Text(fr: "facture", en: "invoice")
    case "credit_note": Text(fr: "avoir", en: "credit note")
    default: Text(same: "\(code)")
    }
  }

  /// A field of a form, by the name that the database gives it.
  static func field(_ name: String) -> Text {
    switch name {
    case "comment": Text(fr: "commentaire", en: "comment")
    case "reason": Text(fr: "motif", en: "reason")
    case "text": Text(fr: "texte", en: "text")
    case "agent": Text(fr: "agent", en: "agent")
    case "delivery_address": Text(fr: "adresse de livraison", en: "delivery address")
    case "empty": Text(fr: "enveloppe vide", en: "empty envelope")
    case "field", "what": Text(fr: "ce qui est à changer", en: "what is to be changed")
    case "found": Text(fr: "carte trouvée", en: "card that was found")
    case "invoice_addressee": Text(fr: "destinataire de la facture", en: "invoice addressee")
    case "key", "request": Text(fr: "numéro de l'envoi de la commande", en: "request id")
    case "number": Text(fr: "numéro", en: "number")
    case "outcome": Text(fr: "imputation", en: "attribution")
    case "queue": Text(fr: "file", en: "queue")
    case "filters": Text(fr: "filtres de la liste", en: "filters of the list")
    case "acts", "do": Text(fr: "ce qui est à faire à chaque dossier", en: "what is to be done to each case")
    case "scope": Text(fr: "étendue de la liste", en: "extent of the list")
    case "card", "serial": Text(fr: "numéro de la carte", en: "card number")
    case "span": Text(fr: "durée", en: "span of time")
    case "urgent": Text(fr: "urgence", en: "urgency")
    case "value": Text(fr: "valeur", en: "value")
    case "version": Text(fr: "version du dossier", en: "version of the case")
    default: accountField(name)
    }
  }

  /// A field of an account.
  static func accountField(_ name: String) -> Text {
    switch name {
    case "last_name": Text(fr: "Nom", en: "Last name")
    case "first_names": Text(fr: "Prénom(s)", en: "First name(s)")
    case "usage_name": Text(fr: "Nom d'usage", en: "Name in use")
    case "birth_date": Text(fr: "Né(e) le", en: "Born on")
    case "birth_place": Text(fr: "Né(e) à", en: "Born in")
    case "licence_number": Text(fr: "Permis n°", en: "Licence no.")
    case "licence_issue_date": Text(fr: "Permis du", en: "Licence of")
    case "licence_country": Text(fr: "Permis, pays", en: "Licence country")
    case "email": Text(fr: "Courriel", en: "E-mail")
    case "phone": Text(fr: "Téléphone", en: "Phone")
    case "postal_address": Text(fr: "Adresse", en: "Address")
    default: Text(same: "\(name)")
    }
  }
}
