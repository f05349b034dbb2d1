import Casework
import Desk
import Terminal

// What is said of one thing done to many cases.
extension Text {
  static let brokenBulk = Text(
    fr: "il manque « faire » et ce qui est fait à chaque dossier", en: "\"do\" and what is done to each case are missing")

  static let doing = Text(fr: "ce qui est fait à chaque dossier", en: "what is done to each case")

  static func notInBulk(_ command: String) -> Text {
    Text(fr: "« \(command) » ne se fait pas à chaque dossier", en: "\"\(command)\" is not done to each case")
  }

  static let flagInBulk = Text(
    fr: "Signaler et renvoyer : redemander ÉLÉMENT MOTIF [COMMENTAIRE].", en: "To flag and send back: return ITEM REASON [COMMENT].")

  static let approveAccountsAlone = Text(
    fr: "seuls les comptes se valident par lots : ailleurs il faut des yeux",
    en: "only accounts are approved in bulk: elsewhere eyes are needed")
  static let approveAccountsAloneHint = Text(fr: "Un par un : « suivant ».", en: "One by one: \"next\".")

  static func eachWhileInHand(_ number: CaseNumber) -> Text {
    Text(fr: "vous tenez le dossier \(number)", en: "you hold case \(number)")
  }
  static let eachWhileInHandHint = Text(fr: "Terminez-le ou « libérer » d'abord.", en: "Finish it, or \"release\" it first.")

  /// What became of one case.
  static func bulkResult(_ result: BulkResult, _ command: Command, now: Moment, _ refused: Failure?) -> Text {
    let (number, name) = (result.row.number, result.row.lastName)
    let head = Text(same: "\(number, .bold) \(name)") + .colon
    switch result.outcome {
    case .done(let done):
      var text = head + (done.decision.map { Labels.done($0.action.rawValue) } ?? command.doneInBulk).styled(.green)
      if done.decision?.replayed == true { text = text + Text(fr: " (déjà enregistré)", en: " (recorded before)") }
      if let channel = done.channel.map(Labels.channel) { text = text + Text(fr: ", par \(channel.fr)", en: ", by \(channel.en)") }
      if let holder = done.takenFrom { text = text + Text(fr: " ; \(holder) le tenait", en: "; \(holder) held it") }
      return text
    case .passed(let why): return (head + passed(why, now: now)).styled(.dim)
    case .refused: return head + (refused?.message ?? .empty).styled(.red)
    }
  }

  private static func passed(_ why: BulkResult.Passed, now: Moment) -> Text {
    switch why {
    case .held(let holder, _): Text(fr: "laissé, \(holder) le tient", en: "passed over, \(holder) holds it")
    case .drafted: Text(fr: "laissé, des signalements y sont notés", en: "passed over, flags are drafted on it")
    case .busy: Text(fr: "laissé, quelqu'un y écrit en ce moment", en: "passed over, somebody is writing to it")
    case .changed: Text(fr: "laissé, il ne passe plus les filtres", en: "passed over, it passes the filters no more")
    case .notClean: Text(fr: "laissé, les contrôles y relèvent quelque chose", en: "passed over, the checks raise something")
    case .gone(let refusal):
      if let told = RefusalWording.of(refusal).map({
        Told(values: refusal.values, vocabulary: nil, queues: Queues(), settings: Lexicon([]), now: now).told($0)
      }) {
        Text(fr: "laissé : \(told.text.fr)", en: "passed over: \(told.text.en)")
      } else {
        Text(fr: "laissé", en: "passed over")
      }
    }
  }

  /// How many came to what.
  static func bulkDone(_ tally: BulkTally) -> Text {
    Text(
      fr:
        "\(tally.done) \(Plural.fr(tally.done, "fait", "faits")), \(tally.passed) \(Plural.fr(tally.passed, "laissé", "laissés")), \(tally.refused) \(Plural.fr(tally.refused, "refusé", "refusés")).",
      en: "\(tally.done) done, \(tally.passed) passed over, \(tally.refused) refused.")
  }

  static func bulkFailed(_ count: Int) -> Text {
    Text(
      fr: "\(count) \(Plural.fr(count, "dossier refusé", "dossiers refusés"))",
      en: "\(count) \(Plural.en(count, "case was refused", "cases were refused"))")
  }
}

extension Command {
  /// What is said of it once it is done to a case among others.
  fileprivate var doneInBulk: Text {
    switch name {
    case Command.remind.name: Text(fr: "relancé", en: "reminded")
    case Command.assign.name: Text(fr: "affecté", en: "assigned")
    case Command.note.name: Text(fr: "noté", en: "noted")
    case Command.urgent.name: Text(fr: "changé de place", en: "moved")
    case Command.escalate.name: Text(fr: "escaladé", en: "escalated")
    case Command.release.name: Text(fr: "libéré", en: "released")
    default: Text(fr: "fait", en: "done")
    }
  }
}
