import Casework
import Desk
import Formats
import Terminal

/// Results as tables: what programs get, and lists for people.
enum Tables {
  /// One row for programs: each column beside what stands in it.
  static func row(_ values: [(name: String, cell: Cell)]) -> Table {
    Table(columns: values.map { Column($0.name, "\($0.name)") }, rows: [values.map(\.cell)])
  }

  static func row(_ values: KeyValuePairs<String, Cell>) -> Table { row(values.map { (name: $0.key, cell: $0.value) }) }

  /// A moment for programs.
  static func at(_ moment: Moment?) -> Cell { .timestamp(moment.map { CivilTime($0).iso }) }

  /// A moment: ISO 8601 for programs, relative for people.
  static func moment(_ moment: Moment?, now: Moment, language: Language, style: Style = .plain) -> Cell {
    guard let moment else { return .null }
    return .timestamp(CivilTime(moment).iso, shown: TimeText.relative(moment, now: now)[language], style: style)
  }

  /// A deadline, red once it has passed.
  static func deadline(_ due: Moment?, now: Moment, language: Language) -> Cell {
    guard let due else { return .null }
    let style: Style = due <= now ? .red : due - now < 3600 ? .yellow : .plain
    let shown = due <= now ? TimeText.late(due, now: now) : TimeText.relative(due, now: now)
    return .timestamp(CivilTime(due).iso, shown: shown[language], style: style)
  }

  /// A case number: the whole number for programs, `1234-5` for people.
  static func number(_ number: CaseNumber) -> Cell { .number(number.id, shown: SafeText(number.description, style: .cyan)) }

  /// What was taken back: the columns of a decision, null where it was none, and what it was.
  static func undone(_ undone: Undone) -> Table {
    let (decision, reception) = (undone.decision, undone.reception)
    return row([
      "decision": .number(decision?.id), "case": .number(undone.caseID?.id), "action": .text("undo"), "agent": .text(decision?.agent),
      "decided_at": at(decision?.decidedAt), "effective_at": at(decision?.effectiveAt), "standing": .text(decision?.standing.rawValue),
      "replayed": .boolean(undone.isReplayed), "reached_by": .text(decision?.reachedBy), "kind": .text(undone.kind),
      "driver": .number(undone.driver), "reference": .text(undone.reference), "recorded": .text(undone.recorded),
      "restored": .text(undone.restored), "offer": .number(undone.offer?.id), "was": .text(reception?.was?.rawValue),
      "serial": .text(reception?.serial), "coupon": .text(reception?.coupon), "found_card": .text(reception?.foundCard),
      "other_coupon": .text(reception?.otherCoupon), "other_case": .number(reception?.otherCase?.id),
    ])
  }

  static func decision(_ decision: Decision) -> Table {
    row([
      "decision": .number(decision.id), "case": .number(decision.caseID.id), "action": .text(decision.action.rawValue),
      "agent": .text(decision.agent),
      "decided_at": at(decision.decidedAt), "effective_at": at(decision.effectiveAt), "standing": .text(decision.standing.rawValue),
      "replayed": .boolean(decision.replayed), "reached_by": .text(decision.reachedBy),
    ])
  }
}
