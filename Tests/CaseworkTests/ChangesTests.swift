import Testing

@testable import Casework

@Suite struct ChangesTests {
  private func request(_ round: Int, _ items: [(Item, Reason)]) -> CaseFile.PreviousRequest {
    var request = CaseFile.PreviousRequest(round: round)
    request.items = items.map { CaseFile.RequestedItem(item: $0.0, reason: $0.1) }
    return request
  }

  private func resubmitted(_ subject: Subject = .account) -> CaseFile {
    var file = soundFile(subject)
    file.case.round = 2
    file.previousAccount = file.account
    if let application = file.application {
      var previous = CaseFile.PreviousApplication()
      previous.deliveryAddress = application.deliveryAddress
      file.previousApplication = previous
      file.previousAccount = nil
    }
    return file
  }

  @Test func nothingInTheFirstRound() {
    var file = soundFile()
    file.previousAccount = CaseFile.Account()
    file.previousRequests = [request(1, [(.email, .spelling)])]
    #expect(Changes(in: file).changes.isEmpty && Changes(in: file).unchanged.isEmpty)
  }

  @Test("Each field", arguments: AccountField.allCases)
  func field(field: AccountField) {
    var file = resubmitted()
    file.previousAccount![field] = "before"
    let expected = Change(item: field.item, field: field, before: .text("before"), after: .text(file.account[field]))
    #expect(Changes(in: file).changes == [expected])
  }

  @Test func whatWasFlaggedAndNotChanged() {
    var file = resubmitted()
    file.previousAccount![.email] = "elodie@gmial.com"
    file.previousRequests = [request(1, [(.email, .spelling), (.postalAddress, .incompleteAddress), (.lastName, .usageNameUsed)])]
    #expect(Changes(in: file).unchanged.map(\.item) == [.postalAddress, .lastName])
    #expect(
      brief(Checks.evaluate(file)) == [
        "warning postal_address incomplete_address unchanged", "warning last_name usage_name_used unchanged",
      ])
    #expect(!Checks.isClean(file))
    // The usage name goes with the last name.
    file.previousAccount![.usageName] = "LEROY"
    #expect(Changes(in: file).unchanged.map(\.item) == [.postalAddress])
  }

  @Test func onlyTheLatestStandingRequestCounts() {
    var file = resubmitted()
    file.case.round = 3
    var withdrawn = request(2, [(.phone, .invalidFormat)])
    withdrawn.isWithdrawn = true
    file.previousRequests = [
      request(1, [(.email, .spelling)]), request(2, [(.birthDate, .inconsistentDate)]), withdrawn, request(3, [(.phone, .missing)]),
    ]
    #expect(Changes(in: file).unchanged.map(\.item) == [.birthDate])
    file.previousRequests = [request(1, [(.email, .spelling)]), withdrawn]
    #expect(Changes(in: file).unchanged.map(\.item) == [.email])
  }

  @Test func withoutThePreviousRoundNothingIsClaimed() {
    var file = resubmitted()
    file.previousAccount = nil
    file.previousRequests = [request(1, [(.email, .spelling)])]
    #expect(Changes(in: file).changes.isEmpty && Changes(in: file).unchanged.isEmpty)
  }

  @Test func civilStatusSeenFromAnApplication() {
    var file = resubmitted(.application)
    file.previousRequests = [request(1, [(.civilStatus, .mismatchLicence)])]
    #expect(brief(Checks.evaluate(file)) == ["warning civil_status mismatch_licence unchanged"])
    file.previousAccount = file.account
    file.previousAccount![.birthPlace] = "Best (29)"
    file.previousAccount![.phone] = "0612345678"
    #expect(Changes(in: file).changes.map(\.item) == [.civilStatus])
    #expect(Changes(in: file).changes.map(\.field) == [.birthPlace])
    #expect(Changes(in: file).unchanged.isEmpty)
  }

  @Test func deliveryAddress() {
    var file = resubmitted(.application)
    file.previousRequests = [request(1, [(.deliveryAddress, .incompleteAddress)])]
    #expect(Changes(in: file).unchanged.map(\.item) == [.deliveryAddress])
    file.previousApplication!.deliveryAddress = "BREST"
    #expect(Changes(in: file).changes.map(\.before) == [.text("BREST")])
    #expect(Changes(in: file).unchanged.isEmpty)
    file.previousApplication = nil
    #expect(Changes(in: file).unchanged.isEmpty)
  }

  @Test func documentsSentAnew() throws {
    var file = resubmitted(.application)
    let badFraming = (DocumentType.photo.item, Reason.badFraming)
    file.previousRequests = [request(1, [badFraming, (DocumentType.drivingLicence.item, .illegible)])]
    #expect(Changes(in: file).changes.isEmpty)
    #expect(Changes(in: file).unchanged.map(\.item) == [DocumentType.photo.item, DocumentType.drivingLicence.item])

    var old = file.documents[0]
    file.documents[0].id = 20
    file.documents[0].round = 2
    file.documents[0].sha256 = "new"
    old.isReplaced = true
    file.documents.append(old)
    let change = try #require(Changes(in: file).changes.first)
    #expect(change == Change(item: DocumentType.photo.item, field: nil, before: .document(old), after: .document(file.documents[0])))
    #expect(Changes(in: file).changes.count == 1)
    #expect(Changes(in: file).unchanged.map(\.item) == [DocumentType.drivingLicence.item])

    // The same bytes again are no change.
    file.documents[0].sha256 = old.sha256
    #expect(Changes(in: file).changes.isEmpty)
    #expect(brief(Checks.evaluate(file)) == ["warning photo bad_framing unchanged", "warning driving_licence illegible unchanged"])
  }

  @Test func documentsAddedAndReplacedInADraft() {
    var file = resubmitted(.application)
    // Replaced before the first submission: no change of this round.
    var draft = picture(0, .photo, 413, 531)
    draft.isReplaced = true
    file.documents.append(draft)
    #expect(Changes(in: file).changes.isEmpty)
    var added = picture(30, .proofOfAddress, nil, nil, type: .pdf)
    added.round = 2
    file.documents.append(added)
    #expect(Changes(in: file).changes == [Change(item: added.type, field: nil, before: nil, after: .document(added))])
    // Replaced twice in this round: the last stands against the former round's.
    var first = added
    first.id = 29
    first.isReplaced = true
    file.documents.append(first)
    #expect(Changes(in: file).changes == [Change(item: added.type, field: nil, before: nil, after: .document(added))])
  }

  @Test func documentsTakenAway() {
    var file = resubmitted(.application)
    file.documents[1].isReplaced = true
    let gone = file.documents[1]
    #expect(Changes(in: file).changes == [Change(item: gone.type, field: nil, before: .document(gone), after: nil)])
  }
}
