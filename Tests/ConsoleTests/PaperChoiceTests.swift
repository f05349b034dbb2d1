import Casework
import Terminal
import Testing

@testable import Console

/// Which papers are compared, and what is said when all were looked at.
@Suite struct PaperChoiceTests {
  private func file(_ documents: [(id: Int, type: DocumentType, side: CaseFile.Side?, round: Int, isReplaced: Bool)]) throws -> CaseFile {
    var file = CaseFile(
      case: CaseFile.Case(number: try CaseNumber(typed: "1001-9"), queue: "documents", subject: .application), driver: .init(id: 1001))
    file.documents = documents.map { given in
      var document = CaseFile.Document(id: given.id, type: given.type.item)
      (document.side, document.round, document.isReplaced) = (given.side, given.round, given.isReplaced)
      return document
    }
    return file
  }

  @Test func thePhotoStandsBesideWhoeverItShouldBeAndTheOneBefore() throws {
    let file = try file([
      (1, .photo, nil, 1, true), (2, .photo, nil, 2, true), (3, .photo, nil, 3, false), (4, .signature, nil, 1, false),
      (5, .drivingLicence, .recto, 1, false), (6, .drivingLicence, .verso, 1, false), (7, .identityDocument, .verso, 1, false),
      (8, .identityDocument, .recto, 1, false),
    ])
    #expect(file.toCompare.map(\.id) == [3, 8, 2, 5])
    // The photo on his card, where it came with another application, behind that of the round before.
    var renewed = file
    renewed.cardPhoto = CaseFile.Document(id: 9, type: DocumentType.photo.item)
    #expect(renewed.toCompare.map(\.id) == [3, 8, 2, 9, 5])
    #expect(renewed.document(9)?.id == 9 && file.document(9) == nil)
    // Whoever has no identity document has another paper with a face.
    #expect(try self.file([(3, .photo, nil, 1, false), (5, .residencePermit, .recto, 1, false)]).toCompare.map(\.id) == [3, 5])
    #expect(try self.file([(3, .photo, nil, 1, false), (4, .signature, nil, 1, false)]).toCompare.map(\.id) == [3])
  }

  /// Of a later round first what it brought, and what was asked for whatever came of it: in the order of the file, sides together.
  @Test func whatTheRoundIsAboutComesFirst() throws {
    var file = try file([
      (1, .photo, nil, 1, false), (2, .signature, nil, 1, true), (3, .signature, nil, 2, false), (4, .identityDocument, .recto, 1, false),
      (5, .drivingLicence, .recto, 1, false), (6, .drivingLicence, .verso, 2, false),
    ])
    file.case.round = 2
    #expect(file.unseenDocuments.map(\.id) == [3, 5, 6, 1, 4])
    #expect(file.papersBelow.map(\.id) == [3, 6, 1, 4, 5])
    var request = CaseFile.PreviousRequest(round: 1)
    request.items = [CaseFile.RequestedItem(item: DocumentType.identityDocument.item, reason: Reason(rawValue: "illegible"))]
    file.previousRequests = [request]
    #expect(file.unseenDocuments.map(\.id) == [3, 4, 5, 6, 1])
    file.case.round = 1
    #expect(file.unseenDocuments.map(\.id) == [1, 3, 4, 5, 6] && file.papersBelow.map(\.id) == [1, 4, 5])
  }

  @Test func aSecondLookIsNoOther() throws {
    var file = try file([(1, .photo, nil, 1, false), (2, .photo, nil, 1, true)])
    #expect(file.unseenDocuments.map(\.id) == [1])
    file.notice(lookAt: 1, by: "claire", at: Moment(seconds: 5))
    file.notice(lookAt: 1, by: "claire", at: Moment(seconds: 9))
    #expect(file.unseenDocuments.isEmpty && file.documents[0].lookedAt == Moment(seconds: 9) && file.documents[0].looks.count == 1)
    #expect(Text.allSeen(file).en.plain == "All is looked at (1 document).")
  }
}
