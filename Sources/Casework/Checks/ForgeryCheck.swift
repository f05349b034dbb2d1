/// A person whose case was closed for forgery, and who comes again: under the same account, or under another one.
struct ForgeryCheck: Check {
  let id = "forgery"
  let subjects = Set(Subject.allCases)

  func evaluate(_ file: CaseFile) -> [Finding] {
    file.forgeries.map { Finding(self, item: nil, .earlierForgery(driverID: $0.driverID, case: $0.caseID, $0.matches)) }
  }
}
