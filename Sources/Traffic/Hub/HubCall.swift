public import Postgres

/// One call of `hub` that is ready to be sent: a statement of `queries/hub/`, its parameters, and how its answer is read.
///
/// Made by the functions of ``Hub``, sent by a ``Service``. Writing calls carry a request id, so that one which is sent twice is done
/// once.
public struct HubCall<Answer: Sendable>: Sendable {
  /// The statement.
  public let statement: any AnyStatement
  /// Its parameters, the request id first where it writes.
  public let parameters: [Parameter]
  let read: @Sendable (ResultRows) throws(PostgresError) -> Answer

  init(
    _ statement: any AnyStatement, _ parameters: [Parameter], read: @escaping @Sendable (ResultRows) throws(PostgresError) -> Answer
  ) {
    self.statement = statement
    self.parameters = parameters
    self.read = read
  }
}

/// The contract of driver-facing services: one function for each function and view of `hub` that they use.
public enum Hub {
  /// A call with one answer: the new object's number, a round, a state.
  static func one<Row>(_ path: KeyPath<HubStatements, Statement<Row>>, _ parameters: [Parameter] = []) -> HubCall<Row> {
    HubCall(HubStatements.shared[keyPath: path], parameters) { rows throws(PostgresError) in try rows.decodeOnly() }
  }

  /// A call whose answer is a list.
  static func list<Row>(_ path: KeyPath<HubStatements, Statement<Row>>, _ parameters: [Parameter] = []) -> HubCall<[Row]> {
    HubCall(HubStatements.shared[keyPath: path], parameters) { rows throws(PostgresError) in try rows.decode() }
  }
}
