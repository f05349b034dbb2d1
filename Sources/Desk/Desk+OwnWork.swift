/// What an agent did in one queue, or in all, as he alone may see it.
public struct OwnWork: Decodable, Sendable, Equatable {
  /// The queue's code; `nil`: all of them.
  public var queue: String?
  /// Today's decisions that stand, and those of them that were made by their deadline.
  public var decided, inTime: Int
  /// His returns whose driver answered today, and those that had to be returned again today.
  public var cameBack, returnedAgain: Int
  /// His decisions that were overturned today.
  public var overturned: Int
  /// The same since Monday.
  public var weekDecided, weekInTime, weekCameBack, weekReturnedAgain, weekOverturned: Int
}

extension Desk {
  /// One's own day and week, by queue and last in all (`queries/desk/my_work.sql`).
  public mutating func ownWork() throws(DeskError) -> [OwnWork] { try rows(\.myWork, []) }
}
