public import Casework
import Postgres

/// A queue, in both languages.
public struct QueueEntry: Sendable, Equatable {
  public var queue, nameFr, labelFr, labelEn: String
  /// What its cases are about.
  public var subject: Subject
  /// The decisions that settle a case of it: `approve`, `return`, `attribute`, `reship`.
  public var settledBy: [String]
}

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

/// An element of a card that can be declared defective, in both languages.
public struct ElementEntry: Sendable, Equatable {
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
public struct CauseEntry: Sendable, Equatable {
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
public struct PostalReasonEntry: Sendable, Equatable {
  /// The code.
  public var reason: String
  /// What the post prints on the envelope, `N02`; `nil` where nothing can be read.
  public var code: String?
  public var nameFr, labelFr, labelEn: String
}

extension Desk {
  /// The queues there are, in their order (`queries/desk/queue_entries.sql`).
  public mutating func queueEntries() throws(DeskError) -> [QueueEntry] {
    try rows(.queueEntries) { row throws(PostgresError) in
      let subject = try row.string("subject")
      guard let known = Subject(rawValue: subject) else {
        throw PostgresError.decoding(column: "subject", row: 0, message: "\(subject) is not known")
      }
      return QueueEntry(
        queue: try row.string("queue"), nameFr: try row.string("name_fr"), labelFr: try row.string("label_fr"),
        labelEn: try row.string("label_en"), subject: known, settledBy: try row.strings("settled_by"))
    }
  }

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

  /// The elements of a card that can be declared defective (`queries/desk/elements.sql`).
  public mutating func elements() throws(DeskError) -> [ElementEntry] {
    try rows(.elements) { row throws(PostgresError) in
      ElementEntry(
        element: try row.string("element"), field: try row.optionalString("field").flatMap { $0.isEmpty ? nil : $0 },
        nameFr: try row.string("name_fr"),
        labelFr: try row.string("label_fr"), labelEn: try row.string("label_en"), source: try row.string("source"),
        shows: try row.string("shows"))
    }
  }

  /// The causes of a defect, and whom each is imputed to today (`queries/desk/causes.sql`).
  public mutating func causes() throws(DeskError) -> [CauseEntry] {
    try rows(.causes) { row throws(PostgresError) in
      CauseEntry(
        cause: try row.string("cause"), nameFr: try row.string("name_fr"), labelFr: try row.string("label_fr"),
        labelEn: try row.string("label_en"), imputedTo: try row.string("imputed_to"), commentRequired: try row.bool("comment_required"),
        wordingFr: try row.string("wording_fr"), wordingEn: try row.string("wording_en"),
        elements: try row.optionalStrings("elements") ?? [])
    }
  }

  /// Why the post brings a dispatch back (`queries/desk/postal_reasons.sql`).
  public mutating func postalReasons() throws(DeskError) -> [PostalReasonEntry] {
    try rows(.postalReasons) { row throws(PostgresError) in
      PostalReasonEntry(
        reason: try row.string("reason"), code: try row.optionalString("code").flatMap { $0.isEmpty ? nil : $0 },
        nameFr: try row.string("name_fr"),
        labelFr: try row.string("label_fr"), labelEn: try row.string("label_en"))
    }
  }
}
