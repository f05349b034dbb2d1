import Glibc

/// Plays drivers, centres, payment service, factory, mailroom and mailer through `hub`, now and at once, until nothing more can be done
/// without an agent.
///
/// Agents decide between runs: run again with the same seed and number of drivers, and everybody goes on from where he is. What was sent
/// before is replayed under its request id, never doubled.
///
/// - Parameters:
///   - conninfo: libpq's connection string; `user` in it is overridden by each service's login.
///   - seed: who the drivers are and what they do.
///   - drivers: how many.
///   - truth: path of a file for the planted faults, JSON lines; `nil`: none.
///   - logins: the services' logins; they must exist. Agents are not played.
///   - progress: called after each pass with the number of things done so far.
/// - Returns: what was done.
/// - Throws: ``TrafficError``.
@discardableResult public func play(
  conninfo: String, seed: UInt64, drivers: Int, truth: String? = nil, logins: Logins = Logins(), progress: (Int) -> Void = { _ in }
) throws(TrafficError) -> Summary {
  let truthFile = try truth.map { path throws(TrafficError) in try TruthFile(path) }
  let today = CalendarDay(number: time(nil) / 86_400)
  // Ages count from the year's beginning, so that tomorrow's run meets the same people.
  let cast = Cast(seed: seed, today: CalendarDay(today.year, 1, 1))
  let services = try Services(conninfo, logins, settings: [:])
  let player = Player(
    cast, pace: .immediate, services: services, arrivals: [Int](repeating: 0, count: drivers), today: today.adding(days: -1),
    adopts: true)
  player.trainings = player.actors.indices.filter { player.actors[$0].plan.training != nil }.map {
    Player.TrainingDue(actor: $0, minute: 0)
  }
  var done = -1
  while done != player.deeds {
    done = player.deeds
    try player.pass()
    try player.takeOrders(request: nil)
    try player.produceCards(leaving: nil)
    try player.dispatchCards(leaving: nil)
    try player.workInMailroom(destroysAll: true)
    try player.sendMessages()
    progress(player.deeds)
  }
  try truthFile?.write(player.actors)
  return Summary(player, decisions: 0)
}
