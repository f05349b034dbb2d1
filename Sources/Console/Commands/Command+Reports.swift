import Casework
import Desk
import Formats
import Terminal

// Reports.
extension Command {
  static let report = Command(
    "report", "rapport", area: .queues, effect: .reads, columns: Lists.reports.columns(),
    summary: Text(fr: "un rapport ; sans nom : la liste des rapports", en: "a report; without a name: the list of them"),
    details: Text(
      fr:
        "Lu à un seul instant, sans rien modifier. Les paramètres laissés de côté ont leur valeur par défaut ; « rapport » les donne. La plupart sont pour les superviseurs. docs/reports.md dit comment en écrire.",
      en:
        "Read at one moment, changing nothing. Parameters left out have their defaults; \"report\" lists them. Most are for supervisors. docs/reports.md says how to write one."
    ),
    examples: ["report", "report deadlines days=14 queue=accounts", "rapport échéances jours=14 file=comptes"],
    takes: .optional(.word(Text(fr: "RAPPORT", en: "REPORT"), .report)), .assignments()
  ) { (session, report: Report?, assignments) throws(Failure) in
    guard let report else {
      session.show(Table(session.reports.reports, Lists.reports, on: session.page))
      return
    }
    try session.connect()
    let given = Dictionary(uniqueKeysWithValues: assignments.map { ($0.name, $0.value) })
    var values: [String?] = []
    for parameter in report.parameters {
      var value = given[parameter.name] ?? parameter.defaultValue
      if parameter.type == .language, value == nil { value = session.language.rawValue }
      values.append(parameter.type == .date && value == "today" ? session.today : value)
    }
    let bound = values
    let rows = try session.atDesk { desk throws(DeskError) in try desk.report(report, bound) }
    // Who has no seat any more may still be reported of: of a name that nothing is known of it is a slip.
    if rows.rows.isEmpty {
      for case (let parameter, let login?) in zip(report.parameters, bound) where parameter.type == .agent {
        try session.requireAgent(login)
      }
    }
    session.show(
      try Tables.report(report, rows, session.queues, try session.words(), values: bound, language: session.language, now: session.now))
  }
}

extension Lists {
  /// The reports there are, with their parameters.
  static let reports: [ListColumn<Report>] = [
    .init("report", Text(fr: "Rapport", en: "Report"), style: .cyan, priority: 0, minimumWidth: 40) { report, page in
      .text(report.name, shown: SafeText(report.name(in: page.language)))
    },
    .init("title", Text(fr: "Titre", en: "Title"), priority: 0, overflow: .wrap) { report, page in
      .text(report.title.said[page.language].plain)
    },
    .init("parameters", Text(fr: "Paramètres", en: "Parameters"), overflow: .wrap, minimumWidth: 16) { report, page in
      let parameters = report.parameters.filter { $0.type != .language }
      return .text(
        parameters.map { parameter in
          let value = parameter.defaultValue.map { parameter.shown($0, page.queues, page.language) } ?? (parameter.isOptional ? "" : "…")
          return "\(parameter.name(in: page.language))=\(value)"
        }.joined(separator: " "))
    },
    .init("right", Text(fr: "Droit", en: "Right"), priority: 2, minimumWidth: 40) { report, page in
      let right = report.isForSupervisors ? Text(fr: "superviseur", en: "supervisor") : Text(fr: "agent", en: "agent")
      return .text(report.isForSupervisors ? "supervisor" : "agent", shown: right[page.language])
    },
    .init("summary", Text(fr: "Résumé", en: "Summary"), priority: 3, overflow: .wrap, minimumWidth: 30) { report, page in
      .text(report.summary.said[page.language].plain)
    },
  ]
}

extension Tables {
  /// What a report gave, under the headings of its head.
  static func report(
    _ report: Report, _ result: ReportRows, _ queues: Queues, _ vocabulary: Vocabulary, values: [String?], language: Language, now: Moment
  ) throws(Failure) -> Table {
    guard !result.columns.isEmpty else { throw .usage(.reportWithoutColumns(report.name)) }
    let heads = result.columns.map { column in report.columns.first { $0.name == column.name } }
    let set = zip(report.parameters, values).compactMap { parameter, value in
      parameter.type == .language ? nil : value.map { "\(parameter.name(in: language)) \(parameter.shown($0, queues, language))" }
    }
    var table = Table(
      title: report.title.said[language] + (set.isEmpty ? "" : SafeText(" (" + set.joined(separator: ", ") + ")")),
      columns: zip(result.columns, heads).enumerated().map { number, column in
        let isNumber = column.0.kind == .number && column.1?.kind != .moment
        return Column(
          column.0.name, column.1?.heading.said[language] ?? "\(column.0.name)", alignment: isNumber ? .right : .left,
          priority: number < 2 ? 0 : number, minimumWidth: isNumber ? 40 : 12)
      })
    for row in result.rows {
      var cells: [Cell] = []
      for (place, text) in row.enumerated() {
        cells.append(
          cell(text, result.columns[place], heads[place]?.kind ?? .plain, report, queues, vocabulary, language: language, now: now))
      }
      table.append(cells)
    }
    if table.rows.isEmpty { table.footer = Text.reportIsEmpty[language] }
    return table
  }

  private static func cell(
    _ text: String?, _ column: ReportRows.Column, _ kind: Report.ColumnKind, _ report: Report, _ queues: Queues, _ vocabulary: Vocabulary,
    language: Language,
    now: Moment
  ) -> Cell {
    guard let text else { return .null }
    switch kind {
    case .case: if let number = Int64(text) { return number > 0 ? Tables.number(CaseNumber(id: number)) : .null }
    case .moment: if let seconds = Int64(text) { return moment(Moment(seconds: seconds), now: now, language: language) }
    case .code: return .text(text, shown: ((vocabulary.term(text) ?? Labels.outcomes.term(text))?.name(in: language)).map { "\($0)" })
    case .queue: return .text(text, shown: SafeText(queues.name(text, language)))
    case .day: if let day = Day(iso: text) { return .timestamp(text, shown: TimeText.date(day)[language]) }
    case .percent: return .number(text, shown: SafeText(language == .fr ? text.replacing(".", with: ",") + "\u{A0}%" : text + "%"))
    case .plain: break
    }
    switch column.kind {
    case .number: return .number(text)
    case .boolean: return .boolean(text == "t")
    case .day, .moment: return .timestamp(text)
    case .text: return .text(text, shown: report.codes[text]?.said[language])
    }
  }
}
