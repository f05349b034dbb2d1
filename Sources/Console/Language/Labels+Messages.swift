import Terminal

extension Labels {
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
    case "quality_claim_registered": Text(fr: "déclaration qualité et coupon", en: "quality claim and coupon")
    case "card_received": Text(fr: "carte reçue", en: "card received")
    case "reception_undone": Text(fr: "carte non reçue, finalement", en: "card not received after all")
    case "envelope_empty": Text(fr: "enveloppe vide", en: "empty envelope")
    case "wrong_card_received": Text(fr: "autre carte reçue", en: "another card received")
    case "quality_in_groupe": Text(fr: "défaut de notre fait", en: "defect, our fault")
    case "quality_driver": Text(fr: "défaut à corriger et à payer", en: "defect to correct and pay")
    case "quality_no_defect": Text(fr: "aucun défaut constaté", en: "no defect found")
    case "quality_claim_closed": Text(fr: "déclaration qualité close", en: "quality claim closed")
    case "card_sent_back": Text(fr: "carte renvoyée", en: "card sent back")
    case "dispatch_returned": Text(fr: "pli revenu", en: "dispatch returned")
    case "address_to_correct": Text(fr: "adresse à corriger", en: "address to correct")
    case "card_reshipped": Text(fr: "carte réexpédiée", en: "card reshipped")
    case "attribution_withdrawn": Text(fr: "imputation retirée", en: "attribution withdrawn")
    case "reship_withdrawn": Text(fr: "réexpédition retirée", en: "reshipment withdrawn")
    case "card_reissued": Text(fr: "carte refaite", en: "card made again")
    case "payment_refunded": Text(fr: "paiement remboursé", en: "payment refunded")
    case "replacement_cancelled": Text(fr: "remplacement annulé", en: "replacement cancelled")
    case "contact_changed": Text(fr: "coordonnées remplacées (à l'ancienne adresse)", en: "contact replaced (to the former address)")
    default: Text(same: "\(code)")
    }
  }
}
