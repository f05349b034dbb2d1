public import Casework
import Postgres

/// A queue, in both languages.
public struct QueueEntry: Decodable, Sendable, Equatable {
  public var queue, nameFr, labelFr, labelEn: String
  /// What its cases are about.
  public var subject: Subject
  /// The decisions that settle a case of it: `approve`, `return`, `attribute`, `reship`.
  public var settledBy: [String]
}

/// What whoever sits here may do to a case that is in a state: a row of the lifecycle.
public struct CaseAction: Decodable, Sendable, Hashable {
  /// The state of the case.
  public var state: CaseState
  /// The action: `approve`, `flag`, `remind`.
  public var action: String

  /// A row.
  public init(_ action: String, in state: CaseState) {
    self.state = state
    self.action = action
  }
}

/// An item that can be flagged together with one reason that fits it, in both languages.
public struct CatalogueEntry: Decodable, Sendable, Equatable {
  public var queue, item, itemNameFr, itemLabelFr, itemLabelEn: String
  /// `field`, `document` or `data`.
  public var kind: String
  public var reason, reasonNameFr, reasonLabelFr, reasonLabelEn: String
  /// Whether a flag with this reason needs a comment.
  public var commentRequired: Bool
  /// What the driver reads today.
  public var wordingFr, wordingEn: String
}

/// Why a supervisor ends a case.
public struct ClosingReason: Decodable, Sendable, Equatable {
  public var reason, nameFr, labelFr, labelEn, wordingFr, wordingEn: String
}

/// A login of an agent or a supervisor.
public struct AgentLogin: Decodable, Sendable, Equatable {
  /// The login.
  public var agent: String
  /// Whether it has a supervisor's rights.
  public var supervisor: Bool
}

/// An element of a card that can be declared defective, in both languages.
public struct ElementEntry: Decodable, Sendable, Equatable {
  /// The code.
  public var element: String
  /// Its number on the card, `4b`; `nil` where it has none.
  public var field: String?
  public var nameFr, labelFr, labelEn: String
  /// Where its value comes from: `entry`, `licence`, `training`, `computation`, `factory`.
  public var source: String
  /// What can be read there on a card in hand: `text`, `picture` or `nothing`.
  public var shows: String
}

/// A cause of a defect, in both languages.
public struct CauseEntry: Decodable, Sendable, Equatable {
  public var cause, nameFr, labelFr, labelEn: String
  /// `in_groupe`, `driver` or `none`, under the settings of today.
  public var imputedTo: String
  /// Whether a finding with this cause needs a comment.
  public var commentRequired: Bool
  /// What the driver reads today.
  public var wordingFr, wordingEn: String
  /// The elements behind which it can be found, in the order of the card.
  public var elements: [String]
}

/// Why the post brings a dispatch back, in both languages.
public struct PostalReasonEntry: Decodable, Sendable, Equatable {
  /// The code.
  public var reason: String
  /// What the post prints on the envelope, `N02`; `nil` where nothing can be read.
  public var code: String?
  public var nameFr, labelFr, labelEn: String
}

extension Desk {
  /// The queues there are, in their order (`queries/desk/queue_entries.sql`).
  public mutating func queueEntries() throws(DeskError) -> [QueueEntry] {
    try rows(\.queueEntries)
  }

  /// What may be done here to a case, by its state (`queries/desk/case_actions.sql`).
  public mutating func caseActions() throws(DeskError) -> [CaseAction] {
    try rows(\.caseActions)
  }

  /// What can be flagged, with its reasons, in the order of the items (`queries/desk/catalogue.sql`).
  public mutating func catalogue() throws(DeskError) -> [CatalogueEntry] {
    try rows(\.catalogue)
  }

  /// Why a case can be ended for good (`queries/desk/closing_reasons.sql`).
  public mutating func closingReasons() throws(DeskError) -> [ClosingReason] {
    try rows(\.closingReasons)
  }

  /// Logins of agents and supervisors (`queries/desk/agents.sql`).
  public mutating func agents() throws(DeskError) -> [AgentLogin] {
    try rows(\.agents)
  }

  /// The elements of a card that can be declared defective (`queries/desk/elements.sql`).
  public mutating func elements() throws(DeskError) -> [ElementEntry] {
    try rows(\.elements)
  }

  /// The causes of a defect, and whom each is imputed to today (`queries/desk/causes.sql`).
  public mutating func causes() throws(DeskError) -> [CauseEntry] {
    try rows(\.causes)
  }

  /// Why the post brings a dispatch back (`queries/desk/postal_reasons.sql`).
  public mutating func postalReasons() throws(DeskError) -> [PostalReasonEntry] {
    try rows(\.postalReasons)
  }
}
