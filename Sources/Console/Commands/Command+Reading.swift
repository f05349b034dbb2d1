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
    parameters: [
      Parameter(
        "case", Text(fr: "DOSSIER|conducteur:N|carte:N|coupon:N|envoi:N…", en: "CASE|driver:N|card:N|claim:N|dispatch:N…"),
        .reference(ReferenceKind.allCases), isOptional: true)
    ]
  ) { (session, invocation) throws(Failure) in
    if case .reference(let kind, let name)? = invocation.values["case"] {
      try session.showDriver(try session.driver(of: kind, name))
      return
    }
    try session.show(try session.read(try session.number(invocation)))
  }

  static let why = Command(
    "why", "pourquoi", area: .reading, effect: .reads,
    summary: Text(
      fr: "ce qui met le dossier où il est : échéance, passage, priorité, qui l'a eu",
      en: "what puts the case where it is: deadline, round, priority, who held it"),
    parameters: [.caseNumber(optional: true)]
  ) { (session, invocation) throws(Failure) in
    let number = try session.number(invocation)
    let standing = try session.atDesk { desk throws(DeskError) in try desk.why(number) }
    session.synchronise(now: standing.now.epoch)
    let words = try session.words()
    session.show(
      WhySheet(standing: standing, vocabulary: words, language: session.language).sheet, orElse: Tables.standing(standing))
  }

  static let checks = Command(
    "checks", "contrôles", area: .reading, effect: .reads,
    summary: Text(
      fr: "ce que les contrôles relèvent, avec le motif qu'ils proposent", en: "what the checks raise, with the reason they suggest"),
    details: Text(fr: "Un avis seulement : l'agent décide.", en: "Advice only: the agent decides."),
    parameters: [.caseNumber(optional: true)]
  ) { (session, invocation) throws(Failure) in
    let file = try session.read(try session.number(invocation))
    let sheet = CaseSheet(file, vocabulary: try session.words(), language: session.language, now: session.now)
    if sheet.findings.isEmpty { session.say(.nothingRaised) }
    if !sheet.findings.isEmpty || session.format.isForPrograms { session.show(Tables.findings(sheet)) }
  }

  static let view = Command(
    "view", "visionner", area: .reading, effect: .reads,
    summary: Text(fr: "la pièce elle-même, dans le terminal", en: "the document itself, in the terminal"),
    details: Text(
      fr: "Par son numéro, ou son type pour le dossier montré en dernier. PUPITRE_VIEWER=PROGRAMME l'ouvre ailleurs.",
      en: "By its number, or its type for the case shown last. PUPITRE_VIEWER=PROGRAM opens it elsewhere."),
    examples: ["view photo", "view theft_declaration --page 2", "visionner 1005", "visionner permis"],
    parameters: [Parameter("document", Text(fr: "PIÈCE", en: "DOCUMENT"), .document)],
    options: [
      CommandOption(
        "page", "page", Text(fr: "cette page d'un PDF", en: "this page of a PDF"), value: Parameter("page", Text(fr: "N", en: "N"), .count))
    ]
  ) { (session, invocation) throws(Failure) in
    for id in try session.documents(invocation) { try session.view(id, page: invocation.count("page") ?? 1) }
  }
}

extension Session {
  /// The documents that a `view` means: the one of that number, or all of that type in the case shown last.
  fileprivate func documents(_ invocation: Invocation) throws(Failure) -> [Int64] {
    if let id = invocation.number("document") { return [id] }
    guard let term = invocation.term("document") else { return [] }
    if file == nil, let hand { _ = try read(hand.number) }
    guard let file else { throw .refused(.showFirst, hint: .documentHint) }
    let found = file.currentDocuments.filter { $0.type.rawValue == term.code }.map { Int64($0.id) }
    if found.isEmpty { throw .refused(.noSuchDocument(term.label), hint: .documentHint) }
    return found
  }

  fileprivate func view(_ id: Int64, page: Int) throws(Failure) {
    let document = try atDesk { desk throws(DeskError) in try desk.document(id) }
    let words = try words()
    let side = Labels.side(document.side)
    let label = words.label(item: document.type)
    say(
      Text(
        fr: "\(label.fr, .bold) \(side.fr) · \(document.fileName) · \(document.mediaType)",
        en: "\(label.en, .bold) \(side.en) · \(document.fileName) · \(document.mediaType)"))
    guard !format.isForPrograms else { return }
    output.flush()
    do throws(PictureViewer.Failure) {
      let viewer = PictureViewer(environment: setup.environment)
      let report = try viewer.show(document.bytes, page: page, on: output, signals: setup.signals)
      if report.isDamaged { warn(.damaged) }
    } catch {
      throw .refused(.notViewable(error), hint: .notViewableHint(error))
    }
  }

  /// Whose an application or a card is.
  func driver(of kind: ReferenceKind, _ name: String) throws(Failure) -> Int64 {
    if kind == .driver, let number = Int64(name) { return number }
    let hits = try atDesk { desk throws(DeskError) in try desk.search(name) }
    guard let hit = hits.first(where: { kind.isFound(by: $0.foundBy) }) else {
      throw .refused(.unknownReference("\(kind.term.name(in: language)):\(name)"))
    }
    return hit.driver
  }

  /// A driver's whole file: on a screen, as much of it as the screen holds unless all is asked for.
  func showDriver(_ number: Int64, isWhole: Bool = false) throws(Failure) {
    let file = try atDesk { desk throws(DeskError) in try desk.driverFile(number) }
    lastDriver = number
    synchronise(now: file.driver.now.epoch)
    var sheet = DriverSheet(file: file, vocabulary: try words(), language: language)
    if isWhole { sheet.limit = .max }
    if setup.isInteractive, !isWhole, format == .table || format == .expanded,
      let page = sheet.page(in: layout, lines: output.capabilities.rows - 1)
    {
      output.write(page)
      return
    }
    show(sheet.sheet, orElse: Tables.driver(file))
  }
}
