import Casework
import Desk
import SystemCalls
import Terminal

// What is said of documents that are looked at, and of those that cannot be shown.
extension Text {
  static func notViewable(_ failure: PictureViewer.Failure) -> Text {
    switch failure {
    case .unknownKind: Text(fr: "ni JPEG, ni PNG, ni PDF", en: "neither JPEG, nor PNG, nor PDF")
    case .missing(let program, _): Text(fr: "il manque le programme \(program)", en: "the program \(program) is missing")
    case .noViewer(let program):
      Text(
        fr: "PUPITRE_VIEWER nomme un programme qui n'est pas là : \(program)",
        en: "PUPITRE_VIEWER names a program that is not there: \(program)")
    case .undecodable: Text(fr: "fichier abîmé ou trop grand : il ne s'ouvre pas", en: "broken or too large a file: it cannot be opened")
    case .tooSlow(let program, let seconds):
      Text(fr: "\(program) : abandonné après \(seconds) s", en: "\(program): given up after \(seconds) s")
    case .noSuchPage(let page, let pages):
      Text(
        fr: "il n'y a pas de page \(page) : \(pages) \(Plural.fr(pages, "page", "pages")) en tout",
        en: "there is no page \(page): \(pages) \(Plural.en(pages, "page", "pages")) in all")
    case .noText:
      Text(fr: "aucun texte à lire : c'est une image", en: "no text to read: it is a picture")
    case .failed(let program): Text(fr: "\(program) a échoué", en: "\(program) failed")
    case .viewerEnded(let program, .exited(let code)):
      Text(fr: "\(program) s'est arrêté aussitôt (code \(code))", en: "\(program) ended at once (code \(code))")
    case .viewerEnded(let program, .signalled(let signal)):
      Text(fr: "\(program) s'est arrêté aussitôt (signal \(signal))", en: "\(program) ended at once (signal \(signal))")
    case .unwritable(let code): Text(fr: "fichier temporaire impossible (errno \(code))", en: "no temporary file (errno \(code))")
    case .noCage(let code):
      Text(
        fr: "ce système ne sait pas priver un programme du réseau (errno \(code)) : rien n'est décodé",
        en: "this system cannot keep a program from the network (errno \(code)): nothing is decoded")
    case .interrupted: Text(fr: "interrompu", en: "stopped")
    }
  }

  static func notViewableHint(_ failure: PictureViewer.Failure) -> Text {
    switch failure {
    case .missing(_, let package): Text(fr: "Installez le paquet Debian \(package).", en: "Install the Debian package \(package).")
    case .unknownKind, .undecodable:
      Text(fr: "Motif qui convient souvent : fichier-inexploitable.", en: "A reason that often fits: unreadable_file.")
    case .noText: Text(fr: "Pour la voir de près : zoom.", en: "To see it from near: zoom.")
    case .noViewer: withoutViewer
    case .viewerEnded, .noCage:
      Text(
        fr: "Prévenez qui gère ce poste. Sans PUPITRE_VIEWER, les pièces se dessinent dans le terminal.",
        en: "Tell whoever runs this machine. Without PUPITRE_VIEWER documents are drawn in the terminal.")
    default: .empty
    }
  }

  private static let withoutViewer = Text(
    fr: "Corrigez-le, ou retirez-le : sans lui, les pièces se dessinent dans le terminal.",
    en: "Correct it, or take it away: without it documents are drawn in the terminal.")

  /// The viewer beside the terminal is not there, and what is done instead.
  static func noViewer(_ program: String) -> Text { notViewable(.noViewer(program: program)) + Text(same: ". ") + withoutViewer }

  static let damaged = Text(
    fr: "Fichier abîmé : on ne voit que ce qui a pu être lu.", en: "A damaged file: only what could be read is shown.")

  static let nothingRaised = Text(fr: "Les contrôles ne relèvent rien.", en: "The checks raise nothing.")

  // Whose and what it is.

  static func ownerOfDocument(_ document: DocumentFile) -> Text {
    let name: SafeText = "\(document.lastName, .bold) \(document.firstNames, .bold)"
    return Text(fr: "\(name) (conducteur \(document.driver))", en: "\(name) (driver \(document.driver))")
  }

  /// Its type and its side.
  static func titleOfDocument(_ document: DocumentFile, _ label: Text) -> Text {
    let side = Labels.side(document.side)
    let space = document.side == nil ? "" : " "
    return Text(fr: "\(label.fr, .bold)\(space)\(side.fr)", en: "\(label.en, .bold)\(space)\(side.en)")
  }

  static func numberOfDocument(_ document: DocumentFile) -> Text {
    Text(fr: "pièce \(document.id)", en: "document \(document.id)")
  }

  /// The file's name, its type, its pixels and its size.
  static func fileOfDocument(_ document: DocumentFile, _ facts: CaseFile.Document?) -> Text {
    let size = (document.bytes.count + 1023) / 1024
    let pixels: SafeText = facts.flatMap { facts in facts.width.flatMap { width in facts.height.map { " · \(width)×\($0)" } } } ?? ""
    return Text(
      fr: " · \(document.fileName) · \(document.mediaType)\(pixels) · \(size) Ko",
      en: " · \(document.fileName) · \(document.mediaType)\(pixels) · \(size) KB")
  }

  static let replacedSince = Text(fr: " · remplacée depuis", en: " · replaced since").styled(.yellow)

  // How it is to be shown.

  static func notAZoom(_ typed: String) -> Text {
    Text(fr: "« \(typed) » n'est pas un agrandissement : de 1 à 8", en: "\"\(typed)\" is no enlargement: from 1 to 8")
  }

  static func notATurn(_ typed: String) -> Text {
    Text(fr: "« \(typed) » : on tourne de 90, 180 ou 270 degrés", en: "\"\(typed)\": turns are of 90, 180 or 270 degrees")
  }

  static func unknownZone(_ typed: String) -> Text { Text(fr: "zone inconnue : \(typed)", en: "unknown zone: \(typed)") }

  static func noSuchZone(_ label: Text) -> Text {
    Text(fr: "on ne sait pas où est « \(label.fr) » sur cette pièce", en: "it is not known where \"\(label.en)\" is on this document")
  }

  static func zonesHint(_ names: [String]) -> Text {
    let list = names.joined(separator: ", ")
    return names.isEmpty
      ? Text(fr: "Pour la voir de près : zoom.", en: "To see it from near: zoom.")
      : Text(fr: "Ses zones : \(list).", en: "Its zones: \(list).")
  }

  static func page(_ page: Int, of pages: Int) -> Text { Text(fr: " · page \(page)/\(pages)", en: " · page \(page)/\(pages)") }

  /// What gives the words of a page that is drawn.
  static let wordsOfPage = Text(fr: " · à lire : --texte", en: " · to read: --text")

  static func pages(_ pages: Int) -> Text {
    Text(fr: " · \(pages) \(Plural.fr(pages, "page", "pages"))", en: " · \(pages) \(Plural.en(pages, "page", "pages"))")
  }

  // Ticks.

  static func noDocuments(_ number: CaseNumber) -> Text {
    Text(fr: "le dossier \(number) n'a pas de pièce", en: "case \(number) has no documents")
  }

  /// A case without documents of its own, whose driver's card bears a photo.
  static func onlyCardPhoto(_ number: CaseNumber) -> Text {
    Text(
      fr: "Le dossier \(number) n'a pas de pièce à lui : voici la photo de sa carte.",
      en: "Case \(number) has no documents of its own: this is the photo on his card.")
  }

  /// All documents were looked at, and what comes next.
  static func allSeen(_ file: CaseFile) -> Text {
    let count = file.currentDocuments.count
    return Text(
      fr: "Tout est regardé (\(count) \(Plural.fr(count, "pièce", "pièces"))).",
      en: "All is looked at (\(count) \(Plural.en(count, "document", "documents"))).")
  }

  /// What was not looked at yet.
  static func leftToSee(_ documents: [CaseFile.Document], _ words: Vocabulary) -> Text {
    var names: [Text] = []
    for document in documents {
      let label = words.label(item: document.type.rawValue)
      if names.last?.en != label.en { names.append(label) }
    }
    let (fr, en) = (names.map(\.fr).joined(separator: ", "), names.map(\.en).joined(separator: ", "))
    return Text(fr: "Entrée : la suivante. Reste à voir : \(fr).", en: "Enter: the next one. Left to see: \(en).").styled(.dim)
  }

  static let photoUnseen = Text(
    fr: "vous n'avez pas regardé la photo à ce passage", en: "you have not looked at the photo in this round")

  /// - Parameter isDrawn: whether pictures are drawn here at all.
  static func photoUnseenHint(isDrawn: Bool) -> Text {
    isDrawn
      ? Text(
        fr: "« visionner photo » la montre. « valider --sans-photo » passe outre.",
        en: "\"view photo\" shows it. \"approve --unseen\" overrides.")
      : Text(
        fr: "Rien n'est dessiné sur ce terminal. « valider --sans-photo » passe outre.",
        en: "Nothing is drawn on this terminal. \"approve --unseen\" overrides.")
  }

  static func approvedUnseen(_ number: CaseNumber) -> Text {
    Text(
      fr: "\(number) : validé sans que vous ayez regardé la photo à ce passage",
      en: "\(number): approved without your having looked at the photo in this round")
  }

  // Beside each other, elsewhere, or not drawn.

  static let nothingToCompare = Text(fr: "il faut deux pièces à comparer", en: "comparing wants two documents")
  static let nothingToCompareHint = Text(
    fr: "Nommez-les par leur type ou leur numéro : comparer photo permis.",
    en: "Name them by type or number: compare photo driving_licence.")

  /// The others beside the first one, with the part that is compared.
  static func moreToCompare(first: Int64, _ others: [Int64], _ zone: Term?, isOther: Bool) -> Text {
    let list = ([first] + others).map(String.init).joined(separator: " ")
    var (fr, en) = (list, list)
    if let zone { (fr, en) = (fr + " --zone \(zone.french)", en + " --zone \(zone.code)") }
    if isOther { (fr, en) = (fr + " --autre", en + " --other") }
    return Text(fr: "+ \(others.count) : comparer \(fr)", en: "+ \(others.count): compare \(en)")
  }

  /// How many more have not been looked at than those below the page.
  static func moreToView(_ count: Int) -> Text { Text(fr: "+ \(count) : visionner", en: "+ \(count): view").styled(.dim) }

  /// The card that bears a photo, else the round in which a document was given.
  static func given(_ document: CaseFile.Document, of file: CaseFile?) -> Text {
    if let file, file.cardPhoto?.id == document.id, let serial = file.cards.last(where: { $0.serial != nil })?.serial {
      return Text(fr: "sa carte \(serial)", en: "his card \(serial)")
    }
    return document.isReplaced
      ? Text(fr: "passage \(document.round), remplacée depuis", en: "round \(document.round), replaced since")
      : Text(fr: "passage \(document.round)", en: "round \(document.round)")
  }

  static func isOtherSide(_ id: Int64, _ side: String?) -> Text {
    guard side != nil else { return Text(fr: "la pièce \(id) n'a ni recto ni verso", en: "document \(id) has neither front nor back") }
    let label = Labels.side(side)
    return Text(fr: "la pièce \(id) est le \(label.fr)", en: "document \(id) is the \(label.en)")
  }

  static func otherSides(_ ids: [Int64]) -> Text {
    let list = ids.map(String.init).joined(separator: ", ")
    return Text(fr: "Autre face : visionner \(list).", en: "Other side: view \(list).")
  }

  static func notDrawn(_ id: Int64, hasText: Bool) -> Text {
    hasText
      ? Text(fr: "Rien n'est dessiné. Son texte : visionner \(id) --texte.", en: "Nothing is drawn. Its text: view \(id) --text.")
      : Text(
        fr: "Rien n'est dessiné : c'est une image, sans texte à lire.", en: "Nothing is drawn: it is a picture, without text to read.")
  }

  static let noPictureMode = Text(
    fr: "il faut un terminal dont l'écran peut être redessiné", en: "this wants a terminal whose screen can be drawn again")
  static let noPictureModeHint = Text(
    fr: "« visionner PIÈCE --zoom 3 » ou « --zone » agrandit sans cela.", en: "\"view DOCUMENT --zoom 3\" or \"--zone\" enlarges without.")

  static let zoomKeys = Text(
    fr: "+ - flèches · / tourner · < > changer · 0 tout · q fin", en: "+ - arrows · / turn · < > change · 0 all · q end"
  ).styled(.dim)
}
