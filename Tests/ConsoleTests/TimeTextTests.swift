import Casework
import Terminal
import Testing

@testable import Console

@Suite struct TimeTextTests {
  /// Tuesday 24 November 2026, 10:00:00 in Paris.
  private let now = Moment(seconds: 1_795_510_800)

  @Test func parisTime() {
    let winter = CivilTime(now)
    #expect(winter.iso == "2026-11-24T10:00:00+01:00")
    #expect(winter.date.weekday == 2)
    // The last second of winter and the first of summer, and back.
    #expect(CivilTime(Moment(seconds: 1_774_745_999)).iso == "2026-03-29T01:59:59+01:00")
    #expect(CivilTime(Moment(seconds: 1_774_746_000)).iso == "2026-03-29T03:00:00+02:00")
    #expect(CivilTime(Moment(seconds: 1_792_889_999)).iso == "2026-10-25T02:59:59+02:00")
    #expect(CivilTime(Moment(seconds: 1_792_890_000)).iso == "2026-10-25T02:00:00+01:00")
    #expect(CivilTime(Moment(seconds: 951_782_400)).iso == "2000-02-29T01:00:00+01:00")
    #expect(CivilTime(Moment(seconds: 0)).date.weekday == 4)
  }

  @Test(
    arguments: [
      (30, "moins d'une minute", "less than a minute"), (60, "1 min", "1 min"), (3599, "59 min", "59 min"), (3600, "1 h", "1 h"),
      (11_520, "3 h 12", "3 h 12"), (3900, "1 h 05", "1 h 05"), (86_400, "1 j", "1 d"), (100_800, "1 j 4 h", "1 d 4 h"),
      (-100_800, "1 j 4 h", "1 d 4 h"), (864_000, "10 j", "10 d"), (900_000, "10 j", "10 d"),
    ] as [(Int64, String, String)])
  func spans(_ seconds: Int64, _ fr: String, _ en: String) {
    #expect(TimeText.span(seconds).fr.plain == fr)
    #expect(TimeText.span(seconds).en.plain == en)
  }

  @Test func relativeAndDeadline() {
    #expect(TimeText.relative(now + -10_800, now: now).fr.plain == "il y a 3 h")
    #expect(TimeText.relative(now + 7800, now: now).fr.plain == "dans 2 h 10")
    #expect(TimeText.relative(now + -10_800, now: now).en.plain == "3 h ago")
    #expect(TimeText.relative(now + -5, now: now).en.plain == "just now")
    #expect(TimeText.deadline(now + -100_800, now: now).fr.plain == "en retard de 1 j 4 h")
    #expect(TimeText.deadline(now + -100_800, now: now).en.plain == "overdue by 1 d 4 h")
    #expect(TimeText.deadline(now, now: now).en.plain == "overdue by less than a minute")
    #expect(TimeText.deadline(now + 7800, now: now).en.plain == "in 2 h 10")
  }

  @Test func dates() {
    #expect(TimeText.dateAndTime(now, now: now).fr.plain == "aujourd'hui 10:00")
    #expect(TimeText.dateAndTime(now + -86_400, now: now).en.plain == "yesterday 10:00")
    #expect(TimeText.dateAndTime(now + 54_000, now: now).fr.plain == "demain 01:00")
    #expect(TimeText.dateAndTime(now + -5 * 86_400, now: now).fr.plain == "jeu. 19/11 10:00")
    #expect(TimeText.dateAndTime(now + -400 * 86_400, now: now).en.plain == "Mon 20 Oct 2025 11:00")
    #expect(TimeText.date(now).fr.plain == "24/11/2026")
  }

  @Test(
    arguments: [
      ("30min", 1800), ("2h", 7200), ("1j", 86_400), ("1d12h", 129_600), ("3 h 30", 12_600), ("3h30", 12_600), ("45s", 45), ("90m", 5400),
      ("0h", 0), ("2H", 7200),
    ] as [(String, Int64)])
  func typedSpans(_ typed: String, _ seconds: Int64) {
    #expect(Span.seconds(typed) == seconds)
  }

  @Test(arguments: ["", "h", "2", "2x", "h2", "-2h", "2.5h", "99999999999h", "1j 2", "4000j"])
  func whatIsNoSpan(_ typed: String) {
    #expect(Span.seconds(typed) == nil)
  }
}
