import Terminal

// What is said of lines, files and pastes.
extension Text {
  static func unreadableLine(_ failure: LineSource.Failure) -> Text {
    switch failure {
    case .unterminated:
      Text(fr: "la dernière ligne n'a pas de fin : elle n'est pas exécutée", en: "the last line has no end: it is not run")
    case .nul(_, let byte): Text(fr: "octet nul (octet \(byte))", en: "a NUL byte (byte \(byte))")
    case .invalidUTF8(_, let byte): Text(fr: "ce n'est pas de l'UTF-8 (octet \(byte))", en: "not UTF-8 (byte \(byte))")
    case .tooLong(_, let limit): Text(fr: "ligne de plus de \(limit) octets", en: "a line of more than \(limit) bytes")
    case .unreadable(_, let code): Text(fr: "lecture impossible (errno \(code))", en: "cannot be read (errno \(code))")
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
    case .unreadable, .interrupted: .empty
    }
  }

  static func unreadableFile(_ path: String, _ reason: SafeText) -> Text {
    Text(fr: "« \(path) » ne s'ouvre pas : \(reason)", en: "\"\(path)\" cannot be opened: \(reason)")
  }

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

  static func confirmPaste(_ count: Int) -> Text {
    Text(fr: "Exécuter ces \(count) lignes ? [o/N] ", en: "Run these \(count) lines? [y/N] ")
  }

  static let pasteDropped = Text(fr: "Rien n'a été exécuté.", en: "Nothing was run.")

  static func pasteStopped(at line: Int, of count: Int) -> Text {
    Text(
      fr: "Arrêt à la ligne \(line) sur \(count) ; la suite n'est pas exécutée.",
      en: "Stopped at line \(line) of \(count); the rest is not run.")
  }

  static let lostWhileWaiting = Text(
    fr: "Connexion perdue ; la prochaine commande se reconnecte.", en: "Connection lost; the next command connects again.")

  static func reconnecting(_ attempt: Int) -> Text {
    Text(fr: "Connexion perdue ; nouvel essai (\(attempt))…", en: "Connection lost; trying again (\(attempt))…")
  }
}
