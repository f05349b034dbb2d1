/// A fault put in on purpose. It goes to the truth file, never to the database: there it measures how well checks and agents find it.
public struct PlantedFault: Sendable, Hashable {
  /// What the fault stands in.
  public enum Subject: String, Sendable {
    /// The account's form.
    case account
    /// An application's documents or data.
    case application
    /// A training as its centre recorded it.
    case training
    /// A card declared defective: the item is an element of the card, the reason a cause.
    case claim
    /// The address given for a card that came back.
    case returnedDispatch = "returned_dispatch"
  }

  /// What was done wrong; one word for statistics.
  public enum Kind: String, Sendable, CaseIterable {
    case titleNumber = "title_number"
    case namesSwapped = "names_swapped"
    case usageName = "usage_name"
    case duplicate
    case typing
    case incompleteAddress = "incomplete_address"
    case missing
    case hostileEscape = "hostile_escape"
    case hostileBidi = "hostile_bidi"
    case hostileFormula = "hostile_formula"
    case hostileLong = "hostile_long"
    case hostileEmoji = "hostile_emoji"
    /// Not a fault: what must not be returned although it looks unusual.
    case foreignLicence = "foreign_licence"
    case wrongPicture = "wrong_picture"
    case missingSide = "missing_side"
    case sameFile = "same_file"
    case misspeltTraining = "misspelt_training"
    /// A wrong entry that nobody can see before the card is printed.
    case unseenEntry = "unseen_entry"
    /// A training recorded under the wrong qualification.
    case wrongQualification = "wrong_qualification"
    /// A defect of which IN Groupe is the cause, one of which the driver is, and one that is none.
    case defect
    case ownFault = "own_fault"
    case imaginedDefect = "imagined_defect"
    /// An address to which the card can be sent, and one to which it cannot.
    case servedAddress = "served_address"
    case unservedAddress = "unserved_address"
  }

  /// The driver's number within the cast.
  public let driver: Int
  /// What it stands in.
  public let subject: Subject
  /// The round in which it is submitted, from 1; a refused attempt bears the round that it would have opened.
  public let round: Int
  /// The item that ought to be flagged, as in `core.item`; of a claim the element, as in `core.element`.
  public let item: String
  /// The reason that ought to be given, as in `core.reason`; `nil` where nothing ought to be flagged. Of a claim the cause, as in
  /// `core.cause`.
  public let reason: String?
  /// The SQLSTATE with which `hub` ought to refuse the submission; `nil` where it takes it.
  public let refusal: String?
  /// What was done.
  public let kind: Kind

  init(
    driver: Int, subject: Subject = .account, round: Int = 1, item: String, reason: String?, refusal: String? = nil, kind: Kind
  ) {
    self.driver = driver
    self.subject = subject
    self.round = round
    self.item = item
    self.reason = reason
    self.refusal = refusal
    self.kind = kind
  }

  /// The same fault, still there in a later round.
  func again(in round: Int) -> PlantedFault {
    PlantedFault(driver: driver, subject: subject, round: round, item: item, reason: reason, refusal: refusal, kind: kind)
  }

  /// One line of the truth file: a JSON object without line end. `driver` is a number of the cast; all other values are code words, so
  /// nothing needs escaping.
  public var jsonLine: String {
    let quoted = { (text: String?) in text.map { "\"\($0)\"" } ?? "null" }
    return "{\"driver\":\(driver),\"subject\":\"\(subject.rawValue)\",\"round\":\(round),\"item\":\"\(item)\","
      + "\"reason\":\(quoted(reason)),\"refusal\":\(quoted(refusal)),\"kind\":\"\(kind.rawValue)\"}"
  }
}
