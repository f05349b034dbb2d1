import Testing

@testable import Casework

@Suite struct ElementJudgementTests {
  static let names = "data_entry_error,civil_status_change,no_defect_found"

  @Test(
    "What he typed",
    arguments: [
      // Printed otherwise than he typed: theirs, whatever he claims now.
      ("DUPOND", "DUPONT", "DUPONT", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      ("DUPOND", "DUPONT", "", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      ("DUPOND", "DUPONT", "DUPOND", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      // Printed as he typed, and now he says otherwise: his.
      ("DUPOND", "DUPOND", "DUPONT", "driver \(names) agrees_with_entry"),
      ("DUPOND", "Dupond", "DUPONT", "driver \(names) agrees_with_entry"),
      // He does not say what is right.
      ("DUPOND", "DUPOND", "", "- civil_status_change,no_defect_found agrees_with_entry"),
      ("DUPOND", "DUPOND", "  ", "- civil_status_change,no_defect_found agrees_with_entry"),
      // The card says what he asks for.
      ("DUPONT", "DUPONT", "Dupont", "- no_defect_found printed_as_claimed"),
      ("DUPONT", nil, "Dupont", "- no_defect_found printed_as_claimed"),
      // Accents alone are for eyes.
      ("LEFEVRE", "LEFÈVRE", "LEFÈVRE", "- personalisation_error,no_defect_found accents_differ"),
      ("LEFEVRE", "LEFÈVRE", "", "- personalisation_error,no_defect_found accents_differ"),
      ("LEFEVRE", "LEFEVRE", "LEFÈVRE", "- data_entry_error,no_defect_found accents_differ"),
      ("LEFEVRE", "LEFÈVRE", "LEFEBVRE", "driver \(names) agrees_with_entry"),
      // Something unknown.
      ("DUPONT", nil, "DUPOND", "- personalisation_error,data_entry_error,civil_status_change,no_defect_found source_unknown"),
      ("DUPONT", " ", "", "- personalisation_error,data_entry_error,civil_status_change,no_defect_found source_unknown"),
      (nil, "DUPONT", "DUPOND", "- personalisation_error,data_entry_error,civil_status_change,no_defect_found only_eyes"),
      ("", nil, "DUPOND", "- personalisation_error,data_entry_error,civil_status_change,no_defect_found only_eyes"),
    ] as [(String?, String?, String, String)])
  func entry(printed: String?, source: String?, claimed: String, expected: String) {
    #expect(judged(element(.lastName, printed: printed, source: source, claimed: claimed)) == expected)
  }

  @Test(
    "Other sources",
    arguments: [
      (
        ElementCode.licenceNumber, CaseFile.ElementSource.licence, "030829101234", "030829101243", "",
        "in_groupe personalisation_error,agent_processing_error printed_otherwise"
      ),
      (
        .licenceNumber, .licence, "030829101234", "03 08 29 101234", "030829101243",
        "driver data_entry_error,no_defect_found agrees_with_licence"
      ),
      (.birthDate, .entry, "1984-07-19", "1984-07-19", "19/07/1985", "driver data_entry_error,no_defect_found agrees_with_entry"),
      (.birthDate, .entry, "1984-07-19", "1984-07-19", "19/07/1984", "- no_defect_found printed_as_claimed"),
      // A training record that differs from what he says: the centre is asked first, the evidence alone imputes nothing.
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-02", "voyageurs",
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .code95, .training, "goods 2026-01-02", "goods 2026-01-03", "",
        "in_groupe personalisation_error,validity_computation printed_otherwise"
      ),
      (
        .code95, .training, "goods 2026-01-02", "passengers 2026-01-02", "voyageurs",
        "in_groupe personalisation_error,validity_computation printed_otherwise"
      ),
      // A card for both says more than its last training does.
      (
        .code95, .training, "goods passengers 2026-01-02", "goods 2026-01-02", "",
        "- training_centre_error,no_defect_found agrees_with_training"
      ),
      (
        .code95, .training, "goods passengers 2026-01-02", "goods 2026-01-02", "marchandises et voyageurs",
        "- no_defect_found printed_as_claimed"
      ),
      (.expiryDate, .computation, "2031-01-01", "2031-01-02", "", "in_groupe validity_computation,personalisation_error printed_otherwise"),
      (
        .expiryDate, .computation, "2031-01-01", "2031-01-01", "2032-01-01",
        "- validity_computation,training_centre_error,no_defect_found agrees_with_computation"
      ),
      (.cardSerial, .factory, "C12", "C13", "", "in_groupe personalisation_error,agent_processing_error printed_otherwise"),
      (.cardSerial, .factory, "C12", "C12", "C13", "- no_defect_found agrees_with_factory"),
      (
        .issueDate, .computation, "2026-01-01", nil, "2026-02-01",
        "- personalisation_error,validity_computation,training_centre_error,no_defect_found source_unknown"
      ),
      (.categories, .licence, nil, nil, "CE", "- personalisation_error,data_entry_error,no_defect_found only_eyes"),
    ] as [(ElementCode, CaseFile.ElementSource, String?, String?, String, String)])
  func sources(code: ElementCode, source: CaseFile.ElementSource, printed: String?, value: String?, claimed: String, expected: String) {
    #expect(judged(element(code, source, printed: printed, source: value, claimed: claimed)) == expected)
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
    #expect(judged(element(code, .factory, claimed: "illisible")) == "- \(causes) only_eyes")
    // Not even a text makes it a matter of values.
    #expect(judged(element(code, .factory, printed: "a", source: "b")) == "- \(causes) only_eyes")
  }

  @Test func anothersCardIn() {
    #expect(judged(element(.wrongCard, .factory)) { $0.claim!.receivedSerial = "C99" } == "in_groupe wrong_enclosure anothers_card")
  }

  @Test func correctedRecords() {
    let wrong = element(.code95, .training, printed: "goods 2026-01-02", source: "passengers 2026-01-02", claimed: "voyageurs")
    func corrected(_ file: inout CaseFile) { file.claim!.trainingCorrectedAt = Moment("2026-11-24T09:00:00Z") }
    #expect(judged(wrong, adjust: corrected) == "in_groupe training_centre_error record_corrected")
    #expect(
      judged(wrong) {
        corrected(&$0)
        $0.claim!.imputation = ["training_centre_error": .driver]
      } == "driver training_centre_error record_corrected")
    let day = element(.expiryDate, .computation, printed: "2031-01-01", source: "2031-03-01")
    #expect(judged(day, adjust: corrected) == "in_groupe training_centre_error record_corrected")
    // What does not come from the record is not the centre's.
    let name = element(.lastName, printed: "DUPOND", source: "DUPONT")
    #expect(judged(name, adjust: corrected) == "in_groupe personalisation_error,agent_processing_error printed_otherwise")
  }

  @Test func pictures() {
    let photo = element(.photo, claimed: "trop sombre")
    #expect(
      judged(photo) == "in_groupe photo_signature_processing,print_defect,unsuitable_image_supplied,no_defect_found approved_picture_sound")
    #expect(ElementJudgement(photo, in: claimFile(photo)).documentID == 1)
    #expect(
      judged(photo) { $0.documents[0] = picture(1, .photo, 100, 128) }
        == "driver unsuitable_image_supplied,photo_signature_processing,no_defect_found approved_picture_faulty")
    #expect(
      judged(photo) { $0.documents = [] }
        == "- photo_signature_processing,unsuitable_image_supplied,no_defect_found approved_picture_missing")
    // A replaced one does not count, a signature is not a photo, the limit of today says nothing of yesterday's file.
    let signature = element(.signature)
    #expect(judged(signature) { $0.documents[0].isReplaced = true }.hasPrefix("in_groupe"))
    #expect(judged(photo) { $0.documents[0].isReplaced = true }.hasSuffix("approved_picture_missing"))
    #expect(judged(photo) { $0.documentLimit = 1 }.hasSuffix("approved_picture_sound"))
    #expect(judged(signature) { $0.documents[1] = picture(2, .signature, 600, 200, size: 100, type: .png) }.hasPrefix("driver"))
  }
}
