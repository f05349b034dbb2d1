import Casework
import Desk
import Foundation
import Testing

@testable import Console

/// Each thing is told once, however often it is found.
@Suite struct NewsWatchTests {
  private func news(_ kind: String, event: Int64 = 0, caseID: Int64? = nil) throws -> News {
    var fields = ["\"kind\": \"\(kind)\"", "\"event\": \(event)"]
    if let caseID { fields.append("\"caseID\": \(caseID)") }
    return try JSONDecoder().decode(News.self, from: Data("{\(fields.joined(separator: ", "))}".utf8))
  }

  private func kinds(_ happenings: [Text.Happening]) -> [String] {
    happenings.map { happening in
      switch happening {
      case .news(let news): news.kind.rawValue
      case .several(let kind, let count): "\(count) \(kind.rawValue)"
      case .emptyAgain: "empty"
      }
    }
  }

  @Test func anEventThatIsFoundAgainIsOld() throws {
    var watch = NewsWatch(every: 1)
    watch.begin(at: 5)
    #expect(watch.since == 5)
    #expect(kinds(watch.take([try news("cursor", event: 8), try news("urgent", event: 7)])) == ["urgent"])
    #expect(
      kinds(watch.take([try news("cursor", event: 9), try news("urgent", event: 7), try news("assigned", event: 6)])) == ["assigned"])
    // One that is committed later than a higher number is not missed: it is asked from three looks ago on.
    #expect(watch.since == 5)
    #expect(kinds(watch.take([try news("cursor", event: 12)])) == [])
    #expect(watch.since == 8)
  }

  @Test func aQueueIsToldWhenItFillsAndWhenItIsEmptyAgain() throws {
    var watch = NewsWatch(every: 1)
    watch.watch(["accounts"])
    #expect(kinds(watch.take([])) == [])
    #expect(kinds(watch.take([try news("work")])) == ["work"])
    #expect(kinds(watch.take([try news("work")])) == [])
    #expect(kinds(watch.take([])) == ["empty"])
    #expect(kinds(watch.take([])) == [])
    // Cases that trickle in and are gone again are told once, until something is asked for anew.
    #expect(kinds(watch.take([try news("work")])) == [])
    watch.watch(["accounts"])
    #expect(kinds(watch.take([try news("work")])) == ["work"])
    // Whoever has taken something is told nothing of it.
    watch.watch([])
    #expect(kinds(watch.take([])) == [])
  }

  @Test func manyAtOnceAreCountedAndWhatALookDidNotHoldIsAskedForAgain() throws {
    var watch = NewsWatch(every: 1)
    watch.begin(at: 100)
    let many = try (101...150).map { try news("assigned", event: Int64($0)) }
    #expect(kinds(watch.take([try news("cursor", event: 300)] + many)) == ["50 assigned"])
    #expect(watch.since == 150)
    #expect(
      kinds(watch.take([try news("cursor", event: 300)] + (try (151...153).map { try news("assigned", event: Int64($0)) }))).count == 3)
  }

  @Test(arguments: [("on", 15), ("oui", 15), ("30s", 30), ("2min", 120), ("off", 0), ("non", 0)])
  func howOften(_ typed: String, _ seconds: Int) {
    #expect(NewsWatch.pace(typed).map { $0.seconds ?? 0 } == seconds)
  }

  @Test(arguments: ["", "sometimes", "30", "2h", "0s"]) func notHowOften(_ typed: String) { #expect(NewsWatch.pace(typed) == nil) }
}
