import Postgres

/// Everything that agents have written in a database, as rows that can be compared: one text a row, with its case and its free text.
struct Written {
  /// A row.
  struct Row: Hashable {
    /// The table, and what makes the row the one it is.
    var key: String
    /// The case that it is on; 0 where it is on none.
    var caseID: Int64
    /// `approve`, `note`, `flag` …
    var kind: String
    /// What somebody wrote.
    var text: String
  }

  private(set) var rows: Set<Row> = []

  init(_ connection: inout Connection) throws {
    for row in try connection.query(
      """
      select 'decision ' || d.id as key, d.case_id, d.action as kind, t.comment as text
        from core.decision d join core.decision_detail t on t.decision_id = d.id
      union all
      select 'event ' || e.id, coalesce(e.case_id, 0), e.kind, e.text from core.case_event e
        where e.kind in ('note', 'escalated', 'released', 'claimed', 'taken_over', 'reminded')
      union all
      select concat_ws(' ', 'flag', f.case_id, f.item, f.reason, f.comment), f.case_id, 'flag', f.comment from core.flag f
      union all
      select concat_ws(' ', 'hold', h.case_id, h.agent), h.case_id, 'hold', '' from core.hold h
      """)
    {
      rows.insert(
        Row(
          key: try row.string("key"), caseID: try row.int64("case_id"), kind: try row.string("kind"), text: try row.string("text")))
    }
  }

  /// What is here and was not there.
  func since(_ former: Written) -> Set<Row> { rows.subtracting(former.rows) }

  /// The decisions in their order: the case of the last one.
  static func number(_ typed: String) -> Int64? { Int64(typed.filter(\.isNumber)) }
}
