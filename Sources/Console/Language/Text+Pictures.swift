import Terminal

// What is said of documents that cannot be shown.
extension Text {
  static func notViewable(_ failure: PictureViewer.Failure) -> Text {
    switch failure {
    case .unknownKind: Text(fr: "ni JPEG, ni PNG, ni PDF", en: "neither JPEG, nor PNG, nor PDF")
    case .missing(let program, _): Text(fr: "il manque le programme \(program)", en: "the program \(program) is missing")
    case .undecodable: Text(fr: "fichier abîmé ou trop grand : il ne s'ouvre pas", en: "broken or too large a file: it cannot be opened")
    case .tooSlow(let program, let seconds):
      Text(fr: "\(program) : abandonné après \(seconds) s", en: "\(program): given up after \(seconds) s")
    case .noSuchPage(let page): Text(fr: "il n'y a pas de page \(page)", en: "there is no page \(page)")
    case .failed(let program): Text(fr: "\(program) a échoué", en: "\(program) failed")
    case .unwritable(let code): Text(fr: "fichier temporaire impossible (errno \(code))", en: "no temporary file (errno \(code))")
    case .interrupted: Text(fr: "interrompu", en: "stopped")
    }
  }

  static func notViewableHint(_ failure: PictureViewer.Failure) -> Text {
    switch failure {
    case .missing(_, let package): Text(fr: "Installez le paquet Debian \(package).", en: "Install the Debian package \(package).")
    case .unknownKind, .undecodable:
      Text(fr: "Motif qui convient souvent : fichier-inexploitable.", en: "A reason that often fits: unreadable_file.")
    default: .empty
    }
  }

  static let damaged = Text(
    fr: "Fichier abîmé : on ne voit que ce qui a pu être lu.", en: "A damaged file: only what could be read is shown.")

  static let nothingRaised = Text(fr: "Les contrôles ne relèvent rien.", en: "The checks raise nothing.")
}
