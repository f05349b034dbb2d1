public import Postgres
import Queries

/// A statement of `queries/hub/` with the types that this room sends and reads.
///
/// A test prepares every one of them on a fresh schema and compares: stale SQL cannot ship.
public struct HubStatement: Sendable {
  /// The file's name without folder and extension: `submit_account`.
  public let name: String
  /// The parameters' types, in order.
  public let parameters: [PostgresType]
  /// The columns that are read, in order.
  public let columns: [(name: String, type: PostgresType)]
  /// The statement's text, from `queries/hub/NAME.sql`.
  public let text: String

  init(_ name: String, _ parameters: [PostgresType], _ columns: KeyValuePairs<String, PostgresType>) {
    guard let query = Query[path: "hub/\(name).sql"] else { preconditionFailure("queries/hub/\(name).sql is not embedded") }
    self.name = name
    self.parameters = parameters
    self.columns = columns.map { (name: $0.key, type: $0.value) }
    text = query.text
  }
}

extension PostgresType {
  static let int8Array = PostgresType(rawValue: 1016)
}

/// What the portal calls and reads.
extension HubStatement {
  private static let form = [PostgresType](repeating: .text, count: 11)

  static let submitAccount = HubStatement("submit_account", [.uuid] + form + [.text, .text, .text], ["driver": .int8])
  static let resubmitAccount = HubStatement("resubmit_account", [.uuid, .int8] + form, ["round": .int4])
  static let openApplication = HubStatement("open_application", [.uuid, .int8, .text, .int8, .int8], ["application": .int8])
  static let saveDraft = HubStatement(
    "save_draft", [.uuid, .int8, .int8, .text, .text, .text, .text, .bool], ["application": .int8])
  static let putDocument = HubStatement(
    "put_document", [.uuid, .int8, .int8, .text, .text, .text, .text, .bytea], ["document": .int8])
  static let cancelApplication = HubStatement("cancel_application", [.uuid, .int8, .int8], ["application": .int8])
  static let submitApplication = HubStatement("submit_application", [.uuid, .int8, .int8], ["payment": .int8])
  static let declareLoss = HubStatement("declare_loss", [.uuid, .int8, .int8, .bool, .text, .text, .text], ["payment": .int8])
  static let retryPayment = HubStatement("retry_payment", [.uuid, .int8, .int8], ["payment": .int8])
  static let answerRequest = HubStatement("answer_request", [.uuid, .int8, .int8, .text, .text, .text, .text, .text], ["round": .int4])
  static let changeDeliveryAddress = HubStatement("change_delivery_address", [.uuid, .int8, .int8, .text], ["application": .int8])
  static let activateCard = HubStatement("activate_card", [.uuid, .int8, .int8], ["state": .text])

  static let accounts = HubStatement("accounts", [.int8Array], ["driver": .int8, "state": .text, "round": .int4])
  static let trainingRecords = HubStatement("training_records", [.int8Array], ["driver": .int8, "training": .int8])
  static let applications = HubStatement(
    "applications", [.int8Array],
    ["driver": .int8, "application": .int8, "kind": .text, "state": .text, "round": .int4, "replaced_card": .int8])
  static let informationRequests = HubStatement(
    "information_requests", [.int8Array], ["driver": .int8, "application": .int8, "item": .text])
  static let cards = HubStatement(
    "cards", [.int8Array],
    ["driver": .int8, "card": .int8, "application": .int8, "state": .text, "serial": .text, "expires_on": .text])
  static let payments = HubStatement(
    "payments", [.int8Array],
    ["driver": .int8, "payment": .int8, "application": .int8, "state": .text, "returned_dispatch": .int8])
  static let lastAccount = HubStatement("last_account", [], ["driver": .int8])
}

/// What the portal calls and reads about defective cards and cards that came back.
extension HubStatement {
  static let declareQualityClaim = HubStatement(
    "declare_quality_claim", [.uuid, .int8, .int8, .text, .text, .text, .text, .text], ["claim": .int8])
  static let cancelQualityClaim = HubStatement("cancel_quality_claim", [.uuid, .int8, .int8], ["claim": .int8])
  static let answerAttribution = HubStatement(
    "answer_attribution", [.uuid, .int8, .int8, .text, .text, .text, .text, .text, .text], ["payment": .int8])
  static let requestCardBack = HubStatement("request_card_back", [.uuid, .int8, .int8], ["state": .text])
  static let answerReturnedDispatch = HubStatement(
    "answer_returned_dispatch", [.uuid, .int8, .int8, .text, .text, .text], ["payment": .int8])

  static let qualityClaims = HubStatement(
    "quality_claims", [.int8Array],
    [
      "driver": .int8, "claim": .int8, "application": .int8, "card": .int8, "coupon": .text, "state": .text, "card_back_possible": .bool,
    ])
  static let qualityClaimElements = HubStatement(
    "quality_claim_elements", [.int8Array], ["driver": .int8, "claim": .int8, "element": .text, "to_correct": .bool])
  static let returnedDispatches = HubStatement(
    "returned_dispatches", [.int8Array],
    ["driver": .int8, "returned_dispatch": .int8, "application": .int8, "card": .int8, "state": .text])
  static let dispatches = HubStatement(
    "dispatches", [.int8Array], ["driver": .int8, "dispatch": .int8, "card": .int8, "barcode": .text, "state": .text])
}

/// What centres, the payment service, the factory, the mailroom and the mailer call and read.
extension HubStatement {
  private static let training: [PostgresType] = [.text, .text, .text, .text, .text, .date, .date, .bool]

  static let recordTraining = HubStatement("record_training", [.uuid] + training, ["training": .int8])
  static let correctTraining = HubStatement("correct_training", [.uuid, .int8] + training, ["training": .int8])
  static let cancelTraining = HubStatement("cancel_training", [.uuid, .int8], ["training": .int8])
  static let centreTrainings = HubStatement(
    "centre_trainings", [], ["training": .int8, "state": .text, "licence_number": .text, "qualification": .text, "issued_on": .text])

  static let recordPayment = HubStatement("record_payment", [.uuid, .int8, .text, .text], ["state": .text])
  static let pendingPayments = HubStatement("pending_payments", [], ["payment": .int8, "driver": .int8])

  static let cardOrders = HubStatement("card_orders", [], ["card": .int8])
  static let takeOrders = HubStatement(
    "take_orders", [.uuid, .int4], ["card": .int8, "attempt": .int4, "delivery_address": .text, "training_issued_on": .text])
  static let acceptOrders = HubStatement("accept_orders", [.uuid, .int8Array], ["accepted": .int4])
  static let orderPictures = HubStatement("order_pictures", [.int8], ["type": .text, "media_type": .text, "bytes": .bytea])
  static let reportProduction = HubStatement("report_production", [.uuid, .int8, .text, .date, .text], ["state": .text])
  static let reportDispatch = HubStatement("report_dispatch", [.uuid, .int8, .text, .text], ["dispatch": .int8])
  static let factoryCards = HubStatement(
    "factory_cards", [], ["card": .int8, "state": .text, "printed_address": .text, "training_issued_on": .text])

  static let receiveCard = HubStatement("receive_card", [.uuid, .text, .text, .bool, .bool], ["outcome": .text, "again": .bool])
  static let undoReception = HubStatement("undo_reception", [.uuid, .text], ["outcome": .text, "again": .bool])
  static let expectedCards = HubStatement("expected_cards", [], ["claim": .int8, "coupon": .text, "serial": .text])
  static let registerReturnedDispatch = HubStatement(
    "register_returned_dispatch", [.uuid, .text, .text], ["outcome": .text, "returned_dispatch": .int8])
  static let dispatchOrders = HubStatement("dispatch_orders", [], ["dispatch": .int8, "card": .int8])
  static let reportReshipment = HubStatement("report_reshipment", [.uuid, .int8, .text], ["dispatch": .int8])
  static let destroyCard = HubStatement("destroy_card", [.uuid, .text], ["state": .text])
  static let cardsToDestroy = HubStatement("cards_to_destroy", [], ["serial": .text])

  static let takeNotifications = HubStatement(
    "take_notifications", [.int4], ["notification": .int8, "attempt": .int4, "channel": .text, "address": .text, "template": .text])
  static let reportNotification = HubStatement("report_notification", [.uuid, .int8, .int4, .text, .text], ["state": .text])
  static let outbox = HubStatement("outbox", [], ["waiting": .bool])

  /// Every statement that this room uses, for the test that prepares them all.
  public static let all: [HubStatement] = [
    submitAccount, resubmitAccount, openApplication, saveDraft, putDocument, cancelApplication, submitApplication, declareLoss,
    retryPayment, answerRequest, changeDeliveryAddress, activateCard, accounts, trainingRecords, applications, informationRequests, cards,
    payments, lastAccount, declareQualityClaim, cancelQualityClaim, answerAttribution, requestCardBack, answerReturnedDispatch,
    qualityClaims, qualityClaimElements, returnedDispatches, dispatches, recordTraining, correctTraining, cancelTraining, centreTrainings,
    recordPayment, pendingPayments, cardOrders, takeOrders, acceptOrders, orderPictures, reportProduction, reportDispatch, factoryCards,
    receiveCard, undoReception, expectedCards, registerReturnedDispatch, dispatchOrders, reportReshipment, destroyCard, cardsToDestroy,
    takeNotifications, reportNotification, outbox,
  ]
}
