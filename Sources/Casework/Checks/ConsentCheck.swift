/// The three consents of an account (flow 1), each with the version of its text.
struct ConsentCheck: Check {
  let id = "consents"
  let subjects: Set<Subject> = [.account]

  static let expected = ["privacy_policy", "terms_of_use", "data_processing"]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let given = Set(file.consents.filter { !trimmed($0.version).isEmpty }.map(\.kind))
    return Self.expected.filter { !given.contains($0) }.map { Finding(self, item: nil, .consentMissing($0)) }
  }
}
