import Foundation
import Testing

@testable import Casework

@Suite struct MomentTests {
  @Test(
    "Every form that PostgreSQL writes",
    arguments: [
      ("2026-11-24T03:09:12+00:00", 1_795_489_752_000_000), ("2026-11-24T04:09:12+01:00", 1_795_489_752_000_000),
      ("2026-11-24 03:09:12+00", 1_795_489_752_000_000), ("2026-11-24T03:09:12Z", 1_795_489_752_000_000),
      ("2026-11-24T03:09:12.5+00:00", 1_795_489_752_500_000), ("2026-11-24T03:09:12.000042+00:00", 1_795_489_752_000_042),
      ("2026-11-23T21:39:12-0530", 1_795_489_752_000_000), ("1969-12-31T23:59:59.999999Z", -1),
      ("1901-01-01T00:00:00+00:09:21", -2_177_453_361_000_000),
    ] as [(String, Int64)])
  func forms(text: String, microseconds: Int64) {
    #expect(Moment(text)?.microseconds == microseconds)
    #expect(Moment(microseconds: microseconds).description.hasSuffix("Z"))
    #expect(Moment(Moment(microseconds: microseconds).description)?.microseconds == microseconds)
  }

  @Test(
    "What is no moment",
    arguments: [
      "", "2026-11-24", "2026-11-24T03:09:12", "2026-11-24T03:09:12.Z", "2026-11-24T03:09:12.1234567Z", "2026-02-30T03:09:12Z",
      "2026-11-24T25:09:12Z",
      "2026-11-24T03:09:12+1", "2026-11-24T03:09:12 UTC", "yesterday at twenty past three",
    ])
  func refused(text: String) { #expect(Moment(text) == nil) }

  @Test func infinities() {
    #expect(Moment("infinity") == .distantFuture)
    #expect(Moment("-infinity") == .distantPast)
    #expect(Moment.distantPast.description == "-infinity")
    #expect(Moment.distantPast < Moment(seconds: 0))
  }

  @Test(
    "Days are those of Paris",
    arguments: [
      ("1969-12-31T22:59:59Z", "1969-12-31"), ("1969-12-31T23:00:00Z", "1970-01-01"), ("2026-11-24T22:59:59.9Z", "2026-11-24"),
      ("2026-11-24T23:00:00Z", "2026-11-25"), ("2026-07-13T21:59:59Z", "2026-07-13"), ("2026-07-13T22:00:00Z", "2026-07-14"),
      // The nights in which the clocks change.
      ("2026-03-28T23:30:00Z", "2026-03-29"), ("2026-03-29T21:59:59Z", "2026-03-29"), ("2026-03-29T22:00:00Z", "2026-03-30"),
      ("2026-10-24T22:00:00Z", "2026-10-25"), ("2026-10-25T22:59:59Z", "2026-10-25"), ("2026-10-25T23:00:00Z", "2026-10-26"),
      ("2027-12-31T23:00:00Z", "2028-01-01"),
    ])
  func days(text: String, day: String) { #expect(Moment(text)?.day.description == day) }

  @Test func infinitiesHaveDaysFarAway() {
    #expect(Moment.distantPast.day < Day(year: 1, month: 1, day: 1)!)
    #expect(Moment.distantFuture.day > Day(year: 9999, month: 12, day: 31)!)
  }

  @Test func secondsOrTextInJSON() throws {
    #expect(
      try JSONDecoder().decode([Moment].self, from: Data("[0,\"1970-01-01T00:00:00Z\",1795489752]".utf8)).map(\.microseconds)
        == [0, 0, 1_795_489_752_000_000])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Moment].self, from: Data("[\"soon\"]".utf8)) }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Moment].self, from: Data("[true]".utf8)) }
    let moment = Moment(microseconds: 1_795_489_752_000_042)
    #expect(try JSONDecoder().decode([Moment].self, from: JSONEncoder().encode([moment])) == [moment])
  }
}
