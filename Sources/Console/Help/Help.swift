import Formats
import Terminal

/// What `help` shows, made from the table of commands.
struct Help {
  let table: CommandTable
  let language: Language
  /// What supervisors may do and agents may not, as the database says.
  let supervised: [String]
  /// The queues, as the database has them.
  var queues = Lexicon([])

  func say(_ text: Text) -> SafeText { text[language] }

  /// All commands, by what they are for, and where to read on.
  var overview: Sheet {
    let dot = SafeText(" · ", style: .dim)
    let purposes = Command.Area.allCases.compactMap { area -> Sheet.Field? in
      let commands = table.commands.filter { $0.area == area }
      guard !commands.isEmpty else { return nil }
      return Sheet.Field(
        say(area.heading), commands.map { SafeText($0.name(in: language), style: .cyan) }.joined(separator: dot))
    }
    let help = Command.help.name(in: language)
    func line(_ argument: Text, _ what: Text) -> Sheet.Field {
      Sheet.Field(SafeText("\(help) \(argument[language].plain)", style: .cyan), say(what))
    }
    // A queue's name that is a command's too is asked for with the word "queue" before it.
    let known = queues.terms.map { $0.name(in: language) }
      .map { table.named($0) == nil ? $0 : "\(Command.queue.name(in: language)) \($0)" }
    let topics = HelpTopic.allCases.map { $0.term.name(in: language) }
    func also(_ names: ArraySlice<String>) -> Text {
      let names = names.joined(separator: ", ")
      return names.isEmpty ? .empty : Text(fr: " ; aussi : \(names)", en: "; also: \(names)")
    }
    var lines = [
      line(Text(same: "\(topics[0])"), HelpTopic.start.term.label),
      line(Text(same: "\(topics[1])"), HelpTopic.keys.term.label + also(topics[2...])),
      line(
        known.isEmpty ? Text(fr: "FILE", en: "QUEUE") : Text(same: "\(known[0])"),
        Text(fr: "une file, d'un bout à l'autre", en: "a queue, from end to end") + also(known.dropFirst())),
    ]
    lines += [
      line(
        Text(fr: "signaler ÉLÉMENT [MOTIF]", en: "flag ITEM [REASON]"),
        Text(fr: "ce que le conducteur lira", en: "what the driver will read")),
      line(Text(fr: "COMMANDE", en: "COMMAND"), Text(fr: "son usage, ses options, des exemples", en: "its usage, options and examples")),
    ]
    return Sheet(sections: [
      Sheet.Section(nil, [.typed(purposes)], isWide: true), Sheet.Section(nil, [.typed(lines)], isWide: true),
      Sheet.Section(
        nil,
        [
          .text(
            say(
              Text(
                fr: "Tab complète. Les noms anglais vont aussi ; ce qui ne fait que lire s'abrège.",
                en: "Tab completes. French names work too; what only reads may be abbreviated.")))
        ], isWide: true),
    ])
  }

  /// One command, with its options and, where it takes items, those of the queue and their reasons.
  func page(of command: Command, vocabulary: Vocabulary? = nil, queue: String? = nil) -> Sheet {
    let other: Language = language == .fr ? .en : .fr
    var facts = [
      Sheet.Field(say(Text(fr: "Usage", en: "Usage")), SafeText(command.usage(in: language), style: .bold)),
      Sheet.Field(say(Text(fr: "Aussi", en: "Also")), SafeText(command.name(in: other), style: .cyan)),
      Sheet.Field(say(Text(fr: "Effet", en: "Effect")), say(command.effect.text)),
    ]
    if command.isForSupervisors(supervised) {
      facts.append(Sheet.Field(say(Text(fr: "Droit", en: "Right")), say(Text(fr: "superviseur", en: "supervisor"))))
    }
    var sections = [Sheet.Section(nil, [.text(say(command.summary)), .fields(facts)], isWide: true)]
    if !command.details[language].isEmpty { sections.append(Sheet.Section(nil, [.text(say(command.details))], isWide: true)) }
    if !command.options.isEmpty {
      let fields = command.options.map { Sheet.Field(SafeText($0.usage(in: language), style: .cyan), say($0.summary)) }
      sections.append(Sheet.Section(say(Text(fr: "Options", en: "Options")), [.typed(fields)], isWide: true))
    }
    let examples = command.examples.filter { $0.split(separator: " ").first.map(String.init) == command.name(in: language) }
    if !examples.isEmpty {
      sections.append(
        Sheet.Section(
          say(Text(fr: "Par exemple", en: "For instance")), [.list(examples.map { Sheet.Item(.none, "\($0)") })], isWide: true))
    }
    if let vocabulary { sections += command.parameters.compactMap { $0.traits.list?(self, vocabulary, queue) } }
    return Sheet(title: SafeText(command.name(in: language), style: .bold), sections: sections)
  }

  /// Commands as rows, for programs.
  func table(of commands: [Command]) -> Table {
    var table = Table(columns: ["command", "alias", "area", "effect", "right", "usage", "summary"].map { Column($0, "\($0)") })
    for command in commands {
      table.append([
        .text(command.name), .text(command.alias), .text(command.area.heading.en.plain), .text(command.effect.rawValue),
        .text(command.isForSupervisors(supervised) ? "supervisor" : "agent"), .text(command.usage(in: language)),
        .text(command.summary[language].plain),
      ])
    }
    return table
  }

  /// Names and what the driver reads of each, as rows for programs.
  func table(of lexicon: Lexicon, _ wording: (String) -> Text?) -> Table {
    var table = Table(columns: ["code", "name", "label", "wording"].map { Column($0, "\($0)") })
    for term in lexicon.terms {
      table.append([
        .text(term.code), .text(term.name(in: language)), .text(say(term.label).plain), .text(wording(term.code)?[language].plain),
      ])
    }
    return table
  }

  /// An element of a card: its field, its name and where its value comes from.
  func described(element term: Term, _ vocabulary: Vocabulary) -> SafeText {
    let element = vocabulary.element(term.code)
    let field: SafeText = element.map { $0.field.isEmpty ? "" : "\($0.field) · " } ?? ""
    return field + say(term.label) + (element.map { " · " + say(Labels.source($0.source)) } ?? "")
  }

  /// The names of a list, each with what it is.
  func list(_ heading: Text, _ lexicon: Lexicon, _ shown: (Term) -> SafeText) -> Sheet.Section {
    let fields = lexicon.terms.map { Sheet.Field(SafeText($0.name(in: language), style: .cyan), shown($0)) }
    return Sheet.Section(say(heading), [.typed(fields)], isWide: true)
  }

  /// The items of a queue with their reasons.
  func items(_ vocabulary: Vocabulary, queue: String?) -> Sheet.Section {
    let items = queue.map(vocabulary.items(of:)) ?? vocabulary.items
    let fields = items.terms.map { item in
      Sheet.Field(
        SafeText(item.name(in: language), style: .cyan),
        SafeText(vocabulary.reasons(for: item.code, in: queue).terms.map { $0.name(in: language) }.joined(separator: ", ")))
    }
    return Sheet.Section(say(Text(fr: "Éléments et motifs", en: "Items and reasons")), [.typed(fields)], isWide: true)
  }
}

extension CommandOption {
  /// `--round N`.
  func usage(in language: Language) -> String {
    "--\(name(in: language))" + (value.map { " \($0.placeholder[language].plain)" } ?? "")
  }
}

extension Command.Area {
  /// The heading in `help`.
  var heading: Text {
    switch self {
    case .queues: Text(fr: "Travail", en: "Work")
    case .reading: Text(fr: "Lire", en: "Reading")
    case .deciding: Text(fr: "Décider", en: "Deciding")
    case .mailroom: Text(fr: "Courrier", en: "Mailroom")
    case .support: Text(fr: "Téléphone", en: "Phone")
    case .supervision: Text(fr: "Superviser", en: "Supervising")
    case .console: Text(fr: "Console", en: "Console")
    }
  }
}

extension Command.Effect {
  /// What it does, for help.
  var text: Text {
    switch self {
    case .reads: Text(fr: "lit", en: "reads")
    case .claims: Text(fr: "prend un dossier en charge", en: "claims a case")
    case .writes: Text(fr: "modifie ; ne s'abrège pas", en: "writes; never abbreviated")
    }
  }
}
