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
  static func at(_ epoch: Int64?) -> Cell { .timestamp(epoch.map { CivilTime(epoch: $0).iso }) }

  /// A moment: ISO 8601 for programs, relative for people.
  static func moment(_ epoch: Int64?, now: Int64, language: Language, style: Style = .plain) -> Cell {
    guard let epoch else { return .null }
    return .timestamp(CivilTime(epoch: epoch).iso, shown: TimeText.relative(epoch, now: now)[language], style: style)
  }

  /// A deadline, red once it has passed.
  static func deadline(_ epoch: Int64?, now: Int64, language: Language) -> Cell {
    guard let epoch else { return .null }
    let style: Style = epoch <= now ? .red : epoch - now < 3600 ? .yellow : .plain
    return .timestamp(CivilTime(epoch: epoch).iso, shown: TimeText.deadline(epoch, now: now)[language], style: style)
  }

  /// The deadline of a case; of one that is not open it counts for programs alone.
  private static func deadline(_ head: CaseHead, language: Language) -> Cell {
    guard let due = head.dueAt?.epoch else { return .null }
    return head.state == .open
      ? deadline(due, now: head.now?.epoch ?? due, language: language) : .timestamp(CivilTime(epoch: due).iso, shown: "—")
  }

  /// A case number: the whole number for programs, `1234-5` for people.
  static func number(_ id: Int64) -> Cell { .number(id, shown: SafeText(CaseNumber(id: Int(id)).description, style: .cyan)) }

  /// The first of several first names: a list has no room for all.
  private static func firstName(_ names: String) -> String { String(names.prefix { $0 != "," && $0 != " " }) }

  static func queues(_ rows: [QueueStatus], _ queues: Queues, language: Language, now: Int64) -> Table {
    func head(_ name: String, _ text: Text, priority: Int = 1) -> Column {
      // A number's heading says what it counts, or the column leaves.
      Column(name, text[language], alignment: .right, priority: priority, minimumWidth: 40, kind: .number)
    }
    var table = Table(columns: [
      Column("queue", Text(fr: "File", en: "Queue")[language], priority: 0, minimumWidth: 40, kind: .text),
      head("waiting", Text(fr: "À traiter", en: "Waiting"), priority: 0),
      head("held", Text(fr: "Tenus", en: "Held")),
      head("overdue", Text(fr: "En retard", en: "Overdue"), priority: 0),
      Column("next_due", Text(fr: "Échéance", en: "Next due")[language], minimumWidth: 40, kind: .moment),
      head("escalated", Text(fr: "Escaladés", en: "Escalated"), priority: 2),
      head("arrived", Text(fr: "Arrivés", en: "Arrived"), priority: 3),
      head("decided", Text(fr: "Décidés", en: "Decided"), priority: 3),
      head("with_driver", Text(fr: "Chez le conducteur", en: "With the driver"), priority: 4),
      head("unreachable", Text(fr: "Injoignables", en: "Unreachable"), priority: 5),
      head("silent", Text(fr: "Silencieux", en: "Silent"), priority: 3),
    ])
    for row in rows {
      table.append([
        .text(row.queue, shown: SafeText(queues.name(row.queue, language), style: .cyan)), .number(row.waiting), .number(row.held),
        .number(row.overdue, style: row.overdue > 0 ? .red : .plain), deadline(row.nextDue, now: now, language: language),
        .number(row.escalated, style: row.escalated > 0 ? .yellow : .plain), .number(row.arrived), .number(row.decided),
        .number(row.withDriver), .number(row.unreachable, style: row.unreachable > 0 ? .yellow : .plain),
        .number(row.silent, style: row.silent > 0 ? .yellow : .plain),
      ])
    }
    let silent = rows.filter { $0.silent > 0 }.map { "\(queues.name($0.queue, language)) \($0.silent)" }
    if !silent.isEmpty {
      let list = silent.joined(separator: ", ")
      table.footer =
        Text(
          fr: "Silencieux : \(list) → \("lister --en-attente", .dim)", en: "Silent: \(list) → \("list --waiting", .dim)")[language]
    }
    return table
  }

  static func cases(_ rows: [CaseSummary], _ queues: Queues, language: Language, withQueue: Bool) -> Table {
    var table = Table(columns: [
      Column("case", Text(fr: "Dossier", en: "Case")[language], alignment: .right, priority: 0, minimumWidth: 40, kind: .number),
      Column("queue", Text(fr: "File", en: "Queue")[language], priority: withQueue ? 1 : 6, minimumWidth: 40, kind: .text),
      Column("due_at", Text(fr: "Échéance", en: "Due")[language], priority: 0, minimumWidth: 40, kind: .moment),
      Column("round", Text(fr: "Passage", en: "Round")[language], alignment: .right, priority: 2, minimumWidth: 40, kind: .number),
      Column("last_name", Text(fr: "Nom", en: "Last name")[language], overflow: .truncate, kind: .text),
      Column("first_names", Text(fr: "Prénom", en: "First name")[language], priority: 3, minimumWidth: 10, kind: .text),
      Column("driver", Text(fr: "Conducteur", en: "Driver")[language], alignment: .right, priority: 5, minimumWidth: 40, kind: .number),
      Column("holder", Text(fr: "Tenu par", en: "Held by")[language], priority: 2, minimumWidth: 40, kind: .text),
      Column("flags", Text(fr: "Signalements", en: "Flags")[language], alignment: .right, priority: 4, minimumWidth: 40, kind: .number),
      Column("marks", Text(fr: "Remarques", en: "Remarks")[language], priority: 2, minimumWidth: 9, kind: .text),
      Column("state", Text(fr: "État", en: "State")[language], priority: 6, minimumWidth: 40, kind: .text),
    ])
    for row in rows {
      var marks: [(String, Text)] = []
      if row.isUrgent { marks.append(("urgent", Text(fr: "urgent", en: "urgent").styled(.red))) }
      if row.isEscalated { marks.append(("escalated", Text(fr: "escaladé", en: "escalated").styled(.yellow))) }
      if row.reservedFor != nil {
        marks.append(("reserved", Text(fr: "réservé à \(row.reservedFor ?? "")", en: "reserved for \(row.reservedFor ?? "")")))
      }
      if row.isUnreachable { marks.append(("unreachable", Text(fr: "injoignable", en: "unreachable").styled(.yellow))) }
      table.append([
        number(row.id), .text(row.queue, shown: SafeText(queues.name(row.queue, language))),
        deadline(row.head, language: language),
        .number(row.round), .text(row.lastName), .text(row.firstNames, shown: SafeText(firstName(row.firstNames))), .number(row.driver),
        .text(row.holder),
        .number(row.flags, shown: row.flags == 0 ? "" : nil),
        .text(marks.map(\.0).joined(separator: " "), shown: marks.map { $0.1[language] }.joined(separator: ", ")),
        .text(row.state.rawValue, shown: Labels.state(row.state.rawValue)[language]),
      ])
    }
    return table
  }

  static func hits(_ rows: [SearchHit], language: Language) -> Table {
    var table = Table(columns: [
      Column("driver", Text(fr: "Conducteur", en: "Driver")[language], alignment: .right, priority: 0, minimumWidth: 40, kind: .number),
      Column("last_name", Text(fr: "Nom", en: "Last name")[language], priority: 0, kind: .text),
      Column("first_names", Text(fr: "Prénom", en: "First name")[language], kind: .text),
      Column("birth_date", Text(fr: "Né(e) le", en: "Born on")[language], priority: 2, minimumWidth: 40, kind: .moment),
      Column("licence_number", Text(fr: "Permis n°", en: "Licence no.")[language], priority: 3, minimumWidth: 40, kind: .text),
      Column("email", Text(fr: "Courriel", en: "E-mail")[language], priority: 4, kind: .text),
      Column("account_state", Text(fr: "Compte", en: "Account")[language], priority: 2, minimumWidth: 40, kind: .text),
      Column("cases", Text(fr: "Dossiers", en: "Cases")[language], minimumWidth: 40, kind: .text),
      Column("found_by", Text(fr: "Trouvé par", en: "Found by")[language], priority: 5, minimumWidth: 40, kind: .text),
    ])
    for row in rows {
      table.append([
        .number(row.driver, style: .cyan), .text(row.lastName), .text(row.firstNames, shown: SafeText(firstName(row.firstNames))),
        .timestamp(row.birthDate, shown: TimeText.date(row.birthDate)[language]), .text(row.licenceNumber),
        .text(row.email), .text(row.accountState, shown: Labels.state(row.accountState)[language]),
        .text(
          row.cases.map(String.init).joined(separator: " "),
          shown: row.cases.map { SafeText(CaseNumber(id: Int($0)).description, style: .cyan) }.joined(separator: " ")),
        .text(row.foundBy, shown: Labels.object(row.foundBy)[language]),
      ])
    }
    return table
  }

  /// What was taken back: the columns of a decision, null where it was none, and what it was.
  static func undone(_ undone: Undone) -> Table {
    let (decision, reception) = (undone.decision, undone.reception)
    return row([
      "decision": .number(decision?.id), "case": .number(undone.caseID), "action": .text("undo"), "agent": .text(decision?.agent),
      "decided_at": at(decision?.decidedAt), "effective_at": at(decision?.effectiveAt), "standing": .text(decision?.standing.rawValue),
      "replayed": .boolean(undone.isReplayed), "reached_by": .text(decision?.reachedBy), "kind": .text(undone.kind),
      "driver": .number(undone.driver), "reference": .text(undone.reference), "recorded": .text(undone.recorded),
      "restored": .text(undone.restored), "offer": .number(undone.offer), "was": .text(reception?.was?.rawValue),
      "serial": .text(reception?.serial), "coupon": .text(reception?.coupon), "found_card": .text(reception?.foundCard),
      "other_coupon": .text(reception?.otherCoupon), "other_case": .number(reception?.otherCase),
    ])
  }

  static func decision(_ decision: Decision) -> Table {
    row([
      "decision": .number(decision.id), "case": .number(decision.caseID), "action": .text(decision.action.rawValue), "agent": .text(decision.agent),
      "decided_at": at(decision.decidedAt), "effective_at": at(decision.effectiveAt), "standing": .text(decision.standing.rawValue),
      "replayed": .boolean(decision.replayed), "reached_by": .text(decision.reachedBy),
    ])
  }
}
