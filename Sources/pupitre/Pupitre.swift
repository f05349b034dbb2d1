public import ArgumentParser
public import Console
import Desk
public import Formats
import Glibc
import Terminal

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
    version: "0.1.0", subcommands: [Schema.self, Demo.self, Local.self, PlayTraffic.self])

  @OptionGroup var whereabouts: Whereabouts
  @OptionGroup var work: Work

  func run() throws {
    let settings = try Settings(whereabouts)
    var options = ConsoleProgram.Options(language: settings.language)
    options.conninfo = try settings.conninfo()
    try work.apply(to: &options, settings)
    throw ArgumentParser.ExitCode(ConsoleProgram(options).run())
  }
}

/// Which database, and how it is spoken to.
struct Whereabouts: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Launch.said(
        "chaîne ou URI de libpq ; sinon le service et les variables PG* ; sinon la grappe locale privée.",
        "libpq string or URI; else service and PG* variables; else the private local cluster."), valueName: "conninfo"))
  var database: String?

  @Option(
    help: ArgumentHelp(
      Launch.said("fr ou en ; sinon LC_ALL, LC_MESSAGES, LANG.", "fr or en; else LC_ALL, LC_MESSAGES, LANG."), valueName: "fr|en"))
  var lang: Language?
}

/// What is done there.
struct Work: ParsableArguments {
  @Option(
    name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Launch.said("Exécuter une commande (répétable), puis partir.", "Run one command (repeatable), then leave."),
      valueName: Launch.said("ligne", "line")))
  var commands: [String] = []

  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: ArgumentHelp(
      Launch.said(
        "Exécuter un scénario (« - » : l'entrée standard) ; plusieurs, dans l'ordre.",
        "Run a playbook ('-' is standard input); several run in order."), valueName: Launch.said("scénario", "playbook")))
  var files: [String] = []

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Launch.said("Le paramètre d'un scénario (répétable).", "A playbook's parameter (repeatable)."),
      valueName: Launch.said("nom=valeur", "name=value")))
  var settings: [Setting] = []

  @Flag(
    name: .customLong("keep-going"),
    help: ArgumentHelp(
      Launch.said(
        "Continuer après une ligne en échec (sortie 6 à la fin).",
        Launch.said("Continuer après une ligne en échec (sortie 6 à la fin).", "Go on after a failed line (exit 6 at the end)."))))
  var keepsGoing = false

  @Option(
    help: ArgumentHelp(
      Launch.said("table, expanded, csv, json, jsonl ou html.", "table, expanded, csv, json, jsonl or html."), valueName: "format"))
  var format: Format?

  @Option(help: ArgumentHelp(Launch.said("D'autres rapports.", "Further reports."), valueName: Launch.said("dossier", "dir")))
  var queries: String?

  func validate() throws {
    if !files.isEmpty, !commands.isEmpty {
      throw ValidationError(Launch.said("-c et -f ne vont pas ensemble.", "-c and -f cannot be used together."))
    }
    if !settings.isEmpty, !commands.isEmpty {
      throw ValidationError(Launch.said("--set est pour un scénario : -c n'en prend pas.", "--set is for a playbook: -c takes none."))
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError(
        Launch.said(
          "L'entrée standard ne se lit qu'une fois : « -f - » ne s'écrit qu'une fois.",
          "Standard input can be read once: '-f -' stands once."))
    }
    if !settings.isEmpty, files.isEmpty, isatty(0) == 1 {
      throw ValidationError(Launch.said("--set est pour un scénario : nommez-le par -f.", "--set is for a playbook: name it with -f."))
    }
  }

  /// Fills in what the console needs.
  func apply(to options: inout ConsoleProgram.Options, _ configured: Settings) throws {
    options.format = try format ?? configured.format()
    options.keepsGoing = keepsGoing
    options.settings = settings.map { ($0.name, $0.value) }
    if let folder = queries ?? configured.queries() { options.reports = try Self.reports(in: folder, options.language) }
    if !files.isEmpty {
      options.input = .playbooks(files)
    } else if !commands.isEmpty {
      options.input = .lines(commands)
    }
  }
}

extension Work {
  /// The product's reports and those of a folder; a broken one is said on standard error, with its file and line, and passed
  /// over.
  private static func reports(in folder: String, _ language: Language) throws -> ReportCatalogue {
    let speaker = Speaker(language)
    do throws(ReportFault) {
      let (catalogue, faults) = try ReportCatalogue.product.adding(folder: folder)
      for fault in faults { speaker.errors.writeLine((Text.reportFault(fault) + .reportPassedOver)[language]) }
      return catalogue
    } catch {
      throw speaker.fail(.usage, .reportFault(error))
    }
  }
}

/// `NAME=VALUE`.
struct Setting: ExpressibleByArgument {
  var name: String
  var value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
