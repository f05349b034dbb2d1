import ArgumentParser
import Console
import Desk
import Formats
import Launch
import Postgres
import Terminal

/// `pupitre schema`: creates or upgrades a database, with its owner's rights.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Launch.said("Créer ou mettre à jour une base (droits du propriétaire).", "Create or upgrade a database (owner's rights)."),
    subcommands: [Apply.self, Status.self])

  /// Brings the database up to date.
  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: Launch.said("Mettre la base à jour.", "Bring the database up to date."))
    @OptionGroup var database: DatabaseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
      let settings = try Settings(language, database)
      let speaker = Speaker(settings.language)
      var connection = try Schema.connect(settings, speaker)
      let report: MigrationReport
      do {
        report = try Migrator.pupitre.apply(on: &connection)
      } catch {
        throw speaker.fail(error)
      }
      for name in report.numbered + report.repeatable { speaker.say(Text(same: "\(name)")) }
      speaker.say(
        report.isEmpty
          ? Text(fr: "Le schéma est à jour.", en: "The schema is up to date.")
          : Text(
            fr: "\(report.numbered.count) migrations appliquées, \(report.repeatable.count) vues et fonctions refaites.",
            en: "\(report.numbered.count) migrations applied, \(report.repeatable.count) views and functions made anew."))
    }
  }

  /// Says what is missing.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Launch.said("Dire ce qui manque (sortie 3 s'il manque quelque chose).", "Say what is missing (exit 3 if anything is)."))
    @OptionGroup var database: DatabaseOption
    @OptionGroup var language: LanguageOption
    @Option(
      help: ArgumentHelp(
        Launch.said("table, expanded, csv, json, jsonl ou html.", "table, expanded, csv, json, jsonl or html."), valueName: "format"))
    var format: Format?

    func run() throws {
      let settings = try Settings(language, database)
      let speaker = Speaker(settings.language)
      var connection = try Schema.connect(settings, speaker)
      let statuses: [MigrationStatus]
      do {
        statuses = try Migrator.pupitre.status(on: &connection)
      } catch {
        throw speaker.fail(error)
      }
      let language = settings.language
      var table = Table(columns: [
        Column("file", Text(fr: "Fichier", en: "File")[language], priority: 0),
        Column("state", Text(fr: "État", en: "State")[language], priority: 0),
      ])
      for status in statuses {
        let isApplied = status.state == .applied
        table.append([
          .text(status.name),
          .text("\(status.state)", shown: status.state.text[language], style: isApplied ? .green : .red),
        ])
      }
      var stream = speaker.output
      table.write(as: try format ?? settings.format() ?? .table, in: Layout(stream.capabilities), to: &stream)
      if statuses.contains(where: { $0.state != .applied }) {
        throw speaker.fail(
          .failed, Text(fr: "Le schéma n'est pas à jour : pupitre schema apply.", en: "The schema is not up to date: pupitre schema apply.")
        )
      }
    }
  }

  private static func connect(_ settings: Settings, _ speaker: Speaker) throws -> Connection {
    do throws(PostgresError) {
      return try Connection(settings.conninfo)
    } catch {
      throw speaker.fail(error)
    }
  }
}

extension MigrationStatus.State {
  /// In words.
  fileprivate var text: Text {
    switch self {
    case .applied: Text(fr: "appliqué", en: "applied")
    case .pending: Text(fr: "à appliquer", en: "to be applied")
    case .stale: Text(fr: "à refaire", en: "to be made anew")
    case .edited: Text(fr: "modifié depuis son application", en: "edited since it was applied")
    case .unknown: Text(fr: "inconnu de ce programme", en: "unknown to this program")
    }
  }
}
