import Testing

@testable import Casework

@Suite struct ElementJudgementTests {
  static let names = "data_entry_error,civil_status_change,no_defect_found"

  @Test("Before the card is read nothing is suggested, whatever was ordered, claimed or reported")
  func unread() {
    for claimed in ["", "DUPOND", "DUPONT"] {
      for reported in [nil, "DUPOND"] {
        let name = element(.lastName, ordered: "DUPONT", reported: reported, source: "DUPONT", claimed: claimed)
        #expect(judged(name, .not) == "-  not_read")
        #expect(judgement(name, .not).message == .notRead(reported: reported))
      }
    }
    #expect(judged(element(.expiryDate, .computation, ordered: "2031-01-01", source: "2031-01-02"), .not) == "-  not_read")
    #expect(judged(element(.cardSerial, .factory, ordered: "C12", source: "C12", claimed: "C13"), .not) == "-  not_read")
    // As ordered says nothing where what was ordered is not known.
    #expect(judged(element(.categories, .licence, claimed: "CE")) == "-  not_read")
  }

  @Test(
    "What he typed",
    arguments: [
      // A misprint: theirs, whatever he claims now and whatever the factory reported.
      ("DUPOND", "DUPONT", "DUPONT", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      ("DUPOND", "DUPONT", "", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      ("DUPOND", "DUPONT", "DUPOND", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      ("", "DUPONT", "DUPONT", "in_groupe personalisation_error,print_defect printed_otherwise"),
      // A blank or a hyphen is a difference, on the card as in what he asks for.
      ("JEAN PAUL", "JEAN-PAUL", "JEAN-PAUL", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      ("JEAN-PAUL", "JEAN-PAUL", "JEAN PAUL", "driver \(names) agrees_with_entry"),
      ("LE GOFF", "LE GOFF", "LEGOFF", "driver \(names) agrees_with_entry"),
      ("L'HOTE", "L’HOTE", "LHOTE", "driver \(names) agrees_with_entry"),
      // Read as he typed it, and now he says otherwise: his.
      ("DUPOND", "DUPOND", "DUPONT", "driver \(names) agrees_with_entry"),
      ("dupond", "DUPOND", "DUPONT", "driver \(names) agrees_with_entry"),
      // He does not say what is right.
      ("DUPOND", "DUPOND", "", "- civil_status_change,no_defect_found agrees_with_entry"),
      ("DUPOND", "DUPOND", "  ", "- civil_status_change,no_defect_found agrees_with_entry"),
      // A sentence is no value, whatever words it holds.
      ("DUPOND", "DUPOND", "DUPONT et non DUPOND", "- civil_status_change,no_defect_found agrees_with_entry"),
      ("DUPOND", "DUPOND", "il manque une lettre", "- civil_status_change,no_defect_found agrees_with_entry"),
      ("DUPOND", "DUPOND", "Mon nom : DUPONT", "- civil_status_change,no_defect_found agrees_with_entry"),
      ("DUPOND", "DUPOND", "ce n'est pas DUPOND", "- civil_status_change,no_defect_found agrees_with_entry"),
      // The card says what he asks for.
      ("DUPONT", "DUPONT", "Dupont", "- no_defect_found printed_as_claimed"),
      ("DUPONT", "DUPONT", " DUPONT ", "- no_defect_found printed_as_claimed"),
      // Accents alone are for eyes.
      ("LEFEVRE", "LEFÈVRE", "LEFÈVRE", "- personalisation_error,no_defect_found accents_differ"),
      ("LEFEVRE", "LEFÈVRE", "", "- personalisation_error,no_defect_found accents_differ"),
      ("LEFEVRE", "LEFEVRE", "LEFÈVRE", "- data_entry_error,no_defect_found accents_differ"),
      ("LEFEVRE", "LEFÈVRE", "LEFEBVRE", "- personalisation_error,no_defect_found accents_differ"),
    ] as [(String, String, String, String)])
  func entry(printed: String, ordered: String, claimed: String, expected: String) {
    let name = element(.lastName, ordered: ordered, source: ordered, claimed: claimed)
    #expect(judged(name, .text(printed)) == expected)
    // "As ordered" and the same text typed are one reading.
    if printed == ordered { #expect(judged(name) == expected) }
  }

  @Test func aMisprintIsTheirsWhetherTheFactoryKnowsOfItOrNot() {
    let theirs = "in_groupe personalisation_error,agent_processing_error printed_otherwise"
    for reported in [nil, "DUPOND", "DUPONS"] {
      #expect(judged(element(.lastName, ordered: "DUPONT", reported: reported, source: "DUPONT", claimed: "DURANT"), "DUPOND") == theirs)
    }
    // The factory reports a misprint that the agent does not see: one of them errs.
    let contradicted = element(.lastName, ordered: "DUPONT", reported: "DUPOND", source: "DUPONT", claimed: "DURANT")
    #expect(judged(contradicted) == "- personalisation_error,no_defect_found reported_otherwise")
  }

  @Test func hisEntryIsHisFaultOnlyWhereSomebodyComparedItWithTheApprovedDocument() {
    let name = element(.lastName, ordered: "DUPOND", source: "DUPOND", claimed: "DUPONT")
    let licence = element(.licenceNumber, .licence, ordered: "030829101234", source: "030829101234", claimed: "030829101243")
    let (hisName, hisNumber) = ("driver \(Self.names) agrees_with_entry", "driver data_entry_error,no_defect_found agrees_with_licence")
    let (openName, openNumber) = ("- \(Self.names) entry_not_compared", "- data_entry_error,no_defect_found entry_not_compared")
    func looked(_ documents: Int...) -> (inout CaseFile) -> Void { { $0.claim!.lookedAt = documents } }
    #expect(judged(name, adjust: looked()) == openName && judged(licence, adjust: looked()) == openNumber)
    #expect(judged(name, adjust: looked(1, 2, 5, 6)) == openName && judged(name, adjust: looked(3)) == hisName)
    #expect(judged(licence, adjust: looked(1, 2, 3, 4)) == openNumber && judged(licence, adjust: looked(5)) == hisNumber)
    #expect(judgement(name, adjust: looked()).documentID == 3)
    // Without the document, or with one that cannot be opened, nothing can be compared.
    #expect(
      judged(
        name,
        adjust: {
          $0.claim!.lookedAt = [3]; $0.documents[2].magic = marks[.zip]
        }) == openName)
    #expect(judged(name) { $0.documents = [] } == openName)
    #expect(
      judged(name) {
        $0.documents[2].isReplaced = true; $0.documents[3].isReplaced = true
      } == openName)
  }

  @Test(
    "Other sources",
    arguments: [
      (
        ElementCode.licenceNumber, CaseFile.ElementSource.licence, "030829101243", "030829101243", "", Read.text("030829101234"),
        "in_groupe personalisation_error,agent_processing_error printed_otherwise"
      ),
      // Blanks are none of a number's.
      (
        .licenceNumber, .licence, "03 08 29 101234", "030829101234", "030829101243", .text("030829101234"),
        "driver data_entry_error,no_defect_found agrees_with_licence"
      ),
      (.licenceNumber, .licence, "030829101234", "030829101234", "03 08 29 101234", .asOrdered, "- no_defect_found printed_as_claimed"),
      (
        .licenceNumber, .licence, "030829101234", "030829101234", "il manque un chiffre", .asOrdered,
        "- no_defect_found agrees_with_licence"
      ),
      (
        .birthDate, .entry, "1984-07-19", "1984-07-19", "19/07/1985", .text("19.07.1984"),
        "driver data_entry_error,no_defect_found agrees_with_entry"
      ),
      (.birthDate, .entry, "1984-07-19", "1984-07-19", "19/07/1984", .asOrdered, "- no_defect_found printed_as_claimed"),
      (.birthDate, .entry, "1984-07-19", "1984-07-19", "mal lisible", .asOrdered, "- no_defect_found agrees_with_entry"),
      (
        .birthDate, .entry, "1984-07-19", "1984-07-19", "", .text("19/07/84"), "- personalisation_error,no_defect_found not_comparable"
      ),
      // A training record that differs from what he says: the centre is asked first, the evidence alone imputes nothing.
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-02", "voyageurs", .asOrdered,
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-03", "", .asOrdered,
        "in_groupe personalisation_error,validity_computation ordered_otherwise"
      ),
      (
        .code95, .training, "goods 2026-01-02", "passengers 2026-01-02", "voyageurs", .asOrdered,
        "in_groupe personalisation_error,validity_computation ordered_otherwise"
      ),
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-02", "", .text("voyageurs, 02/01/2026"),
        "in_groupe personalisation_error,agent_processing_error printed_otherwise"
      ),
      // Whoever notes what a card is for may leave out the day, not the other way round.
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-02", "", .text("marchandises"),
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-02", "", .text("02/01/2026"),
        "- personalisation_error,no_defect_found not_comparable"
      ),
      (.birthPlace, .entry, "Congac (16)", "Congac (16)", "Congac", .text("congac"), "- no_defect_found printed_as_claimed"),
      // A card for both says more than its last training does.
      (
        .code95, .training, "goods passengers 2026-01-02", "goods 2026-01-02", "", .asOrdered,
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .code95, .training, "goods passengers 2026-01-02", "goods 2026-01-02", "marchandises et voyageurs", .asOrdered,
        "- no_defect_found printed_as_claimed"
      ),
      // More than he asks for is not as he asks; what he denies is not what he asks for.
      (
        .code95, .training, "goods passengers 2026-01-02", "goods 2026-01-02", "marchandises", .asOrdered,
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-02", "pas marchandises !", .asOrdered,
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .expiryDate, .computation, "2031-01-01", "2031-01-02", "", .asOrdered,
        "in_groupe validity_computation,personalisation_error ordered_otherwise"
      ),
      (
        .expiryDate, .computation, "2031-01-01", "2031-01-01", "2032-01-01", .asOrdered,
        "- validity_computation,training_centre_error,no_defect_found agrees_with_computation"
      ),
      (.cardSerial, .factory, "C12", "C12", "", .text("C13"), "in_groupe personalisation_error printed_otherwise"),
      (.cardSerial, .factory, "C12", "C12", "C13", .asOrdered, "- no_defect_found agrees_with_factory"),
      (
        .issueDate, .computation, nil, nil, "2026-02-01", .text("2026-01-01"),
        "- personalisation_error,validity_computation,training_centre_error,no_defect_found source_unknown"
      ),
      (.categories, .licence, nil, nil, "C, CE", .text("ce c"), "- no_defect_found printed_as_claimed"),
      (
        .categories, .licence, nil, nil, "C, CE", .text("C"),
        "- personalisation_error,data_entry_error,no_defect_found source_unknown"
      ),
    ] as [(ElementCode, CaseFile.ElementSource, String?, String?, String, Read, String)])
  func sources(
    code: ElementCode, source: CaseFile.ElementSource, ordered: String?, value: String?, claimed: String, reading: Read, expected: String
  ) {
    #expect(judged(element(code, source, ordered: ordered, source: value, claimed: claimed), reading) == expected)
  }

  @Test(
    "Only eyes can see",
    arguments: [
      (ElementCode.printQuality, "print_defect,holder_damage,transport_damage,no_defect_found"),
      (.lamination, "lamination_defect,holder_damage,no_defect_found"),
      (.cardBody, "material_defect,transport_damage,holder_damage,no_defect_found"),
      (.securityFeature, "material_defect,print_defect,holder_damage,no_defect_found"), (.wrongCard, "wrong_enclosure,no_defect_found"),
    ])
  func eyes(code: ElementCode, causes: String) {
    #expect(judged(element(code, .factory, claimed: "illisible"), .not) == "- \(causes) only_eyes")
    // Not even a text makes it a matter of values.
    #expect(judged(element(code, .factory, ordered: "a", source: "b"), "c") == "- \(causes) only_eyes")
  }

  @Test func anothersCardIn() {
    #expect(judged(element(.wrongCard, .factory), .not) { $0.claim!.receivedSerial = "C99" } == "in_groupe wrong_enclosure anothers_card")
    // Another card in the envelope says nothing of how a card looks.
    #expect(judged(element(.printQuality, .factory), .not) { $0.claim!.receivedSerial = "C99" }.hasSuffix("only_eyes"))
  }

  @Test func correctedRecords() {
    let wrong = element(.code95, .training, ordered: "goods 2026-01-02", source: "passengers 2026-01-02", claimed: "voyageurs")
    func corrected(_ file: inout CaseFile) { file.claim!.trainingCorrectedAt = Moment("2026-11-24T09:00:00Z") }
    #expect(judged(wrong, adjust: corrected) == "in_groupe training_centre_error record_corrected")
    #expect(
      judged(wrong) {
        corrected(&$0)
        $0.claim!.imputation["training_centre_error"] = .driver
      } == "driver training_centre_error record_corrected")
    let day = element(.expiryDate, .computation, ordered: "2031-01-01", source: "2031-03-01")
    #expect(judged(day, adjust: corrected) == "in_groupe training_centre_error record_corrected")
    // What does not come from the record is not the centre's, nor is what was not printed as it said.
    let name = element(.lastName, ordered: "DUPONT", source: "DUPONT")
    let misprinted = "in_groupe personalisation_error,agent_processing_error printed_otherwise"
    #expect(judged(name, "DUPOND", adjust: corrected) == misprinted)
    #expect(judged(wrong, "passengers 2026-01-02", adjust: corrected) == misprinted)
  }

  @Test func whoseACauseIsIsTheDatabasesToSay() {
    let name = element(.lastName, ordered: "DUPONT", source: "DUPONT")
    #expect(judgement(name, "DUPOND") { $0.claim!.imputation["personalisation_error"] = .driver }.outcome == .driver)
    #expect(judgement(name, "DUPOND") { $0.claim!.imputation = [:] }.outcome == nil)
  }

  @Test("A picture is judged where somebody looked at the approved one and at the print")
  func pictures() {
    let photo = element(.photo, claimed: "trop sombre")
    let (sound, faulty) = (
      "photo_signature_processing,print_defect,unsuitable_image_supplied", "unsuitable_image_supplied,photo_signature_processing"
    )
    #expect(judged(photo, "pâle") == "in_groupe \(sound),no_defect_found approved_picture_sound")
    #expect(judged(photo) == "- no_defect_found,unsuitable_image_supplied printed_as_approved")
    #expect(judged(photo, .not) == "-  not_read")
    for reading in [Read.not, .asOrdered, "pâle"] {
      #expect(judged(photo, reading) { $0.claim!.lookedAt = [2, 3, 4, 5, 6] } == "-  approved_picture_not_looked_at")
    }
    #expect(judgement(photo, "pâle").documentID == 1)
    func tooSmall(_ file: inout CaseFile) { file.documents[0] = picture(1, .photo, 100, 128) }
    #expect(judged(photo, adjust: tooSmall) == "driver \(faulty),no_defect_found approved_picture_faulty")
    // Another print than the faulty picture: either may be it.
    #expect(judged(photo, "pâle", adjust: tooSmall) == "- \(faulty),no_defect_found approved_picture_faulty")
    #expect(judged(photo, .not, adjust: tooSmall) == "-  not_read")
    #expect(
      judged(photo) { $0.documents = [] }
        == "- \(faulty.split(separator: ",").reversed().joined(separator: ",")),no_defect_found approved_picture_missing")
    // A replaced one does not count, a signature is not a photo, the limit of today says nothing of yesterday's file.
    let signature = element(.signature)
    #expect(judged(signature, "pâle") { $0.documents[0].isReplaced = true }.hasPrefix("in_groupe"))
    #expect(judged(photo) { $0.documents[0].isReplaced = true }.hasSuffix("approved_picture_missing"))
    // Of two the later one was approved.
    #expect(judged(photo) { $0.documents.append(picture(9, .photo, 100, 128)) }.hasSuffix("approved_picture_not_looked_at"))
    #expect(judged(photo, "pâle") { $0.documentLimit = 1 }.hasSuffix("approved_picture_sound"))
    #expect(judged(signature) { $0.documents[1] = picture(2, .signature, 600, 200, size: 100, type: .png) }.hasPrefix("driver"))
  }
}
