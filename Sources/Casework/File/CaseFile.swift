import FoundationEssentials

/// All that an agent and the checks see of one case, as the database gives it in one JSON object.
///
/// Keys are the database's, in snake case; unknown ones are ignored, and what is absent or null takes the default written here, save
/// `case`, `driver` and the numbers of things. Texts of the account and of addresses are what the driver typed: judge them, and never
/// print them unescaped.
public struct CaseFile: Sendable, Hashable {
  /// The case itself.
  public var `case`: Case
  /// The driver and his account.
  public var driver: Driver
  /// What the account says now.
  public var account = Account()
  /// What it said in the previous round; `nil` in the first.
  public var previousAccount: Account?
  /// The country that the last line of the address in question names, by its code; `nil` where it names none.
  public var addressCountry: String?
  /// The consents given.
  public var consents: [Consent] = []
  /// The application; `nil` in the queue of accounts.
  public var application: Application?
  /// What the application said in the previous round.
  public var previousApplication: PreviousApplication?
  /// Every document of the application, replaced ones too.
  public var documents: [Document] = []
  /// The photo on the last card that was made for him, where it came with another application.
  public var cardPhoto: Document?
  /// Bytes that a document may have, under the setting of today; `nil` where the database did not say.
  public var documentLimit: Int?
  /// What approving without a look at the photo means: `asks` or `rule`; `nil` where the database did not say.
  public var unseenPhoto: String?
  /// What an application of this kind is expected to come with.
  public var expectedDocuments: [ExpectedDocument] = []
  /// Other accounts that could be the same person's.
  public var duplicates: [Duplicate] = []
  /// Cases closed for forgery that have something in common with this one, the likest first.
  public var forgeries: [Forgery] = []
  /// What is declared defective; `nil` outside the queue of quality.
  public var claim: Claim?
  /// What is corrected after a quality claim; `nil` for an application that none is behind, and outside the queues of applications.
  public var correction: Correction?
  /// What the post brought back; `nil` outside the queue of undelivered mail.
  public var returned: ReturnedDispatch?
  /// What is flagged in this round, not yet sent.
  public var flags: [Flag] = []
  /// What was asked in earlier rounds.
  public var previousRequests: [PreviousRequest] = []
  /// What happened to the case.
  public var history: [HistoryEntry] = []
  /// From when on its driver can be reminded again; `nil` where he was not (`core.next_reminder`).
  public var nextReminder: Moment?
  /// Agents' notes, never shown to the driver.
  public var notes: [Note] = []
  /// Payments of the driver.
  public var payments: [Payment] = []
  /// Cards of the driver.
  public var cards: [Card] = []
  /// Trainings of the driver.
  public var trainings: [Training] = []

  /// A file with nothing but its case and its driver.
  public init(case: Case, driver: Driver) {
    self.case = `case`
    self.driver = driver
  }

  /// The day on which the driver submitted this round: ages are counted to it, so that a case reads the same whenever it is opened.
  public var submittedOn: Day? { (self.case.startedAt ?? self.case.openedAt)?.day }

  /// The documents that count: those that no later one replaced.
  public var currentDocuments: [Document] { documents.filter { !$0.isReplaced } }

  /// What was asked before this round; `nil` where nothing was, or it was taken back.
  public var lastRequest: PreviousRequest? {
    previousRequests.filter { $0.round < self.case.round && !$0.isWithdrawn }.max { $0.round < $1.round }
  }

  /// The document of an earlier round whose place one took; `nil` where it took none.
  public func former(of document: Document) -> Document? {
    documents.filter { $0.isReplaced && $0.round < document.round && $0.type == document.type && $0.side == document.side }
      .max { $0.id < $1.id }
  }

  /// Reads the JSON object.
  ///
  /// - Parameter utf8: The bytes of the object, UTF-8.
  /// - Throws: ``CaseFileError``, which names the place in the object and nothing of its content.
  public static func decode(_ utf8: [UInt8]) throws(CaseFileError) -> CaseFile {
    do {
      return try JSONDecoder().decode(CaseFile.self, from: Data(utf8))
    } catch let error as DecodingError {
      throw CaseFileError(error)
    } catch {
      throw CaseFileError(path: "", problem: .notJSON)
    }
  }

  /// Reads the JSON object from a text.
  ///
  /// - Throws: ``CaseFileError``.
  public static func decode(_ json: String) throws(CaseFileError) -> CaseFile { try decode(Array(json.utf8)) }
}

extension CaseFile: Codable {
  enum CodingKeys: String, CodingKey {
    case `case`, driver, account, consents, application, documents, duplicates, flags, history, notes, payments, cards, trainings, claim,
      returned, forgeries, correction
    case cardPhoto = "card_photo"
    case nextReminder = "next_reminder"
    case documentLimit = "document_limit"
    case unseenPhoto = "unseen_photo"
    case previousAccount = "previous_account"
    case addressCountry = "address_country"
    case previousApplication = "previous_application"
    case expectedDocuments = "expected_documents"
    case previousRequests = "previous_requests"
  }

  /// Reads the object; see ``decode(_:)-(String)``.
  public init(from decoder: any Decoder) throws {
    let json = try decoder.container(keyedBy: CodingKeys.self)
    self.init(case: try json.value(.case), driver: try json.value(.driver))
    account = try json.value(.account, or: Account())
    previousAccount = try json.given(.previousAccount)
    addressCountry = try json.given(.addressCountry)
    consents = try json.value(.consents, or: [])
    application = try json.given(.application)
    previousApplication = try json.given(.previousApplication)
    documents = try json.value(.documents, or: [])
    cardPhoto = try json.given(.cardPhoto)
    documentLimit = try json.given(.documentLimit)
    unseenPhoto = try json.given(.unseenPhoto)
    expectedDocuments = try json.value(.expectedDocuments, or: [])
    duplicates = try json.value(.duplicates, or: [])
    forgeries = try json.value(.forgeries, or: [])
    claim = try json.given(.claim)
    correction = try json.given(.correction)
    returned = try json.given(.returned)
    flags = try json.value(.flags, or: [])
    previousRequests = try json.value(.previousRequests, or: [])
    history = try json.value(.history, or: [])
    nextReminder = try json.given(.nextReminder)
    notes = try json.value(.notes, or: [])
    payments = try json.value(.payments, or: [])
    cards = try json.value(.cards, or: [])
    trainings = try json.value(.trainings, or: [])
  }
}

extension KeyedDecodingContainer {
  /// The value of a key that must be there.
  func value<T: Decodable>(_ key: Key) throws -> T { try decode(T.self, forKey: key) }

  /// The value of a key, or `absent` where the key is absent or null.
  func value<T: Decodable>(_ key: Key, or absent: T) throws -> T { try decodeIfPresent(T.self, forKey: key) ?? absent }

  /// The value of a key that may be absent or null.
  func given<T: Decodable>(_ key: Key) throws -> T? { try decodeIfPresent(T.self, forKey: key) }
}
