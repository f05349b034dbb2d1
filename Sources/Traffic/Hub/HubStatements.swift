public import Postgres
import Queries

/// The statements of `queries/hub/`, one a file, with the types that are sent and the values that their rows are read as.
///
/// A test prepares every one of them on a fresh schema and compares both ways: stale SQL cannot ship.
public struct HubStatements: Sendable {
  static let shared = HubStatements()
  /// Every one of them, for the test that prepares them all.
  public static var all: [any AnyStatement] { Mirror(reflecting: shared).children.compactMap { $0.value as? any AnyStatement } }

  // What the portal calls and reads.
  let submitAccount = Statement<Int64>(hub: "submit_account", [.uuid] + Self.form + [.text, .text, .text])
  let resubmitAccount = Statement<Int64>(hub: "resubmit_account", [.uuid, .int8] + Self.form)
  let openApplication = Statement<Int64>(hub: "open_application", [.uuid, .int8, .text, .int8, .int8])
  let saveDraft = Statement<Int64>(hub: "save_draft", [.uuid, .int8, .int8, .text, .text, .text, .text, .bool])
  let putDocument = Statement<Int64>(hub: "put_document", [.uuid, .int8, .int8, .text, .text, .text, .text, .bytea])
  let cancelApplication = Statement<Int64>(hub: "cancel_application", [.uuid, .int8, .int8])
  let submitApplication = Statement<Int64?>(hub: "submit_application", [.uuid, .int8, .int8])
  let declareLoss = Statement<Int64>(hub: "declare_loss", [.uuid, .int8, .int8, .bool, .text, .text, .text])
  let retryPayment = Statement<Int64>(hub: "retry_payment", [.uuid, .int8, .int8])
  let answerRequest = Statement<Int64>(hub: "answer_request", [.uuid, .int8, .int8, .text, .text, .text, .text, .text])
  let changeDeliveryAddress = Statement<Int64>(hub: "change_delivery_address", [.uuid, .int8, .int8, .text])
  let activateCard = Statement<String>(hub: "activate_card", [.uuid, .int8, .int8])
  let accounts = Statement<Hub.Account>(hub: "accounts", [.int8Array])
  let trainingRecords = Statement<Hub.Right>(hub: "training_records", [.int8Array])
  let applications = Statement<Hub.Application>(hub: "applications", [.int8Array])
  let informationRequests = Statement<Hub.RequestedItem>(hub: "information_requests", [.int8Array])
  let cards = Statement<Hub.Card>(hub: "cards", [.int8Array])
  let payments = Statement<Hub.Payment>(hub: "payments", [.int8Array])
  let lastAccount = Statement<Int64>(hub: "last_account")

  // What the portal calls and reads about defective cards and cards that came back.
  let declareQualityClaim = Statement<Int64>(hub: "declare_quality_claim", [.uuid, .int8, .int8, .text, .text, .text, .text, .text])
  let cancelQualityClaim = Statement<Int64>(hub: "cancel_quality_claim", [.uuid, .int8, .int8])
  let answerAttribution = Statement<Int64>(hub: "answer_attribution", [.uuid, .int8, .int8, .text, .text, .text, .text, .text, .text])
  let requestCardBack = Statement<String>(hub: "request_card_back", [.uuid, .int8, .int8])
  let answerReturnedDispatch = Statement<Int64?>(hub: "answer_returned_dispatch", [.uuid, .int8, .int8, .text, .text, .text])
  let qualityClaims = Statement<Hub.QualityClaim>(hub: "quality_claims", [.int8Array])
  let qualityClaimElements = Statement<Hub.ClaimElement>(hub: "quality_claim_elements", [.int8Array])
  let returnedDispatches = Statement<Hub.ReturnedDispatch>(hub: "returned_dispatches", [.int8Array])
  let dispatches = Statement<Hub.Dispatch>(hub: "dispatches", [.int8Array])

  // What centres, the payment service, the factory, the mailroom and the mailer call and read.
  let recordTraining = Statement<Int64>(hub: "record_training", [.uuid] + Self.training)
  let correctTraining = Statement<Int64>(hub: "correct_training", [.uuid, .int8] + Self.training)
  let cancelTraining = Statement<Int64>(hub: "cancel_training", [.uuid, .int8])
  let centreTrainings = Statement<Hub.CentreTraining>(hub: "centre_trainings")
  let recordPayment = Statement<String>(hub: "record_payment", [.uuid, .int8, .text, .text])
  let pendingPayments = Statement<Hub.PendingPayment>(hub: "pending_payments")
  let cardOrders = Statement<Int64>(hub: "card_orders")
  let takeOrders = Statement<Hub.Order>(hub: "take_orders", [.uuid, .int4])
  let acceptOrders = Statement<Int64>(hub: "accept_orders", [.uuid, .int8Array])
  let orderPictures = Statement<Hub.Picture>(hub: "order_pictures", [.int8])
  let reportProduction = Statement<String>(hub: "report_production", [.uuid, .int8, .text, .date, .text])
  let reportDispatch = Statement<Int64>(hub: "report_dispatch", [.uuid, .int8, .text, .text])
  let factoryCards = Statement<Hub.FactoryCard>(hub: "factory_cards")
  let receiveCard = Statement<Hub.Reception>(hub: "receive_card", [.uuid, .text, .text, .bool, .bool])
  let undoReception = Statement<Hub.Reception>(hub: "undo_reception", [.uuid, .text])
  let expectedCards = Statement<Hub.ExpectedCard>(hub: "expected_cards")
  let registerReturnedDispatch = Statement<Hub.Return>(hub: "register_returned_dispatch", [.uuid, .text, .text])
  let dispatchOrders = Statement<Hub.DispatchOrder>(hub: "dispatch_orders")
  let reportReshipment = Statement<Int64>(hub: "report_reshipment", [.uuid, .int8, .text])
  let destroyCard = Statement<String>(hub: "destroy_card", [.uuid, .text])
  let cardsToDestroy = Statement<String>(hub: "cards_to_destroy")
  let takeNotifications = Statement<Hub.Message>(hub: "take_notifications", [.int4])
  let reportNotification = Statement<String>(hub: "report_notification", [.uuid, .int8, .int4, .text, .text])
  let outbox = Statement<Bool>(hub: "outbox")

  private static let form = [PostgresType](repeating: .text, count: 11)
  private static let training: [PostgresType] = [.text, .text, .text, .text, .text, .date, .date, .bool]
}

extension Statement {
  fileprivate init(hub name: String, _ parameters: [PostgresType] = []) {
    self.init(name, text: Query.text("hub/\(name).sql"), parameters)
  }
}
