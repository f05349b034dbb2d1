import Testing

@testable import Casework

@Suite struct LicenceNumberTests {
  @Test(
    "A NEPH however it is grouped",
    arguments: ["030829101234", "03 08 29 10 1234", "0308-2910-1234", "03.08.29.101234", " 03/08/29/10/1234 "])
  func neph(typed: String) throws {
    let neph = try #require(LicenceNumber(typed: typed).neph)
    #expect(neph.digits == "030829101234")
    #expect((neph.yearOfCentury, neph.month) == (3, 8))
    #expect([neph.department, neph.prefecture, neph.serial] == ["29", "10", "1234"])
    #expect(neph.hasMonth)
    #expect(LicenceNumber(typed: typed).display == "03 08 29 10 1234")
  }

  @Test("Months", arguments: [("030029101234", false), ("030129101234", true), ("031229101234", true), ("031329101234", false)])
  func months(typed: String, isMonth: Bool) { #expect(LicenceNumber(typed: typed).neph?.hasMonth == isMonth) }

  @Test("A title number", arguments: ["13AA00001", "24bz99999", "19 AB 12345", "19-AB-12345"])
  func title(typed: String) { #expect(LicenceNumber(typed: typed).form == .title) }

  @Test(
    "Neither",
    arguments: [
      "", "13AA0001", "1AAA00001", "13A100001", "13ÀA00001", "03082910123", "0308291012345", "O30829101234", "L-1234567 8", "０３０８２９１０１２３４",
    ])
  func other(typed: String) { #expect(LicenceNumber(typed: typed).form == .other) }
}
