import Foundation
import Testing

@testable import Casework

@Suite struct AttributionSuggestionTests {
  static let theirs = element(.lastName, ordered: "DUPONT", source: "DUPONT")
  static let his = element(.firstNames, ordered: "Jon", source: "Jon", claimed: "Jean")
  static let unread = element(.birthPlace, ordered: "LYON", source: "LYON", claimed: "LILLE")
  static let open = element(.lamination, .factory)

  private func outcome(_ elements: [CaseFile.ClaimElement], mixed: Outcome? = nil) -> Outcome? {
    AttributionSuggestion(
      in: claimFile {
        $0.claim!.elements = elements
        Self.readings(&$0)
        if let mixed { $0.claim!.faults.both = mixed }
      }
    ).outcome
  }

  private static func readings(_ file: inout CaseFile) {
    read(.lastName, "DUPOND", in: &file)
    read(.firstNames, .asOrdered, in: &file)
  }

  @Test func whoseItIs() {
    #expect(outcome([]) == nil)
    #expect(outcome([Self.open]) == nil)
    #expect(outcome([Self.theirs]) == .inGroupe)
    #expect(outcome([Self.his]) == .driver)
    // One fault of theirs is enough.
    #expect(outcome([Self.his, Self.theirs]) == .inGroupe)
    #expect(outcome([Self.theirs, Self.open]) == .inGroupe)
    // What only eyes can see could still make it theirs.
    #expect(outcome([Self.his, Self.open]) == nil)
    // So could what nobody read yet.
    #expect(outcome([Self.unread]) == nil)
    #expect(outcome([Self.his, Self.unread]) == nil)
    #expect(outcome([Self.theirs, Self.unread]) == .inGroupe)
  }

  @Test func nothingWhereTheDatabaseDidNotSayWhatCausesAmountTo() {
    var file = claimFile(Self.theirs, adjust: Self.readings)
    #expect(AttributionSuggestion(in: file).outcome == .inGroupe)
    file.claim!.faults = CaseFile.Faults()
    #expect(AttributionSuggestion(in: file).outcome == nil)
  }

  @Test func whoseItIsWhereTheSettingSaysHis() {
    #expect(outcome([Self.his, Self.theirs], mixed: .driver) == .driver)
    #expect(outcome([Self.his, Self.open], mixed: .driver) == .driver)
    #expect(outcome([Self.theirs, Self.open], mixed: .driver) == nil)
    #expect(outcome([Self.theirs], mixed: .driver) == .inGroupe)
    #expect(outcome([Self.his, Self.theirs], mixed: .inGroupe) == .inGroupe)
  }

  @Test func standsOnTheEvidenceNotOnFindings() {
    let file = claimFile(Self.his, adjust: Self.readings)
    var found = file
    found.claim!.findings = [CaseFile.ElementFinding(element: .firstNames, cause: .personalisationError, imputedTo: .inGroupe)]
    // An element that only the agent found defective was not declared.
    var undeclared = Self.theirs
    undeclared.isDeclared = false
    found.claim!.elements.append(undeclared)
    #expect(AttributionSuggestion(in: found) == AttributionSuggestion(in: file))
  }

  @Test func nothingWithoutAClaim() {
    let suggestion = AttributionSuggestion(in: soundFile(.application))
    #expect(suggestion.outcome == nil && suggestion.elements.isEmpty && suggestion.advice == Advice(outcome: nil, grounds: []))
  }

  @Test func adviceAsItIsRecorded() throws {
    let advice = AttributionSuggestion(in: claimFile(Self.theirs, Self.open, adjust: Self.readings)).advice
    #expect(advice.grounds == ["last_name:printed_otherwise", "lamination:only_eyes"])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(advice), as: UTF8.self)
        == #"{"grounds":["last_name:printed_otherwise","lamination:only_eyes"],"outcome":"in_groupe"}"#)
    #expect(String(decoding: try encoder.encode(Advice(outcome: nil, grounds: [])), as: UTF8.self) == #"{"grounds":[],"outcome":null}"#)
    #expect(try JSONDecoder().decode(Advice.self, from: encoder.encode(advice)) == advice)
    // Nothing that the driver typed is recorded with it.
    #expect(!"\(advice)".contains("DUPON"))
  }
}
