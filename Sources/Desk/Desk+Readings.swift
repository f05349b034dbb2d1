public import Casework
import Postgres

// What is personal is read in two steps: a reading is opened, which the database records and commits, then it is read under its number.
// Reading again after a lost connection is harmless: both steps may be sent twice.
extension Desk {
  /// How many cases one page of a list gives at most, as `desk.list_cases` does.
  static let longestPage = 1000

  /// Opens a reading (`queries/desk/open_reading.sql`); gives its number.
  ///
  /// - Parameters:
  ///   - what: `case`, `why`, `driver`, `document`, `check` or `search`.
  ///   - numbers: the number of the case, driver or document; those of the cases to check.
  ///   - text: what is searched for.
  ///   - kind: of what alone it is a number, as `SearchHit.foundBy` names it.
  mutating func reading(_ what: String, _ numbers: [Int64] = [], text: String? = nil, kind: String? = nil) throws(DeskError) -> Parameter {
    .int(try row(\.openReading, [.text(what), .intArray(numbers), Parameter(text), Parameter(kind)]))
  }

  /// The case on one screen (`queries/desk/case_file.sql`). Opening it is logged.
  public mutating func caseFile(_ number: CaseNumber) throws(DeskError) -> CaseFile {
    let reading = try reading("case", [number.id])
    return try CaseJSON.decode(try row(\.caseFile, [reading]))
  }

  /// What puts a case where it is (`queries/desk/why.sql`). Opening it is logged.
  public mutating func why(_ number: CaseNumber) throws(DeskError) -> CaseStanding {
    let reading = try reading("why", [number.id])
    return try CaseJSON.decode(try row(\.why, [reading]))
  }

  /// A driver's whole file (`queries/desk/driver_file.sql`). Opening it is logged.
  public mutating func driverFile(_ driver: Int64) throws(DeskError) -> DriverFile {
    let reading = try reading("driver", [driver])
    return try CaseJSON.decode(try row(\.driverFile, [reading]))
  }

  /// A document's file (`queries/desk/read_document.sql`). Opening it is logged.
  public mutating func document(_ id: Int64) throws(DeskError) -> DocumentFile {
    let reading = try reading("document", [id])
    var document = try row(\.readDocument, [reading])
    document.id = id
    document.reading = reading
    return document
  }

  /// Says that a document which was read could not be shown: it counts as not looked at (`queries/desk/not_shown.sql`).
  public mutating func notShown(_ document: DocumentFile) throws(DeskError) {
    guard let reading = document.reading else { return }
    _ = try row(\.notShown, [reading])
  }

  /// Drivers found by any name or number (`queries/desk/search.sql`). What was searched for is logged.
  ///
  /// - Parameter kind: only by numbers of this kind, as ``SearchHit/foundBy`` names it; `nil`: by anything.
  public mutating func search(_ text: String, kind: String? = nil) throws(DeskError) -> [SearchHit] {
    let reading = try reading("search", text: text, kind: kind)
    return try rows(\.search, [reading])
  }

  /// What the checks look at, for several cases (`queries/desk/case_evidence.sql`): at most ``longestPage``. Each is logged as checked.
  mutating func evidence(_ cases: [CaseNumber]) throws(DeskError) -> [CaseNumber: CaseFile] {
    guard !cases.isEmpty else { return [:] }
    let reading = try reading("check", cases.map(\.id))
    var files: [CaseNumber: CaseFile] = [:]
    for found in try rows(\.caseEvidence, [reading]) { files[found.caseID] = try CaseJSON.decode(found.evidence) }
    return files
  }

  /// A page of a list (`queries/desk/open_list.sql`, `queries/desk/list_cases.sql`): at most so many cases. What was asked for is logged.
  mutating func page(of filter: CaseFilter, _ limit: Int, after last: CaseSummary?) throws(DeskError) -> [CaseSummary] {
    let parameters: [Parameter] = [
      Parameter(filter.queue), .text(filter.scope.rawValue), .bool(filter.overdue), Parameter(filter.round), Parameter(filter.dueWithin),
      Parameter(filter.olderThan), Parameter(filter.reason), Parameter(filter.agent), Parameter(limit), Parameter(last?.claimOrder),
      Parameter(last?.number), filter.cases.map { .intArray($0.map(\.id)) } ?? .null,
    ]
    let reading = try row(\.openList, parameters)
    return try rows(\.listCases, [.int(reading)])
  }
}

/// A document as the driver gave it. Everything in it is untrusted.
public struct DocumentFile: Decodable, Sendable, Equatable {
  /// Its number.
  public var id: Int64 = 0
  /// Whose it is: the driver's number and names.
  public var driver: Int64
  public var lastName, firstNames: String
  /// Its type: `photo`, `driving_licence` …
  public var type: String
  /// `recto`, `verso`, or `nil` where it has no sides.
  public var side: String?
  public var fileName, mediaType: String
  /// The file itself.
  public var bytes: [UInt8]
  /// Under which reading it was opened.
  var reading: Parameter?

  enum CodingKeys: CodingKey { case driver, lastName, firstNames, type, side, fileName, mediaType, bytes }
}

/// A row of `case_evidence`: what the checks look at, as JSON.
struct CaseEvidence: Decodable {
  let caseID: CaseNumber
  let evidence: String
}
