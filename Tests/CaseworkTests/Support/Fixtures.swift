import Testing

@testable import Casework

/// The texts of an account with nothing wrong.
let soundTexts: [AccountField: String] = [
  .lastName: "LEFÈVRE", .firstNames: "Élodie, Marie-Claude", .birthDate: "1984-07-19", .birthPlace: "Brest (29)",
  .licenceNumber: "030829101234", .licenceIssueDate: "2024-03-02", .licenceCountry: "FR", .email: "elodie.lefevre@orange.fr",
  .phone: "06 39 98 12 34", .postalAddress: "Élodie LEFÈVRE\nAppartement 12\n14 BIS RUE DE L EGLISE\n29200 BREST",
]

/// A case about that with nothing wrong, submitted on 24 November 2026.
func soundFile(_ subject: Subject = .account) -> CaseFile {
  var header = CaseFile.Case(number: CaseNumber(id: 10_019), queue: subject.rawValue, subject: subject)
  header.startedAt = Moment("2026-11-24T08:00:00Z")
  header.reachableBy = .email
  var file = CaseFile(case: header, driver: CaseFile.Driver(id: 1001))
  file.account = CaseFile.Account(soundTexts)
  file.consents = ConsentCheck.expected.map { kind in
    var consent = CaseFile.Consent(kind: kind)
    consent.version = "2026-1"
    return consent
  }
  if subject == .application {
    var application = CaseFile.Application(id: 501, kind: .card)
    application.deliveryAddress = soundTexts[.postalAddress]!
    file.application = application
    file.documents = soundDocuments
    file.expectedDocuments = soundDocuments.map { document in
      var expected = CaseFile.ExpectedDocument(type: document.type)
      expected.side = document.side
      return expected
    }
  }
  return file
}

/// The documents of an application for a card, with nothing wrong.
let soundDocuments = [
  picture(1, .photo, 413, 531), picture(2, .signature, 600, 200, size: 2600, type: .png),
  picture(3, .identityDocument, 1200, 757, side: .recto),
  picture(4, .identityDocument, 1200, 757, side: .verso), picture(5, .drivingLicence, 1200, 757, side: .recto),
  picture(6, .drivingLicence, 1200, 757, side: .verso),
]

/// A document whose file is a picture.
func picture(
  _ id: Int, _ kind: DocumentType, _ width: Int?, _ height: Int?, side: CaseFile.Side? = nil, size: Int = 90_000, type: FileType = .jpeg
) -> CaseFile.Document {
  var document = CaseFile.Document(id: id, type: kind.item)
  document.side = side
  document.mediaType = type == .pdf ? "application/pdf" : "image/\(type.rawValue)"
  document.magic = marks[type]
  document.size = size
  document.sha256 = "\(id)\(id)"
  document.width = width
  document.height = height
  return document
}

/// The first bytes of files as they are found in the wild.
let marks: [FileType: String] = [
  .jpeg: "ffd8ffe000104a464946000101010048", .png: "89504e470d0a1a0a0000000d49484452", .pdf: "255044462d312e370a25e2e3cfd30a31",
  .gif: "47494638396101000100800000000000", .webp: "52494646aa1b00005745425056503820", .heif: "00000018667479706865696300000000",
  .tiff: "49492a00080000000c00000101000400", .bmp: "424d36000c0000000000360000002800", .zip: "504b0304140006000800000021000000",
  .office: "d0cf11e0a1b11ae10000000000000000", .executable: "4d5a90000300000004000000ffff0000", .markup: "3c21444f43545950452068746d6c3e0a",
]

/// What checks find on an account in which these fields differ from a sound one.
func findings(_ changes: [AccountField: String], _ adjust: (inout CaseFile) -> Void = { _ in }) -> [Finding] {
  var file = soundFile()
  for (field, text) in changes { file.account[field] = text }
  adjust(&file)
  return Checks.evaluate(file)
}

/// What checks find on an application in which one document stands for the sound ones of its type and side.
func findings(with document: CaseFile.Document) -> [Finding] {
  var file = soundFile(.application)
  file.documentLimit = 10_485_760
  file.documents.removeAll { $0.type == document.type && ($0.side == document.side || document.side == nil) }
  file.documents.append(document)
  return Checks.evaluate(file)
}

/// A finding in one line: severity, item, reason and code, `warning email spelling email_domain_typo`.
func brief(_ findings: [Finding]) -> [String] {
  findings.map { "\($0.severity) \($0.item?.rawValue ?? "-") \($0.suggestedReason?.rawValue ?? "-") \($0.message.code)" }
}
