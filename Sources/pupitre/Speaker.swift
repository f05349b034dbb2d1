import ArgumentParser
import Console
import Postgres
import Terminal

/// What subcommands say, and how they end.
struct Speaker {
  let language: Language
  let output = Output(descriptor: 1)
  let errors = Output(descriptor: 2)

  init(_ language: Language) { self.language = language }

  /// A line on standard output.
  func say(_ text: Text) { output.writeLine(text[language]) }

  /// Ends with a sentence on standard error.
  func fail(_ code: Console.ExitCode, _ text: Text) -> any Error {
    output.flush()
    errors.writeLine(text[language])
    errors.flush()
    return ArgumentParser.ExitCode(code.rawValue)
  }

  /// The end that an error of PostgreSQL calls for.
  func fail(_ error: PostgresError) -> any Error {
    let code: Console.ExitCode =
      switch error {
      case .connectionFailed, .connectionLost: .noConnection
      case .server(let server) where server.sqlState == "42501" || server.sqlState.hasPrefix("28"): .notAllowed
      case .server, .cancelled: .failed
      default: .usage
      }
    return fail(code, Text(same: "\("\(error)")"))
  }
}
