/// The address under XP Z10-011: that of an account, or where a card goes, the first time or again.
struct AddressCheck: Check {
  let id = "address"
  let subjects: Set<Subject> = [.account, .application, .returnedDispatch]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let subject = file.case.subject
    guard let text = text(file) else { return [] }
    let item: Item = subject == .account ? .postalAddress : .deliveryAddress
    if trimmed(text).isEmpty {
      // An account's is the business of the check of missing fields; the catalogue has no such reason for a card that came back.
      if subject == .account { return [] }
      return [Finding(self, item: item, suggest: subject == .application ? .missing : .incompleteAddress, .missing)]
    }
    let person = [file.account.lastName, file.account.firstNames, file.account.usageName]
    return PostalAddress(typed: text).problems(person: person, country: file.addressCountry.flatMap { Country($0) }).map { problem in
      Finding(self, severity(problem), item: item, suggest: reason(problem, subject), .address(problem))
    }
  }

  /// What a postman reads without effort is no more than a notice.
  private func severity(_ problem: PostalAddress.Problem) -> Finding.Severity {
    switch problem {
    case .townNotInCapitals, .punctuation, .foreign, .oneLine: .notice
    default: .warning
    }
  }

  /// The address that is judged; `nil` where there is none to judge: a driver who has not answered has given none.
  private func text(_ file: CaseFile) -> String? {
    switch file.case.subject {
    case .account: file.account.postalAddress
    case .returnedDispatch: file.returned.flatMap { $0.answeredAt == nil ? nil : $0.address ?? "" }
    default: file.application?.deliveryAddress
    }
  }

  /// A reason that the catalogue has for this item of such a case.
  private func reason(_ problem: PostalAddress.Problem, _ subject: Subject) -> Reason? {
    switch problem {
    case .postcodeMissing, .postcodeLength, .townMissing, .streetMissing, .houseNumberMissing: .incompleteAddress
    case .postcodeUnknown: subject == .returnedDispatch ? .notServable : .spelling
    case .lineTooLong, .postcodeMisplaced, .belowTown: subject == .account ? .invalidFormat : nil
    case .townNotInCapitals, .punctuation, .foreign, .oneLine: nil
    }
  }
}
