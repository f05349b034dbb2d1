import Casework
import Formats
import Terminal

/// What the cells of a list are written with besides their row.
struct ListPage: Sendable {
  var queues = Queues()
  /// What a documents' setting names.
  var items = Lexicon([])
  var language: Language
  var now: Moment
}

/// A column of a list, and what stands in it: for people, for programs and for `expect`.
struct ListColumn<Row>: Sendable {
  private let column: Column
  private let heading: Text
  let cell: @Sendable (Row, ListPage) -> Cell

  init(
    _ name: String, _ heading: Text, alignment: Alignment = .left, style: Style = .plain, priority: Int = 1,
    overflow: Column.Overflow = .truncate, minimumWidth: Int = 8, kind: Column.Kind? = nil,
    cell: @escaping @Sendable (Row, ListPage) -> Cell
  ) {
    column = Column(
      name, heading.en, alignment: alignment, style: style, priority: priority, overflow: overflow, minimumWidth: minimumWidth, kind: kind)
    self.heading = heading
    self.cell = cell
  }

  func column(in language: Language) -> Column {
    var column = column
    column.heading = heading[language]
    return column
  }
}

extension Array {
  /// The columns without their cells: what `expect` knows before there are rows.
  func columns<Row>(in language: Language = .en) -> [Column] where Element == ListColumn<Row> { map { $0.column(in: language) } }
}

extension Table {
  /// A list of rows.
  init<Row>(_ rows: [Row], _ columns: [ListColumn<Row>], on page: ListPage) {
    self.init(
      columns: columns.columns(in: page.language), rows: rows.map { row in columns.map { $0.cell(row, page) } })
  }
}

extension Session {
  /// What lists are written with now.
  var page: ListPage { ListPage(queues: queues, items: vocabulary?.items ?? Lexicon([]), language: language, now: now) }
}
