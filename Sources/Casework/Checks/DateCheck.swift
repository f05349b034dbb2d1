/// Dates that are none, and dates that do not go together: birth, issue of the licence, opening of the NEPH.
struct DateCheck: Check {
  let id = "dates"
  let subjects: Set<Subject> = [.account]

  /// Ages of an applicant; nobody drives a lorry before.
  private static let ages = 18...90
  /// A licence of the heavy categories is not issued before.
  private static let licenceAge = 18
  /// A file may be opened for accompanied driving from 15, for a moped from 14.
  private static let nephAge = 14

  func evaluate(_ file: CaseFile) -> [Finding] {
    let partial = PartialDate(iso: file.account.birthDate)
    let (birth, birthFinding) = partial == nil ? read(file.account.birthDate, item: .birthDate) : (nil, nil)
    let (issue, issueFinding) = read(file.account.licenceIssueDate, item: .licenceIssueDate)
    var findings = [birthFinding, issueFinding].compactMap { $0 }
    // Papers without a day exist: compared with them, and no more said than the year allows.
    if let partial { findings.insert(Finding(self, .notice, item: .birthDate, .datePartial(partial)), at: 0) }
    guard let today = file.submittedOn else { return findings }
    func found(_ item: Item, _ message: Message) { findings.append(Finding(self, item: item, suggest: .inconsistentDate, message)) }

    let neph = LicenceNumber(typed: file.account.licenceNumber).neph.flatMap { $0.hasMonth ? $0 : nil }
    // A birth date that is absurd by itself says nothing about the others.
    var trusted = birth
    if let birth, birth > today {
      found(.birthDate, .dateInFuture(birth))
      trusted = nil
    } else if let birth, !Self.ages.contains(birth.years(until: today)) {
      found(.birthDate, .implausibleAge(birth.years(until: today)))
      trusted = nil
    } else if let partial {
      let (eldest, youngest) = (partial.earliest.years(until: today), partial.latest.years(until: today))
      if eldest < Self.ages.lowerBound || youngest > Self.ages.upperBound { found(.birthDate, .implausibleAge(eldest)) }
    }
    var nephAccusesBirth = false
    if let trusted, let neph, let year = neph.years(until: today).first,
      !neph.years(until: today).contains(where: { $0 >= trusted.year + Self.nephAge })
    {
      nephAccusesBirth = true
      found(.birthDate, .nephBeforeAge(nephYear: year, birthYear: trusted.year))
    }
    guard let issue else { return findings }
    if issue > today {
      found(.licenceIssueDate, .dateInFuture(issue))
      return findings
    }
    if let trusted, trusted.years(until: issue) < Self.licenceAge {
      // Two against one: where the NEPH contradicts the birth date as well, that is the wrong one.
      found(nephAccusesBirth ? .birthDate : .licenceIssueDate, .licenceBeforeAge(trusted.years(until: issue)))
    }
    if let neph, !nephAccusesBirth, let year = opened(neph, birth: trusted, today: today), (issue.year, issue.month) < (year, neph.month) {
      found(.licenceIssueDate, .nephAfterIssue(nephYear: year, nephMonth: neph.month, issued: issue))
    }
    return findings
  }

  /// The year that the two digits mean: the earliest that fits the birth date, else the latest.
  private func opened(_ neph: LicenceNumber.NEPH, birth: Day?, today: Day) -> Int? {
    let years = neph.years(until: today)
    guard let birth else { return years.count == 1 ? years[0] : nil }
    return years.last { $0 >= birth.year + Self.nephAge }
  }

  private func read(_ text: String, item: Item) -> (Day?, Finding?) {
    let text = trimmed(text)
    if text.isEmpty || MissingFieldCheck.standsForNothing(text) { return (nil, nil) }
    if let day = Day(iso: text) { return (day, nil) }
    if let day = Day(french: text) { return (day, Finding(self, item: item, suggest: .invalidFormat, .dateNotISO(day))) }
    return (nil, Finding(self, item: item, suggest: .invalidFormat, .notADate(String(text))))
  }
}
