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
    case "email": Text(fr: "courriel", en: "e-mail")
    case "phone": Text(fr: "téléphone", en: "phone")
    case "licence": Text(fr: "permis", en: "licence")
    case "agent": Text(fr: "agent", en: "agent")
    default: Text(same: "\(code)")
    }
  }

  /// What somebody does to a case.
  static func action(_ code: String) -> Text {
    switch code {
    case "approve": Text(fr: "valider", en: "approve")
    case "return": Text(fr: "redemander", en: "return")
    case "close": Text(fr: "clore", en: "close")
    case "undo": Text(fr: "défaire", en: "undo")
    case "overturn", "suspend": Text(fr: "réformer", en: "overturn")
    case "flag": Text(fr: "signaler", en: "flag")
    case "escalate": Text(fr: "escalader", en: "escalate")
    case "claim": Text(fr: "prendre en charge", en: "claim")
    case "assign": Text(fr: "affecter", en: "assign")
    case "urgent": Text(fr: "mettre en urgence", en: "make urgent")
    default: Text(same: "\(code)")
    }
  }

  /// What was done to a case.
  static func done(_ action: String) -> Text {
    switch action {
    case "approve": Text(fr: "validé", en: "approved")
    case "return": Text(fr: "redemandé", en: "returned")
    case "close": Text(fr: "clos", en: "closed")
    case "undo": Text(fr: "décision défaite", en: "decision undone")
    case "overturn": Text(fr: "décision réformée", en: "decision overturned")
    default: Text(same: "\(action)")
    }
  }

  /// The state of a case, an account, an application, a card, a payment, a notification.
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

  /// A message's state: `waiting` means another thing than for a case.
  static func messageState(_ code: String) -> Text {
    code == "waiting" ? Text(fr: "à envoyer", en: "to be sent") : state(code)
  }

  /// An event of a case's history.
  static func event(_ kind: String) -> Text {
    switch kind {
    case "opened": Text(fr: "ouvert", en: "opened")
    case "claimed": Text(fr: "pris en charge", en: "claimed")
    case "taken_over": Text(fr: "repris d'une autre console", en: "taken over from another console")
    case "released": Text(fr: "libéré", en: "released")
    case "note": Text(fr: "note", en: "note")
    case "escalated": Text(fr: "escaladé", en: "escalated")
    case "assigned": Text(fr: "affecté", en: "assigned")
    case "urgent": Text(fr: "mis en urgence", en: "made urgent")
    case "resubmitted": Text(fr: "réponse du conducteur", en: "driver's answer")
    case "resent": Text(fr: "message renvoyé", en: "message sent again")
    case "called": Text(fr: "appel", en: "call")
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
    let second =
      switch qualification {
      case "goods": Text(fr: "marchandises", en: "goods")
      case "passengers": Text(fr: "voyageurs", en: "passengers")
      default: Text(same: "\(qualification)")
      }
    return first + Text(same: ", ") + second
  }

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

  /// A message to the driver.
  static func template(_ code: String) -> Text {
    switch code {
    case "password": Text(fr: "création du mot de passe", en: "password creation")
    case "account_approved": Text(fr: "compte validé", en: "account approved")
    case "account_suspended": Text(fr: "compte suspendu", en: "account suspended")
    case "account_to_correct": Text(fr: "compte à corriger", en: "account to correct")
    case "invoice": Text(fr: "facture", en: "invoice")
    case "credit_note": Text(fr: "avoir", en: "credit note")
    case "information_request": Text(fr: "demande d'information", en: "information request")
    case "request_withdrawn": Text(fr: "demande d'information retirée", en: "request withdrawn")
    case "approval_withdrawn": Text(fr: "validation retirée", en: "approval withdrawn")
    case "application_received": Text(fr: "demande reçue", en: "application received")
    case "application_approved": Text(fr: "demande validée", en: "application approved")
    case "certificate": Text(fr: "certificat de qualification", en: "qualification certificate")
    case "card_dispatched": Text(fr: "carte expédiée", en: "card dispatched")
    case "case_closed": Text(fr: "dossier clos", en: "case closed")
    case "invoice_duplicate": Text(fr: "duplicata de facture", en: "invoice duplicate")
    case "invoice_duplicate_available": Text(fr: "duplicata disponible", en: "duplicate available")
    case "replacement_ordered": Text(fr: "remplacement commandé", en: "replacement ordered")
    case "payment_failed": Text(fr: "paiement refusé", en: "payment failed")
    case "payment_expired": Text(fr: "paiement expiré", en: "payment expired")
    case "reminder": Text(fr: "relance", en: "reminder")
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
