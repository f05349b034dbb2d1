public import ArgumentParser
public import Console
import Desk
public import Formats
import Glibc
import Terminal

/// What is done there.
public struct Work: ParsableArguments {
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
      Launch.said("Continuer après une ligne en échec (sortie 6 à la fin).", "Go on after a failed line (exit 6 at the end).")))
  var keepsGoing = false

  @Option(
    help: ArgumentHelp(
      Launch.said("table, expanded, csv, json, jsonl ou html.", "table, expanded, csv, json, jsonl or html."), valueName: "format"))
  var format: Format?

  @Option(help: ArgumentHelp(Launch.said("D'autres rapports.", "Further reports."), valueName: Launch.said("dossier", "dir")))
  var queries: String?

  /// Nothing asked for.
  public init() {}

  /// Refuses what does not go together.
  public func validate() throws {
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

  /// How the console is started for it; the connection string is the caller's to fill in.
  ///
  /// - Throws: the end of the program, where the folder of reports cannot be read; `ValidationError` for a format that there is not.
  public func options(_ configured: Settings) throws -> ConsoleProgram.Options {
    var options = ConsoleProgram.Options(language: configured.language)
    options.format = try format ?? configured.format()
    options.shortcuts = configured.shortcuts
    if let notices = configured.notices(), !options.setNotices(notices) {
      throw ValidationError(
        Launch.said("avis : « \(notices) » : on, off, ou une durée (30s).", "notices: '\(notices)': on, off, or a span (30s)."))
    }
    options.keepsGoing = keepsGoing
    options.settings = settings.map { ($0.name, $0.value) }
    if let folder = queries ?? configured.queries() { options.reports = try Self.reports(in: folder, options.language) }
    if !files.isEmpty {
      options.input = .playbooks(files)
    } else if !commands.isEmpty {
      options.input = .lines(commands)
    }
    return options
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
  let name: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

extension Format: ExpressibleByArgument {}
