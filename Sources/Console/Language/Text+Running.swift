import SystemCalls
import Casework
import Glibc
import Terminal

// What is said of lines, files and pastes.
extension Text {
  /// The system's words for one of its errors (`errno`).
  public static func system(_ code: CInt) -> Text {
    let english = LineSource.reason(code)
    return switch code {
    case ENOENT: Text(fr: "il n'existe pas", en: english)
    case EISDIR: Text(fr: "c'est un dossier", en: english)
    case ENOTDIR: Text(fr: "un élément du chemin n'est pas un dossier", en: english)
    case EACCES, EPERM: Text(fr: "vous n'en avez pas le droit", en: english)
    case ELOOP: Text(fr: "trop de liens symboliques", en: english)
    case ENAMETOOLONG: Text(fr: "nom trop long", en: english)
    case EMFILE, ENFILE: Text(fr: "trop de fichiers ouverts", en: english)
    case EIO: Text(fr: "erreur du disque", en: english)
    case ENOSPC, EDQUOT: Text(fr: "il n'y a plus de place", en: english)
    case EROFS: Text(fr: "on ne peut rien y écrire", en: english)
    default: Text(same: english)
    }
  }

  static func unreadableLine(_ failure: LineSource.Failure) -> Text {
    switch failure {
    case .unterminated:
      Text(fr: "la dernière ligne n'a pas de fin : elle n'est pas exécutée", en: "the last line has no end: it is not run")
    case .nul(_, let byte): Text(fr: "octet nul (octet \(byte))", en: "a NUL byte (byte \(byte))")
    case .invalidUTF8(_, let byte): Text(fr: "ce n'est pas de l'UTF-8 (octet \(byte))", en: "not UTF-8 (byte \(byte))")
    case .tooLong(_, let limit): Text(fr: "ligne de plus de \(limit) octets", en: "a line of more than \(limit) bytes")
    case .endless: Text(fr: "une ligne sans fin : ce n'est pas du texte", en: "a line without an end: this is no text")
    case .tooLarge(_, let limit):
      Text(fr: "plus de \(limit >> 20) Mio : la suite n'est pas lue", en: "more than \(limit >> 20) MiB: what follows is not read")
    case .silent: Text(fr: "personne n'écrit dans ce tube", en: "nobody writes into this pipe")
    case .unreadable(_, let code):
      Text(fr: "lecture impossible : \(system(code).fr)", en: "cannot be read: \(system(code).en)")
    case .interrupted: Text(fr: "interrompu", en: "interrupted")
    }
  }

  static func unreadableLineHint(_ failure: LineSource.Failure) -> Text {
    switch failure {
    case .unterminated:
      Text(
        fr: "Terminez-la par un retour à la ligne ; l'envoi a peut-être été coupé.",
        en: "End it with a line feed; what was sent may have been cut.")
    case .nul, .invalidUTF8, .tooLong: Text(fr: "Cette ligne n'est pas exécutée.", en: "This line is not run.")
    case .endless, .tooLarge:
      Text(fr: "Donnez un fichier de commandes, une par ligne.", en: "Give a file of commands, one a line.")
    case .silent:
      Text(fr: "Donnez un fichier, ou un tube déjà ouvert à l'autre bout.", en: "Give a file, or a pipe that is open at its other end.")
    case .unreadable:
      Text(
        fr: "Ce n'est pas la fin du fichier : rien n'en est tenu pour lu.",
        en: "This is not the end of the file: it does not count as read.")
    case .interrupted: .empty
    }
  }

  static func unreadableFile(_ failure: InputFile.Unopened) -> Text {
    let path = failure.path
    return switch failure.problem {
    case .system(let code):
      Text(fr: "« \(path) » ne s'ouvre pas : \(system(code).fr)", en: "\"\(path)\" cannot be opened: \(system(code).en)")
    case .noRegularFile:
      Text(
        fr: "« \(path) » n'est pas un fichier ordinaire : il pourrait ne jamais finir",
        en: "\"\(path)\" is no regular file: it might never end")
    case .tooLarge(let limit):
      Text(fr: "« \(path) » a plus de \(limit >> 20) Mio", en: "\"\(path)\" has more than \(limit >> 20) MiB")
    }
  }

  static let stoppedBefore = Text(
    fr: "interrompu : cette ligne n'est pas exécutée, ni la suite", en: "interrupted: this line is not run, nor what follows")
  static let stoppedAfter = Text(
    fr: "interrompu après cette ligne : la suite n'est pas exécutée", en: "interrupted after this line: what follows is not run")

  static let inputUnread = Text(
    fr: "l'entrée standard n'est pas vide, et rien ne la lit : rien n'a été exécuté",
    en: "standard input is not empty, and nothing reads it: nothing was run")
  static let inputUnreadAfter = Text(
    fr: "quelque chose est arrivé sur l'entrée standard, et rien ne l'a lu ; le reste a été exécuté",
    en: "something came on standard input, and nothing read it; the rest was run")
  static let inputUnreadHint = Text(
    fr: "« -f - » la lit comme un scénario ; « </dev/null » la ferme.", en: "\"-f -\" reads it as a playbook; \"</dev/null\" closes it.")

  static let nothingRan = Text(fr: "Aucune ligne n'a été exécutée.", en: "No line was run.")

  static func unwritten(_ reason: SafeText) -> Text {
    Text(fr: "la sortie ne peut pas être écrite : \(reason)", en: "the output cannot be written: \(reason)")
  }

  static func refusedPaste(_ refusal: PasteRefusal) -> Text {
    switch refusal {
    case .tooLarge(let limit):
      Text(fr: "collage de plus de \(limit / 1024) Ko : refusé", en: "a paste of more than \(limit / 1024) KB: refused")
    case .unfinished: Text(fr: "collage inachevé : rien n'en est gardé", en: "an unfinished paste: nothing of it is kept")
    }
  }

  /// What a refusal that can be overcome asks at a terminal.
  static func question(of offer: Failure.Offer) -> Text {
    switch offer {
    case .again: Text(fr: "Insister ? « oui » le fait.", en: "Insist? \"yes\" does it.")
    case .undo(let number):
      Text(
        fr: "Défaire \(number, .bold) ? « oui » le fait.",
        en: "Undo \(number, .bold)? \"yes\" does it.")
    }
  }

  static let nothingDone = Text(fr: "Rien n'a été fait.", en: "Nothing was done.")

  static func confirmPaste(_ count: Int) -> Text {
    Text(fr: "Exécuter ces \(count) lignes ? [o/N] ", en: "Run these \(count) lines? [y/N] ")
  }

  static let pasteDropped = Text(fr: "Rien n'a été exécuté.", en: "Nothing was run.")

  static func pasteStopped(at line: Int, of count: Int) -> Text {
    Text(
      fr: "Arrêt à la ligne \(line) sur \(count) ; la suite n'est pas exécutée.",
      en: "Stopped at line \(line) of \(count); the rest is not run.")
  }

  static func pasteInterrupted(before line: Int, of count: Int) -> Text {
    Text(
      fr: "Interrompu avant la ligne \(line) sur \(count) ; elle n'est pas exécutée, ni la suite.",
      en: "Interrupted before line \(line) of \(count); it is not run, nor what follows.")
  }

  static func droppedAhead(_ lines: Int) -> Text {
    Text(
      fr:
        "Interrompu : \(lines) \(Plural.fr(lines, "ligne tapée d'avance n'est pas exécutée", "lignes tapées d'avance ne sont pas exécutées")).",
      en: "Interrupted: \(lines) \(Plural.en(lines, "line", "lines")) typed ahead \(Plural.en(lines, "is", "are")) not run.")
  }

  static let lostWhileWaiting = Text(
    fr: "Connexion perdue ; la prochaine commande se reconnecte.", en: "Connection lost; the next command connects again.")

  static func reconnecting(_ attempt: Int) -> Text {
    Text(fr: "Connexion perdue ; nouvel essai (\(attempt))…", en: "Connection lost; trying again (\(attempt))…")
  }

  /// What PostgreSQL adds to an error.
  static func detail(_ detail: String) -> Text { Text(fr: "détail : \(detail)", en: "detail: \(detail)") }
}
