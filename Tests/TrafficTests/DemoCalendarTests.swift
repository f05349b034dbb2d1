import Casework
import Testing

@testable import Traffic

@Suite struct DemoCalendarTests {
  // A Wednesday.
  static let day = Day(2026, 11, 18)
  static let calendar = DemoCalendar(endingOn: day, at: 14 * 60, days: 45, seed: 1)

  @Test("stops follow each other, stay within the past, and end at its end")
  func order() {
    let stops = Self.calendar.stops
    #expect(stops.count > 300 && stops.count < 900)
    for (before, after) in zip(stops, stops.dropFirst()) {
      #expect(before.secondsLeft > after.secondsLeft && before.minute <= after.minute)
      // Longer than a grace period: what was decided at one stop has taken effect at the next.
      #expect(before.secondsLeft - after.secondsLeft > 120)
    }
    #expect(stops.last?.secondsLeft == 0 && stops.last?.minute == 45 * 1440 && stops.last?.isOffice == false)
    #expect(stops.allSatisfy { (0..<45 * 86_400).contains($0.secondsLeft) })
  }

  @Test("agents work by day, the factory on working days, once each")
  func hours() {
    for stop in Self.calendar.stops {
      let isWeekend = (stop.day.number + 3) % 7 > 4
      if stop.isOffice { #expect((8 * 60..<19 * 60).contains(stop.minuteOfDay)) }
      if stop.opensFactory || stop.produces || stop.dispatches || stop.opensMail { #expect(!isWeekend) }
    }
    let working = Set(Self.calendar.stops.filter { ($0.day.number + 3) % 7 <= 4 }.map(\.day)).count
    for mark in [\DemoCalendar.Stop.opensFactory, \.opensMail] {
      #expect(abs(Self.calendar.stops.count { $0[keyPath: mark] } - working) <= 1)
    }
  }

  @Test("drivers arrive in order, by day more than at night")
  func arrivals() {
    let arrivals = Self.calendar.arrivals(5000, seed: 1)
    #expect(arrivals == arrivals.sorted() && arrivals == Self.calendar.arrivals(5000, seed: 1))
    #expect(arrivals.allSatisfy { (0..<45 * 1440).contains($0) })
    let nightly = arrivals.count { (0..<6).contains(((Self.day.number * 1440 + 840 - 45 * 1440) + $0) % 1440 / 60) }
    #expect(nightly < 250)
  }
}
