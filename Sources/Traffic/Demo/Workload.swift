import Casework

/// What has come into a queue, and when: from it follows how much of it the agents may leave for later.
///
/// It counts what ``Desk/queues()`` shows at each stop and never looks at the clock of the database, whose seconds hang on how
/// fast this machine is.
struct Workload {
  /// How much had come by a minute.
  private var arrivals: [(minute: Int, total: Int)] = [(0, 0)]
  /// What was left at the end of the last stop.
  private var left = 0

  /// Notes how many cases are open at a stop, before anybody works.
  mutating func note(open: Int, at minute: Int) {
    arrivals.append((minute, (arrivals.last?.total ?? 0) + max(0, open - left)))
  }

  /// Notes how many are open when the agents have worked.
  mutating func leave(open: Int) { left = open }

  /// How many cases have come since a minute.
  func arrived(since minute: Int) -> Int {
    (arrivals.last?.total ?? 0) - (arrivals.last { $0.minute <= minute }?.total ?? 0)
  }
}

extension Queue {
  /// How long a case may lie, in minutes; in working days for all but accounts. As the settings of a new database have it.
  fileprivate var delay: Int {
    switch self {
    case .accounts: 1440
    case .documents: 3 * 1440
    case .quality: 5 * 1440
    case .undelivered: 2 * 1440
    }
  }

  /// How long a case stays reserved for whom it was given to, in minutes: a quarter of the delay.
  var reservation: Int { delay / 4 }
}

extension DemoCalendar {
  /// The minute at which a case came that falls due at `minute`, or that has used up that share of its delay then.
  func start(of queue: Queue, due minute: Int, share: Double = 1) -> Int {
    var left = Int(Double(queue.delay) * share)
    guard queue != .accounts else { return minute - left }
    var minute = minute
    while left > 0 {
      let step = min(left, max(1, minuteOfDay(at: minute)))
      if !isWeekend(at: minute - 1) { left -= step }
      minute -= step
    }
    return minute
  }

  /// The next moment at which agents work, or the end.
  func nextWork(after stop: Stop) -> Int { stops.first { $0.minute > stop.minute && $0.isOffice }?.minute ?? span }
}
