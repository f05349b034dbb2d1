import Casework
import Desk
import Formats
import Terminal

// Looking at papers.
extension Command {
  static let view = Command(
    "view", "visionner", area: .reading, effect: .reads,
    summary: Text(
      fr: "la pièce elle-même ; sans mot : la suivante qui n'a pas été regardée",
      en: "the document itself; without a word: the next one not yet looked at"),
    details: Text(
      fr:
        "Par son type pour le dossier montré en dernier, recto et verso ensemble, ou par son numéro. Une zone est une partie connue d'une carte qui remplit son image : visage, numéro, expiration, catégories… Une pièce d'un autre dossier veut --autre. Sans mot mais avec une option : la pièce montrée en dernier, autrement. PUPITRE_VIEWER=PROGRAMME l'ouvre à côté ; PUPITRE_PICTURES=symbols, sixel, kitty ou iterm dit comment dessiner.",
      en:
        "By its type for the case shown last, front and back together, or by its number. A zone is a known part of a card that fills its picture: face, number, expiry, categories… A document of another case wants --other. Without a word but with an option: the document shown last, otherwise. PUPITRE_VIEWER=PROGRAM opens it beside the prompt; PUPITRE_PICTURES=symbols, sixel, kitty or iterm says how to draw."
    ),
    examples: [
      "view", "view photo", "view driving_licence back", "view driving_licence --zone number", "view theft_declaration --page 2",
      "view proof_of_address --text",
      "view 1005 --other", "visionner", "visionner 1005 --zoom 3", "visionner permis --zone expiration", "visionner photo --tourner 90",
      "visionner --tourner 180",
    ],
    takes: .optional(.word(Text(fr: "PIÈCE", en: "DOCUMENT"), .document)),
    .optional(.word(Text(fr: "FACE", en: "SIDE"), .choice(Labels.sides, Text(fr: "FACE", en: "SIDE")))),
    .option("page", "page", Text(fr: "cette page d'un PDF", en: "this page of a PDF"), Text(fr: "N", en: "N"), .count),
    .option("zoom", "zoom", Text(fr: "agrandir le milieu, jusqu'à 8", en: "enlarge the middle, up to 8"), Text(fr: "N", en: "N"), .zoom),
    .option(
      "zone", "zone", Text(fr: "cette partie seulement", en: "this part only"), Text(fr: "ZONE", en: "ZONE"), .zone),
    .option(
      "rotate", "tourner", Text(fr: "tourner d'autant de degrés", en: "turn by so many degrees"), Text(fr: "90|180|270", en: "90|180|270"),
      .quarterTurns),
    .flag("text", "texte", Text(fr: "le texte d'un PDF", en: "the text of a PDF")),
    .otherCase
  ) {
    (session, name: DocumentName?, side: Term?, page: Int?, zoom: Double?, zone: DocumentZone.Name?, turn: Int?, isText, isOther)
      throws(Failure) in
    let wish = ViewWish(page: page, zoom: zoom, zone: zone, quarters: turn ?? 0, isText: isText, side: side.map(Labels.side))
    if let name {
      try session.view(try session.documents(name, side.map(Labels.side), isOther: isOther), wish)
    } else {
      try session.view(wish)
    }
  }

  static let compare = Command(
    "compare", "comparer", area: .reading, effect: .reads,
    summary: Text(fr: "des pièces côte à côte", en: "documents side by side"),
    details: Text(
      fr:
        "Sans mot : la photo, la pièce d'identité, la photo du passage précédent ; pour une réclamation, la photo imprimée ; celle de sa carte. Deux à 80 colonnes, alors les visages seuls ; trois à partir de 150. De chaque pièce nommée une face d'abord, le recto à moins que l'autre ne soit dite ; des pièces d'autres dossiers veulent --autre.",
      en:
        "Without a word: the photo, the identity document, the photo of the round before; for a claim, the photo that was printed; the one on his card. Two at 80 columns, then the faces alone; three from 150. Of each document that is named one side first, the front unless the other is said; documents of other cases want --other."
    ),
    examples: [
      "compare", "compare photo driving_licence", "compare driving_licence --zone categories", "comparer", "comparer photo permis",
      "comparer 1005 1012", "comparer permis verso identité verso", "comparer 1005 2012 --autre",
    ],
    takes: .comparedPapers,
    .option(
      "zone", "zone", Text(fr: "cette partie de celles qui l'ont", en: "this part of those that have it"), Text(fr: "ZONE", en: "ZONE"),
      .zone),
    .otherCase
  ) { (session, named: [ComparedPaper], zone: DocumentZone.Name?, isOther) throws(Failure) in
    try session.compare(named, zone: zone, isOther: isOther)
  }

  static let zoom = Command(
    "zoom", "zoom", area: .reading, effect: .reads,
    summary: Text(
      fr: "une pièce sur tout l'écran, que les touches agrandissent et déplacent",
      en: "a document on the whole screen, enlarged and moved by keys"),
    details: Text(
      fr:
        "Sans mot : la pièce montrée en dernier. + et - agrandissent et réduisent, les flèches déplacent, / tourne, > et < (ou les touches de page) passent à la page ou à la pièce suivante ou précédente, 0 montre tout. q, Entrée ou Échap reviennent à l'invite ; une lettre aussi, et commence la ligne.",
      en:
        "Without a word: the document shown last. + and - enlarge and reduce, the arrows move, / turns, > and < (or the page keys) go to the next or previous page or document, 0 shows all. q, Enter or Escape go back to the prompt; so does a letter, which begins the line."
    ),
    examples: ["zoom", "zoom photo", "zoom 1005"],
    takes: .optional(.word(Text(fr: "PIÈCE", en: "DOCUMENT"), .document)), .otherCase
  ) { (session, name: DocumentName?, isOther) throws(Failure) in try session.zoom(name, isOther: isOther) }
}
