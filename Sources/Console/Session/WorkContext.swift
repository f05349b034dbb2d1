import Casework
import Desk
import Formats
import Terminal

/// Filters that stay until another context is chosen, or a queue.
struct WorkContext: Sendable {
  /// As the settings file says it.
  var entry: Shortcuts.Entry
  /// What it means.
  var filter: ListFilter
  /// The queue that was worked in before.
  var queueBefore: String?
}

extension Session {
  /// The filters of a line within those that stay. A script says its own.
  func narrowed(_ filter: ListFilter) -> ListFilter { filter.within(context == nil ? workContext?.filter : nil) }

  /// Lists and `next` keep to no context any more, and to the queue that was worked in before.
  func leaveContext() {
    guard let context = workContext else { return }
    workContext = nil
    queue = context.queueBefore
  }

  /// Lists and `next` keep to a context from here on.
  func enter(_ entry: Shortcuts.Entry) throws(Failure) {
    do throws(Failure) {
      guard let filter = try parser.parse(entry.text, behind: .list).values.first as? ListFilter else { return }
      let before = workContext?.queueBefore ?? queue
      queue = nil
      workContext = WorkContext(entry: entry, filter: filter, queueBefore: before)
    } catch {
      var failure = error
      failure.message = Text(same: "\("\(entry.place): ")") + failure.message
      throw failure
    }
  }

  /// Whether the rows of a list are numbered: somebody sits there who can name them, and sees the numbers.
  var numbersRows: Bool { setup.isInteractive && context == nil && recorder == nil && (format == .table || format == .expanded) }
}

extension Table {
  /// With the number of each row in front; of those that can be named by it.
  var numbered: Table {
    let number = Column("row", "#", alignment: .right, style: .dim, priority: 0, minimumWidth: 40, kind: .number)
    return Table(
      title: title, columns: [number] + columns,
      rows: zip(1..., rows).map { row, cells in [row <= Parser.mostRows ? .number(row) : .null] + cells }, footer: footer)
  }
}
