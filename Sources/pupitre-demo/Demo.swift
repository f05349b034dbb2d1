import ArgumentParser
import Console
import Desk
import Glibc
import Launch
import LocalCluster
import Postgres
import Queries
import Terminal
import Traffic

/// `pupitre-demo demo`: the console on the private local cluster.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Launch.said(
      "La console sur la grappe locale privée, créée et remplie de données de démonstration la première fois.",
      "The console on the private local cluster, created and filled with demo data on first use."),
    discussion: Launch.said(
      "Agents : claire, malik, ines, hugo. Superviseur : sofia.", "Agents: claire, malik, ines, hugo. Supervisor: sofia."))

  /// The database of the local cluster.
  static let database = "pupitre"
  /// The same while it is being filled.
  static let unfinished = "pupitre_unfinished"

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(Launch.said("Qui est à la console.", "Who sits at the console."), valueName: Launch.said("compte", "login")))
  var login = "claire"

  @OptionGroup var language: LanguageOption
  @OptionGroup var work: Work

  func validate() throws {
    let logins = Logins()
    let seats = logins.agents + [logins.supervisor]
    guard !seats.contains(login) else { return }
    let names = seats.joined(separator: ", ")
    throw ValidationError(
      Launch.said(
        "« \(login) » n'est pas un agent de la démonstration ; au choix : \(names).",
        "'\(login)' is not an agent of the demo; one of: \(names)."))
  }

  func run() throws {
    let settings = try Settings(language)
    let speaker = Speaker(settings.language)
    var options = try work.options(settings)
    do {
      let cluster = try LocalCluster.standard()
      try cluster.ensureRunning()
      try prepare(cluster, speaker)
      options.conninfo = try cluster.conninfo(user: login, database: Demo.database)
    } catch let error as LocalClusterError {
      throw speaker.fail(error)
    } catch let error as PostgresError {
      throw speaker.fail(error)
    } catch let error as MigrationError {
      throw speaker.fail(error)
    } catch let error as TrafficError {
      throw speaker.fail(error)
    }
    throw ArgumentParser.ExitCode(ConsoleProgram(options).run())
  }

  /// Makes and fills the database on first use; later brings its schema up to date.
  private func prepare(_ cluster: LocalCluster, _ speaker: Speaker) throws {
    var server = try Connection(try cluster.conninfo())
    try server.query(sql("lock_demo"))
    guard try server.query(sql("database_exists"), [.text(Demo.database)]).only().bool("found") else {
      try fill(cluster, &server, speaker)
      return
    }
    var connection = try Connection(try cluster.conninfo(database: Demo.database))
    _ = try Migrator.pupitre.apply(on: &connection)
    try connection.script(sql("create_logins"))
  }

  private func fill(_ cluster: LocalCluster, _ server: inout Connection, _ speaker: Speaker) throws {
    var progress = Progress(speaker)
    progress.say(Text(fr: "Préparation de la démonstration…", en: "Preparing the demonstration…"))
    try server.query(sql("drop_unfinished"))
    try server.query(sql("create_database"))
    do {
      var connection = try Connection(try cluster.conninfo(database: Demo.unfinished))
      try connection.script(sql("mark_demo"))
      _ = try Migrator.pupitre.apply(on: &connection)
      try connection.script(sql("create_logins"))
    }
    try Traffic.Demo.fill(conninfo: try cluster.conninfo(database: Demo.unfinished), owner: LocalCluster.superuser) { past in
      progress.show(past)
    }
    try server.query(sql("finish_database"))
    progress.end()
  }

  private func sql(_ name: String) -> String {
    guard let query = Query[path: "local/\(name).sql"] else { preconditionFailure("queries/local/\(name).sql is not embedded") }
    return query.text
  }
}

/// What takes long is said on standard error, where somebody looks.
private struct Progress {
  private let speaker: Speaker
  private let isSeen = isatty(2) == 1

  init(_ speaker: Speaker) { self.speaker = speaker }

  func say(_ text: Text) {
    guard isSeen else { return }
    speaker.errors.writeLine(text[speaker.language].styled(.dim))
  }

  private var shown = 0

  /// A line every nine days of the past.
  mutating func show(_ past: Traffic.Demo.Progress) {
    guard past.day / 9 > shown else { return }
    shown = past.day / 9
    say(
      Text(
        fr: "  jour \(past.day) sur \(past.days) : \(past.drivers) conducteurs, \(past.decisions) décisions",
        en: "  day \(past.day) of \(past.days): \(past.drivers) drivers, \(past.decisions) decisions"))
    speaker.errors.flush()
  }

  func end() { speaker.errors.flush() }
}
