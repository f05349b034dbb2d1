import Casework
import Desk
import Formats
import Terminal

// Settling undelivered mail, and whatever waits for a driver.
extension Command {
  static let reship = Command(
    "reship", "réexpédier", area: .deciding, effect: .writes,
    summary: Text(
      fr: "renvoyer la carte revenue à l'adresse que le conducteur a confirmée ou donnée",
      en: "send the returned card again, to the address that the driver confirmed or gave"),
    details: Text(
      fr: "Si l'adresse ne convient pas : « signaler adresse-livraison MOTIF », puis « redemander ».",
      en: "If the address will not do: \"flag delivery_address REASON\", then \"return\"."),
    examples: ["reship", "reship 1001-9", "réexpédier", "réexpédier 1001-9"], takes: .settling,
    .flag(
      "insist", "insister", Text(fr: "même si l'adresse ne semble pas convenir", en: "even where the address does not seem to do"))
  ) { (session, settling, insists) throws(Failure) in
    try session.asksForAddress(settling, insists: insists)
    let address = session.file.flatMap { settling.number == nil || $0.case.number == settling.number ? $0.returned?.address : nil }
    try session.settle(settling, as: .reshipped(address)) { desk, hand, key throws(DeskError) in
      try desk.reship(hand.number, version: hand.version, comment: settling.comment, key: key)
    }
  }

  static let remind = Command(
    "remind", "relancer", area: .deciding, effect: .writes,
    summary: Text(
      fr: "rappeler au conducteur ce qu'un dossier attend de lui", en: "remind the driver of what a case waits for from him"),
    details: Text(
      fr: "Pour un dossier en attente ; une fois par jour au plus. Il l'est aussi de lui-même après un délai (« réglage délai-relance »).",
      en: "For a case that waits; once a day at most. It is also done by itself after a while (\"setting reminder_after\")."),
    examples: ["remind 1001-9", "relancer 1001-9"], takes: .optional(.listedCase)
  ) { (session, named: CaseNumber?) throws(Failure) in
    let number = try session.shownNumber(named)
    let channel = try session.atDesk { desk throws(DeskError) in try desk.remind(number) }
    session.say(.reminded(number, session.isTyped ? session.holder(of: number) : nil, channel))
  }
}

extension Session {
  /// A card goes to an address that is remarked on where whoever has read the remark insists: asked at a terminal, warned of in a script.
  fileprivate func asksForAddress(_ settling: Settling, insists: Bool) throws(Failure) {
    guard !insists, let file, file.case.number == settling.number ?? hand?.number, file.returned != nil else { return }
    let remarks = Remarks(file, vocabulary: try words())
    guard let remark = remarks.all.first(where: { $0.finding.severity == .warning && $0.finding.item != nil && !$0.isTaken }) else {
      return
    }
    let said = Text.finding(remark.finding.message, vocabulary: try words(), now: now)
    guard context == nil else { return warn(.addressRemarked(said)) }
    throw .asked(.addressRemarked(said), hint: .addressRemarkedHint, insisting: "insist")
  }

  /// The case that a command is about: the one it names, else the one shown last. A case that waits is never in hand.
  fileprivate func shownNumber(_ named: CaseNumber?) throws(Failure) -> CaseNumber {
    guard let number = named ?? shown else { throw .refused(.whichCase, hint: .whichCaseHint) }
    return number
  }

  /// Whose a case is, for an answer: it is done, whatever becomes of this question.
  fileprivate func holder(of number: CaseNumber) -> KnownDriver? {
    let hits = try? atDesk { desk throws(DeskError) in try desk.search(number.description, kind: ReferenceKind.caseTerm.code) }
    return hits?.first.map(KnownDriver.init)
  }
}
