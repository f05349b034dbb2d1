/// What is unusual about a quality claim as a whole: the card, the driver's data since, other claims.
struct ClaimCheck: Check {
  let id = "claim"
  let subjects: Set<Subject> = [.claim]

  func evaluate(_ file: CaseFile) -> [Finding] {
    guard let claim = file.claim else { return [] }
    var findings: [Finding] = []
    // Where somebody else's card was declared, the element's own finding says it.
    if let serial = claim.receivedSerial, !claim.elements.contains(where: { $0.isDeclared && $0.element == .wrongCard }) {
      findings.append(Finding(self, item: nil, .anothersCard(serial: serial)))
    }
    if let end = claim.cardExpiresOn.flatMap({ Day(iso: $0) }), let day = (claim.receivedAt ?? file.case.now)?.day, end < day {
      findings.append(Finding(self, item: nil, .cardExpired(end)))
    }
    if claim.earlierClaims > 0 { findings.append(Finding(self, item: nil, .earlierClaims(claim.earlierClaims))) }
    for element in claim.elements where element.source == .entry || element.source == .licence {
      guard let before = element.sourceValue, let after = element.entryToday, Likeness(before, after) != .same else { continue }
      findings.append(Finding(self, element: element.element, .entryChanged(before: before, after: after)))
    }
    return findings
  }
}
