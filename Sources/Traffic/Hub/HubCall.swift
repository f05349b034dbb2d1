public import Postgres

/// One call of `hub` that is ready to be sent: a statement of `queries/hub/`, its parameters, and how its answer is read.
///
/// Made by the functions of ``Hub``, sent by a ``Service``. Writing calls carry a request id, so that one which is sent twice is done
/// once.
public struct HubCall<Answer: Sendable>: Sendable {
  /// The statement.
  public let statement: HubStatement
  /// Its parameters, the request id first where it writes.
  public let parameters: [Parameter]
  let read: @Sendable (ResultRows) throws(PostgresError) -> Answer

  init(_ statement: HubStatement, _ parameters: [Parameter], read: @escaping @Sendable (ResultRows) throws(PostgresError) -> Answer) {
    self.statement = statement
    self.parameters = parameters
    self.read = read
  }
}

/// The contract of driver-facing services: one function for each function and view of `hub` that they use.
public enum Hub {
  /// A call whose answer is one number: the new object's, or a round.
  static func number(_ statement: HubStatement, _ parameters: [Parameter]) -> HubCall<Int64> {
    HubCall(statement, parameters) { rows throws(PostgresError) in try rows.only().value(0) }
  }

  /// A call whose answer is a number or nothing.
  static func optionalNumber(_ statement: HubStatement, _ parameters: [Parameter]) -> HubCall<Int64?> {
    HubCall(statement, parameters) { rows throws(PostgresError) in try rows.only().optionalValue(0) }
  }

  /// A call whose answer is a state.
  static func state(_ statement: HubStatement, _ parameters: [Parameter]) -> HubCall<String> {
    HubCall(statement, parameters) { rows throws(PostgresError) in try rows.only().value(0) }
  }

  /// A call whose answer is a list.
  static func list<Element: Sendable>(
    _ statement: HubStatement, _ parameters: [Parameter], _ read: @escaping @Sendable (Row) throws(PostgresError) -> Element
  ) -> HubCall<[Element]> {
    HubCall(statement, parameters) { rows throws(PostgresError) in
      var elements: [Element] = []
      elements.reserveCapacity(rows.count)
      for row in rows { elements.append(try read(row)) }
      return elements
    }
  }
}
