import Casework
import Desk
import Formats
import Terminal

// What supervisors do.
extension Command {
  static let overturn = Command(
    "overturn", "réformer", area: .supervision, effect: .writes, action: "overturn",
    summary: Text(fr: "revenir sur une décision qui a pris effet", en: "reverse a decision that took effect"),
    details: Text(
      fr:
        "Se défait comme toute décision, tant que le délai de grâce court ; le conducteur n'est prévenu qu'ensuite. Le dossier revient dans sa file, ou le compte est suspendu.",
      en:
        "Can be undone as any decision, while its grace period runs; the driver is told only then. The case comes back to its queue, or the account is suspended."
    ),
    examples: ["overturn 1001-9 'licence suspended since May'", "réformer 1001-9 'permis suspendu depuis mai'"],
    takes: .caseNumber, .text(Text(fr: "POURQUOI", en: "WHY"))
  ) { (session, number, reason: String) throws(Failure) in
    let key = session.key(number)
    let decision = try session.atDesk { desk throws(DeskError) in try desk.overturn(number, reason: reason, key: key) }
    session.show(decision, recording: reason)
    guard !session.format.isForPrograms,
      let file = try? session.atDesk({ desk throws(DeskError) in try desk.caseFile(number) })
    else { return }
    session.say(.afterOverturning(file))
  }

  static let close = Command(
    "close", "clore", area: .supervision, effect: .writes, action: "close",
    summary: Text(fr: "mettre fin à un dossier pour de bon", en: "end a case for good"),
    details: Text(
      fr: "Le conducteur apprend pourquoi ; ce qu'il a payé est remboursé, son droit est de nouveau libre.",
      en: "The driver is told why; what he paid is refunded, his right is free again."),
    examples: ["close 1001-9 duplicate", "clore 1001-9 falsification 'permis retouché'"],
    takes: .caseNumber, .word(Text(fr: "MOTIF", en: "REASON"), .closingReason),
    .option("seen", "vu", .seen, Text(fr: "VERSION", en: "VERSION"), .version), .comment
  ) { (session, number, reason, seen: Int?, comment: String) throws(Failure) in
    // What was on the screen is what is closed.
    let version = seen ?? (session.file?.case.number == number ? session.file?.case.version : nil)
    let key = session.key(number)
    session.decided(
      try session.atDesk { desk throws(DeskError) in
        try desk.close(number, version: version, reason: reason.code, comment: comment, key: key)
      }, as: .closed(reason.label), recording: comment)
    // What is recorded stays recorded, whatever becomes of this question.
    guard let card = try? session.atDesk({ desk throws(DeskError) in try desk.cardAfterClosing(number) }) else { return }
    session.say(.cardAfterClosing(card))
  }

  static let assign = Command(
    "assign", "affecter", area: .supervision, effect: .writes, action: "assign",
    summary: Text(fr: "donner un dossier à un agent", en: "give a case to an agent"),
    details: Text(
      fr:
        "Aussi pour reprendre un dossier à un absent ou lever une réservation. Refusé si la file n'est pas ouverte à cet agent, si un autre tient le dossier en ce moment ou si un autre superviseur vient de l'affecter : « --insister » passe outre ces deux derniers, et cela se dit à tous.",
      en:
        "Also to take a case back from somebody absent, or to lift a reservation. Refused where the queue is not open to that agent, where another one holds the case at this moment, or where another supervisor has just given it: \"--insist\" overrides these two, and all are told."
    ),
    examples: ["assign 1001-9 malik", "assign 1001-9 malik --insist", "affecter 1001-9 malik", "affecter 1001-9 malik --insister"],
    takes: .listedCase, .agent,
    .flag(
      "insist", "insister",
      Text(fr: "même si quelqu'un le tient, ou vient de l'affecter", en: "even where somebody holds it, or has just given it"))
  ) { (session, number, agent: String, insists) throws(Failure) in
    let holder = try session.atDesk { desk throws(DeskError) in try desk.assign(number, to: agent, insists: insists) }
    if session.hand?.number == number, agent != session.identity?.agent { session.hand = nil }
    session.say(.assigned(number, agent, from: holder))
  }

  static let urgent = Command(
    "urgent", "urgence", area: .supervision, effect: .writes, action: "urgent",
    summary: Text(fr: "mettre un dossier en tête de sa file", en: "put a case first in its queue"),
    examples: ["urgent 1001-9", "urgence 1001-9", "urgence 1001-9 --fin"],
    takes: .listedCase, .flag("off", "fin", Text(fr: "le remettre à sa place", en: "put it back in its place"))
  ) { (session, number, isOff) throws(Failure) in
    try session.atDesk { desk throws(DeskError) in try desk.urgent(number, !isOff) }
    session.say(.urgent(number, !isOff))
  }
}
