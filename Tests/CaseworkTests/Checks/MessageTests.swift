public import Testing

@testable public import Casework

@Suite struct MessageTests {
  @Test(
    "The stable form",
    arguments: [
      (Message.missing, "missing", ""), (.nephMonth(3), "neph_month", "month=03"),
      (.invisibleCharacters(["U+200B", "U+202E"]), "invisible_characters", "characters=U+200B U+202E"),
      (.mixedScripts([.latin, .cyrillic]), "mixed_scripts", "scripts=latin cyrillic"),
      (.emailDomainTypo(typed: "gmial.com", known: "gmail.com"), "email_domain_typo", "typed=gmial.com known=gmail.com"),
      (
        .nephAfterIssue(nephYear: 2003, nephMonth: 8, issued: Day(iso: "2003-07-31")!), "neph_after_issue",
        "neph_year=2003 neph_month=8 issued=2003-07-31"
      ),
      (.address(.lineTooLong(line: 2, length: 40)), "address_line_too_long", "line=2 length=40"),
      (.address(.punctuation(lines: [1, 3])), "address_punctuation", "lines=1 3"),
      (.documentMissing(.verso), "document_missing", "side=verso"), (.documentMissing(nil), "document_missing", ""),
      (.typeMismatch(declared: "image/png", actual: nil), "type_mismatch", "declared=image/png actual=unknown"),
      (.sameFileTwice(.photoItem, .recto), "same_file_twice", "item=photo side=recto"),
      (.sameFileEarlier(applicationID: nil, at: nil), "same_file_earlier", ""),
      (.sameFileEarlier(applicationID: 4, at: Moment(seconds: 0)), "same_file_earlier", "application=4 at=1970-01-01T00:00:00Z"),
      (.unchanged(.spelling), "unchanged", "reason=spelling"),
      (.printedOtherwise(printed: "A", ordered: "B"), "printed_otherwise", "printed=A ordered=B"),
      (.notRead(reported: nil), "not_read", ""), (.notRead(reported: "A"), "not_read", "reported=A"),
      (
        .entryNotCompared(with: DocumentType.drivingLicence.item, claimed: "A"), "entry_not_compared",
        "document=driving_licence claimed=A"
      ),
      (
        .earlyTraining(formerEnd: Day(iso: "2026-06-30")!, expected: Day(iso: "2031-06-30")!), "early_training",
        "former_end=2026-06-30 expected=2031-06-30"
      ),
      (.sourceAgrees(.licence, printed: "A", claimed: ""), "agrees_with_licence", "printed=A claimed="),
      (.approvedPictureFaulty(["photo_ratio", "empty_file"]), "approved_picture_faulty", "faults=photo_ratio empty_file"),
      (.sameAddress(times: 2, .refused), "same_address", "times=2 postal_reason=refused"), (.notAnswered, "not_answered", ""),
    ])
  func stable(message: Message, code: String, evidence: String) {
    #expect(message.code == code)
    #expect(message.evidence.map { "\($0.name)=\($0.value)" }.joined(separator: " ") == evidence)
  }
}

extension Item {
  fileprivate static let photoItem = DocumentType.photo.item
}

extension Message: CustomTestStringConvertible {
  /// Short, as a test is named by it.
  public var testDescription: String { code }
}
