import ArgumentParser
import Console
import Glibc
import Launch
import LocalCluster
import Postgres
import Terminal
import Traffic

/// `pupitre-demo traffic`: drivers, centres, payment, factory, mailroom and mailer, played through the hub contract.
struct PlayTraffic: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traffic",
    abstract: Launch.said(
      "Jouer les conducteurs, le courrier et la fabrication à travers le contrat hub.",
      "Play drivers, mailroom and card production through the hub contract."),
    discussion: Launch.said(
      """
      Joue jusqu'à ce que plus rien ne se fasse sans un agent ; avec --follow jusqu'à Ctrl-C, en réagissant à ce que les agents \
      décident. Les mêmes graine, conducteurs et jours donnent les mêmes appels : relancé, chacun continue d'où il en est. La base \
      doit être celle d'une démonstration.
      """,
      """
      Plays until nothing more can be done without an agent; with --follow until Ctrl-C, reacting to what agents decide. The same \
      seed, drivers and days give the same calls: run again, and everybody goes on from where he is. The database must \
      be a demonstration's.
      """))

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Launch.said(
        "Chaîne ou URI de libpq d'une base de démonstration ; sinon celle de la grappe locale privée.",
        "libpq string or URI of a demonstration's database; else that of the private local cluster."), valueName: "conninfo"))
  var database: String?

  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      Launch.said("Qui sont les conducteurs et ce qu'ils font.", "Who the drivers are and what they do.")))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp(Launch.said("Combien de conducteurs.", "How many drivers."), valueName: "n"))
  var drivers = 100

  @Option(
    help: ArgumentHelp(
      Launch.said(
        """
        Faire arriver les conducteurs sur tant de jours à eux : tout de suite, ou avec --rate en raccourci, \
        ou avec --follow à l'heure de l'horloge.
        """,
        "Let drivers arrive over so many days of theirs: at once, or with --rate compressed, or with --follow as the clock has it."),
      valueName: "d"))
  var days: Int?

  @Option(
    help: ArgumentHelp(
      Launch.said("Tant de conducteurs arrivent en une de nos minutes.", "So many drivers arrive in a minute of ours."), valueName: "r"))
  var rate: Double?

  @Flag(
    name: .customLong("follow"),
    help: ArgumentHelp(
      Launch.said("Continuer pendant que les agents travaillent, jusqu'à Ctrl-C.", "Go on while agents work, until Ctrl-C.")))
  var follows = false

  @Option(
    help: ArgumentHelp(
      Launch.said(
        "Écrire dans ce fichier les fautes semées (lignes JSON) ; elles ne sont jamais dans la base.",
        "Write the planted faults to this file (JSON lines); they are never in the database."), valueName: Launch.said("fichier", "file")))
  var truth: String?

  func validate() throws {
    guard (0...1_000_000).contains(drivers) else {
      throw ValidationError(Launch.said("--drivers va de 0 à 1000000.", "--drivers takes 0 to 1000000."))
    }
    if let days, !(1...365).contains(days) { throw ValidationError(Launch.said("--days va de 1 à 365.", "--days takes 1 to 365.")) }
    if let rate, !(rate > 0 && rate <= 100_000) {
      throw ValidationError(Launch.said("--rate est plus que 0, au plus 100000.", "--rate takes more than 0, at most 100000."))
    }
  }

  func run() throws {
    let settings = try Settings(language)
    let speaker = Speaker(settings.language)
    let conninfo: String
    do throws(LocalClusterError) { conninfo = try target() } catch { throw speaker.fail(error) }
    let stop = StopSignal()
    // Only who plays in time waits, and can stop between two calls; all at once is simply ended.
    let takesTime = follows || rate != nil
    if takesTime { stop.hold() }
    let summary: Summary
    var isAnnounced = !follows || isatty(2) != 1
    do throws(TrafficError) {
      summary = try play(
        conninfo: conninfo, seed: seed, drivers: drivers, truth: truth,
        course: Course(days: days, rate: rate, follows: follows), wait: takesTime ? { !stop.came(within: $0) } : nil
      ) { _ in
        guard !isAnnounced else { return }
        isAnnounced = true
        speaker.errors.writeLine(Text(fr: "Joue jusqu'à Ctrl-C.", en: "Playing until Ctrl-C.")[speaker.language].styled(.dim))
        speaker.errors.flush()
      }
    } catch {
      throw speaker.fail(error)
    }
    for (login, calls) in summary.calls.sorted(by: { $0.key < $1.key }) { speaker.say(Text(same: "\(login) \(calls)")) }
    speaker.say(
      Text(
        fr: "\(summary.drivers) \(summary.drivers < 2 ? "conducteur a" : "conducteurs ont") un compte.",
        en: "\(summary.drivers) \(summary.drivers == 1 ? "driver has" : "drivers have") an account."))
    for (state, count) in summary.refusals.sorted(by: { $0.key < $1.key }) {
      speaker.say(Text(fr: "Refus imprévus \(state) : \(count).", en: "Unforeseen refusals \(state): \(count)."))
    }
    if !summary.refusals.isEmpty {
      speaker.output.flush()
      throw ArgumentParser.ExitCode(Console.ExitCode.finishedWithFailures.rawValue)
    }
    if let signal = stop.signal {
      speaker.output.flush()
      throw ArgumentParser.ExitCode(128 + signal)
    }
  }

  private func target() throws(LocalClusterError) -> String {
    if let database { return database }
    let cluster = try LocalCluster.standard()
    try cluster.start()
    return try cluster.conninfo(database: Demo.database)
  }
}
