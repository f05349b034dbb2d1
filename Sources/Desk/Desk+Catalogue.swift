import Postgres

/// An item that can be flagged together with one reason that fits it, in both languages.
public struct CatalogueEntry: Sendable, Equatable {
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
public struct ClosingReason: Sendable, Equatable {
  public var reason, nameFr, labelFr, labelEn, wordingFr, wordingEn: String
}

/// A login of an agent or a supervisor.
public struct AgentLogin: Sendable, Equatable {
  /// The login.
  public var agent: String
  /// Whether it has a supervisor's rights.
  public var supervisor: Bool
}

extension Desk {
  /// What can be flagged, with its reasons, in the order of the items (`queries/desk/catalogue.sql`).
  public mutating func catalogue() throws(DeskError) -> [CatalogueEntry] {
    try rows(.catalogue) { row throws(PostgresError) in
      CatalogueEntry(
        queue: try row.string("queue"), item: try row.string("item"), itemNameFr: try row.string("item_name_fr"),
        itemLabelFr: try row.string("item_label_fr"), itemLabelEn: try row.string("item_label_en"), kind: try row.string("kind"),
        reason: try row.string("reason"), reasonNameFr: try row.string("reason_name_fr"), reasonLabelFr: try row.string("reason_label_fr"),
        reasonLabelEn: try row.string("reason_label_en"), commentRequired: try row.bool("comment_required"),
        wordingFr: try row.string("wording_fr"), wordingEn: try row.string("wording_en"))
    }
  }

  /// Why a case can be ended for good (`queries/desk/closing_reasons.sql`).
  public mutating func closingReasons() throws(DeskError) -> [ClosingReason] {
    try rows(.closingReasons) { row throws(PostgresError) in
      ClosingReason(
        reason: try row.string("reason"), nameFr: try row.string("name_fr"), labelFr: try row.string("label_fr"),
        labelEn: try row.string("label_en"), wordingFr: try row.string("wording_fr"), wordingEn: try row.string("wording_en"))
    }
  }

  /// Logins of agents and supervisors (`queries/desk/agents.sql`).
  public mutating func agents() throws(DeskError) -> [AgentLogin] {
    try rows(.agents) { row throws(PostgresError) in
      AgentLogin(agent: try row.string("agent"), supervisor: try row.bool("supervisor"))
    }
  }
}
