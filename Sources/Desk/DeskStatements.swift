import Casework
public import Postgres
import Queries

/// The statements of `queries/desk/`, one a file, with the types that are sent and the values that their rows are read as.
///
/// A test prepares every one of them on a fresh schema and compares both ways: stale SQL cannot ship.
public struct DeskStatements: Sendable {
  static let shared = DeskStatements()
  /// Every one of them, for the test that prepares them all.
  public static var all: [any AnyStatement] { Mirror(reflecting: shared).children.compactMap { $0.value as? any AnyStatement } }

  let session = Statement<Desk.Identity>(desk: "session")
  let queues = Statement<QueueStatus>(desk: "queues")
  let openReading = Statement<Int64>(desk: "open_reading", .text, .int8Array, .text, .text)
  let openList = Statement<Int64>(
    desk: "open_list", .text, .text, .bool, .int4, .float8, .float8, .text, .text, .int4, .timestamptz, .int8, .int8Array)
  let listCases = Statement<CaseSummary>(desk: "list_cases", .int8)
  let caseEvidence = Statement<CaseEvidence>(desk: "case_evidence", .int8)
  let claimNext = Statement<NextClaim>(desk: "claim_next", .textArray, .uuid, .timestamptz, .bool)
  let claim = Statement<Claim.Notice>(desk: "claim", .int8, .uuid)
  let renew = Statement<Moment>(desk: "renew", .int8, .uuid)
  let leave = Statement<NoAnswer>(desk: "leave", .uuid)
  let release = Statement<NoAnswer>(desk: "release", .uuid, .int8, .uuid)
  let skip = Statement<Moment>(desk: "skip", .uuid, .int8, .uuid, .int8)
  let skipped = Statement<CaseNumber>(desk: "skipped")
  let greeting = Statement<Greeting>(desk: "greeting")
  let news = Statement<News>(desk: "news", .int8, .int8, .uuid, .textArray)
  let recorded = Statement<RecordedAnswer>(desk: "recorded", .uuid, .text)
  let caseFile = Statement<String>(desk: "case_file", .int8)
  let why = Statement<String>(desk: "why", .int8)
  let driverFile = Statement<String>(desk: "driver_file", .int8)
  let readDocument = Statement<DocumentFile>(desk: "read_document", .int8)
  let flag = Statement<NoAnswer>(desk: "flag", .uuid, .int8, .uuid, .int4, .text, .text, .text)
  let notShown = Statement<NoAnswer>(desk: "not_shown", .int8)
  let unflag = Statement<NoAnswer>(desk: "unflag", .uuid, .int8, .uuid, .int4, .text)
  let approve = Statement<Decision>(desk: "approve", .text, .int8, .uuid, .int4, .text, .jsonb, .text)
  let returnCase = Statement<Decision>(desk: "return_case", .text, .int8, .uuid, .int4, .text, .jsonb, .text)
  let undo = Statement<Undone>(desk: "undo", .text, .uuid, .int8)
  let overturn = Statement<Decision>(desk: "overturn", .text, .int8, .text)
  let closeCase = Statement<Decision>(desk: "close_case", .text, .int8, .uuid, .int4, .text, .text)
  let cardAfterClosing = Statement<CardAfterClosing>(desk: "card_after_closing", .int8)
  let note = Statement<NoAnswer>(desk: "note", .uuid, .int8, .int8, .text)
  let escalate = Statement<String>(desk: "escalate", .uuid, .int8, .text)
  let assign = Statement<Assignment>(desk: "assign", .uuid, .int8, .text, .bool)
  let urgent = Statement<NoAnswer>(desk: "urgent", .uuid, .int8, .bool)
  let resendPassword = Statement<PasswordMessage>(desk: "resend_password", .uuid, .int8, .bool)
  let resendInvoice = Statement<InvoiceMessage>(desk: "resend_invoice", .uuid, .text)
  let search = Statement<SearchHit>(desk: "search", .int8)
  let myWork = Statement<OwnWork>(desk: "my_work")
  let queueEntries = Statement<QueueEntry>(desk: "queue_entries")
  let caseActions = Statement<CaseAction>(desk: "case_actions")
  let catalogue = Statement<CatalogueEntry>(desk: "catalogue")
  let closingReasons = Statement<ClosingReason>(desk: "closing_reasons")
  let agents = Statement<AgentLogin>(desk: "agents")
  let reportBegin = Statement<NoAnswer>(desk: "report_begin")
  let reportLimit = Statement<String>(desk: "report_limit", .text)
  let reportEnd = Statement<NoAnswer>(desk: "report_end")
  let receive = Statement<Reception>(desk: "receive", .uuid, .text, .text, .bool, .bool)
  let undoReception = Statement<Reception>(desk: "undo_reception", .uuid, .text)
  let destroy = Statement<CardNumber>(desk: "destroy", .uuid, .text)
  let cardsToDestroy = Statement<CardToDestroy>(desk: "cards_to_destroy")
  let registerReturn = Statement<ReturnRegistration>(desk: "register_return", .uuid, .text, .text)
  let undoReturn = Statement<ReturnRegistration>(desk: "undo_return", .uuid, .text)
  let readCard = Statement<String?>(desk: "read_card", .uuid, .int8, .uuid, .int4, .text, .text)
  let removeReading = Statement<NoAnswer>(desk: "remove_reading", .uuid, .int8, .uuid, .int4, .text)
  let finding = Statement<NoAnswer>(desk: "finding", .uuid, .int8, .uuid, .int4, .text, .text, .text, .text)
  let removeFinding = Statement<NoAnswer>(desk: "remove_finding", .uuid, .int8, .uuid, .int4, .text)
  let attribute = Statement<Decision>(desk: "attribute", .text, .int8, .uuid, .int4, .text, .text, .jsonb, .text)
  let reship = Statement<Decision>(desk: "reship", .text, .int8, .uuid, .int4, .text, .jsonb, .text)
  let each = Statement<EachAnswer>(desk: "each", .uuid, .jsonb, .bool)
  let remind = Statement<String?>(desk: "remind", .uuid, .int8)
  let reissue = Statement<Decision>(desk: "reissue", .text, .text, .text)
  let settings = Statement<Setting>(desk: "settings")
  let setSetting = Statement<SettingChange>(desk: "set_setting", .uuid, .text, .text)
  let grantQueue = Statement<NoAnswer>(desk: "grant_queue", .uuid, .text, .text, .bool)
  let grants = Statement<QueueGrant>(desk: "grants")
  let attach = Statement<Attachment>(desk: "attach", .uuid, .int8, .int8, .text)
  let detach = Statement<NoAnswer>(desk: "detach", .uuid, .int8)
  let contact = Statement<ContactChange>(desk: "contact", .uuid, .int8, .text, .text, .bool)
  let elements = Statement<ElementEntry>(desk: "elements")
  let causes = Statement<CauseEntry>(desk: "causes")
  let postalReasons = Statement<PostalReasonEntry>(desk: "postal_reasons")
}

extension Statement {
  fileprivate init(desk name: String, _ parameters: PostgresType...) {
    self.init(name, text: Query.text("desk/\(name).sql"), parameters)
  }
}
