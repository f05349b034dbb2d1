import Testing

@testable import Casework

/// One declared element.
func element(
  _ code: ElementCode, _ source: CaseFile.ElementSource = .entry, printed: String? = nil, source value: String? = nil, claimed: String = "",
  today: String? = nil
) -> CaseFile.ClaimElement {
  var element = CaseFile.ClaimElement(element: code, source: source)
  element.produced = printed
  element.sourceValue = value
  element.claimed = claimed
  element.entryToday = today
  return element
}

/// A quality case with these elements declared, card and documents at hand.
func claimFile(_ elements: CaseFile.ClaimElement..., adjust: (inout CaseFile) -> Void = { _ in }) -> CaseFile {
  var file = soundFile(.quality)
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
  file.claim = claim
  adjust(&file)
  return file
}

/// What the evidence says of one element: outcome, causes and code, `in_groupe personalisation_error,no_defect_found printed_otherwise`.
func judged(_ element: CaseFile.ClaimElement, adjust: (inout CaseFile) -> Void = { _ in }) -> String {
  let judgement = ElementJudgement(element, in: claimFile(element, adjust: adjust))
  let causes = judgement.causes.map(\.rawValue).joined(separator: ",")
  return "\(judgement.outcome?.rawValue ?? "-") \(causes) \(judgement.message.code)"
}

/// A returned dispatch that the driver answered.
func returnedFile(
  _ reason: PostalReason = .unclaimed, to address: String? = nil, adjust: (inout CaseFile.ReturnedDispatch) -> Void = { _ in }
) -> CaseFile {
  var file = soundFile(.undelivered)
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
