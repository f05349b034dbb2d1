/// Items that were flagged in the previous round and came back as they were.
struct ResubmissionCheck: Check {
  let id = "resubmission"
  let subjects: Set<Subject> = [.account, .application]

  func evaluate(_ file: CaseFile) -> [Finding] {
    Changes(in: file).unchanged.map { Finding(self, item: $0.item, suggest: $0.reason, .unchanged($0.reason)) }
  }
}
