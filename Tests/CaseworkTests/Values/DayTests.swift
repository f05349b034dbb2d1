import Foundation
import Testing

@testable import Casework

@Suite struct DayTests {
  @Test func everyDayIsReadBack() {
    var wrong: [Int] = []
    var previous = Day(number: -40_001).description
    for number in -40_000...40_000 {
      let text = Day(number: number).description
      if Day(iso: text)?.number != number || text <= previous { wrong.append(number) }
      previous = text
    }
    #expect(wrong == [])
  }

  @Test("Known days", arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-24", 20_781)])
  func known(text: String, number: Int) { #expect(Day(iso: text)?.number == number) }

  @Test(
    "What is no day",
    arguments: [
      "", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "24-01-01", "2024-1-1", "2024/01/01",
      "2024-01-01x",
      "-024-01-01", "2024-01--1", "２０２４-01-01", "0000-01-01",
    ])
  func refused(text: String) { #expect(Day(iso: text) == nil) }

  @Test func textInJSON() throws {
    #expect(try JSONDecoder().decode([Day].self, from: Data("[\"1970-01-02\"]".utf8)).map(\.number) == [1])
    for wrong in ["[\"1970-02-30\"]", "[1]"] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(wrong.utf8)) }
    }
  }

  @Test("French writing", arguments: ["19/07/1984", "19.07.1984", "19-07-1984", "19 07 1984", " 19/7/1984 "])
  func french(text: String) { #expect(Day(french: text) == Day(iso: "1984-07-19")) }

  @Test("No French writing", arguments: ["19/07/84", "1984/07/19", "31/02/1984", "19/07", "07/19/1984", "19//1984"])
  func notFrench(text: String) { #expect(Day(french: text) == nil) }

  @Test(
    "Ages count birthdays",
    arguments: [
      ("2000-06-15", "2018-06-14", 17), ("2000-06-15", "2018-06-15", 18), ("2000-02-29", "2018-02-28", 17),
      ("2000-02-29", "2018-03-01", 18),
      ("2018-01-01", "2017-12-31", -1),
    ])
  func ages(birth: String, then: String, years: Int) { #expect(Day(iso: birth)!.years(until: Day(iso: then)!) == years) }
}
