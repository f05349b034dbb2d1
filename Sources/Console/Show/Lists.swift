import Casework
import Desk
import Formats
import Terminal

/// The lists: each column beside what stands in it.
enum Lists {
  static let queues: [ListColumn<QueueStatus>] = [
    .init("queue", Text(fr: "File", en: "Queue"), priority: 0, minimumWidth: 40, kind: .text) { row, page in
      .text(row.queue, shown: SafeText(page.queues.name(row.queue, page.language), style: .cyan))
    },
    .count("waiting", Text(fr: "À traiter", en: "Waiting"), priority: 0, of: \.waiting),
    .count("held", Text(fr: "Tenus", en: "Held"), of: \.held),
    .count("overdue", Text(fr: "En retard", en: "Overdue"), priority: 0, of: \.overdue, style: .red),
    .init("next_due", Text(fr: "Échéance", en: "Next due"), minimumWidth: 40, kind: .moment) { row, page in
      Tables.deadline(row.nextDue, now: page.now, language: page.language)
    },
    .count("escalated", Text(fr: "Escaladés", en: "Escalated"), priority: 2, of: \.escalated, style: .yellow),
    .count("arrived", Text(fr: "Arrivés", en: "Arrived"), priority: 3, of: \.arrived),
    .count("decided", Text(fr: "Décidés", en: "Decided"), priority: 3, of: \.decided),
    .count("with_driver", Text(fr: "Chez le conducteur", en: "With the driver"), priority: 4, of: \.withDriver),
    .count("unreachable", Text(fr: "Injoignables", en: "Unreachable"), priority: 5, of: \.unreachable, style: .yellow),
    .count("silent", Text(fr: "Silencieux", en: "Silent"), priority: 3, of: \.silent, style: .yellow),
  ]

  /// - Parameter ofAll: of all queues: which one it is stays longer than where it is the same in each row.
  static func cases(ofAll: Bool = true) -> [ListColumn<CaseSummary>] {
    [
      .init("case", Text(fr: "Dossier", en: "Case"), alignment: .right, priority: 0, minimumWidth: 40, kind: .number) { row, _ in
        // Where there is no room for the remarks an urgent case is told by its sign.
        row.isUrgent ? .number(row.number.id, shown: SafeText("! \(row.number)", style: .red)) : Tables.number(row.number)
      },
      .init("queue", Text(fr: "File", en: "Queue"), priority: ofAll ? 1 : 6, minimumWidth: 40, kind: .text) { row, page in
        .text(row.queue, shown: SafeText(page.queues.name(row.queue, page.language)))
      },
      .init("due_at", Text(fr: "Échéance", en: "Due"), priority: 0, minimumWidth: 40, kind: .moment) { row, page in
        deadline(row.head, page.language)
      },
      .init("round", Text(fr: "Passage", en: "Round"), alignment: .right, priority: 2, minimumWidth: 40, kind: .number) { row, _ in
        .number(row.round)
      },
      .init("last_name", Text(fr: "Nom", en: "Last name"), kind: .text) { row, _ in .text(row.lastName) },
      .init("first_names", Text(fr: "Prénom", en: "First name"), priority: 3, minimumWidth: 10, kind: .text) { row, _ in
        firstName(row.firstNames)
      },
      .init("driver", Text(fr: "Conducteur", en: "Driver"), alignment: .right, priority: 5, minimumWidth: 40, kind: .number) { row, _ in
        .number(row.driver)
      },
      .init("holder", Text(fr: "Tenu par", en: "Held by"), priority: 2, minimumWidth: 40, kind: .text) { row, _ in .text(row.holder) },
      .init("flags", Text(fr: "Signalements", en: "Flags"), alignment: .right, priority: 4, minimumWidth: 40, kind: .number) { row, _ in
        .number(row.flags, shown: row.flags == 0 ? "" : nil)
      },
      .init("marks", Text(fr: "Remarques", en: "Remarks"), priority: 2, minimumWidth: 12, kind: .text) { row, page in
        let marks = marks(of: row.head)
        return .text(
          marks.map(\.code).joined(separator: " "), shown: marks.map { $0.text[page.language] }.joined(separator: ", "))
      },
      .init("state", Text(fr: "État", en: "State"), priority: 6, minimumWidth: 40, kind: .text) { row, page in
        .text(row.state.rawValue, shown: Labels.state(row.state.rawValue)[page.language])
      },
    ]
  }

  /// What became of each case of an `each`.
  static let bulk: [ListColumn<BulkResult>] = [
    .init("case", Text(fr: "Dossier", en: "Case"), alignment: .right, priority: 0, minimumWidth: 40, kind: .number) { row, _ in
      Tables.number(row.row.number)
    },
    .init("driver", Text(fr: "Conducteur", en: "Driver"), alignment: .right, kind: .number) { row, _ in .number(row.row.driver) },
    .init("status", Text(fr: "Issue", en: "Status"), priority: 0, kind: .text) { row, _ in .text(row.outcome.code) },
    .init("why", Text(fr: "Pourquoi", en: "Why"), kind: .text) { row, _ in .text(row.outcome.why) },
    .init("decision", Text(fr: "Décision", en: "Decision"), alignment: .right, kind: .number) { row, _ in
      if case .done(let done) = row.outcome, let decision = done.decision { .number(decision.id) } else { .null }
    },
    .init("key", Text(fr: "Clé", en: "Key"), priority: 5, kind: .text) { row, _ in .text(row.key) },
  ]

  static let hits: [ListColumn<SearchHit>] = [
    .init("place", Text(fr: "N°", en: "No."), alignment: .right, priority: 0, minimumWidth: 40, kind: .number) { row, _ in
      .number(row.place)
    },
    .init("driver", Text(fr: "Conducteur", en: "Driver"), alignment: .right, priority: 0, minimumWidth: 40, kind: .number) { row, _ in
      .number(row.driver, style: .cyan)
    },
    .init("last_name", Text(fr: "Nom", en: "Last name"), priority: 0, kind: .text) { row, _ in .text(row.lastName) },
    .init("first_names", Text(fr: "Prénom", en: "First name"), kind: .text) { row, _ in firstName(row.firstNames) },
    .init("usage_name", Text(fr: "Nom d'usage", en: "Name in use"), priority: 5, kind: .text) { row, _ in .text(row.usageName) },
    .init("birth_date", Text(fr: "Né(e) le", en: "Born on"), priority: 1, minimumWidth: 40, kind: .moment) { row, page in
      .timestamp(row.birthDate, shown: TimeText.date(row.birthDate)[page.language])
    },
    .init("licence_number", Text(fr: "Permis n°", en: "Licence no."), priority: 3, minimumWidth: 40, kind: .text) { row, _ in
      .text(row.licenceNumber)
    },
    .init("email", Text(fr: "Courriel", en: "E-mail"), priority: 4, kind: .text) { row, _ in .text(row.email) },
    .init("account_state", Text(fr: "Compte", en: "Account"), priority: 2, minimumWidth: 40, kind: .text) { row, page in
      .text(row.accountState, shown: Labels.state(row.accountState)[page.language])
    },
    .init("cases", Text(fr: "Dossiers", en: "Cases"), minimumWidth: 40, kind: .text) { row, _ in
      .text(
        row.cases.map { String($0.id) }.joined(separator: " "),
        shown: row.cases.map { SafeText($0.description, style: .cyan) }.joined(separator: " "))
    },
    .init("found_by", Text(fr: "Trouvé par", en: "Found by"), priority: 5, minimumWidth: 40, kind: .text) { row, page in
      .text(row.foundBy, shown: Labels.object(row.foundBy)[page.language])
    },
    .init("nearness", Text(fr: "À", en: "By"), priority: 4, minimumWidth: 40, kind: .text) { row, page in
      .text(row.nearness.rawValue, shown: Labels.nearness(row.nearness)[page.language].styled(.yellow))
    },
    .init("left_out", Text(fr: "Sans", en: "Without"), priority: 6, kind: .text) { row, _ in .text(row.leftOut) },
    .init("found", Text(fr: "Trouvés", en: "Found"), alignment: .right, priority: 6, kind: .number) { row, _ in
      .number(row.found, shown: "")
    },
  ]

  static let cardsToDestroy: [ListColumn<CardToDestroy>] = [
    .init("serial", Text(fr: "Carte", en: "Card"), priority: 0, minimumWidth: 40) { row, _ in .text(row.serial, style: .cyan) },
    .init("card", Text(fr: "N°", en: "No."), alignment: .right, priority: 4, minimumWidth: 40) { row, _ in .number(row.card) },
    .init("received_at", Text(fr: "Reçue", en: "Received"), minimumWidth: 40) { row, page in
      Tables.moment(row.receivedAt, now: page.now, language: page.language)
    },
    .init("void_reason", Text(fr: "Hors d'usage", en: "Void"), priority: 1, minimumWidth: 40) { row, page in
      .text(row.voidReason, shown: row.voidReason.map { Labels.voidReason($0)[page.language] })
    },
    .init("driver", Text(fr: "Conducteur", en: "Driver"), alignment: .right, priority: 2, minimumWidth: 40) { row, _ in
      .number(row.driver)
    },
  ]

  static let grants: [ListColumn<QueueGrant>] = [
    .init("agent", Text(fr: "Agent", en: "Agent"), priority: 0, minimumWidth: 40) { row, _ in .text(row.agent, style: .bold) },
    .init("queue", Text(fr: "File", en: "Queue"), priority: 0, minimumWidth: 40) { row, page in
      .text(row.queue, shown: SafeText(page.queues.name(row.queue, page.language)))
    },
    .init("granted", Text(fr: "Ouverte", en: "Open"), priority: 0, minimumWidth: 40) { row, _ in
      .boolean(row.isGranted, style: row.isGranted ? .plain : .yellow)
    },
    .init("set_by", Text(fr: "Par", en: "By"), minimumWidth: 40) { row, page in
      .text(row.setBy, shown: row.setBy.map { "\($0)" } ?? Text(fr: "réglage", en: "setting")[page.language])
    },
    .init("at", Text(fr: "Depuis", en: "Since"), priority: 2, minimumWidth: 40) { row, page in
      Tables.moment(row.at, now: page.now, language: page.language)
    },
  ]

  static let settings: [ListColumn<Setting>] = [
    .init("name", Text(fr: "Réglage", en: "Setting"), priority: 0, minimumWidth: 40) { row, page in
      .text(row.name, shown: SafeText(row.term.name(in: page.language)), style: .cyan)
    },
    .init("value", Text(fr: "Valeur", en: "Value"), priority: 0, minimumWidth: 12) { row, page in
      .text(
        row.value, shown: SettingValue.shown(row.value, kind: row.kind, page.items)[page.language], style: row.since != nil ? .bold : .plain
      )
    },
    .init("meaning", Text(fr: "Ce qu'il fait", en: "What it does"), priority: 1, overflow: .wrap, minimumWidth: 20) { row, page in
      .text(page.language == .fr ? row.meaningFr : row.meaningEn)
    },
    .init("default", Text(fr: "Par défaut", en: "Default"), priority: 3, minimumWidth: 12) { row, page in
      .text(row.defaultValue, shown: row.defaultValue.map { SettingValue.shown($0, kind: row.kind, page.items)[page.language] })
    },
    .init("since", Text(fr: "Depuis", en: "Since"), priority: 4, minimumWidth: 40) { row, page in
      Tables.moment(row.since, now: page.now, language: page.language)
    },
    .init("set_by", Text(fr: "Par", en: "By"), priority: 4, minimumWidth: 40) { row, _ in .text(row.setBy) },
    .init("kind", Text(fr: "Genre", en: "Kind"), priority: 6, minimumWidth: 40) { row, _ in .text(row.kind) },
    .init("minimum", Text(fr: "Minimum", en: "Minimum"), priority: 6, minimumWidth: 40) { row, _ in .text(row.minimum) },
    .init("maximum", Text(fr: "Maximum", en: "Maximum"), priority: 6, minimumWidth: 40) { row, _ in .text(row.maximum) },
    .init("choices", Text(fr: "Choix", en: "Choices"), priority: 6, minimumWidth: 40) { row, _ in
      .text(row.choices.joined(separator: " "))
    },
  ]

  /// The first of several first names: a list has no room for all.
  private static func firstName(_ names: String) -> Cell {
    .text(names, shown: SafeText(String(names.prefix { $0 != "," && $0 != " " })))
  }

  /// The deadline of a case; of one that is not open it counts for programs alone.
  private static func deadline(_ head: CaseHead, _ language: Language) -> Cell {
    guard let due = head.dueAt else { return .null }
    return head.state == .open
      ? Tables.deadline(due, now: head.now ?? due, language: language) : .timestamp(CivilTime(due).iso, shown: "—")
  }

  /// What is out of the ordinary about a case.
  private static func marks(of head: CaseHead) -> [(code: String, text: Text)] {
    var marks: [(code: String, text: Text)] = []
    if head.isUrgent { marks.append(("urgent", Text(fr: "urgent", en: "urgent").styled(.red))) }
    if head.isEscalated { marks.append(("escalated", Text(fr: "escaladé", en: "escalated").styled(.yellow))) }
    if let agent = head.reservedFor { marks.append(("reserved", Text(fr: "pour \(agent)", en: "for \(agent)"))) }
    if head.isUnreachable { marks.append(("unreachable", Text(fr: "injoignable", en: "unreachable").styled(.yellow))) }
    return marks
  }
}

extension ListColumn<QueueStatus> {
  /// How many cases; in that style where there are any. Its heading says what it counts, or the column leaves.
  fileprivate static func count(
    _ name: String, _ heading: Text, priority: Int = 1, of count: @escaping @Sendable (QueueStatus) -> Int, style: Style = .plain
  ) -> ListColumn {
    ListColumn(name, heading, alignment: .right, priority: priority, minimumWidth: 40, kind: .number) { row, _ in
      .number(count(row), style: count(row) > 0 ? style : .plain)
    }
  }
}

extension BulkResult.Outcome {
  /// The word for programs.
  fileprivate var code: String {
    switch self {
    case .done: "done"
    case .passed: "passed"
    case .refused: "failed"
    }
  }

  /// Why it was not done, for programs: a word, or the SQLSTATE.
  fileprivate var why: String? {
    switch self {
    case .done: nil
    case .passed(.held): "held"
    case .passed(.drafted): "drafted"
    case .passed(.busy): "busy"
    case .passed(.changed): "changed"
    case .passed(.notClean): "not_clean"
    case .passed(.gone(let refusal)), .refused(let refusal): refusal.sqlState
    }
  }
}
