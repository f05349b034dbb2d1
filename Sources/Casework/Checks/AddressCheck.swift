/// The address under XP Z10-011: that of an account, or where a card goes, the first time or again.
struct AddressCheck: Check {
  let id = "address"
  let queues: Set<Queue> = [.accounts, .documents, .undelivered]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let queue = file.case.queue
    guard let text = text(file) else { return [] }
    let item: Item = queue == .accounts ? .postalAddress : .deliveryAddress
    if trimmed(text).isEmpty {
      // An account's is the business of the check of missing fields; the catalogue has no such reason for a card that came back.
      if queue == .accounts { return [] }
      return [Finding(self, item: item, suggest: queue == .documents ? .missing : .incompleteAddress, .missing)]
    }
    let person = [file.account.lastName, file.account.firstNames, file.account.usageName]
    return PostalAddress(typed: text).problems(person: person, country: file.addressCountry.flatMap { Country($0) }).map { problem in
      Finding(self, severity(problem), item: item, suggest: reason(problem, queue), .address(problem))
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
    switch file.case.queue {
    case .accounts: file.account.postalAddress
    case .undelivered: file.returned.flatMap { $0.answeredAt == nil ? nil : $0.address ?? "" }
    default: file.application?.deliveryAddress
    }
  }

  /// A reason that the catalogue has for this item in this queue.
  private func reason(_ problem: PostalAddress.Problem, _ queue: Queue) -> Reason? {
    switch problem {
    case .postcodeMissing, .postcodeLength, .townMissing, .streetMissing, .houseNumberMissing: .incompleteAddress
    case .postcodeUnknown: queue == .undelivered ? .notServable : .spelling
    case .lineTooLong, .postcodeMisplaced, .belowTown: queue == .accounts ? .invalidFormat : nil
    case .townNotInCapitals, .punctuation, .foreign, .oneLine: nil
    }
  }
}
