import Formats
import Casework
import Desk
import Terminal

// Reading a case.
extension Command {
  static let show = Command(
    "show", "afficher", area: .reading, effect: .reads,
    summary: Text(
      fr: "le dossier sur un écran : données, pièces, contrôles, ce qui a changé, historique",
      en: "the case on one screen: data, documents, checks, what changed, history"),
    details: Text(
      fr:
        "Sans numéro : le dossier en main. demande:N, carte:N, coupon:N et envoi:N montrent le conducteur à qui ils sont. Chaque ouverture est journalisée.",
      en:
        "Without a number: the case in hand. application:N, card:N, claim:COUPON and dispatch:N show the driver whose they are. Each opening is logged."
    ),
    examples: ["show 1001-9", "show driver:1001", "afficher 1001-9", "afficher conducteur:1001"],
    takes: .optional(
      .word(
        Text(fr: "DOSSIER|conducteur:N|carte:N|coupon:N|envoi:N…", en: "CASE|driver:N|card:N|claim:N|dispatch:N…"),
        .reference(ReferenceKind.allCases)))
  ) { (session, reference: Reference?) throws(Failure) in
    switch reference {
    case .of(let kind, let name)?: try session.showDriver(try session.driver(of: kind, name))
    case .number(let number)?: try session.show(try session.read(number))
    case nil: try session.show(try session.read(try session.inHand().number))
    }
  }

  static let why = Command(
    "why", "pourquoi", area: .reading, effect: .reads,
    summary: Text(
      fr: "ce qui met le dossier où il est : échéance, passage, priorité, qui l'a eu",
      en: "what puts the case where it is: deadline, round, priority, who held it"),
    examples: ["why", "why 1001-9", "pourquoi", "pourquoi 1001-9"], takes: .optional(.caseNumber)
  ) { (session, named: CaseNumber?) throws(Failure) in
    let number = try session.number(named)
    let standing = try session.atDesk { desk throws(DeskError) in try desk.why(number) }
    if let now = standing.now { session.synchronise(now: now) }
    let words = try session.words()
    session.show(
      WhySheet(standing: standing, vocabulary: words, language: session.language).sheet,
      orElse: Tables.standing(standing))
  }

  static let checks = Command(
    "checks", "contrôles", area: .reading, effect: .reads,
    summary: Text(
      fr: "ce que les contrôles relèvent, avec le motif qu'ils proposent", en: "what the checks raise, with the reason they suggest"),
    details: Text(fr: "Un avis seulement : l'agent décide.", en: "Advice only: the agent decides."),
    examples: ["checks", "checks 1001-9", "contrôles", "contrôles 1001-9"], takes: .optional(.caseNumber)
  ) { (session, named: CaseNumber?) throws(Failure) in
    let file = try session.read(try session.number(named))
    let sheet = CaseSheet(file, vocabulary: try session.words(), language: session.language, now: session.now)
    if sheet.findings.isEmpty { session.say(.nothingRaised) }
    if !sheet.findings.isEmpty || session.format.isForPrograms { session.show(Tables.findings(sheet)) }
  }

  static let view = Command(
    "view", "visionner", area: .reading, effect: .reads,
    summary: Text(fr: "la pièce elle-même, dans le terminal", en: "the document itself, in the terminal"),
    details: Text(
      fr:
        "Par son numéro, ou son type pour le dossier montré en dernier. Une pièce d'un autre dossier veut --autre. PUPITRE_VIEWER=PROGRAMME l'ouvre ailleurs.",
      en:
        "By its number, or its type for the case shown last. A document of another case wants --other. PUPITRE_VIEWER=PROGRAM opens it elsewhere."
    ),
    examples: ["view photo", "view theft_declaration --page 2", "view 1005 --other", "visionner 1005", "visionner permis"],
    takes: .word(Text(fr: "PIÈCE", en: "DOCUMENT"), .document),
    .option("page", "page", Text(fr: "cette page d'un PDF", en: "this page of a PDF"), Text(fr: "N", en: "N"), .count),
    .flag(
      "other", "autre", Text(fr: "même si elle n'est pas du dossier montré", en: "even where it is not of the case that is shown"))
  ) { (session, name, page: Int?, isOther) throws(Failure) in
    for id in try session.documents(name, isOther: isOther) { try session.view(id, page: page ?? 1) }
  }
}

extension Session {
  /// The documents that a `view` means: the one of that number, or all of that type in the case shown last. A number of
  /// somebody else's document is a slip of the keyboard unless it is insisted on.
  fileprivate func documents(_ name: DocumentName, isOther: Bool) throws(Failure) -> [Int64] {
    if case .number(let id) = name, isOther { return [id] }
    if file == nil, let hand { _ = try read(hand.number) }
    guard let file else { throw .refused(.showFirst, hint: .documentHint) }
    let found: [Int64]
    switch name {
    case .number(let id):
      found = file.documents.filter { $0.id == Int(id) }.map { Int64($0.id) }
      if found.isEmpty {
        var failure = Failure.refused(.documentOfAnother(id, file.case.number), hint: .documentOfAnotherHint(id))
        failure.offer = .again(option: "other")
        throw failure
      }
    case .type(let term):
      found = file.currentDocuments.filter { $0.type.rawValue == term.code }.map { Int64($0.id) }
      if found.isEmpty { throw .refused(.noSuchDocument(term.label), hint: .documentHint) }
    }
    return found
  }

  fileprivate func view(_ id: Int64, page: Int) throws(Failure) {
    let document = try atDesk { desk throws(DeskError) in try desk.document(id) }
    let words = try words()
    if format.isForPrograms {
      show(Tables.document(document))
      return
    }
    let side = Labels.side(document.side)
    let label = words.label(item: document.type)
    let owner: SafeText = "\(document.lastName, .bold) \(document.firstNames, .bold)"
    say(
      Text(
        fr:
          "\(owner) (conducteur \(document.driver)) · \(label.fr, .bold) \(side.fr) · pièce \(document.id) · \(document.fileName) · \(document.mediaType)",
        en:
          "\(owner) (driver \(document.driver)) · \(label.en, .bold) \(side.en) · document \(document.id) · \(document.fileName) · \(document.mediaType)"
      ))
    output.flush()
    do throws(PictureViewer.Failure) {
      let viewer = PictureViewer(environment: setup.environment)
      let report = try viewer.show(document.bytes, page: page, on: output, signals: setup.signals)
      if report.isDamaged { warn(.damaged) }
    } catch {
      throw .refused(.notViewable(error), hint: .notViewableHint(error))
    }
  }
}
