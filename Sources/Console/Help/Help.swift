import Formats
import Terminal

/// What `help` shows, made from the table of commands.
struct Help {
  let table: CommandTable
  let language: Language
  /// What supervisors may do and agents may not, as the database says.
  let supervised: [String]

  func say(_ text: Text) -> SafeText { text[language] }

  /// All commands, by area.
  var overview: Sheet {
    var sections = Command.Area.allCases.compactMap { area -> Sheet.Section? in
      let commands = table.commands.filter { $0.area == area }
      guard !commands.isEmpty else { return nil }
      let fields = commands.map { command in
        Sheet.Field(SafeText(command.name(in: language), style: .cyan), say(command.summary))
      }
      return Sheet.Section(say(area.heading), [.fields(fields)], isWide: true)
    }
    sections.append(
      Sheet.Section(
        nil,
        [
          .text(
            say(
              Text(
                fr:
                  "« aide COMMANDE » : le détail. Tab complète. Les noms anglais marchent aussi ; une commande qui ne fait que lire peut s'abréger.",
                en: "\"help COMMAND\": the detail. Tab completes. French names work too; a command that only reads may be abbreviated.")))
        ], isWide: true))
    return Sheet(sections: sections)
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
      sections.append(Sheet.Section(say(Text(fr: "Options", en: "Options")), [.fields(fields)], isWide: true))
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

  /// The names of a list, each with what it is.
  /// An element of a card: its field, its name and where its value comes from.
  func described(element term: Term, _ vocabulary: Vocabulary) -> SafeText {
    let element = vocabulary.element(term.code)
    let field: SafeText = element.map { $0.field.isEmpty ? "" : "\($0.field) · " } ?? ""
    return field + say(term.label) + (element.map { " · " + say(Labels.source($0.source)) } ?? "")
  }

  func list(_ heading: Text, _ lexicon: Lexicon, _ shown: (Term) -> SafeText) -> Sheet.Section {
    let fields = lexicon.terms.map { Sheet.Field(SafeText($0.name(in: language), style: .cyan), shown($0)) }
    return Sheet.Section(say(heading), [.fields(fields)], isWide: true)
  }

  /// The items of a queue with their reasons.
  func items(_ vocabulary: Vocabulary, queue: String?) -> Sheet.Section {
    let items = queue.map(vocabulary.items(of:)) ?? vocabulary.items
    let fields = items.terms.map { item in
      Sheet.Field(
        SafeText(item.name(in: language), style: .cyan),
        SafeText(vocabulary.reasons(for: item.code, in: queue).terms.map { $0.name(in: language) }.joined(separator: ", ")))
    }
    return Sheet.Section(say(Text(fr: "Éléments et motifs", en: "Items and reasons")), [.fields(fields)], isWide: true)
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
    case .queues: Text(fr: "Trouver du travail", en: "Finding work")
    case .reading: Text(fr: "Lire un dossier", en: "Reading a case")
    case .deciding: Text(fr: "Décider", en: "Deciding")
    case .mailroom: Text(fr: "Le courrier", en: "Mailroom")
    case .support: Text(fr: "Répondre aux conducteurs", en: "Answering drivers")
    case .supervision: Text(fr: "Superviser", en: "Supervising")
    case .console: Text(fr: "La console", en: "The console")
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
