import Desk
import Formats
import Terminal

extension Invocation {
  /// The columns that its result will have, where they are known beforehand.
  var resultColumns: [Column]? {
    switch command.name {
    case "queues": Tables.queues([], Queues(), language: .en, now: 0).columns
    case "list": Tables.cases([], Queues(), language: .en, withQueue: true).columns
    case "search": Tables.hits([], language: .en).columns
    case "report":
      subject.report?.columns.map { Column($0.name, "\($0.name)", kind: $0.kind.holds) } ?? Tables.reports([], language: .en).columns
    default: nil
    }
  }
}

extension Report.ColumnKind {
  /// What its values are; nil where only the server knows.
  fileprivate var holds: Column.Kind? {
    switch self {
    case .case, .percent: .number
    case .moment, .day: .moment
    case .queue: .text
    case .plain: nil
    }
  }
}
