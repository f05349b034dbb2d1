/// A card that the post brought back: whether it can be sent again, and where it has been.
struct ReturnedDispatchCheck: Check {
  let id = "returned_dispatch"
  let subjects: Set<Subject> = [.returnedDispatch]

  func evaluate(_ file: CaseFile) -> [Finding] {
    guard let returned = file.returned else { return [] }
    var findings: [Finding] = []
    if returned.cardState == "void" || returned.cardState == "destroyed" {
      findings.append(Finding(self, item: nil, .cardNotToShip(state: returned.cardState)))
    }
    if returned.answeredAt == nil {
      findings.append(Finding(self, item: nil, .notAnswered))
    } else if returned.state == "awaiting_payment" {
      findings.append(Finding(self, item: nil, .feeUnpaid(state: returned.feeState ?? "pending")))
    }
    if returned.isMisprinted { findings.append(Finding(self, .notice, item: .deliveryAddress, .misprintedAddress)) }
    if let same = sameAddress(returned) { findings.append(same) }
    if let last = returned.earlier.last {
      let severity: Finding.Severity = returned.earlier.count > 1 ? .warning : .notice
      findings.append(
        Finding(self, severity, item: nil, .returnedBefore(times: returned.earlier.count, last.postalReason)))
    }
    return findings
  }

  /// Whether the card would go where it came back from.
  private func sameAddress(_ returned: CaseFile.ReturnedDispatch) -> Finding? {
    guard returned.answeredAt != nil, !trimmed(returned.address ?? "").isEmpty else { return nil }
    let same = returned.earlier.filter(\.isSameAsAnswer).map(\.postalReason) + (returned.isSameAsPrinted ? [returned.postalReason] : [])
    guard let last = same.last else { return nil }
    if same.count > 1 {
      return Finding(
        self, item: .deliveryAddress, suggest: .sameAddressReturnedTwice, .sameAddress(times: same.count, last))
    }
    // One who did not fetch it, or refused it, may well have been at home; nobody is found where he is unknown.
    let isDoubtful = last == .unknownAtAddress || last == .accessOrAddressing
    return Finding(self, isDoubtful ? .warning : .notice, item: .deliveryAddress, .sameAddress(times: 1, last))
  }
}
