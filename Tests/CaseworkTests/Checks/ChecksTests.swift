import Foundation
import Testing

@testable import Casework

@Suite struct ChecksTests {
  @Test("A sound case raises nothing", arguments: [Subject.account, .application])
  func sound(subject: Subject) {
    #expect(brief(Checks.evaluate(soundFile(subject))) == [])
    #expect(Checks.isClean(soundFile(subject)))
  }

  /// Real people's names, of the origins that drivers have, as the form takes them.
  @Test(
    "Unusual and sound",
    arguments: [
      ("MARTIN", "Thomas"), ("THOMAS", "Martin, Robert"), ("NICOLAS", "Ximun"), ("JEAN-BAPTISTE", "Ary"), ("LOUIS-JOSEPH", "Rosan"),
      ("MOHAMED", "Van Minh"),
      ("LE FLOC'H", "Gwénaël"), ("LE FLOC’h", "Yann"), ("D'HÉROUVILLE", "Anne-Sophie"), ("DE LA CRUZ", "Maria da Conceição"),
      ("AÏT SAÏD", "Saïd"), ("BEN SALAH", "Salah"),
      ("O'BRIEN", "Seán"), ("ŁUKASIK", "Łukasz"), ("ȚURCANU", "Ștefan"), ("NGUYỄN", "Thi Lan"), ("ÖZTÜRK", "İsmail"), ("BA", "Awa"),
      ("Durand", "Luc"), ("durand", "luc"),
      ("BONNET MICHEL", "Michel, Alain"), ("N'DIAYE", "El Hadj"), ("DUPONT (LEROY)", "Léa"), ("DUPONT--LEROY", "Léa"), ("MARIE", "Rose"),
      ("SIMON", "Simon"), ("MARTIN", "Petit"),
    ])
  func names(last: String, first: String) {
    #expect(brief(findings([.lastName: last, .firstNames: first])) == [])
  }

  @Test func namesOfChecksAreTheirOwn() {
    #expect(Set(Checks.all.map(\.id)).count == Checks.all.count)
    for check in Checks.all {
      #expect(check.version >= 1)
      #expect(!check.subjects.isEmpty)
    }
  }

  @Test func findingsBearTheNameOfTheirCheck() {
    let names = Set(Checks.all.map(\.id))
    let found = findings([:]) { $0.account = CaseFile.Account() }
    #expect(!found.isEmpty)
    for finding in found { #expect(names.contains(finding.check)) }
  }

  @Test func checksKeepToTheirSubjects() {
    for subject in [Subject.claim, .returnedDispatch] {
      var file = soundFile(.application)
      file.case.subject = subject
      file.account = CaseFile.Account()
      file.documents = []
      #expect(Checks.evaluate(file).isEmpty)
    }
    // An account once approved is not judged again with each application.
    var file = soundFile(.application)
    file.account = CaseFile.Account([.licenceCountry: "BE"])
    file.consents = []
    #expect(Checks.isClean(file))
  }

  @Test func noticesLeaveACaseClean() {
    var file = soundFile()
    file.account[.postalAddress] = "14, rue du Moulin\n29200 Brest"
    #expect(Set(Checks.evaluate(file).map(\.severity)) == [.notice])
    #expect(Checks.isClean(file))
    file.account[.licenceCountry] = "BE"
    #expect(!Checks.isClean(file))
  }

  /// The pairs of item and reason in `queries/schema/0004_catalogue.sql`; with the queue, those of returned dispatches.
  static let catalogue: Set<String> = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../queries/schema/0004_catalogue.sql")
    let sql = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var pairs: Set<String> = []
    // A row begins with its reason and ends with what it fits in the queues accounts, documents, undelivered.
    let row = /(?ms)^  \('(\w+)'(?:(?!^  \().)*?'\{([\w,]*)\}',\s+'\{([\w,]*)\}',\s+'\{([\w,]*)\}'\)/
    for match in sql.matches(of: row) {
      for item in (match.2 + "," + match.3).split(separator: ",") { pairs.insert("\(item) \(match.1)") }
      for item in match.4.split(separator: ",") { pairs.insert("undelivered \(item) \(match.1)") }
    }
    return pairs
  }()

  /// Everything wrong that a table below can think of, to see that no check suggests what the database would refuse.
  @Test func suggestionsFitTheCatalogue() {
    #expect(Self.catalogue.count > 130)
    var suggested: Set<String> = []
    let texts = [
      "", "-", "DUPONT née MARTIN", "Jean", "12AB", "\u{202E}", "Jеan", "Иван", "13AA00001", "031329101234", "0308291", "1884-01-01",
      "2030-01-01", "2015-01-01",
      "01/02/1984", "XX", "BE", "a@gmial.com", "a@", "0600000000", "BREST", "1\n2\n3\n4\n5\n6\n7\n2920 BREST",
      "14 RUE DU MOULIN 96200 BREST",
      String(repeating: "A", count: 50) + "\n96200 BREST",
    ]
    for field in AccountField.allCases {
      for text in texts {
        for finding in findings([field: text]) { record(finding, &suggested) }
      }
    }
    for text in texts {
      var file = soundFile(.application)
      file.application!.deliveryAddress = text
      for finding in Checks.evaluate(file) { record(finding, &suggested) }
    }
    for kind in DocumentType.allCases {
      for side in [nil, CaseFile.Side.recto] {
        for type in FileType.allCases {
          for (size, width, height) in [(0, nil, nil), (10, nil, nil), (20_000_000, 10, 10), (90_000, 4000, 1000), (3000, 5000, 5000)]
            as [(Int, Int?, Int?)]
          {
            for declared in ["image/jpeg", "application/pdf", "image/heic"] {
              var document = picture(9, kind, width, height, side: side, size: size, type: type)
              document.mediaType = declared
              document.sha256 = "33"
              var own = CaseFile.SameFile(driverID: 1001)
              own.isOwn = true
              own.at = Moment("2020-01-01T00:00:00Z")
              document.sameFileElsewhere = [own, CaseFile.SameFile(driverID: 7)]
              for finding in findings(with: document) { record(finding, &suggested) }
            }
          }
        }
      }
    }
    var empty = soundFile(.application)
    empty.documents = []
    for finding in Checks.evaluate(empty) { record(finding, &suggested) }
    for text in texts + ["Élodie LEFÈVRE\n3 RUE HAUTE\n56000 VANNES"] {
      let file = returnedFile(to: text) {
        var earlier = CaseFile.EarlierReturn(postalReason: .unclaimed)
        earlier.isSameAsAnswer = true
        ($0.isSameAsPrinted, $0.earlier) = (true, [earlier])
      }
      for finding in Checks.evaluate(file) { record(finding, &suggested, queue: "undelivered ") }
    }
    #expect(suggested.contains("undelivered delivery_address same_address_returned_twice"))
    #expect(suggested.count > 41)
    for pair in suggested.sorted() { #expect(Self.catalogue.contains(pair)) }
  }

  private func record(_ finding: Finding, _ suggested: inout Set<String>, queue: String = "") {
    #expect(!finding.message.code.isEmpty)
    if let reason = finding.suggestedReason { suggested.insert("\(queue)\(finding.item?.rawValue ?? "nothing") \(reason.rawValue)") }
  }
}
