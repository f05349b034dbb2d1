import Testing

@testable import Casework

@Suite struct DocumentCheckTests {
  @Test(
    "A whole document missing",
    arguments: [(DocumentType.photo, CaseFile.Side?.none), (.signature, nil), (.identityDocument, nil), (.drivingLicence, nil)])
  func missing(kind: DocumentType, side: CaseFile.Side?) {
    var file = soundFile(.application)
    file.documents.removeAll { $0.type == kind.item }
    let found = Checks.evaluate(file)
    #expect(brief(found) == ["warning \(kind.rawValue) wrong_document document_missing"])
    #expect(found.first?.message == .documentMissing(side))
  }

  @Test("One side missing", arguments: [DocumentType.identityDocument, .drivingLicence], CaseFile.Side.allCases)
  func side(kind: DocumentType, side: CaseFile.Side) {
    var file = soundFile(.application)
    file.documents.removeAll { $0.type == kind.item && $0.side == side }
    let found = Checks.evaluate(file)
    #expect(brief(found) == ["warning \(kind.rawValue) missing_side side_missing"])
    #expect(found.first?.message == .sideMissing(side))
    // What the setting does not insist on is a hint.
    for index in file.expectedDocuments.indices where file.expectedDocuments[index].side == side {
      file.expectedDocuments[index].isRequired = false
    }
    #expect(brief(Checks.evaluate(file)) == ["notice \(kind.rawValue) missing_side side_missing"])
  }

  @Test func aFileWithoutASideMayShowBoth() {
    #expect(brief(findings(with: picture(9, .drivingLicence, nil, nil, type: .pdf))) == [])
  }

  @Test func optionalDocumentsMayStayAway() {
    var file = soundFile(.application)
    var permit = CaseFile.ExpectedDocument(type: DocumentType.residencePermit.item)
    permit.side = .recto
    permit.isRequired = false
    file.expectedDocuments.append(permit)
    #expect(brief(Checks.evaluate(file)) == [])
    file.documents.append(picture(9, .residencePermit, 1200, 757, side: .recto))
    #expect(brief(Checks.evaluate(file)) == ["warning residence_permit missing_side side_missing"])
  }

  @Test func replacedDocumentsDoNotCount() {
    var file = soundFile(.application)
    file.documents[0].isReplaced = true
    #expect(brief(Checks.evaluate(file)) == ["warning photo wrong_document document_missing"])
    var bad = picture(9, .photo, 10, 10, size: 3)
    bad.isReplaced = true
    file = soundFile(.application)
    file.documents.append(bad)
    #expect(brief(Checks.evaluate(file)) == [])
  }

  @Test("Bytes against the declared type", arguments: FileType.allCases, ["image/jpeg", "image/png", "application/pdf"])
  func types(actual: FileType, declared: String) {
    var document = picture(9, .proofOfAddress, nil, nil, type: actual)
    document.mediaType = declared
    let agrees = FileType(accepted: declared) == actual
    #expect(brief(findings(with: document)) == (agrees ? [] : ["warning proof_of_address unreadable_file type_mismatch"]))
    #expect(agrees || findings(with: document).first?.message == .typeMismatch(declared: declared, actual: actual))
  }

  @Test(
    "Other faults of a file",
    arguments: [
      (DocumentType.photo, "image/jpeg", "ffd8ff", 0, ["warning photo unreadable_file empty_file"]),
      (.photo, "image/jpeg", "", nil, ["warning photo unreadable_file empty_file"]),
      (.photo, "image/jpeg", "00010203", 9000, ["warning photo unreadable_file type_mismatch"]),
      (.photo, "image/heic", "0000001866747970", 9000, ["warning photo unreadable_file type_not_accepted"]),
      (.photo, "application/pdf", "255044462d", 9000, ["warning photo wrong_document picture_needed"]),
      (.signature, "application/pdf", "255044462d", 9000, ["warning signature wrong_document picture_needed"]),
      (.theftDeclaration, "application/pdf", "255044462d", 9000, []),
      (.theftDeclaration, "application/pdf", "255044462d", 499, ["warning theft_declaration unreadable_file file_too_small"]),
      (.photo, "image/jpeg", "ffd8ff", 999, ["warning photo unreadable_file file_too_small"]),
      (.photo, "image/jpeg", "ffd8ff", 10_485_760, []),
      (.photo, "image/jpeg", "ffd8ff", 10_485_761, ["warning photo unreadable_file file_too_large"]),
      (.signature, "image/png", "89504e470d0a1a0a", 399, ["warning signature absent empty_signature"]),
      (.signature, "image/png", "89504e470d0a1a0a", 400, []), (.photo, "image/jpeg", nil, nil, []),
    ] as [(DocumentType, String, String?, Int?, [String])])
  func files(kind: DocumentType, mediaType: String, magic: String?, size: Int?, expected: [String]) {
    var document = picture(9, kind, nil, nil)
    (document.mediaType, document.magic, document.size) = (mediaType, magic, size)
    #expect(brief(findings(with: document)) == expected)
  }

  @Test("A JPEG cut off has too few bytes for its pixels", arguments: [(3654, false), (3655, true)])
  func cutOff(size: Int, isWhole: Bool) {
    #expect(
      brief(findings(with: picture(9, .photo, 413, 531, size: size))) == (isWhole ? [] : ["warning photo unreadable_file file_too_small"]))
  }

  @Test(
    "Pictures",
    arguments: [
      (DocumentType.photo, 413, 531, []), (.photo, 826, 1062, []), (.photo, 420, 531, []),
      (.photo, 531, 413, ["warning photo bad_framing photo_ratio"]),
      (.photo, 600, 800, ["warning photo bad_framing photo_ratio"]), (.photo, 600, 600, ["warning photo bad_framing photo_ratio"]),
      (.photo, 206, 265, ["warning photo bad_framing picture_too_small"]),
      (.photo, 100, 400, ["warning photo bad_framing picture_too_small", "warning photo bad_framing photo_ratio"]),
      (.signature, 600, 200, []),
      (.signature, 90, 30, ["warning signature illegible picture_too_small"]),
      (.proofOfAddress, 400, 600, ["warning proof_of_address illegible picture_too_small"]),
      (.proofOfAddress, 1240, 1754, []), (.photo, 0, 0, []),
    ])
  func pictures(kind: DocumentType, width: Int, height: Int, expected: [String]) {
    #expect(brief(findings(with: picture(9, kind, width, height))) == expected)
  }

  @Test("Cards are read either way up", arguments: [(480, 303, true), (303, 480, true), (330, 219, false)])
  func cards(width: Int, height: Int, isReadable: Bool) {
    let found = findings(with: picture(9, .drivingLicence, width, height, side: .verso))
    #expect(brief(found) == (isReadable ? [] : ["warning driving_licence illegible picture_too_small"]))
  }

  @Test(
    "One file for two documents",
    arguments: [
      (4, 5, "warning driving_licence missing_side same_file_twice"), (0, 1, "warning signature wrong_document same_file_twice"),
      (0, 2, "warning identity_document wrong_document same_file_twice"),
    ])
  func twice(first: Int, second: Int, expected: String) {
    var file = soundFile(.application)
    file.documents[second].sha256 = file.documents[first].sha256
    let found = Checks.evaluate(file)
    #expect(brief(found) == [expected])
    #expect(found.first?.message == .sameFileTwice(file.documents[first].type, file.documents[first].side))
    #expect(found.first?.documentID == file.documents[second].id)
  }

  private func same(driver: Int, own: Bool, application: Int, at: String) -> CaseFile.SameFile {
    var same = CaseFile.SameFile(driverID: driver)
    (same.isOwn, same.applicationID, same.at) = (own, application, Moment(at))
    return same
  }

  @Test func sentByAnotherDriver() {
    var file = soundFile(.application)
    file.documents[0].sameFileElsewhere = [same(driver: 7, own: false, application: 9, at: "2026-01-01T00:00:00Z")]
    #expect(brief(Checks.evaluate(file)) == ["warning photo - same_file_other_driver"])
    #expect(Checks.evaluate(file).first?.message == .sameFileOtherDriver(driverID: 7))
  }

  @Test(
    "Sent with an earlier application",
    arguments: [
      (0, "2026-06-01T00:00:00Z", "notice photo - same_file_earlier"),
      (0, "2026-05-01T00:00:00Z", "warning photo too_old same_file_earlier"),
      (1, "2019-05-01T00:00:00Z", "notice signature - same_file_earlier"),
    ])
  func sentEarlier(index: Int, at: String, expected: String) {
    var file = soundFile(.application)
    file.documents[index].sameFileElsewhere = [same(driver: 1001, own: true, application: 400, at: at)]
    #expect(brief(Checks.evaluate(file)) == [expected])
  }

  @Test func theSameApplicationIsNotElsewhere() {
    var file = soundFile(.application)
    file.documents[0].sameFileElsewhere = [same(driver: 1001, own: true, application: 501, at: "2020-01-01T00:00:00Z")]
    #expect(brief(Checks.evaluate(file)) == [])
  }

  @Test func typesOfLaterVersionsAreCarriedAlong() {
    var file = soundFile(.application)
    file.documents.append(CaseFile.Document(id: 10, type: Item(rawValue: "medical_certificate")))
    file.documents[file.documents.count - 1].mediaType = "application/pdf"
    #expect(brief(Checks.evaluate(file)) == [])
  }
}
