public import Postgres
import Queries

/// A statement of `queries/desk/` with the types that this room sends and reads.
///
/// A test prepares every one of them on a fresh schema and compares: stale SQL cannot ship.
public struct Statement: Sendable {
  /// The file's name without folder and extension: `claim_next`.
  public let name: String
  /// PostgreSQL's names of the parameters' types, in order.
  public let parameters: [PostgresType]
  /// The columns that are read, in order; a function that returns nothing has one column of type `void`.
  public let columns: [(name: String, type: PostgresType)]

  /// The statement's text, from `queries/desk/NAME.sql`.
  public var text: String {
    guard let query = Query[path: "desk/\(name).sql"] else { preconditionFailure("queries/desk/\(name).sql is not embedded") }
    return query.text
  }

  init(_ name: String, _ parameters: [PostgresType], _ columns: KeyValuePairs<String, PostgresType>) {
    self.name = name
    self.parameters = parameters
    self.columns = columns.map { (name: $0.key, type: $0.value) }
  }
}

extension PostgresType {
  static let void = PostgresType(rawValue: 2278)
  static let float8 = PostgresType(rawValue: 701)
  static let textArray = PostgresType(rawValue: 1009)
  static let int8Array = PostgresType(rawValue: 1016)
}

extension Statement {
  private static let decision: KeyValuePairs<String, PostgresType> = [
    "decision": .int8, "case_id": .int8, "action": .text, "agent": .text, "decided_at": .int8, "effective_at": .int8, "standing": .text,
    "replayed": .bool, "reached_by": .text,
  ]

  private static let registration: KeyValuePairs<String, PostgresType> = [
    "outcome": .text, "returned_dispatch": .int8, "case_id": .int8, "card": .int8, "serial": .text, "barcode": .text, "driver": .int8,
    "earlier": .int4, "reason": .text,
  ]

  static let session = Statement(
    "session", [],
    [
      "agent": .text, "supervisor": .bool, "supervised": .textArray, "refused": .textArray, "now_epoch": .int8, "lease_seconds": .int4,
      "grace_seconds": .int4,
    ])
  static let queues = Statement(
    "queues", [],
    [
      "queue": .text, "waiting": .int8, "held": .int8, "overdue": .int8, "escalated": .int8, "next_due": .int8, "arrived": .int8,
      "decided": .int8, "with_driver": .int8, "unreachable": .int8, "silent": .int8,
    ])
  static let openReading = Statement("open_reading", [.text, .int8Array, .text, .text], ["reading": .int8])
  static let openList = Statement(
    "open_list", [.text, .text, .bool, .int4, .float8, .float8, .text, .text, .int4, .timestamptz, .int8], ["reading": .int8])
  static let listCases = Statement(
    "list_cases", [.int8],
    [
      "case_id": .int8, "queue": .text, "state": .text, "round": .int4, "urgent": .bool, "escalated": .bool, "driver": .int8,
      "last_name": .text, "first_names": .text, "started_at": .int8, "due_at": .int8, "holder": .text, "held_until": .int8,
      "reserved_for": .text, "flags": .int4, "unreachable": .bool, "claim_order": .timestamptz, "now_epoch": .int8,
    ])
  static let caseEvidence = Statement("case_evidence", [.int8], ["case_id": .int8, "evidence": .jsonb])
  static let claimNext = Statement(
    "claim_next", [.textArray, .uuid, .timestamptz, .bool], ["case_id": .int8, "notice": .text, "claim_order": .timestamptz])
  static let claim = Statement("claim", [.int8, .uuid], ["notice": .text])
  static let renew = Statement("renew", [.int8, .uuid], ["held_until": .int8])
  static let release = Statement("release", [.uuid, .int8, .uuid], ["release": .void])
  static let skip = Statement("skip", [.uuid, .int8, .uuid, .int8], ["until": .int8])
  static let recorded = Statement(
    "recorded", [.uuid, .text], ["recorded": .bool, "names": .textArray, "texts": .textArray])
  static let caseFile = Statement("case_file", [.int8], ["file": .jsonb])
  static let why = Statement("why", [.int8], ["standing": .jsonb])
  static let driverFile = Statement("driver_file", [.int8], ["file": .jsonb])
  static let readDocument = Statement(
    "read_document", [.int8],
    [
      "driver": .int8, "last_name": .text, "first_names": .text, "type": .text, "side": .text, "file_name": .text, "media_type": .text,
      "bytes": .bytea,
    ])
  static let flag = Statement("flag", [.uuid, .int8, .uuid, .int4, .text, .text, .text], ["flag": .void])
  static let unflag = Statement("unflag", [.uuid, .int8, .uuid, .int4, .text], ["unflag": .void])
  static let approve = Statement("approve", [.text, .int8, .uuid, .int4, .text, .jsonb, .text], decision)
  static let returnCase = Statement("return_case", [.text, .int8, .uuid, .int4, .text, .jsonb, .text], decision)
  static let undo = Statement(
    "undo", [.text, .uuid, .int8],
    [
      "kind": .text, "on_case": .int8, "driver": .int8, "reference": .text, "recorded": .text, "restored": .text, "was": .text,
      "serial": .text, "coupon": .text, "found_card": .text, "other_coupon": .text, "other_case": .int8, "offer": .int8,
      "decision": .int8, "case_id": .int8, "action": .text, "agent": .text, "decided_at": .int8, "effective_at": .int8, "standing": .text,
      "replayed": .bool,
      "reached_by": .text,
    ])
  static let overturn = Statement("overturn", [.text, .int8, .text], decision)
  static let closeCase = Statement("close_case", [.text, .int8, .uuid, .int4, .text, .text], decision)
  static let cardAfterClosing = Statement("card_after_closing", [.int8], ["serial": .text, "fate": .text, "reissuable": .bool])
  static let note = Statement("note", [.uuid, .int8, .int8, .text], ["note": .void])
  static let escalate = Statement("escalate", [.uuid, .int8, .text], ["state": .text])
  static let assign = Statement("assign", [.uuid, .int8, .text, .bool], ["agent": .text, "taken_from": .text])
  static let urgent = Statement("urgent", [.uuid, .int8, .bool], ["urgent": .void])
  static let resendPassword = Statement(
    "resend_password", [.uuid, .int8, .bool], ["channel": .text, "goes_at": .int8, "is_held": .bool])
  static let resendInvoice = Statement("resend_invoice", [.uuid, .text], ["channel": .text])
  static let search = Statement(
    "search", [.int8],
    [
      "driver": .int8, "last_name": .text, "first_names": .text, "birth_date": .text, "licence_number": .text, "email": .text,
      "account_state": .text, "found_by": .text, "cases": .int8Array,
    ])
  static let queueEntries = Statement(
    "queue_entries", [],
    ["queue": .text, "name_fr": .text, "label_fr": .text, "label_en": .text, "subject": .text, "settled_by": .textArray])
  static let catalogue = Statement(
    "catalogue", [],
    [
      "queue": .text, "item": .text, "item_name_fr": .text, "item_label_fr": .text, "item_label_en": .text, "kind": .text,
      "reason": .text, "reason_name_fr": .text, "reason_label_fr": .text, "reason_label_en": .text, "comment_required": .bool,
      "wording_fr": .text, "wording_en": .text,
    ])
  static let closingReasons = Statement(
    "closing_reasons", [],
    ["reason": .text, "name_fr": .text, "label_fr": .text, "label_en": .text, "wording_fr": .text, "wording_en": .text])
  static let agents = Statement("agents", [], ["agent": .text, "supervisor": .bool])
  static let reportBegin = Statement("report_begin", [], [:])
  static let reportLimit = Statement("report_limit", [.text], ["set_config": .text])
  static let reportEnd = Statement("report_end", [], [:])

  static let receive = Statement(
    "receive", [.uuid, .text, .text, .bool, .bool],
    [
      "outcome": .text, "claim": .int8, "case_id": .int8, "card": .int8, "serial": .text, "coupon": .text, "driver": .int8, "again": .bool,
      "other_coupon": .text, "other_case": .int8,
    ])
  static let undoReception = Statement(
    "undo_reception", [.uuid, .text],
    [
      "outcome": .text, "claim": .int8, "case_id": .int8, "card": .int8, "serial": .text, "coupon": .text, "driver": .int8, "again": .bool,
      "other_coupon": .text, "other_case": .int8, "was": .text, "found_card": .text, "remains": .text,
    ])
  static let destroy = Statement("destroy", [.uuid, .text], ["card": .int8, "serial": .text])
  static let cardsToDestroy = Statement(
    "cards_to_destroy", [], ["card": .int8, "serial": .text, "received_at": .int8, "void_reason": .text, "driver": .int8])
  static let registerReturn = Statement("register_return", [.uuid, .text, .text], registration)
  static let undoReturn = Statement("undo_return", [.uuid, .text], registration)
  static let readCard = Statement("read_card", [.uuid, .int8, .uuid, .int4, .text, .text], ["read": .text])
  static let removeReading = Statement("remove_reading", [.uuid, .int8, .uuid, .int4, .text], ["remove_reading": .void])
  static let finding = Statement("finding", [.uuid, .int8, .uuid, .int4, .text, .text, .text, .text], ["finding": .void])
  static let removeFinding = Statement("remove_finding", [.uuid, .int8, .uuid, .int4, .text], ["remove_finding": .void])
  static let attribute = Statement("attribute", [.text, .int8, .uuid, .int4, .text, .text, .jsonb, .text], decision)
  static let reship = Statement("reship", [.text, .int8, .uuid, .int4, .text, .jsonb, .text], decision)
  static let remind = Statement("remind", [.uuid, .int8], ["channel": .text])
  static let reissue = Statement("reissue", [.text, .text, .text], decision)
  static let settings = Statement(
    "settings", [],
    [
      "name": .text, "kind": .text, "value": .text, "since": .int8, "set_by": .text, "default_value": .text, "minimum": .text,
      "maximum": .text, "choices": .textArray, "meaning_fr": .text, "meaning_en": .text,
    ])
  static let setSetting = Statement("set_setting", [.uuid, .text, .text], ["name": .text, "former": .text, "value": .text])
  static let grantQueue = Statement("grant_queue", [.uuid, .text, .text, .bool], ["grant_queue": .void])
  static let grants = Statement(
    "grants", [], ["agent": .text, "queue": .text, "granted": .bool, "set_by": .text, "at": .int8])
  static let attach = Statement(
    "attach", [.uuid, .int8, .int8, .text], ["training": .int8, "driver": .int8, "exact": .bool, "certificate_until": .text])
  static let detach = Statement("detach", [.uuid, .int8], ["detach": .void])
  static let contact = Statement(
    "contact", [.uuid, .int8, .text, .text, .bool],
    ["former": .text, "changed": .bool, "resent": .int4, "told_by": .text, "password_from": .int8])
  static let elements = Statement(
    "elements", [],
    ["element": .text, "field": .text, "name_fr": .text, "label_fr": .text, "label_en": .text, "source": .text, "shows": .text])
  static let causes = Statement(
    "causes", [],
    [
      "cause": .text, "name_fr": .text, "label_fr": .text, "label_en": .text, "imputed_to": .text, "comment_required": .bool,
      "wording_fr": .text, "wording_en": .text, "elements": .textArray,
    ])
  static let postalReasons = Statement(
    "postal_reasons", [], ["reason": .text, "code": .text, "name_fr": .text, "label_fr": .text, "label_en": .text])

  /// Every statement that this room uses, for the test that prepares them all.
  public static let all: [Statement] = [
    session, queues, openReading, openList, listCases, caseEvidence, claimNext, claim, renew, release, skip, recorded, caseFile, why,
    driverFile,
    readDocument, flag, unflag,
    approve, returnCase, undo, overturn, closeCase, cardAfterClosing, note, escalate, assign, urgent, resendPassword, resendInvoice, search,
    queueEntries, catalogue, closingReasons, agents, receive, undoReception, destroy, cardsToDestroy, registerReturn, undoReturn, readCard,
    removeReading,
    finding,
    removeFinding, attribute, reship,
    remind, reissue, settings, setSetting, grantQueue, grants, attach, detach, contact, elements, causes, postalReasons,
    reportBegin, reportLimit, reportEnd,
  ]
}
