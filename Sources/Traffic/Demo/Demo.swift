import Casework
import Desk

/// The demo: a private database with some thousand drivers and a past in which agents worked.
public enum Demo {
  /// Length of the past, in days.
  public static let days = 45

  /// How far a fill is.
  public struct Progress: Sendable, Hashable {
    /// Days of the past that are played, of how many.
    public var day, days: Int
    /// Drivers who have submitted their accounts so far, and decisions of agents.
    public var drivers, decisions: Int
  }

  /// Fills a database that has the schema and nothing else; afterwards its clock shows the true time again.
  ///
  /// The clock is moved back and then forward in steps (`queries/local/advance_clock.sql`), drivers and services are played through
  /// `hub`, agents through `Desk`. The same seed on the same day gives the same calls. Interrupted, it leaves a database that had better
  /// be dropped; the clock is put right as far as it can be.
  ///
  /// - Parameters:
  ///   - conninfo: libpq's connection string of the database; `user` in it is overridden.
  ///   - owner: a superuser's login, or another one with the rights of `pupitre_owner` that may create roles.
  ///   - seed: who the drivers are and what they do. The default is not that of `play`'s
  ///     callers, lest the same people come twice.
  ///   - drivers: how many; the open cases at the end are about 16 % of them, one in eight of those late.
  ///   - truth: path of a file for the planted faults, JSON lines; `nil`: none.
  ///   - logins: who plays. Those of the demo are created where they are missing, others must exist.
  ///   - progress: called about once a day of the past.
  /// - Returns: what was done.
  /// - Throws: ``TrafficError``.
  @discardableResult public static func fill(
    conninfo: String, owner: String? = nil, seed: UInt64 = 2026, drivers: Int = 2000, truth: String? = nil, logins: Logins = Logins(),
    progress: (Progress) -> Void = { _ in }
  ) throws(TrafficError) -> Summary {
    try fill(conninfo: conninfo, owner: owner, seed: seed, drivers: drivers, truth: truth, logins: logins, end: nil, progress: progress)
  }

  /// - Parameters:
  ///   - end: the day and minute in Paris that office hours and dates are counted from, not after the true ones; `nil`: the true ones.
  ///   - observer: sees each call of `hub`.
  static func fill(
    conninfo: String, owner: String?, seed: UInt64, drivers: Int, truth: String?, logins: Logins, end: (Day, Int)?,
    observer: Service.Observer? = nil, progress: (Progress) -> Void
  ) throws(TrafficError) -> Summary {
    let truthFile = try truth.map { path throws(TrafficError) in try TruthFile(path) }
    let clock = try DemoClock(conninfo, owner: owner)
    if logins == Logins() { try clock.createLogins() }
    let now = try clock.set(0)
    let (day, minute) = end ?? (now.day, now.minuteOfDay)
    let calendar = DemoCalendar(endingOn: day, at: minute, days: days, seed: seed)
    let cast = Cast(seed: seed, rates: .demo, today: day)
    let services = try Services(
      conninfo, logins, settings: ["synchronous_commit": "off", "TimeZone": "Europe/Paris"])
    for service in services.all { service.observer = observer }
    let player = Player(
      cast, pace: .natural, services: services, arrivals: calendar.arrivals(drivers, seed: seed), today: day.adding(days: -days))
    player.scheduleTrainings()
    do throws(TrafficError) {
      let team = try Team(conninfo, logins, player: player)
      try play(calendar, clock, player, team, drivers: drivers, progress: progress)
      try truthFile?.write(player.actors)
      return Summary(player, decisions: team.decisions)
    } catch {
      _ = try? clock.set(0)
      throw error
    }
  }

  private static func play(
    _ calendar: DemoCalendar, _ clock: DemoClock, _ player: Player, _ team: Team, drivers: Int, progress: (Progress) -> Void
  ) throws(TrafficError) {
    var day: Day?
    var rounds = 0
    var loads: [Queue: Workload] = [:]
    for stop in calendar.stops {
      try clock.set(-stop.secondsLeft)
      player.minute = stop.minute
      // Two hours late, so that the day is never one that has not begun, summer time or not.
      player.today = Day(number: (stop.day.number * 1440 + stop.minuteOfDay - 120) / 1440)
      try player.pass()
      let number = player.today.number
      if stop.opensFactory { try player.takeOrders(request: number) }
      if stop.produces { try player.produceCards(leaving: number) }
      if stop.dispatches { try player.dispatchCards(leaving: number) }
      if stop.opensMail {
        try player.workInMailroom(destroysAll: false)
      }
      try player.sendMessages()
      for (queue, count) in try open(team) { loads[queue, default: Workload()].note(open: count, at: stop.minute) }
      if stop.isOffice { try work(team, stop, calendar, &loads, drivers: drivers) }
      if stop.supervises, calendar.span - stop.minute > 600 {
        try team.supervise(round: rounds)
        rounds += 1
      }
      for (queue, count) in try open(team) { loads[queue]?.leave(open: count) }
      if stop.day != day {
        day = stop.day
        progress(
          Progress(
            day: stop.minute / 1440, days: days, drivers: player.actors.count { $0.driver != 0 }, decisions: team.decisions))
      }
    }
    try team.leave()
  }

  /// The agents work each queue down to what they would leave at that time: little at first, in the last week all that can wait until
  /// they are back. In the last two days one of them is away, and what his supervisor gave him waits for too long.
  private static func work(
    _ team: Team, _ stop: DemoCalendar.Stop, _ calendar: DemoCalendar, _ loads: inout [Queue: Workload], drivers: Int
  ) throws(TrafficError) {
    let left = calendar.span - stop.minute
    let pressure = max(0, 1 - Double(left) / Double(7 * 1440))
    let next = calendar.nextWork(after: stop)
    for queue in Queue.allCases {
      guard let load = loads[queue] else { continue }
      let waits = load.arrived(since: calendar.start(of: queue, due: next, share: 0.35 + 0.65 * pressure))
      if left < Team.absence {
        let late = load.arrived(since: 0) - load.arrived(since: calendar.start(of: queue, due: next))
        try team.giveToAbsentee(queue, late, of: waits)
      }
      let open = try open(team)[queue] ?? 0
      let count = min(open - waits - team.rotting(queue), max(3, drivers / 100))
      if count > 0 { try team.work(on: queue, count: count, without: left < Team.absence ? team.absentee : nil) }
    }
  }

  /// How many cases are open in each queue, escalated ones aside.
  private static func open(_ team: Team) throws(TrafficError) -> [Queue: Int] {
    let queues = try team.supervisor.sit { desk throws(DeskError) in try desk.queues() }
    return Dictionary(
      uniqueKeysWithValues: queues.compactMap { status in Queue(rawValue: status.queue).map { ($0, status.waiting + status.held) } })
  }
}
