public import ArgumentParser
public import Console
public import Formats

/// The program's own arguments; commands inside the console are the console's.
struct Pupitre: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pupitre", abstract: "An operator's desk: the console for driver qualification cards.",
    discussion: """
      Without arguments: the console; commands come from standard input when that is not a terminal.
      Exit codes: 0 done, 1 wrong usage or own fault, 2 no connection, 3 a command failed, 4 not allowed,
      5 outcome unknown, 6 finished with failures, 128+n ended by signal n.
      """,
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
    help: ArgumentHelp("libpq string or URI; else service and PG* variables; else the private local cluster.", valueName: "conninfo"))
  var database: String?

  @Option(help: ArgumentHelp("fr or en; else LC_ALL, LC_MESSAGES, LANG.", valueName: "fr|en"))
  var lang: Language?
}

/// What is done there.
struct Work: ParsableArguments {
  @Option(
    name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run one command (repeatable), then leave.", valueName: "line"))
  var commands: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Run a playbook ('-' is standard input).", valueName: "playbook"))
  var file: String?

  @Flag(name: .customLong("keep-going"), help: "Go on after a failed line (exit 6 at the end).")
  var keepsGoing = false

  @Option(help: ArgumentHelp("table, expanded, csv, json, jsonl or html.", valueName: "format"))
  var format: Format?

  func validate() throws {
    if file != nil, !commands.isEmpty { throw ValidationError("-c and -f cannot be used together.") }
  }

  /// Fills in what the console needs.
  func apply(to options: inout ConsoleProgram.Options, _ settings: Settings) throws {
    options.format = try format ?? settings.format()
    options.keepsGoing = keepsGoing
    if let file {
      options.input = .playbook(file)
    } else if !commands.isEmpty {
      options.input = .lines(commands)
    }
  }
}

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
