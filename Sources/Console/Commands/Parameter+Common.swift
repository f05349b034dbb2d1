import Terminal

// Parameters that several commands share.
extension Parameter {
  static func queue(optional: Bool) -> Parameter { Parameter("queue", Text(fr: "FILE", en: "QUEUE"), .queue, isOptional: optional) }
  static func caseNumber(optional: Bool = false) -> Parameter {
    Parameter("case", Text(fr: "DOSSIER", en: "CASE"), .caseNumber, isOptional: optional)
  }
  static func driver(optional: Bool) -> Parameter {
    Parameter("driver", Text(fr: "CONDUCTEUR", en: "DRIVER"), .driver, isOptional: optional)
  }
  static let element = Parameter("element", Text(fr: "ÉLÉMENT", en: "ELEMENT"), .element)
  static let item = Parameter("item", Text(fr: "ÉLÉMENT", en: "ITEM"), .item)
  static let comment = Parameter("comment", Text(fr: "COMMENTAIRE", en: "COMMENT"), .text, isOptional: true, isPersonal: true)
}

extension CommandTable {
  /// Every command of the console, in the order of help.
  public static let console = CommandTable([
    .queues, .queue, .list, .next, .open, .report, .show, .why, .checks, .view, .flag, .unflag, .approve, .returnCase, .finding, .attribute,
    .reship, .remind, .note, .release, .escalate, .undo, .receive, .destroy, .undelivered, .search, .driver, .resend, .attach, .contact,
    .overturn, .close, .reissue, .assign, .urgent, .grant, .setting, .run, .expect, .set, .help, .quit,
  ])
}
