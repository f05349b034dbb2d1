import Testing

@testable import Casework

@Suite struct ReturnedDispatchCheckTests {
  static let printed = "Élodie LEFÈVRE\n3 RUE HAUTE\n56000 VANNES"

  private func raised(
    _ reason: PostalReason = .unclaimed, to address: String? = nil, _ adjust: (inout CaseFile.ReturnedDispatch) -> Void = { _ in }
  ) -> [String] {
    brief(Checks.evaluate(returnedFile(reason, to: address, adjust: adjust)))
  }

  private func earlier(isSameAsAnswer: Bool, _ reason: PostalReason = .unknownAtAddress) -> CaseFile.EarlierReturn {
    var earlier = CaseFile.EarlierReturn(postalReason: reason)
    earlier.isSameAsAnswer = isSameAsAnswer
    return earlier
  }

  @Test func anotherGoodAddressIsClean() {
    #expect(raised() == [])
    #expect(Checks.isClean(returnedFile()))
    var none = returnedFile()
    none.returned = nil
    #expect(Checks.evaluate(none).isEmpty)
  }

  @Test(
    "The norm, with the reasons of this queue",
    arguments: [
      ("Élodie LEFÈVRE\n29200 BREST", "warning delivery_address incomplete_address street_missing"),
      ("14 RUE HAUTE\nBREST", "warning delivery_address incomplete_address postcode_missing"),
      ("14 RUE HAUTE\n96200 BREST", "warning delivery_address not_servable postcode_unknown"),
      ("14 RUE HAUTE\n29200 Brest", "notice delivery_address - town_not_in_capitals"),
      ("14 RUE HAUTE\u{202E}\n29200 BREST", "warning delivery_address - invisible_characters"),
      (" ", "warning delivery_address incomplete_address missing"),
    ])
  func norm(address: String, expected: String) {
    #expect(raised(to: address).contains(expected))
  }

  @Test(
    "The address that it came back from",
    arguments: [
      (PostalReason.unknownAtAddress, "warning"), (.accessOrAddressing, "warning"), (.unclaimed, "notice"), (.refused, "notice"),
      (.unspecified, "notice"),
    ])
  func sameAddress(reason: PostalReason, severity: String) {
    let found = raised(reason, to: Self.printed) { $0.isSameAsPrinted = true }.filter { $0.hasSuffix("same_address") }
    #expect(found == ["\(severity) delivery_address - same_address"])
  }

  @Test func sameAddressTwice() {
    let twice = raised(to: Self.printed) { ($0.isSameAsPrinted, $0.earlier) = (true, [earlier(isSameAsAnswer: true)]) }
    #expect(
      twice == ["warning delivery_address same_address_returned_twice same_address", "notice - - returned_before"])
    // Another address each time, then back to the first.
    let first = raised(to: "5 RUE BASSE\n29200 BREST") { $0.earlier = [earlier(isSameAsAnswer: true)] }
    #expect(first == ["warning delivery_address - same_address", "notice - - returned_before"])
    #expect(
      raised { $0.earlier = [earlier(isSameAsAnswer: false), earlier(isSameAsAnswer: false)] } == ["warning - - returned_before"])
  }

  @Test func noAddressToJudgeBeforeAnAnswer() {
    #expect(
      raised(to: Self.printed) {
        ($0.answeredAt, $0.state) = (nil, "awaiting_answer")
        $0.address = "x"
      } == ["warning - - not_answered"])
    #expect(
      raised {
        ($0.state, $0.feeState) = ("awaiting_payment", "failed")
      } == ["warning - - fee_unpaid"])
    #expect(raised { $0.feeState = "paid" } == [])
    #expect(raised { $0.feeState = "refunded" } == [])
  }

  @Test func misprinted() {
    let findings = Checks.evaluate(returnedFile { $0.isMisprinted = true })
    #expect(brief(findings) == ["notice delivery_address - misprinted_address"])
    #expect(findings.isClean)
  }

  @Test(
    "A card that is never sent again",
    arguments: [("void", true), ("destroyed", true), ("returned", false), ("dispatched", false), ("", false)])
  func void(state: String, raises: Bool) {
    #expect(raised { $0.cardState = state } == (raises ? ["warning - - card_not_to_ship"] : []))
  }
}
