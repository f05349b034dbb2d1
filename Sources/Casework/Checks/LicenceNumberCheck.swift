/// The form of a licence number: NEPH, number of the title, or neither. The form of a foreign one is not judged.
struct LicenceNumberCheck: Check {
  let id = "licence_number"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let typed = trimmed(file.account.licenceNumber)
    if typed.isEmpty || MissingFieldCheck.standsForNothing(typed) { return [] }
    let number = LicenceNumber(typed: typed)
    let isForeign = Country(file.account.licenceCountry).map { !$0.isFrench } ?? false
    switch number.form {
    case .neph(let neph):
      if neph.hasMonth || isForeign { return [] }
      return [Finding(self, item: .licenceNumber, suggest: .spelling, .nephMonth(neph.month))]
    case .title:
      return isForeign ? [] : [Finding(self, item: .licenceNumber, suggest: .titleNumberUsed, .titleNumber(number.compact))]
    case .other:
      if isForeign { return [] }
      let digits = number.compact.utf8.allSatisfy { (48...57).contains($0) }
      let message: Message = digits ? .nephLength(number.compact.utf8.count) : .licenceNumberForm
      return [Finding(self, item: .licenceNumber, suggest: .invalidFormat, message)]
    }
  }
}
