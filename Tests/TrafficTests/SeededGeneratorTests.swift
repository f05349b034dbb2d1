import Casework
import Testing

@testable import Traffic

@Suite struct SeededGeneratorTests {
  @Test("xoshiro256** from SplitMix64 seeds gives the published sequence")
  func knownSequence() {
    var generator = SeededGenerator(seed: 0)
    #expect((0..<3).map { _ in generator.next() } == [11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768])
  }

  @Test("substreams differ by seed, purpose and number, and repeat")
  func substreams() {
    func first(_ seed: UInt64, _ purpose: StaticString, _ index: Int) -> UInt64 {
      var generator = SeededGenerator(seed: seed, purpose: purpose, index: index)
      return generator.next()
    }
    #expect(first(1, "a", 1) == first(1, "a", 1))
    #expect(Set([first(1, "a", 1), first(2, "a", 1), first(1, "b", 1), first(1, "a", 2), first(1, "a", 0)]).count == 5)
  }

  @Test("draws stay in their range and reach both ends")
  func ranges() {
    var generator = SeededGenerator(seed: 7)
    let numbers = (0..<2000).map { _ in generator.int(in: -3...3) }
    #expect(Set(numbers) == Set(-3...3))
    let units = (0..<2000).map { _ in generator.unit() }
    #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(units.reduce(0, +) / 2000 - 0.5) < 0.03)
  }

  @Test("a calendar day is read and written, leap years included", arguments: ["1970-01-01", "2000-02-29", "1964-12-31", "2026-03-01"])
  func days(text: String) throws { #expect(try #require(Day(iso: text)).description == text) }

  @Test("what is no day is refused", arguments: ["2023-02-29", "2023-13-01", "2023-1-1", "hier", "", "2023-00-10", "2023-04-31"])
  func notDays(text: String) { #expect(Day(iso: text) == nil) }

  @Test func dayNumbers() {
    #expect(Day(1970, 1, 1).number == 0)
    #expect(Day(2026, 11, 24).number == 20_781)
    #expect(Day(2004, 2, 29).adding(years: 1).description == "2005-03-01")
    #expect(Day(2023, 12, 31).adding(days: 1).description == "2024-01-01")
  }
}
