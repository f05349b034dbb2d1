import Casework
import Formats
import Terminal

// Parts of a case's page by themselves: what the page leaves out where a screen is too small.
extension Command {
  static let history = part(
    "history", "historique", Text(fr: "ce qui est arrivé au dossier", en: "what happened to the case")
  ) { sheet in
    Sheet(title: sheet.title, sections: [Sheet.Section(nil, [.fields(sheet.historyRows.map { Sheet.Field($0.label, $0.value) })])])
  }

  static let notes = part(
    "notes", "notes", Text(fr: "les notes des agents, en entier", en: "the agents' notes, whole"),
    ofDriver: { sheet in sheet.noteSheet }
  ) { sheet in sheet.opened(sheet.notes) }

  static let requests = part(
    "requests", "demandes",
    Text(fr: "ce qui fut demandé au conducteur, passage par passage", en: "what the driver was asked for, round by round")
  ) { sheet in sheet.requestSheet }

  static let changes = part(
    "changes", "changements", Text(fr: "ce qui a changé depuis le passage précédent", en: "what changed since the round before")
  ) { sheet in sheet.opened(sheet.changes) }

  static let address = part(
    "address", "adresse", Text(fr: "les adresses du dossier, ligne par ligne", en: "the addresses of the case, line by line")
  ) { sheet in sheet.addressSheet }

  /// `ofDriver`: what is shown instead without a case in hand, of the driver whom the agent is about.
  private static func part(
    _ name: String, _ alias: String, _ summary: Text, ofDriver: (@Sendable (DriverSheet) -> Sheet)? = nil,
    _ sheet: @escaping @Sendable (CaseSheet) -> Sheet
  ) -> Command {
    Command(
      name, alias, area: .reading, effect: .reads, summary: summary,
      details: ofDriver == nil
        ? Text(
          fr: "Sans numéro : du dossier en main, sinon de celui montré en dernier.",
          en: "Without a number: of the case in hand, else of the one shown last.")
        : Text(
          fr: "Sans numéro : du dossier en main, sinon du conducteur dont il s'agit ou du dossier montré en dernier.",
          en: "Without a number: of the case in hand, else of the driver whom you are about or of the case shown last."),
      examples: ["\(name) 1001-9", "\(alias) 1001-9"], takes: .optional(.caseNumber)
    ) { (session, named: CaseNumber?) throws(Failure) in
      if let ofDriver, named == nil, session.hand == nil, session.isTyped, let driver = session.lastDriver {
        let page = try session.sheet(ofDriver: driver.number)
        session.shown = nil
        session.show(ofDriver(page), orElse: Tables.driver(page.file))
        return
      }
      // Read again for what was noted and done since; the page that was seen stays what a decision is made on.
      let file: CaseFile
      if let number = named ?? session.hand?.number ?? session.shown ?? session.file?.case.number {
        file = try session.glance(number)
      } else {
        file = try session.glance(try session.inHand().number)
      }
      session.shown = file.case.number
      let page = session.sheet(of: file, try session.words())
      session.show(sheet(page), orElse: Tables.file(file, findings: page.findings, language: session.language, now: session.now))
    }
  }
}
