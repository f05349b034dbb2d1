public import Casework
import Postgres

/// A setting: dated, with what it means and what it may be.
public struct Setting: Decodable, Sendable, Equatable {
  /// Its name and its kind: `interval`, `integer`, `number`, `boolean`, `choice`, `text`, `documents`.
  public var name, kind: String
  /// What it is today.
  public var value: String
  /// Since when; `nil` where it is what a new database has.
  public var since: Moment?
  /// The login that set it; `nil` where nobody did.
  public var setBy: String?
  /// What it is in a new database; `nil` where none is known.
  public var defaultValue: String?
  /// Its bounds, where it has some.
  public var minimum, maximum: String?
  /// What it can be chosen from; empty where it is no choice.
  public var choices: [String]
  /// What it does, in both languages.
  public var meaningFr, meaningEn: String
  /// The name that is typed and shown in French.
  public var nameFr: String
}

/// A setting just set.
public struct SettingChange: Decodable, Sendable, Equatable {
  /// Its name, what it was, what it is.
  public var name, former, value: String
}

/// Whether an agent may work in a queue.
public struct QueueGrant: Decodable, Sendable, Equatable {
  public var agent, queue: String
  /// Whether the queue is open to the agent.
  public var isGranted: Bool
  /// The supervisor who said so; `nil` where the setting `queues_open_to_all` does.
  public var setBy: String?
  /// When.
  public var at: Moment?
}

/// Whom a case was given to, and who held it.
struct Assignment: Decodable {
  let agent: String
  let takenFrom: String?
}

extension Desk {
  /// Gives a case to an agent who works in its queue (supervisors; `queries/desk/assign.sql`); gives who held it, `nil` where nobody did.
  ///
  /// - Parameter insists: even where an agent holds it at this moment (else `PU076`), or another supervisor has just given it to somebody
  ///   (else `PU079`).
  @discardableResult
  public mutating func assign(_ id: CaseNumber, to agent: String, insists: Bool = false, key: String? = nil) throws(DeskError) -> String? {
    try row(\.assign, [request(key, \.assign), Parameter(id), .text(agent), .bool(insists)], .records(.case(id))).takenFrom
  }

  /// Puts a case before all others, or back in its place (supervisors).
  public mutating func urgent(_ id: CaseNumber, _ urgent: Bool, key: String? = nil) throws(DeskError) {
    _ = try run(\.urgent, [request(key, \.urgent), Parameter(id), .bool(urgent)], .records(.case(id)))
  }

  /// Reminds the driver whom a case waits for, once a day at most (`queries/desk/remind.sql`); gives the channel, `nil` where no message
  /// can reach him.
  public mutating func remind(_ id: CaseNumber, key: String? = nil) throws(DeskError) -> String? {
    try row(\.remind, [request(key, \.remind), Parameter(id)], .records(.case(id)))
  }

  /// Orders a card again, free (supervisors; `queries/desk/reissue.sql`).
  ///
  /// - Parameter card: its serial or its number.
  public mutating func reissue(_ card: String, reason: String, key: String = UUIDText.random()) throws(DeskError) -> Decision {
    try decide(\.reissue, [.text(key), .text(card), .text(reason)], about: .named(card))
  }

  /// Every setting, by name (`queries/desk/settings.sql`).
  public mutating func settings() throws(DeskError) -> [Setting] {
    try rows(\.settings)
  }

  /// Sets a setting from now on (supervisors; `queries/desk/set_setting.sql`). What it was stays known with its dates.
  public mutating func setSetting(_ name: String, to value: String, key: String? = nil) throws(DeskError) -> SettingChange {
    try row(\.setSetting, [request(key, \.setSetting), .text(name), .text(value)], .records(.named(name)))
  }

  /// Opens a queue to an agent, or closes it (supervisors; `queries/desk/grant_queue.sql`).
  public mutating func grant(
    _ queue: String, to agent: String, _ granted: Bool = true, key: String? = nil
  ) throws(DeskError) {
    _ = try run(
      \.grantQueue, [request(key, \.grantQueue), .text(queue), .text(agent), .bool(granted)], .records(.named("\(queue) \(agent)")))
  }

  /// Which agent may work in which queue, one for each pair (`queries/desk/grants.sql`).
  public mutating func grants() throws(DeskError) -> [QueueGrant] {
    try rows(\.grants)
  }
}
