import ArgumentParser
import Console
import Launch

/// The program's own arguments; commands inside the console are the console's.
struct Pupitre: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pupitre",
    abstract: Launch.said(
      "Le pupitre des agents : la console des cartes de qualification de conducteur.",
      "An operator's desk: the console for driver qualification cards."),
    discussion: Launch.said(
      """
      Sans argument : la console ; les commandes viennent de l'entrée standard si elle n'est pas un terminal.
      Sorties : 0 fait, 1 usage incorrect ou faute du programme, 2 pas de connexion, 3 une commande a échoué, 4 droit insuffisant, \
      5 issue inconnue, 6 fini avec des échecs, 7 rien n'a échoué mais une vérification n'est pas satisfaite, 128+n arrêté par le signal n.
      """,
      """
      Without arguments: the console; commands come from standard input when that is not a terminal.
      Exit codes: 0 done, 1 wrong usage or own fault, 2 no connection, 3 a command failed, 4 not allowed, \
      5 outcome unknown, 6 finished with failures, 7 nothing failed but an expect was not met, 128+n ended by signal n.
      """),
    version: Build.version, subcommands: [Schema.self])

  @OptionGroup var database: DatabaseOption
  @OptionGroup var language: LanguageOption
  @OptionGroup var work: Work

  func run() throws {
    let settings = try Settings(language, database)
    var options = try work.options(settings)
    options.conninfo = settings.conninfo
    throw ArgumentParser.ExitCode(ConsoleProgram(options).run())
  }
}
