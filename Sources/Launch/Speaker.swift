import ArgumentParser
public import Console
public import Postgres
public import Terminal

/// What subcommands say, and how they end.
public struct Speaker {
  /// The language of all that is said.
  public let language: Language
  /// Standard output.
  public let output = Output(descriptor: 1)
  /// Standard error.
  public let errors = Output(descriptor: 2)

  /// Who speaks that language.
  public init(_ language: Language) { self.language = language }

  /// A line on standard output.
  public func say(_ text: Text) { output.writeLine(text[language]) }

  /// Ends with a sentence on standard error.
  public func fail(_ code: Console.ExitCode, _ text: Text) -> any Error {
    output.flush()
    errors.writeLine(text[language])
    errors.flush()
    return ArgumentParser.ExitCode(code.rawValue)
  }

  /// The end that an error of PostgreSQL calls for.
  public func fail(_ error: PostgresError) -> any Error {
    let code: Console.ExitCode =
      switch error {
      case .connectionFailed, .connectionLost: .noConnection
      case .server(let server) where server.sqlState == "42501" || server.sqlState.hasPrefix("28"): .notAllowed
      case .server, .cancelled: .failed
      default: .usage
      }
    return fail(code, Text(same: "\("\(error)")"))
  }

  /// The same for a schema that cannot be brought up to date.
  public func fail(_ error: MigrationError) -> any Error {
    func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    switch error {
    case .bookkeeping(let cause): return fail(cause)
    case .edited(let names):
      return fail(
        .failed,
        Text(
          fr: """
            Fichiers déjà appliqués et modifiés depuis : \(list(names)). Remettez-les comme ils étaient et ajoutez une migration ; \
            une base de démonstration se refait : pupitre-demo local destroy.
            """,
          en: """
            Files already applied and edited since: \(list(names)). Put them back as they were and add a migration; \
            a demo's database is made anew: pupitre-demo local destroy.
            """
        ))
    case .unknown(let names):
      return fail(
        .failed,
        Text(
          fr: "La base est plus récente que ce programme, qui ne connaît pas \(list(names)) : installez la version qui l'a faite.",
          en: "The database is newer than this program, which does not know \(list(names)): install the version that made it."))
    default: return fail(.failed, Text(same: "\(error.description)"))
    }
  }
}
