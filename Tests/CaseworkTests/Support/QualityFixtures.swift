import Testing

@testable import Casework

/// What an agent has read of an element.
enum Read: ExpressibleByStringLiteral {
  /// Nobody has read it.
  case not
  /// As ordered, or as the approved picture.
  case asOrdered
  /// This stands there.
  case text(String)

  init(stringLiteral text: String) { self = .text(text) }
}

/// One declared element.
func element(
  _ code: ElementCode, _ source: CaseFile.ElementSource = .entry, ordered: String? = nil, reported: String? = nil,
  source value: String? = nil,
  claimed: String = "", today: String? = nil
) -> CaseFile.ClaimElement {
  let eyes: Set<ElementCode> = [.printQuality, .lamination, .cardBody, .securityFeature, .wrongCard]
  var element = CaseFile.ClaimElement(
    element: code, source: source, shows: code == .photo || code == .signature ? .picture : eyes.contains(code) ? .nothing : .text)
  element.ordered = ordered
  element.reported = reported
  element.sourceValue = value
  element.claimed = claimed
  element.entryToday = today
  return element
}

/// Notes what was read of an element.
func read(_ code: ElementCode, _ read: Read, in file: inout CaseFile) {
  switch read {
  case .not: break
  case .asOrdered: file.claim?.readings.append(CaseFile.ElementReading(element: code, value: nil))
  case .text(let text): file.claim?.readings.append(CaseFile.ElementReading(element: code, value: text))
  }
}

/// Whose each cause is where nobody changed a setting.
let imputation: [String: CaseFile.Imputation] = [
  "personalisation_error": .inGroupe, "print_defect": .inGroupe, "validity_computation": .inGroupe, "agent_processing_error": .inGroupe,
  "photo_signature_processing": .inGroupe, "wrong_enclosure": .inGroupe, "data_entry_error": .driver, "unsuitable_image_supplied": .driver,
  "civil_status_change": .driver, "training_centre_error": .inGroupe, "no_defect_found": .none,
]

/// A quality case with these elements declared, card and documents at hand, the documents looked at, the card not yet read.
func claimFile(_ elements: CaseFile.ClaimElement..., adjust: (inout CaseFile) -> Void = { _ in }) -> CaseFile {
  var file = soundFile(.claim)
  file.documents = soundDocuments
  var claim = CaseFile.Claim(id: 1)
  claim.coupon = "Q1"
  claim.state = "under_analysis"
  claim.cardID = 12
  claim.cardSerial = "C12"
  claim.cardExpiresOn = "2031-01-01"
  claim.trainingID = 5
  claim.receivedAt = Moment("2026-11-24T08:00:00Z")
  claim.elements = elements
  claim.imputation = imputation
  (claim.faults.inGroupe, claim.faults.driver, claim.faults.both) = (.inGroupe, .driver, .inGroupe)
  claim.lookedAt = soundDocuments.map(\.id)
  file.claim = claim
  adjust(&file)
  return file
}

/// What the evidence says of one element: outcome, causes and code, `in_groupe personalisation_error,no_defect_found printed_otherwise`.
func judged(_ element: CaseFile.ClaimElement, _ reading: Read = .asOrdered, adjust: (inout CaseFile) -> Void = { _ in }) -> String {
  let judgement = judgement(element, reading, adjust: adjust)
  let causes = judgement.causes.map(\.rawValue).joined(separator: ",")
  return "\(judgement.outcome?.rawValue ?? "-") \(causes) \(judgement.message.code)"
}

/// The same with its details.
func judgement(_ element: CaseFile.ClaimElement, _ reading: Read = .asOrdered, adjust: (inout CaseFile) -> Void = { _ in })
  -> ElementJudgement
{
  ElementJudgement(
    element,
    in: claimFile(element) {
      read(element.element, reading, in: &$0)
      adjust(&$0)
    })
}

/// A returned dispatch that the driver answered.
func returnedFile(
  _ reason: PostalReason = .unclaimed, to address: String? = nil, adjust: (inout CaseFile.ReturnedDispatch) -> Void = { _ in }
) -> CaseFile {
  var file = soundFile(.returnedDispatch)
  var returned = CaseFile.ReturnedDispatch(id: 3, postalReason: reason)
  returned.state = "to_reship"
  returned.cardState = "returned"
  returned.printedAddress = "Élodie LEFÈVRE\n3 RUE HAUTE\n56000 VANNES"
  returned.givenAddress = returned.printedAddress
  returned.answeredAt = Moment("2026-11-24T08:00:00Z")
  returned.address = address ?? soundTexts[.postalAddress]!
  adjust(&returned)
  file.returned = returned
  return file
}
