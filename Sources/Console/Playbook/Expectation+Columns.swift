import Desk
import Formats
import Terminal

extension Invocation {
  /// The columns that its result will have, where they are known beforehand: those of the report that is named, else its command's.
  var resultColumns: [Column]? {
    subject.report?.columns.map { Column($0.name, "\($0.name)", kind: $0.kind.holds) } ?? command.columns
  }
}

extension Report.ColumnKind {
  /// What its values are; nil where only the server knows.
  fileprivate var holds: Column.Kind? {
    switch self {
    case .case, .percent: .number
    case .moment, .day: .moment
    case .queue, .code: .text
    case .plain: nil
    }
  }
}
