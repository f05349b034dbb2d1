/// A phone number that is none, or that cannot be reached as the driver wishes.
struct PhoneCheck: Check {
  let id = "phone"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let typed = trimmed(file.account.phone)
    if typed.isEmpty || MissingFieldCheck.standsForNothing(typed) { return [] }
    guard let number = PhoneNumber(typed: typed) else { return [Finding(self, item: .phone, suggest: .invalidFormat, .phoneForm)] }
    if number.isPlaceholder { return [Finding(self, item: .phone, suggest: .invalidFormat, .phonePlaceholder)] }
    switch number.kind {
    case .mobile: return []
    case .foreign: return [Finding(self, .notice, item: .phone, .phoneForeign)]
    case .landline: return file.case.reachableBy == .sms ? [Finding(self, item: .phone, .landlineForSMS)] : []
    }
  }
}
