import Casework
import Terminal

// Arguments that several commands share.
extension Argument where Value == Term {
  static let queue = Argument.word(Text(fr: "FILE", en: "QUEUE"), .queue)
  static let item = Argument.word(Text(fr: "ÉLÉMENT", en: "ITEM"), .item)
  static let reason = Argument.word(Text(fr: "MOTIF", en: "REASON"), .reason)
  static let element = Argument.word(Text(fr: "ÉLÉMENT", en: "ELEMENT"), .element)
}

extension Argument where Value == CaseNumber {
  /// A case with or without its dash.
  static let caseNumber = Argument.word(Text(fr: "DOSSIER", en: "CASE"), .caseNumber)
  /// A case before a word that may be a number of the page.
  static let caseBeforeNumber = Argument.word(Text(fr: "DOSSIER", en: "CASE"), .caseBeforeNumber)
  /// A case, or a row of the list that was shown last.
  static let listedCase = Argument.word(Text(fr: "DOSSIER", en: "CASE"), .listedCase)
  /// A case before free text: with its dash.
  static let caseBeforeText = Argument.word(Text(fr: "DOSSIER", en: "CASE"), .caseBeforeText)
}

extension Argument where Value == DriverName {
  static let driver = Argument.word(Text(fr: "CONDUCTEUR", en: "DRIVER"), .driver)
}

extension Argument where Value == String {
  static let agent = Argument.word(Text(fr: "AGENT", en: "AGENT"), .agent)
}
