import Casework
import Desk
import Postgres

/// Plays the drivers of a cast and the services around them through `hub`, each under its own login.
///
/// It decides by the plan of each driver and by what `hub` answers and shows, never by tables. Every pass does what is due by
/// ``minute`` and returns; whoever owns the clock moves it between passes.
final class Player {
  /// Whether time matters.
  enum Pace {
    /// Everything is due at once, and whatever this run meets is done.
    case immediate
    /// Things take the time that they take.
    case natural
  }

  let cast: Cast
  let pace: Pace
  /// Whether drivers may be on their way already, from an earlier run.
  let adopts: Bool
  let ids: RequestIDs
  let services: Services
  var actors: [Actor]
  /// The present, in minutes; what it counts from is the caller's affair.
  var minute = 0
  /// The day of the present, for dates in what is sent.
  var today: Day
  /// Trainings that centres have still to record.
  var trainings: [TrainingDue] = []
  /// Found cards on their way to the mailroom.
  var found: [(due: Int, serial: String)] = []
  /// Envelopes with cards that were declared lost, on their way back.
  var strays: [(due: Int, actor: Int)] = []
  /// Cards that the factory has taken, and not accepted yet.
  var unaccepted: Set<Int64> = []
  /// When each pending payment ends; the payment service's own book.
  var payments: [Int64: Int] = [:]
  /// Refusals that were not planned, by SQLSTATE.
  var refusals: [String: Int] = [:]
  /// How many things drivers and services did.
  var deeds = 0
  /// Asked between two groups of calls: whether to leave the rest. What was sent is sent again by the next run, under the same ids.
  var isStopped: () -> Bool = { false }
  private var byDriver: [Int64: Int] = [:]

  /// What a centre does about a training, and when.
  struct TrainingDue {
    /// What it does.
    enum Deed {
      case record, correctName, correctQualification, recordAnother
    }

    var actor: Int
    var minute: Int
    var deed = Deed.record
  }

  /// - Parameters:
  ///   - arrivals: for each driver the minute at which he submits his account.
  ///   - today: the day of minute 0.
  ///   - adopts: whether drivers may be on their way already.
  init(_ cast: Cast, pace: Pace, services: Services, arrivals: [Int], today: Day, adopts: Bool = false) {
    self.cast = cast
    self.pace = pace
    self.adopts = adopts
    self.services = services
    self.today = today
    ids = RequestIDs(cast)
    actors = arrivals.enumerated().map { Actor(plan: cast.driver($0), due: $1) }
  }

  /// Does once whatever drivers, centres and the payment service have to do by now.
  func pass() throws(TrafficError) {
    try workAtCentres()
    try submitAccounts()
    try readAccounts()
    try correctAccounts()
    try readRights()
    try openApplications()
    try fillApplications()
    try submitApplications()
    try readApplications()
    try answerRequests()
    try settlePayments()
    try retryPayments()
    try receiveCards()
    try reportLosses()
    try cancelClaims()
    try answerAttributions()
    try readReturns()
    try answerReturns()
  }

  /// Passes, with all that goes on backstage, until nothing is left to do now.
  func settle(_ progress: (Int) -> Void) throws(TrafficError) {
    var done = -1
    while done != deeds {
      done = deeds
      try pass()
      try takeOrders(request: nil)
      try produceCards(leaving: nil)
      try dispatchCards(leaving: nil)
      try workInMailroom(destroysAll: true)
      try sendMessages()
      progress(deeds)
    }
  }

  /// The minute at which somebody acts next; `nil` where everybody waits for others.
  var nextDue: Int? {
    var next: Int?
    func consider(_ due: Int) { if due > minute, due < next ?? .max { next = due } }
    for actor in actors where actor.stage.acts { consider(actor.due) }
    for training in trainings { consider(training.minute) }
    for due in payments.values { consider(due) }
    for card in found { consider(card.due) }
    for stray in strays { consider(stray.due) }
    return next
  }

  /// Whether something came up that nobody here did: a message for a driver, a card to make, a card to send. A probe each.
  func hasNews() throws(TrafficError) -> Bool {
    if try services.mailer.ask(Hub.outbox()) { return true }
    if try !services.factory.ask(Hub.cardOrders()).isEmpty { return true }
    return try !services.mailroom.ask(Hub.dispatchOrders()).isEmpty
  }

  /// The actor behind a driver's number; `nil` for drivers of others.
  func actor(of driver: Int64) -> Int? { byDriver[driver] }

  func know(_ actor: Int, as driver: Int64) {
    actors[actor].driver = driver
    byDriver[driver] = actor
  }

  /// Those who act in that stage now.
  func acting(in stage: Actor.Stage) -> [Int] { actors.indices.filter { actors[$0].stage == stage && actors[$0].due <= minute } }

  /// Those who wait in one of these stages, by their driver's number.
  func waiting(in stages: Actor.Stage...) -> [Int64] {
    actors.filter { stages.contains($0.stage) && $0.driver != 0 }.map(\.driver).sorted()
  }

  /// Puts an actor into a stage in which he acts after some minutes.
  func move(_ actor: Int, to stage: Actor.Stage, after minutes: Int = 0) {
    actors[actor].stage = stage
    actors[actor].due = pace == .immediate ? minute : minute + minutes
  }

  /// A source of randomness for one thing that one actor does.
  func dice(_ purpose: StaticString, _ actor: Int, _ part: Int = 0) -> SeededGenerator {
    SeededGenerator(seed: cast.seed, purpose: purpose, index: actor * 1024 + part)
  }

  /// Notes a refusal that nobody planned; the actor gives up what he was at.
  func unexpected(_ refusal: ServerError, _ actor: Int?) {
    refusals[refusal.sqlState, default: 0] += 1
    if let actor { actors[actor].stage = .done }
  }

  /// Counts what was done, and notes what was refused although nobody planned it.
  func count<Answer>(_ answers: [Result<Answer, ServerError>]) {
    for answer in answers {
      switch answer {
      case .success: deeds += 1
      case .failure(let refusal): unexpected(refusal, nil)
      }
    }
  }

  /// Sends a call for each of these actors, some hundred at a time so that files do not pile up in memory.
  func each<Answer>(
    _ acting: [Int], _ service: Service, _ call: (Int) -> HubCall<Answer>,
    then: (Int, Result<Answer, ServerError>) throws(TrafficError) -> Void
  ) throws(TrafficError) {
    for start in stride(from: 0, to: acting.count, by: 200) {
      if isStopped() { throw .stopped }
      let group = acting[start..<min(start + 200, acting.count)]
      let answers = try service.ask(group.map { call($0) })
      deeds += group.count
      for (actor, answer) in zip(group, answers) { try then(actor, answer) }
    }
  }

  /// Reads a view for these drivers, a thousand at a time.
  func read<Element>(
    _ drivers: [Int64], _ view: ([Int64]) -> HubCall<[Element]>
  ) throws(TrafficError) -> [Element] {
    var rows: [Element] = []
    for start in stride(from: 0, to: drivers.count, by: 1000) {
      rows += try services.portal.ask(view(Array(drivers[start..<min(start + 1000, drivers.count)])))
    }
    return rows
  }
}
