import Console
import Desk
import Glibc
import Launch
import LocalCluster
import Terminal
import Traffic

extension Speaker {
  /// The end that a failure of the private cluster calls for.
  func fail(_ error: LocalClusterError) -> any Error { fail(.failed, Self.words(error)) }

  /// What is said of it; what PostgreSQL's programs and the system said stands in it as it came.
  private static func words(_ error: LocalClusterError) -> Text {
    switch error {
    case .noHome:
      Text(
        fr: "Aucun dossier personnel n'est connu : posez HOME, ou PUPITRE_LOCAL_DIR.",
        en: "No home folder is known: set HOME, or PUPITRE_LOCAL_DIR.")
    case .serverMissing(let version, let looked):
      missing(version.map { " \($0)" } ?? "", looked.joined(separator: ", "))
    case .accountMissing(let name):
      Text(
        fr:
          "root ne peut pas faire tourner de serveur, et il n'y a pas d'utilisateur \(name) pour cela : installez PostgreSQL par les paquets.",
        en: "root cannot run a server, and there is no user \(name) to run it as: install PostgreSQL from packages.")
    case .foreignFolder(let path):
      Text(
        fr: "\(path) n'a pas été fait par pupitre : il est laissé tel quel. PUPITRE_LOCAL_DIR en nomme un autre.",
        en: "\(path) was not made by pupitre: it is left alone. PUPITRE_LOCAL_DIR names another one.")
    case .otherOwner(let path, let user):
      Text(
        fr: "\(path) est à \(user), qui seul le démarre et l'arrête.", en: "\(path) belongs to \(user), who alone starts and stops it.")
    case .alreadyExists(let path): Text(fr: "Il y a déjà une grappe dans \(path).", en: "There is a cluster in \(path) already.")
    case .notCreated(let path):
      Text(
        fr: "Il n'y a pas de grappe dans \(path) : « pupitre-demo local start » la crée, « pupitre-demo demo » la remplit aussi.",
        en: "There is no cluster in \(path): \"pupitre-demo local start\" creates it, \"pupitre-demo demo\" fills it too.")
    case .strangeEntries(let path, let names):
      strange(path, names.joined(separator: ", "))
    case .busy(let path, let seconds):
      Text(
        fr: "Un autre processus s'occupe de \(path) depuis \(seconds) s : réessayez.",
        en: "Another process has been working on \(path) for \(seconds) s: try again.")
    case .timedOut(let path, let seconds):
      Text(
        fr: "Le serveur de \(path) n'a pas répondu en \(seconds) s : voyez son journal dans ce dossier.",
        en: "The server of \(path) did not answer within \(seconds) s: see its log in that folder.")
    case .programFailed(let name, let status, let lines):
      Text(fr: "\(name) a échoué (\(status))", en: "\(name) failed (\(status))")
        + Text(same: SafeText(lines.map { "\n  " + $0 }.joined(), newlines: .kept))
    case .invalidSetting(let name):
      Text(
        fr: "Le réglage \(name) ne s'écrit pas dans un fichier de configuration.",
        en: "The setting \(name) cannot be written to a configuration file.")
    case .system(let operation, let path, _, let message): Text(same: "\(operation) \(path): \(message)")
    }
  }

  private static func missing(_ version: String, _ places: String) -> Text {
    Text(
      fr: "Les programmes du serveur PostgreSQL\(version) ne sont pas là : cherchés dans \(places). « scripts/setup » les installe.",
      en: "The server programs of PostgreSQL\(version) are not there: looked for in \(places). \"scripts/setup\" installs them.")
  }

  private static func strange(_ path: String, _ names: String) -> Text {
    Text(
      fr: "\(path) contient ce que pupitre n'a pas fait (\(names)) : rien n'a été supprimé. Déplacez-le, puis recommencez.",
      en: "\(path) holds what pupitre did not make (\(names)): nothing was removed. Move it away, then do it again.")
  }

  /// The end that a failure of a play calls for.
  func fail(_ error: TrafficError) -> any Error {
    switch error {
    case .service(_, let cause): return fail(cause)
    case .agent(let login, let cause):
      let words: String =
        switch cause {
        case .refused(let refusal): "\(refusal.sqlState): \(refusal.message)"
        default: "\(cause)"
        }
      return fail(
        .failed, Text(fr: "L'agent \(login) n'a pas pu travailler (\(words)).", en: "The agent \(login) could not work (\(words))."))
    case .notDemo(let database):
      return fail(
        .notAllowed,
        Text(
          fr: "La base « \(database) » n'a pas été faite pour des conducteurs inventés : rien n'y a été écrit.",
          en: "The database \"\(database)\" was not made for invented drivers: nothing has been written to it."))
    case .file(let path, let number):
      let why = Text.system(number)
      return fail(
        .failed,
        Text(
          fr: "\(path) ne s'écrit pas (\(why.fr)) : nommez un autre fichier.",
          en: "\(path) cannot be written (\(why.en)): name another file."))
    case .stopped: return fail(.failed, Text(fr: "Arrêté.", en: "Stopped."))
    }
  }
}
