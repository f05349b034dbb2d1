import Desk
import Formats
import Terminal

extension Lists {
  /// One's own day, and the week behind it: `day / week` for people, a column each for programs.
  static let ownWork: [ListColumn<OwnWork>] =
    [
      .init("queue", Text(fr: "File", en: "Queue"), priority: 0, minimumWidth: 40, kind: .text) { row, page in
        .text(
          row.queue,
          shown: row.queue.map { SafeText(page.queues.name($0, page.language), style: .cyan) }
            ?? Text(fr: "en tout", en: "in all")[page.language].styled(.bold))
      }
    ]
    + both("decided", Text(fr: "Décidés", en: "Decided"), \.decided, \.weekDecided)
    + both("in_time", Text(fr: "À temps", en: "In time"), \.inTime, \.weekInTime)
    + both("came_back", Text(fr: "Revenus", en: "Came back"), \.cameBack, \.weekCameBack)
    + both("returned_again", Text(fr: "Redemandés", en: "Again"), \.returnedAgain, \.weekReturnedAgain)
    + both("overturned", Text(fr: "Réformés", en: "Overturned"), \.overturned, \.weekOverturned)

  private static func both(
    _ name: String, _ heading: Text, _ day: @escaping @Sendable (OwnWork) -> Int, _ week: @escaping @Sendable (OwnWork) -> Int
  ) -> [ListColumn<OwnWork>] {
    [
      .init(name, heading, alignment: .right, priority: 0, minimumWidth: 40, kind: .number) { row, _ in
        .number(day(row), shown: "\(day(row)) / \(week(row))")
      },
      // For programs: people read it behind the day.
      .init("week_\(name)", heading, alignment: .right, priority: 6, kind: .number) { row, _ in .number(week(row), shown: "") },
    ]
  }
}
