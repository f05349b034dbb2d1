public import Casework
import Postgres

/// Accounts and trainings.
extension Hub {
  /// The versions of the texts that a driver accepts with his account.
  static let consents = #"{"privacy_policy":"2026-02","terms_of_use":"2025-11","data_processing":"2026-02"}"#

  /// Submits an account (`hub.submit_account`); gives the driver.
  public static func submitAccount(request: String, _ form: AccountForm) -> HubCall<Int64> {
    one(\.submitAccount, [.uuid(request)] + fields(of: form) + [.text(form.channel), .text(form.language), .text(consents)])
  }

  /// Submits an account again that was returned (`hub.resubmit_account`); gives the round.
  public static func resubmitAccount(request: String, driver: Int64, _ form: AccountForm) -> HubCall<Int64> {
    one(\.resubmitAccount, [.uuid(request), .int(driver)] + fields(of: form))
  }

  /// The eleven fields in the order of the contract.
  private static func fields(of form: AccountForm) -> [Parameter] {
    [.text(form[.lastName]), .text(form[.firstNames]), .text(form.usageName)]
      + [
        .birthDate, .birthPlace, .licenceNumber, .licenceIssueDate, .licenceCountry, .email, .phone, .postalAddress,
      ].map { (field: AccountField) in .text(form[field]) }
  }

  /// A training as a centre records it.
  public struct Training: Sendable, Hashable {
    /// `initial` or `continuing`; `goods` or `passengers`.
    public var kind, qualification: String
    /// The trainee's licence and names as typed by the centre.
    public var licenceNumber, lastName, firstNames: String
    /// Day of birth and of the training's end.
    public var birthDate, issuedOn: Day
    /// Whether it gives a right to a card.
    public var givesRight = true

    var parameters: [Parameter] {
      [
        .text(kind), .text(qualification), .text(licenceNumber), .text(lastName), .text(firstNames), .text(birthDate.description),
        .text(issuedOn.description), .bool(givesRight),
      ]
    }
  }

  /// Records a training (`hub.record_training`); gives its number.
  public static func recordTraining(request: String, _ training: Training) -> HubCall<Int64> {
    one(\.recordTraining, [.uuid(request)] + training.parameters)
  }

  /// Corrects one's own training (`hub.correct_training`); gives its number.
  public static func correctTraining(request: String, training: Int64, _ corrected: Training) -> HubCall<Int64> {
    one(\.correctTraining, [.uuid(request), .int(training)] + corrected.parameters)
  }

  /// Cancels one's own training (`hub.cancel_training`); gives its number.
  public static func cancelTraining(request: String, training: Int64) -> HubCall<Int64> {
    one(\.cancelTraining, [.uuid(request), .int(training)])
  }

  /// A training in its centre's list.
  public struct CentreTraining: Decodable, Sendable, Hashable {
    /// Its number.
    public var training: Int64
    /// `recorded` or `cancelled`.
    public var state: String
    /// The licence number as it was typed, and `goods` or `passengers`.
    public var licenceNumber, qualification: String
    /// Day of its end.
    public var issuedOn: Day?
  }

  /// The trainings that this centre has recorded (`hub.centre_training`).
  public static func centreTrainings() -> HubCall<[CentreTraining]> {
    list(\.centreTrainings)
  }

  /// An account as the portal may show it.
  public struct Account: Decodable, Sendable, Hashable {
    /// The driver.
    public var driver: Int64
    /// `submitted`, `to_correct`, `active`, `suspended` or `closed`.
    public var state: String
    /// The round submitted last, from 1.
    public var round: Int
  }

  /// The accounts of some drivers (`hub.account`).
  public static func accounts(of drivers: [Int64]) -> HubCall<[Account]> {
    list(\.accounts, [.intArray(drivers)])
  }

  /// A training that gives a driver a right to a card which he has not used.
  public struct Right: Decodable, Sendable, Hashable {
    /// The driver and his training.
    public var driver, training: Int64
  }

  /// The unused rights of some drivers (`hub.training_record`).
  public static func rights(of drivers: [Int64]) -> HubCall<[Right]> {
    list(\.trainingRecords, [.intArray(drivers)])
  }
}
