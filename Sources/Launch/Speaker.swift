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
    return fail(code, Self.words(error))
  }

  /// What is said of it; what the server or its client library said stands in it as it came.
  public static func words(_ error: PostgresError) -> Text {
    switch error {
    case .outOfMemory: Text(fr: "mémoire épuisée", en: "out of memory")
    case .connectionFailed(let message):
      Text(fr: "pas de connexion à la base : \(line(message))", en: "no connection to the database: \(line(message))")
    case .connectionLost(let message, let isUnknown):
      isUnknown
        ? Text(
          fr: "connexion perdue, on ne sait pas si la commande a eu lieu : \(line(message))",
          en: "connection lost, and it is not known whether the command took effect: \(line(message))")
        : Text(fr: "connexion perdue ; rien n'a changé : \(line(message))", en: "connection lost; nothing was changed: \(line(message))")
    case .server(let server):
      server.sqlState == "42501"
        ? Text(
          fr: "droit insuffisant sur le serveur (42501) : \(line(server.message)). Connectez-vous avec les droits du propriétaire.",
          en: "not allowed on the server (42501): \(line(server.message)). Connect with the owner's rights.")
        : Text(
          fr: "le serveur a refusé (\(server.sqlState)) : \(line(server.message))",
          en: "the server refused (\(server.sqlState)): \(line(server.message))")
    case .cancelled(let message):
      Text(fr: "interrompu ; rien n'a changé : \(line(message))", en: "stopped; nothing was changed: \(line(message))")
    case .invalidRequest(let message):
      Text(
        fr: "faute de ce programme, la demande ne s'envoie pas : \(line(message))",
        en: "own fault, the request cannot be sent: \(line(message))")
    case .decoding(let column, let row, let message):
      Text(
        fr: "faute de ce programme, colonne \(column), ligne \(row) : \(line(message))",
        en: "own fault, column \(column), row \(row): \(line(message))")
    case .protocolViolation(let message):
      Text(fr: "le serveur a répondu hors de propos : \(line(message))", en: "the server's answer makes no sense: \(line(message))")
    }
  }

  /// The client library's words come in several lines.
  private static func line(_ message: String) -> String { message.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The same for a schema that cannot be brought up to date.
  public func fail(_ error: MigrationError) -> any Error {
    func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    switch error {
    case .bookkeeping(let cause): return fail(cause)
    case .failed(let file, let line, let cause):
      let place = file + (line.map { ":\($0)" } ?? "")
      let words = Self.words(cause)
      return fail(.failed, Text(fr: "\(place) : \(words.fr)", en: "\(place): \(words.en)"))
    case .endsTransaction(let file):
      return fail(
        .failed,
        Text(fr: "\(file) commence ou finit une transaction lui-même.", en: "\(file) begins or ends a transaction by itself."))
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
    }
  }
}
