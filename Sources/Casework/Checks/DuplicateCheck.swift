/// Another account that could be the same person's: one finding for each, the licence before the identity.
struct DuplicateCheck: Check {
  let id = "duplicate"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    var seen: Set<Int> = [file.driver.id]
    return (file.duplicates.filter { $0.match == .licence } + file.duplicates.filter { $0.match == .identity }).compactMap { other in
      guard seen.insert(other.driverID).inserted else { return nil }
      // Nobody can be sent back to an account that was ended for good.
      let reason: Reason? = other.accountState == "closed" ? nil : .duplicateAccount
      return switch other.match {
      case .licence:
        Finding(self, item: .licenceNumber, suggest: reason, .sameLicence(driverID: other.driverID, accountState: other.accountState))
      case .identity:
        Finding(self, item: .lastName, suggest: reason, .sameIdentity(driverID: other.driverID, accountState: other.accountState))
      }
    }
  }
}
