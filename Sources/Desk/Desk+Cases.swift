public import Casework
import Postgres

/// A case just claimed.
public struct Claim: Sendable, Equatable {
  /// `unfinished` (one's own), `taken_over` (from another of one's consoles); any other, as `new` is, was nobody's.
  public enum Notice: String, Code { case new, unfinished, takenOver = "taken_over", unknown }
  /// The case's number.
  public var number: CaseNumber
  /// How it came.
  public var notice: Notice
}

/// A row of `claim_next`: the case, and where it stood in its queue.
struct NextClaim: Decodable {
  let caseID: CaseNumber
  let notice: Claim.Notice
  let claimOrder: String
}

extension Desk {
  /// The next case of these queues, claimed (`queries/desk/claim_next.sql`); `nil` when nothing is left.
  ///
  /// - Parameter own: whether one's unfinished case comes first.
  public mutating func claimNext(_ queues: [String], own: Bool = true) throws(DeskError) -> Claim? {
    // Dead rows before one's last claim need not be looked at again by somebody who claims case after case. It is for such runs
    // alone: whoever thinks between two claims is given what became more urgent meanwhile.
    let key = queues.joined(separator: ",")
    let floor = queues.count == 1 ? floors[key]?.order(within: options.claimCursor) : nil
    let claims = try rows(\.claimNext, [.textArray(queues), .uuid(console), Parameter(floor), .bool(own)], .claims)
    guard let first = claims.first else {
      floors[key] = nil
      return nil
    }
    floors[key] = ClaimFloor(first.claimOrder, uses: floor == nil ? 0 : (floors[key]?.uses ?? 0) + 1)
    return Claim(number: first.caseID, notice: first.notice)
  }

  /// Claims that case (`queries/desk/claim.sql`).
  public mutating func claim(_ id: CaseNumber) throws(DeskError) -> Claim {
    Claim(number: id, notice: try row(\.claim, [Parameter(id), .uuid(console)], .claims))
  }

  /// Renews the lease on a case that this console holds; gives its new end, or nil where the server does not answer
  /// at once: nobody waits for it, it is asked again in a while.
  public mutating func renew(_ id: CaseNumber) throws(DeskError) -> Moment? {
    do throws(PostgresError) {
      defer { heedNotices() }
      return try connection.query(DeskStatements.shared.renew.text, [Parameter(id), .uuid(console)], within: .milliseconds(500))
        .decodeOnly()
    } catch {
      if case .server = error { throw DeskError(error) }
      return nil
    }
  }

  /// This console is closed: what it holds stays the agent's, and another console of his goes on with it (`queries/desk/leave.sql`). Nobody
  /// waits for the answer.
  public mutating func leave() {
    guard !connection.isBroken else { return }
    _ = try? connection.query(DeskStatements.shared.leave.text, [.uuid(console)], within: .milliseconds(500))
  }

  /// Puts a case back; what was flagged stays with it.
  ///
  /// - Parameter key: the same one when it is sent again.
  public mutating func release(_ id: CaseNumber, key: String? = nil) throws(DeskError) {
    _ = try run(\.release, [request(key, \.release), Parameter(id), .uuid(console)], .records(.case(id)))
  }

  /// Puts a case back, and is not offered it again for a while (`queries/desk/skip.sql`); what was flagged stays with it.
  ///
  /// - Parameters:
  ///   - span: seconds; `nil`: as the setting `skip_span` says.
  ///   - key: the same one when it is sent again.
  /// - Returns: until when.
  public mutating func skip(_ id: CaseNumber, for span: Int64? = nil, key: String? = nil) throws(DeskError) -> Moment {
    try row(\.skip, [request(key, \.skip), Parameter(id), .uuid(console), Parameter(span)], .records(.case(id)))
  }

  /// Drafts a non-compliance on the case in hand; a second one on the same item replaces the first.
  public mutating func flag(
    _ id: CaseNumber, version: Int, item: String, reason: String, comment: String = "", key: String? = nil
  ) throws(DeskError) {
    _ = try run(
      \.flag, [request(key, \.flag), Parameter(id), .uuid(console), Parameter(version), .text(item), .text(reason), .text(comment)],
      .records(.case(id)))
  }

  /// Removes a draft.
  public mutating func unflag(_ id: CaseNumber, version: Int, item: String, key: String? = nil) throws(DeskError) {
    _ = try run(\.unflag, [request(key, \.unflag), Parameter(id), .uuid(console), Parameter(version), .text(item)], .records(.case(id)))
  }

  /// A note on a case or on a driver.
  public mutating func note(case id: CaseNumber?, driver: Int64?, text: String, key: String? = nil) throws(DeskError) {
    _ = try run(
      \.note, [request(key, \.note), Parameter(id), Parameter(driver), .text(text)],
      .records(id.map { .case($0) } ?? driver.map { .driver($0) }))
  }

  /// Hands a case to the supervisors; gives the case's state (`open`: it leaves one's queue).
  public mutating func escalate(_ id: CaseNumber, reason: String, key: String? = nil) throws(DeskError) -> String {
    try row(\.escalate, [request(key, \.escalate), Parameter(id), .text(reason)], .records(.case(id)))
  }
}
