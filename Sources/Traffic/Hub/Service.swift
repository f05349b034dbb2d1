public import Postgres

/// A driver-facing service at work: one session under its own login.
///
/// A session that is lost is opened again and what was not answered is asked again: every writing call bears a request id.
public final class Service {
  /// The database role that it logs in as.
  public let login: String
  private var connection: Connection
  private var prepared: Set<String> = []
  /// How many calls were sent.
  public private(set) var calls = 0
  /// Sees a call before it is sent.
  typealias Observer = (_ login: String, _ statement: any AnyStatement, _ parameters: [Parameter]) -> Void
  /// Sees every call.
  var observer: Observer?

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - conninfo: libpq's connection string; `user` in it is overridden.
  ///   - login: the role to log in as.
  ///   - settings: session settings.
  /// - Throws: ``TrafficError/service(login:error:)``, ``TrafficError/notDemo(database:)``.
  public init(_ conninfo: String, login: String, settings: [String: String] = [:]) throws(TrafficError) {
    self.login = login
    connection = try DemoDatabase.connect(
      conninfo, login: login,
      ConnectionOptions(
        applicationName: "pupitre traffic", overrides: ["user": login],
        settings: ConnectionOptions.defaultSettings.merging(settings) { $1 }))
  }

  /// Sends one call and waits for its answer.
  ///
  /// - Throws: ``TrafficError/service(login:error:)``, refusals included.
  public func ask<Answer>(_ call: HubCall<Answer>) throws(TrafficError) -> Answer {
    switch try ask([call])[0] {
    case .success(let answer): return answer
    case .failure(let refusal): throw .service(login: login, error: .server(refusal))
    }
  }

  /// Sends many calls without waiting for one answer before sending the next; each is a transaction of its own.
  ///
  /// - Returns: an answer or a refusal for each call.
  /// - Throws: ``TrafficError/service(login:error:)``: the session was lost for good, or an answer cannot be read.
  public func ask<Answer>(_ calls: [HubCall<Answer>]) throws(TrafficError) -> [Result<Answer, ServerError>] {
    var answers: [Result<Answer, ServerError>] = []
    answers.reserveCapacity(calls.count)
    self.calls += calls.count
    if let observer { for call in calls { observer(login, call.statement, call.parameters) } }
    var losses = 0
    do throws(PostgresError) {
      while answers.count < calls.count {
        let rest = calls[answers.count...]
        do throws(PostgresError) {
          for call in rest where prepared.insert(call.statement.name).inserted {
            try connection.prepare(call.statement.name, call.statement.text)
          }
          let outcome = try connection.pipeline(rest.map { PipelineStep(prepared: $0.statement.name, $0.parameters) })
          for (result, call) in zip(outcome.results, rest) {
            switch result {
            case .success(let rows): answers.append(.success(try call.read(rows)))
            case .failure(let refusal): answers.append(.failure(refusal))
            }
          }
          if let interruption = outcome.interruption { throw interruption }
        } catch {
          guard case .connectionLost = error, losses < 3 else { throw error }
          losses += 1
          try connection.reconnect()
        }
      }
    } catch {
      throw .service(login: login, error: error)
    }
    return answers
  }
}
