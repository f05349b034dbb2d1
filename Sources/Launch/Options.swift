public import ArgumentParser
public import Console

/// Which database.
public struct DatabaseOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Launch.said(
        "chaîne ou URI de libpq ; sinon le service et les variables PG*.", "libpq string or URI; else service and PG* variables."),
      valueName: "conninfo"))
  var database: String?

  /// None named.
  public init() {}
}

/// How it is spoken to.
public struct LanguageOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Launch.said("fr ou en ; sinon LC_ALL, LC_MESSAGES, LANG.", "fr or en; else LC_ALL, LC_MESSAGES, LANG."), valueName: "fr|en"))
  var lang: Language?

  /// None named.
  public init() {}
}

extension Language: ExpressibleByArgument {}
