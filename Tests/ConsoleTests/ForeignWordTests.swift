import Postgres
import Terminal
import TestSupport
import Testing

@testable import Console

/// A French screen holds no English word, an English screen no French one: codes, labels, wordings, meanings of settings.
///
/// The words are those of the database's lists and of the table of commands, in each language without those of the other. What drivers and
/// agents typed is in neither.
@Suite struct ForeignWordTests {
  @Test(arguments: Language.allCases)
  func screensOfAnAgentAndOfASupervisor(_ language: Language) throws {
    let scene = try ScreenScene()
    let words = try ForeignWords(scene.counter)
    var lines = 0
    // What a driver is told is shown in his own language.
    try scene.counter.value("update core.account set language = $1", [.text(language.rawValue)])
    for (login, typed) in [(scene.counter.agent, scene.agentLines), (try scene.counter.supervisor, scene.supervisorLines)] {
      // What took effect is in reports.
      if login != scene.counter.agent { try scene.counter.database.advanceClock(by: "3 minutes") }
      for line in typed {
        let said = line[language]
        let run = try scene.counter.run(said + "\n", ["--keep-going"], as: login, lang: language.rawValue)
        for shown in (run.output + run.errors).split(separator: "\n") {
          lines += 1
          // A column of `expect` has one name, and is repeated as it was typed.
          // What a driver was sent is shown as he reads it, between guillemets.
          let ours = language == .en ? String(shown).replacing(#/«[^»]*»/#, with: "") : String(shown)
          let found = words.foreign(in: ours, to: language).filter { !said.contains($0) }
          #expect(found.isEmpty, "\(said.replacing("\n", with: " / ")): \(found.sorted()) in: \(shown)")
        }
      }
    }
    #expect(lines > 400)
  }

  /// Every page of help but the line that gives the other language's name.
  @Test(arguments: Language.allCases)
  func pagesOfHelp(_ language: Language) throws {
    let counter = try Counter()
    let words = try ForeignWords(counter)
    let catalogue = words.catalogue
    let help = Command.help.name(in: language)
    var subjects = CommandTable.console.commands.map { $0.name(in: language) } + HelpTopic.allCases.map { $0.term.name(in: language) }
    subjects += catalogue.queues.map { "\(Command.queue.name(in: language)) \(language == .fr ? $0.french : $0.code)" }
    subjects += catalogue.items.map { "\(Command.flag.name(in: language)) \(language == .fr ? $0.french : $0.code)" }
    subjects += catalogue.elements.map { "\(Command.finding.name(in: language)) \(language == .fr ? $0.french : $0.code)" }
    let typed = ([help] + subjects.map { "\(help) \($0)" }).joined(separator: "\n") + "\n"
    let run = try counter.run(typed, as: counter.supervisor, lang: language.rawValue)
    #expect(run.errors == "")
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("Aussi") && !$0.hasPrefix("Also") && !$0.contains("vérifier") }
    #expect(lines.count > 500)
    for line in lines {
      let found = words.foreign(in: String(line), to: language)
      #expect(found.isEmpty, "\(found.sorted()) in: \(line)")
    }
  }

  @Test func aWordThatIsPutInIsFound() throws {
    let words = try ForeignWords(try Counter())
    #expect(words.foreign(in: "Au choix : nom, last_name, photo.", to: .fr) == ["last_name"])
    #expect(words.foreign(in: "Dossier 1001-9 : approve", to: .fr) == ["approve"])
    #expect(words.foreign(in: "« lister --overdue » les montre", to: .fr) == ["--overdue"])
    #expect(words.foreign(in: "délai 15 minutes, the deadline", to: .fr) == ["the", "deadline"])
    #expect(words.foreign(in: "Case 1001-9: valider", to: .en) == ["valider"])
    #expect(words.foreign(in: "One of: faute-saisie, spelling", to: .en) == ["faute-saisie"])
    #expect(words.foreign(in: "DURAND Zoé · 12 RUE DES LILAS", to: .en) == [])
  }
}

/// What belongs to one language alone.
struct ForeignWords {
  struct Name { let code, french: String }

  /// What the database can name.
  struct Catalogue { let queues, items, elements: [Name] }

  let catalogue: Catalogue
  private let english, french: Set<String>

  /// Words that are one language's in the lists and both languages' on a screen.
  private static let shared: Set<String> = [
    "agent", "agents", "format", "csv", "json", "page", "pages", "note", "notes", "urgent", "table", "minutes", "type", "date", "exit",
    "contact", "support", "issue", "recto", "verso", "files", "seconds",
  ]

  init(_ counter: Counter) throws {
    var connection = try counter.database.connect()
    func rows(_ sql: String) throws -> [(String, String)] {
      try connection.query(sql).map { (try $0.optionalValue(0, as: String.self) ?? "", try $0.optionalValue(1, as: String.self) ?? "") }
    }
    func names(_ sql: String) throws -> [Name] { try rows(sql).map { Name(code: $0.0, french: $0.1) } }
    catalogue = Catalogue(
      queues: try names("select queue, name_fr from core.queue order by rank"),
      items: try names("select item, name_fr from core.item i where exists (select from core.item_reason r where r.item = i.item)"),
      elements: try names("select element, name_fr from core.element order by rank"))
    var (english, french) = (Set<String>(), Set<String>())
    let lists = """
      select item, name_fr from core.item union select reason, name_fr from core.reason union select cause, name_fr from core.cause
      union select element, name_fr from core.element union select queue, name_fr from core.queue
      union select reason, name_fr from core.postal_reason union select reason, name_fr from core.closing_reason
      union select name, coalesce(name_fr, name) from core.setting
      union select unnest(array[object, state, action]), '' from core.lifecycle
      union select unnest(choices), '' from core.setting where choices is not null
      """
    for (code, name) in try rows(lists) {
      english.insert(code)
      if !name.isEmpty { french.insert(name) }
    }
    let sentences = """
      select label_en, label_fr from core.item union all select label_en, label_fr from core.reason
      union all select label_en, label_fr from core.cause union all select label_en, label_fr from core.element
      union all select label_en, label_fr from core.postal_reason union all select label_en, label_fr from core.closing_reason
      union all select wording_en, wording_fr from core.wording union all select wording_en, wording_fr from core.cause_wording
      union all select wording_en, wording_fr from core.closing_reason union all select label_en, label_fr from core.queue
      union all select meaning_en, meaning_fr from core.setting
      """
    for (text, other) in try rows(sentences) {
      english.formUnion(Self.words(text))
      french.formUnion(Self.words(other))
    }
    for command in CommandTable.console.commands {
      english.insert(command.name)
      french.insert(command.alias)
      for option in command.options {
        english.insert("--" + option.name)
        french.insert("--" + option.alias)
      }
      for text in [command.summary, command.details] {
        english.formUnion(Self.words(text.en.plain))
        french.formUnion(Self.words(text.fr.plain))
      }
    }
    self.english = english.subtracting(french).subtracting(Self.shared)
    self.french = french.subtracting(english).subtracting(Self.shared)
  }

  /// The words of the other language in a line.
  func foreign(in line: String, to language: Language) -> [String] {
    // Logins, addresses, what is machines' and the names of languages are nobody's words.
    var known = line.replacing(#/\b(claire|malik|supervisor)(_\d+)?\b|\S+@\S+|\$if|\blang (en|fr)\b/#, with: " ")
    if let detail = known.firstIndex(of: "{") { known = String(known[..<detail]) }
    let foreign = language == .fr ? english : french
    return Self.words(known).filter(foreign.contains)
  }

  /// Words as they stand there: with their dashes, and without those in capitals alone, which are drivers' names and what stands for an
  /// argument.
  private static func words(_ text: String) -> [String] {
    text.replacing("’", with: "'").split { !($0.isLetter || "-_".contains($0)) }.map(String.init).flatMap { word -> [String] in
      var word = word
      while let last = word.last, "-_".contains(last) { word.removeLast() }
      guard word.contains(where: \.isLetter), word.count > 1, word != word.uppercased() else { return [] }
      return [word.first?.isUppercase == true ? word.lowercased() : word]
    }
  }
}
