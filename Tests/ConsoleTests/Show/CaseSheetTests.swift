import Casework
import Desk
import Formats
import Postgres
import Terminal
import TestSupport
import Testing
import Traffic

@testable import Console

/// 24 lines are enough: whatever a case holds, its page fits the screen, and what it leaves out is named.
@Suite struct CaseSheetTests {
  private static let now = Moment(seconds: 1_790_000_000)

  private func lines(_ file: CaseFile, _ language: Language, columns: Int = 80, rows: Int? = 23, colour: Bool = true) -> [String] {
    CaseSheet(file, vocabulary: .small, language: language, now: Self.now, hasColour: colour).page(columns: columns)
      .lines(in: Layout(columns: columns), rows: rows).map { $0.plain.replacing("\u{A0}", with: " ") }
  }

  /// A case with more of everything than any screen holds.
  private func crowded(_ subject: Subject, queue: String) -> CaseFile {
    let number = CaseNumber(id: 44_360)
    var file = CaseFile(case: .init(number: number, queue: queue, subject: subject), driver: .init(id: 1042))
    file.case.head.round = 3
    file.case.head.isUrgent = true
    file.case.head.dueAt = Moment(seconds: 1_790_000_000 - 90_000)
    file.case.head.holder = "claire"
    file.case.isHeldByMe = true
    file.case.head.isEscalated = true
    file.case.escalationReason = String(repeating: "à voir avec le centre ", count: 6)
    let address = (1...8).map { "LIGNE \($0) DE L'ADRESSE QUI EST LONGUE" }.joined(separator: "\n")
    file.account = .init([
      .lastName: "DE LA ROCHEFOUCAULD, D'ESTISSAC", .firstNames: "Marie-Charlotte, Élisabeth, Joséphine, 漢字", .usageName: "LECLERCQ",
      .birthDate: "2031-02-29", .birthPlace: "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson (51)", .licenceNumber: "13AA00001",
      .licenceIssueDate: "12/13/1999", .licenceCountry: "Ruritanie", .email: "quelquun@liv.fr", .phone: "0123", .postalAddress: address,
    ])
    file.application = .init(id: 7, kind: .replacementQuality)
    file.application?.deliveryAddress = address.replacing("LONGUE", with: "LONGEU")
    for id in 1...14 { file.documents.append(.init(id: id, type: Item(rawValue: id % 2 == 0 ? "photo" : "signature"))) }
    for index in (1...9).reversed() {
      var note = CaseFile.Note(at: Moment(seconds: 1_790_000_000 - Int64(index) * 9000))
      note.by = "agent\(index)"
      note.text = "Note numéro \(index). " + String(repeating: "Le conducteur a rappelé et dit ce qu'il en est. ", count: 7)
      file.notes.append(note)
      var entry = CaseFile.HistoryEntry(at: note.at, kind: "note")
      entry.by = note.by
      entry.comment = note.text.replacing("Note numéro", with: "Remarque")
      file.history += [entry, entry]
      var flag = CaseFile.Flag(item: Item(rawValue: "photo"), reason: Reason(rawValue: "blurred"))
      flag.comment = note.text.replacing("Note numéro", with: "Remarque")
      file.flags.append(flag)
    }
    var request = CaseFile.PreviousRequest(round: 2)
    request.by = "malik"
    request.items = (1...7).map { _ in
      var item = CaseFile.RequestedItem(item: Item(rawValue: "photo"), reason: Reason(rawValue: "blurred"))
      item.comment = String(repeating: "très flou ", count: 9)
      return item
    }
    file.previousRequests = [request]
    file.previousAccount = .init([.lastName: "DE LA ROCHEFOUCAULT", .firstNames: "Marie", .birthPlace: "Isson"])
    if subject == .application {
      var correction = CaseFile.Correction(caseNumber: CaseNumber(id: 23_318))
      correction.coupon = "Q10407"
      correction.findings = (0..<9).map { index in
        var corrected = CaseFile.CorrectedElement(
          element: ElementCode(rawValue: index % 2 == 0 ? "last_name" : "expiry_date"), cause: .dataEntryError, imputedTo: .driver)
        corrected.ordered = "Périgueux (24) et encore autre chose de long"
        corrected.toPrint = "Péirgueux (24) et encore autre chose de long"
        return corrected
      }
      file.correction = correction
    }
    if subject == .claim {
      var claim = CaseFile.Claim(id: 3)
      claim.coupon = "Q10963"
      claim.statement = String(repeating: "Il y a une erreur. ", count: 20)
      claim.elements = (0..<9).map { index in
        var element = CaseFile.ClaimElement(element: ElementCode(rawValue: index % 2 == 0 ? "last_name" : "expiry_date"), source: .entry)
        element.claimed = "Périgueux (24) et encore autre chose de long"
        element.ordered = "Péirgueux (24) et encore autre chose de long"
        element.sourceValue = "Périgueux (33) et encore autre chose de long"
        return element
      }
      file.claim = claim
    }
    if subject == .returnedDispatch {
      var returned = CaseFile.ReturnedDispatch(id: 4, postalReason: PostalReason(rawValue: "unknown_at_address"))
      (returned.printedAddress, returned.address) = (address, address.replacing("LIGNE 3", with: "LIGNE 33"))
      returned.answeredAt = Self.now
      returned.earlier = (1...6).map { _ in
        var earlier = CaseFile.EarlierReturn(postalReason: PostalReason(rawValue: "unknown_at_address"))
        (earlier.barcode, earlier.printedAddress) = ("2L00000001017", address)
        return earlier
      }
      file.returned = returned
    }
    return file
  }

  @Test(
    arguments: [("accounts", Subject.account), ("documents", .application), ("quality", .claim), ("undelivered", .returnedDispatch)],
    Language.allCases)
  func whateverACaseHoldsItsPageFits(_ place: (queue: String, subject: Subject), _ language: Language) {
    for (columns, rows) in [(80, 23), (80, 19), (100, 29), (200, 49), (132, 23)] {
      let shown = lines(crowded(place.subject, queue: place.queue), language, columns: columns, rows: rows)
      let text = shown.joined(separator: "\n")
      // Below that it is the smallest page there is.
      if rows >= 23 { #expect(shown.count <= rows, "\(columns)×\(rows)\n\(text)") }
      #expect(shown.allSatisfy { SafeText($0).width <= columns }, "\(text)")
      // The head, the newest note and the last request stay; those that do not are counted beside the command that opens them.
      #expect(shown[0].hasPrefix("4436-0"))
      #expect(text.contains("Note numéro 1.") && text.contains("malik"), "\(text)")
      let notes = (1...9).filter { text.contains("Note numéro \($0).") }.count
      let isCounted = notes == 9 || text.contains(language == .fr ? "+ \(9 - notes) : notes" : "+ \(9 - notes): notes")
      #expect(isCounted, "\(text)")
      #expect(text.contains(language == .fr ? " : historique" : ": history"))
      if place.subject == .application { #expect(text.contains("coupon Q10407"), "\(text)") }
      // What can be typed stands at the foot.
      #expect(shown.last?.hasPrefix("→ ") == true)
    }
  }

  /// What was found stays on a page that leaves out other things.
  @Test func whatWasFoundStaysWhateverThePageLeavesOut() {
    var file = crowded(.claim, queue: "quality")
    let film = CaseFile.ClaimElement(element: ElementCode(rawValue: "lamination"), source: .factory, shows: .nothing)
    file.claim!.elements = Array(file.claim!.elements.prefix(2)) + [film]
    file.claim!.findings = file.claim!.elements.map { element in
      var finding = CaseFile.ElementFinding(element: element.element, cause: .dataEntryError, imputedTo: .driver)
      (finding.value, finding.comment) = ("DURAND", "vu avec lui au téléphone")
      return finding
    }
    for (columns, rows) in [(80, 40), (80, 30), (80, 23), (100, 23), (132, 23)] {
      let text = lines(file, .en, columns: columns, rows: rows).joined(separator: "\n").replacing("\u{A0}", with: " ")
      #expect(text.split(separator: "found: Saisie").count == 4, "\(columns)×\(rows)\n\(text)")
      #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(":") && !$0.contains(":  ") }, "\(columns)×\(rows)\n\(text)")
    }
  }

  @Test func nothingIsLeftOutOfThePageThatIsAskedForWhole() {
    let file = crowded(.application, queue: "documents")
    let text = lines(file, .fr, rows: nil).joined(separator: "\n")
    #expect((1...9).allSatisfy { text.contains("Note numéro \($0).") && text.contains("agent\($0)") })
    #expect(!text.contains("+ ") && !text.contains("…"), "\(text)")
  }

  @Test func lettersThatDifferAreMarked() {
    var file = CaseFile(case: .init(number: CaseNumber(id: 10_019), queue: "quality", subject: .claim), driver: .init(id: 1))
    var claim = CaseFile.Claim(id: 1)
    var element = CaseFile.ClaimElement(element: ElementCode(rawValue: "last_name"), source: .entry)
    (element.claimed, element.ordered, element.sourceValue) = ("Périgueux (24)", "Péirgueux (24)", "Péirgueux (24)")
    claim.elements = [element]
    file.claim = claim
    // Without colours the letters stand in brackets; equal things stand there once.
    let plain = lines(file, .en, colour: false).joined(separator: "\n")
    #expect(plain.contains("he says:         Pé[r]igueux (24)") && plain.contains("ordered = entry: Péi[r]gueux (24)"), "\(plain)")
    // With colours they are reversed, and nothing is added to the text.
    #expect(lines(file, .en).joined().contains("he says:         Périgueux (24)"))
  }

  /// The review of a card after the driver's own fault, with one element of each kind.
  private var corrected: CaseFile {
    var file = CaseFile(case: .init(number: CaseNumber(id: 10_019), queue: "documents", subject: .application), driver: .init(id: 1))
    file.application = .init(id: 7, kind: .replacementQuality)
    file.documents = [.init(id: 812, type: Item(rawValue: "photo"))]
    func element(
      _ code: String, _ shows: CaseFile.ElementContent, _ ordered: String?, _ toPrint: String?, document: Int? = nil, toCorrect: Bool = true
    ) -> CaseFile.CorrectedElement {
      var element = CaseFile.CorrectedElement(
        element: ElementCode(rawValue: code), shows: shows, cause: toCorrect ? .dataEntryError : .holderDamage, imputedTo: .driver)
      (element.ordered, element.toPrint, element.documentID, element.isToCorrect) = (ordered, toPrint, document, toCorrect)
      return element
    }
    var correction = CaseFile.Correction(caseNumber: CaseNumber(id: 23_318))
    correction.coupon = "Q10407"
    correction.findings = [
      element("birth_place", .text, "Dijon (21)", "Divjon (21)"), element("last_name", .text, "DURAND", "DURAND"),
      element("birth_date", .text, "1986-01-13", "1986-01-18"), element("expiry_date", .text, "2031-01-05", nil, toCorrect: false),
      element("address", .text, nil, "LYON"), element("licence_number", .text, "13AA00001", "13AA00001", toCorrect: false),
      element("photo", .picture, nil, nil, document: 812), element("signature", .picture, nil, nil),
      element("card_body", .nothing, nil, nil, toCorrect: false),
    ]
    file.correction = correction
    return file
  }

  @Test func aCorrectedCardShowsWhatWasFoundAndWhatChanges() throws {
    let french = lines(corrected, .fr, rows: nil, colour: false)
    let text = french.joined(separator: "\n")
    let first = try #require(french.firstIndex { $0.contains("coupon Q10407 · dossier 2331-8") }, "\(text)")
    #expect(french[first].hasPrefix("défaut "), "\(text)")
    #expect(
      french[(first + 1)...(first + 9)].map { String($0.trimmingPrefix(while: \.isWhitespace)) } == [
        "birth_place : Saisie · Dijon (21) → Di[v]jon (21)", "Nom : Saisie · DURAND · inchangé",
        "birth_date : Saisie · 1[3]/01/1986 → 1[8]/01/1986", "Fin : holder_damage · 05/01/2031 → par la fabrication",
        "address : Saisie · rien → LYON", "licence_number : holder_damage · 13AA00001 · inchangé",
        "photo : Saisie · remplacée par la pièce 812", "signature : Saisie · inchangé", "card_body : holder_damage",
      ], "\(text)")
    // Above the papers.
    #expect(try #require(french.firstIndex { $0.hasPrefix("pièces ") }) > first + 9)
    let english = lines(corrected, .en, rows: nil, colour: false).joined(separator: "\n")
    for line in [
      "coupon Q10407 · case 2331-8", "Nom: Saisie · DURAND · unchanged", "→ by the factory", "nothing → LYON", "replaced by document 812",
    ] {
      #expect(english.contains(line), "\(english)")
    }
    // With colours the letters are reversed, and what he was to correct and did not catches the eye.
    let page = CaseSheet(corrected, vocabulary: .small, language: .en, now: Self.now).page(columns: 80)
    let rows = try #require(page.parts.first { $0.name == "correction" }).versions[0].rows.map(\.value)
    #expect(rows[1].plain.hasSuffix("Dijon (21) → Divjon (21)"))
    let yellow = SafeText("unchanged", style: .yellow).encoded(colour: true)
    #expect(rows.indices.filter { rows[$0].encoded(colour: true).contains(yellow) } == [2, 8])
    // No other case has such a part.
    var other = corrected
    other.correction = nil
    #expect(!lines(other, .fr, rows: nil).contains { $0.hasPrefix("défaut") })
  }

  @Test func twoColumnsStandBesideEachOther() {
    let shown = lines(crowded(.application, queue: "documents"), .fr, columns: 200, rows: 49)
    let bar = shown.filter { $0.contains(" │ ") }
    #expect(bar.contains { $0.hasPrefix("objet") || $0.contains("pièces") })
    #expect(bar.contains { $0.split(separator: "│").last?.contains("note") == true })
  }

  /// Every open case of a small demo, in both languages.
  @Test func everyOpenCaseOfTheDemoFits() throws {
    let database = try TestDatabase(.demo)
    _ = try Demo.fill(
      conninfo: try database.conninfo(), owner: nil, seed: 11, drivers: 120, logins: Logins(), progress: { _ in })
    var owner = try database.connect()
    let open = try owner.query("select id from core.desk_case where state in ('open', 'waiting') order by id").map { try $0.int("id") }
    #expect(open.count > 20)
    var supervisor = try Desk(database.conninfo(user: Logins().supervisor))
    _ = try supervisor.setSetting("reading_limit", to: "100000")
    var desk = try Desk(database.conninfo(user: Logins().agents[0]))
    let vocabulary = Vocabulary(
      try desk.catalogue(), closing: try desk.closingReasons(),
      mailroom: .init(elements: try desk.elements(), causes: try desk.causes(), postalReasons: try desk.postalReasons()),
      queues: Queues(try desk.queueEntries()))
    var notes = 0
    for id in open {
      let file = try desk.caseFile(CaseNumber(id: Int64(id)))
      for language in Language.allCases {
        let sheet = CaseSheet(file, vocabulary: vocabulary, language: language, now: try desk.now())
        let shown = sheet.page(columns: 80).lines(in: Layout(columns: 80), rows: 23).map { $0.plain.replacing("\u{A0}", with: " ") }
        let text = shown.joined(separator: "\n")
        #expect(shown.count <= 23 && shown.allSatisfy { SafeText($0).width <= 80 }, "\(text)")
        // What is cut says so.
        let flat = shown.map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: " ")
        for note in file.notes {
          notes += 1
          let begins = note.text.split(whereSeparator: \.isWhitespace).prefix(3).joined(separator: " ")
          #expect(flat.contains(begins) || text.contains(language == .fr ? " : notes" : ": notes"), "\(text)")
        }
        let warnings = sheet.remarks.all.filter { $0.finding.severity == .warning && $0.finding.element == nil }
        let isNamed = text.contains(language == .fr ? " : contrôles" : ": checks")
        #expect(isNamed || warnings.allSatisfy { text.contains("\($0.number) ⚠") || text.contains("\($0.number) ✗") }, "\(text)")
      }
    }
    #expect(notes > 0)
  }
}
