import Testing

@testable import Casework

/// What is asked again before a driver pays.
@Suite struct PaymentDoubtTests {
  private func doubts(
    _ elements: CaseFile.ClaimElement..., found: [(ElementCode, Cause, CaseFile.Imputation)], adjust: (inout CaseFile) -> Void = { _ in }
  ) -> [String] {
    var file = claimFile { $0.claim!.elements = elements }
    file.claim!.findings = found.map { CaseFile.ElementFinding(element: $0, cause: $1, imputedTo: $2) }
    adjust(&file)
    return file.paymentDoubts.map { "\($0.element) \($0.doubt)" }
  }

  private let name = element(.lastName, ordered: "DUPOND", source: "DUPOND", claimed: "DUPONT")

  @Test func whatNobodyRead() {
    #expect(doubts(name, found: [(.lastName, .dataEntryError, .driver)]) == ["last_name unread"])
    // What he did not declare counts where it is found against him; what only eyes see is never read.
    var other = element(.firstNames, ordered: "Jon", source: "Jon")
    other.isDeclared = false
    var film = element(.lamination, .factory)
    film.isDeclared = false
    #expect(doubts(other, film, found: [(.lamination, .holderDamage, .driver)]) == [])
    #expect(doubts(other, found: [(.firstNames, .personalisationError, .inGroupe)]) == [])
    #expect(doubts(other, found: [(.firstNames, .dataEntryError, .driver)]) == ["first_names unread"])
  }

  @Test func whatNobodyCompared() {
    func asOrdered(_ file: inout CaseFile) { read(.lastName, .asOrdered, in: &file) }
    #expect(doubts(name, found: [(.lastName, .dataEntryError, .driver)], adjust: asOrdered) == [])
    #expect(
      doubts(name, found: [(.lastName, .dataEntryError, .driver)]) {
        asOrdered(&$0)
        $0.claim!.lookedAt = []
      } == ["last_name notCompared"])
  }

  @Test func whatWasReadOtherwise() {
    func asOrdered(_ file: inout CaseFile) { read(.lastName, .asOrdered, in: &file) }
    // The card says what he asks for, or is not as ordered: it is no fault of his.
    let satisfied = element(.lastName, ordered: "DUPONT", source: "DUPONT", claimed: "Dupont")
    #expect(doubts(satisfied, found: [(.lastName, .dataEntryError, .driver)], adjust: asOrdered) == ["last_name contradicted"])
    #expect(doubts(satisfied, found: [(.lastName, .noDefectFound, .none)], adjust: asOrdered) == [])
    #expect(
      doubts(name, found: [(.lastName, .dataEntryError, .driver)]) { read(.lastName, "DUPONS", in: &$0) } == ["last_name contradicted"])
  }

  @Test func whatIsKnownOfAnElement() {
    let place = element(.birthPlace, ordered: "Congac (16)", source: "Congac (16)", claimed: "Cognac (16)", today: "COGNAC (16)")
    let file = claimFile(place)
    #expect(file.isKnown("cognac", on: .birthPlace) && file.isKnown("Congac (16)", on: .birthPlace))
    #expect(!file.isKnown("Cognag (16)", on: .birthPlace) && !file.isKnown("DUPONT", on: .lastName))
  }
}
