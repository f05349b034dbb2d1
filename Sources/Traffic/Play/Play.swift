import Casework
import Glibc

/// How a play goes in time.
public struct Course: Sendable, Hashable {
  /// The span over which drivers arrive, by day more than at night, in days of theirs; things then take the time that they take. `nil`:
  /// everything is due at once.
  public var days: Int?
  /// How many drivers arrive in a minute of ours: their days are compressed to that. `nil`: the whole span is played at once, or, followed,
  /// as the clock has it.
  public var rate: Double?
  /// Whether to go on when all is played: agents decide, drivers and services react as decisions take effect.
  public var follows = false

  /// Everything at once, and no longer.
  public init(days: Int? = nil, rate: Double? = nil, follows: Bool = false) {
    self.days = days
    self.rate = rate
    self.follows = follows
  }

  /// Minutes of the drivers' time that pass in a minute of ours; `nil` where they are leapt over.
  func speed(_ drivers: Int) -> Double? {
    switch (days, rate) {
    case (let days?, let rate?): Double(days * 1440) * rate / Double(max(1, drivers))
    // A minute for each driver.
    case (nil, let rate?): rate
    case (_, nil): follows ? 1 : nil
    }
  }
}

/// Plays drivers, centres, payment service, factory, mailroom and mailer through `hub`: as the course has it, and then until nothing more
/// can be done without an agent, or, followed, until it is told to stop.
///
/// Agents decide between runs, or meanwhile: run again with the same seed, number of drivers and days, and everybody goes on from where he
/// is. What was sent before is replayed under its request id, never doubled. A session that is lost is opened again; a server that is away
/// is waited for where there is time.
///
/// - Parameters:
///   - conninfo: libpq's connection string; `user` in it is overridden by each service's login.
///   - seed: who the drivers are and what they do.
///   - drivers: how many.
///   - truth: path of a file for the planted faults, JSON lines; `nil`: none.
///   - logins: the services' logins; they must exist. Agents are not played.
///   - course: how it goes in time.
///   - wait: waits for so many seconds, 0 to look only; false: stop. `nil`: sleeps, and never stops.
///   - progress: called after each pass with the number of things done so far.
/// - Returns: what was done.
/// - Throws: ``TrafficError``.
@discardableResult public func play(
  conninfo: String, seed: UInt64, drivers: Int, truth: String? = nil, logins: Logins = Logins(), course: Course = Course(),
  wait: ((Double) -> Bool)? = nil, progress: (Int) -> Void = { _ in }
) throws(TrafficError) -> Summary {
  let truthFile = try truth.map { path throws(TrafficError) in try TruthFile(path) }
  let services = try Services(conninfo, logins, settings: [:])
  let run = Run(seed: seed, drivers: drivers, services: services, course: course, wait: wait ?? Run.sleep)
  do throws(TrafficError) {
    try run.go(progress)
  } catch .stopped {
    // What is not done is done by the next run.
  }
  try truthFile?.write(run.player.actors)
  return Summary(run.player, decisions: 0)
}

/// A play under way: passes, woken by time and by news.
private final class Run {
  let player: Player
  private let course: Course
  private let speed: Double?
  private let wait: (Double) -> Bool
  /// The drivers' minute at the moment `since`, in seconds of the system's clock.
  private var start = 0.0
  private var since = 0.0
  /// The drivers' minute at the last pass.
  private var acted = -1

  /// Nobody looks at everything more often than that without news, in seconds.
  private static let patience = 60.0

  init(seed: UInt64, drivers: Int, services: Services, course: Course, wait: @escaping (Double) -> Bool) {
    let today = Day(containing: Int64(time(nil)))
    // Ages count from the year's beginning, so that tomorrow's run meets the same people.
    let cast = Cast(seed: seed, today: Day(today.year, 1, 1))
    let arrivals =
      if let days = course.days {
        DemoCalendar(endingOn: today, at: 0, days: days, seed: seed).arrivals(drivers, seed: seed)
      } else if course.rate != nil {
        Array(0..<drivers)
      } else {
        [Int](repeating: 0, count: drivers)
      }
    self.course = course
    self.wait = wait
    speed = course.speed(drivers)
    player = Player(
      cast, pace: course.days == nil ? .immediate : .natural, services: services, arrivals: arrivals, today: today.adding(days: -1),
      adopts: true)
    player.isStopped = { !wait(0) }
    player.scheduleTrainings()
  }

  func go(_ progress: (Int) -> Void) throws(TrafficError) {
    if course.days != nil || course.rate != nil { try patiently { () throws(TrafficError) in start = Double(try player.catchUp()) } }
    since = Self.now
    var looked = -Double.infinity
    while true {
      if let speed { player.minute = max(player.minute, Int(start + (Self.now - since) / 60 * speed)) }
      player.today = Day(number: time(nil) / 86_400 - 1)
      let isDue = dueNow()
      try patiently { () throws(TrafficError) in
        if !isDue, Self.now - looked < Self.patience, try !player.hasNews() { return }
        try player.settle(progress)
        looked = Self.now
        acted = player.minute
      }
      guard let pause = try pause() else { return }
      if !wait(pause) { throw .stopped }
    }
  }

  /// Whether somebody has become due since the last pass.
  private func dueNow() -> Bool {
    let minute = player.minute
    guard acted >= 0 else { return true }
    player.minute = acted
    defer { player.minute = minute }
    return player.nextDue.map { $0 <= minute } ?? false
  }

  /// Seconds to wait before looking again; `nil` at the end. A span that is leapt over goes on an hour later, or when somebody acts.
  private func pause() throws(TrafficError) -> Double? {
    let next = player.nextDue
    guard let speed else {
      guard let days = course.days, let next, next <= days * 1440 else { return nil }
      player.minute = max(next, min(player.minute + 60, days * 1440))
      return 0
    }
    let ends = course.days.map { $0 * 1440 }
    if !course.follows, next == nil || (ends.map { player.minute >= $0 } ?? false) { return nil }
    let seconds = next.map { (Double($0) - start) / speed * 60 - (Self.now - since) } ?? 1
    // Often enough to see news within a second, seldom enough to cost nothing.
    return min(1, max(0.2, seconds))
  }

  /// Does it, again and again while the server is away.
  private func patiently(_ body: () throws(TrafficError) -> Void) throws(TrafficError) {
    while true {
      do throws(TrafficError) {
        return try body()
      } catch {
        guard error.isLoss, speed != nil else { throw error }
        if !wait(1) { throw .stopped }
      }
    }
  }

  /// Waits, and never says stop.
  static func sleep(_ seconds: Double) -> Bool {
    if seconds > 0 { usleep(useconds_t(seconds * 1e6)) }
    return true
  }

  /// Seconds of a clock that is never set.
  private static var now: Double {
    var moment = timespec()
    clock_gettime(CLOCK_MONOTONIC, &moment)
    return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
  }
}
