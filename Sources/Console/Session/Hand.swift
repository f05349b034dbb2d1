import Casework

/// The case that this console holds.
struct Hand: HeadedCase, Sendable, Equatable {
  var head: CaseHead
  /// The version that the agent saw: a decision on another one is refused.
  var version: Int
  var driver: Int64
  var leaseUntil: Moment
  /// What is drafted on it: items flagged with their reasons, elements with the causes that were found.
  var drafts: [String: String]

  /// A file that was claimed, until then where the database did not say.
  init(_ file: CaseFile, leaseUntil: Moment) {
    (head, version, driver) = (file.case.head, file.case.version, Int64(file.driver.id))
    self.leaseUntil = file.case.holderUntil ?? leaseUntil
    drafts = Dictionary(
      file.flags.map { ($0.item.rawValue, $0.reason.rawValue) }
        + (file.claim?.findings.map { ($0.element.rawValue, $0.cause.rawValue) } ?? []), uniquingKeysWith: { first, _ in first })
  }
}
