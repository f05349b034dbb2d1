/// The address under XP Z10-011: that of an account, or where a card goes.
struct AddressCheck: Check {
  let id = "address"
  let queues: Set<Queue> = [.accounts, .documents]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let isAccount = file.case.queue == .accounts
    let text = isAccount ? file.account.postalAddress : file.application?.deliveryAddress ?? ""
    let item: Item = isAccount ? .postalAddress : .deliveryAddress
    if trimmed(text).isEmpty {
      // An account's is the business of the check of missing fields.
      return isAccount || file.application == nil ? [] : [Finding(self, item: item, suggest: .missing, .missing)]
    }
    let person = [file.account.lastName, file.account.firstNames, file.account.usageName]
    return PostalAddress(typed: text).problems(person: person).map { problem in
      Finding(self, severity(problem), item: item, suggest: reason(problem, item), .address(problem))
    }
  }

  /// What a postman reads without effort is no more than a notice.
  private func severity(_ problem: PostalAddress.Problem) -> Finding.Severity {
    switch problem {
    case .townNotInCapitals, .punctuation, .foreign: .notice
    default: .warning
    }
  }

  private func reason(_ problem: PostalAddress.Problem, _ item: Item) -> Reason? {
    switch problem {
    case .postcodeMissing, .postcodeLength, .townMissing, .streetMissing, .houseNumberMissing: .incompleteAddress
    case .postcodeUnknown: .spelling
    // The catalogue knows this reason for an account's address alone.
    case .tooManyLines, .lineTooLong, .postcodeMisplaced: item == .postalAddress ? .invalidFormat : nil
    case .townNotInCapitals, .punctuation, .foreign: nil
    }
  }
}
