import Desk
import Terminal

// What is said while envelopes are read one after the other.
extension Text {
  static let receiving = Text(fr: "réception", en: "receiving")

  static func registering(_ reason: Text) -> Text { Text(fr: "pnd \(reason.fr)", en: "undelivered \(reason.en)") }

  static let envelopeNumber = Text(fr: "le numéro de l'enveloppe", en: "the envelope's number")

  static func unanswered(_ count: Int) -> Text { Text(fr: "\(count) sans réponse", en: "\(count) without an answer") }

  /// How it is done, when it begins.
  static func envelopesBegin(_ work: EnvelopeRound.Work) -> Text {
    switch work {
    case .receiving:
      Text(
        fr:
          "Une enveloppe par ligne : coupon, ou carte. « COUPON --vide », « COUPON --trouvée CARTE » ; « annuler » reprend la dernière ; une ligne vide termine.",
        en:
          "An envelope a line: coupon, or card. \"COUPON --empty\", \"COUPON --found CARD\"; \"undo\" takes the last one back; an empty line ends it."
      )
    case .registering(let reason, _):
      Text(
        fr:
          "Un pli par ligne, motif : \(reason.label.fr). Un autre motif seul (n03) vaut pour la suite ; « annuler » reprend le dernier ; une ligne vide termine.",
        en:
          "A dispatch a line, reason: \(reason.label.en). Another reason alone (n03) is meant from there on; \"undo\" takes the last one back; an empty line ends it."
      )
    }
  }

  static func envelopesHint(_ work: EnvelopeRound.Work) -> Text {
    Text(
      fr: "Chaque ligne est une enveloppe. Une ligne vide termine, puis les commandes reprennent.",
      en: "Each line is an envelope. An empty line ends it, then commands are taken again.")
  }

  static func noCommandHere(_ word: String) -> Text {
    Text(fr: "« \(word) » n'est pas une enveloppe : les commandes attendent", en: "\"\(word)\" is no envelope: commands wait")
  }

  static let envelopesInScript = Text(
    fr: "sans numéro, les lignes qui suivent sont des enveloppes : au terminal, ou sur l'entrée standard",
    en: "without a number the lines that follow are envelopes: at a terminal, or on standard input")

  static let envelopesInScriptHint = Text(
    fr: "Ici, nommez l'enveloppe : « for n in $FICHIER do réceptionner $n ».",
    en: "Name the envelope here: \"for n in $FILE do receive $n\".")

  static func reasonFromHereOn(_ reason: Text) -> Text {
    Text(fr: "À partir d'ici : \(reason.fr, .bold).", en: "From here on: \(reason.en, .bold).")
  }

  /// What came of an envelope, in a line.
  static func envelope(_ reception: Reception, _ number: String) -> Text { answer(reception, number) + replaced(reception) }

  /// What had been read of the same envelope a moment ago, and is taken back with this.
  private static func replaced(_ reception: Reception) -> Text {
    switch reception.was {
    case .received?: Text(fr: " ; sa réception d'à l'instant est reprise", en: "; its reception of a moment ago is taken back")
    case .empty?: Text(fr: " ; « vide », à l'instant, est repris", en: "; \"empty\", a moment ago, is taken back")
    case .wrongCard?: Text(fr: " ; « autre carte », à l'instant, est repris", en: "; \"another card\", a moment ago, is taken back")
    default: .empty
    }
  }

  private static func answer(_ reception: Reception, _ number: String) -> Text {
    let head = Text(fr: "\(number, .bold) : ", en: "\(number, .bold): ")
    let serial = reception.serial ?? "?"
    let place = reception.caseID.map { Text(fr: ", dossier \($0)", en: ", case \($0)") } ?? .empty
    switch reception.outcome {
    case .received where reception.isRepeated: return head + Text(fr: "reçue déjà", en: "received before") + place
    case .received: return head + Text(fr: "carte \(serial) reçue", en: "card \(serial) received") + place + other(reception)
    case .empty where reception.isRepeated: return head + Text(fr: "vide déjà, à l'instant", en: "empty already, a moment ago") + place
    case .wrongCard where reception.isRepeated:
      return head + Text(fr: "autre carte déjà, \(serial), à l'instant", en: "another card already, \(serial), a moment ago") + place
    case .empty:
      return head + Text(fr: "vide ; la carte \(serial) est toujours attendue", en: "empty; card \(serial) is still awaited") + place
    case .wrongCard:
      return head + Text(fr: "autre carte, \(serial) : mettez-la de côté", en: "another card, \(serial): put it aside") + place
        + other(reception)
    case .found:
      return head
        + (reception.isRepeated
          ? Text(fr: "hors d'usage, déjà à détruire", en: "void, to be destroyed already")
          : Text(fr: "hors d'usage, à détruire", en: "void, to be destroyed"))
    case .sentBack:
      return head + Text(fr: "en service, au courrier de départ pour son titulaire", en: "in use, back to its holder by the outgoing mail")
    case .undone, .unknown: return head + Text(fr: "enregistré", en: "recorded")
    }
  }

  private static func other(_ reception: Reception) -> Text {
    guard let coupon = reception.otherCoupon else { return .empty }
    return Text(fr: " (reçue pour \(coupon))", en: " (received for \(coupon))")
  }

  /// What came of a returned dispatch, in a line.
  static func envelope(_ registration: ReturnRegistration, _ number: String, _ reason: Text) -> Text {
    let head = Text(fr: "\(number, .bold) : ", en: "\(number, .bold): ")
    let place = registration.caseID.map { Text(fr: ", dossier \($0)", en: ", case \($0)") } ?? .empty
    switch registration.outcome {
    case .registered:
      let earlier = registration.earlier ?? 0
      guard earlier > 0 else { return head + reason + place }
      return head + reason + place
        + Text(fr: ", revenue déjà \(earlier) fois", en: ", came back \(earlier) \(Plural.en(earlier, "time", "times")) before")
        .styled(.yellow)
    case .again where registration.caseID == nil:
      let serial = registration.serial ?? "?"
      return head + Text(fr: "carte \(serial) hors d'usage, déjà à détruire", en: "card \(serial) void, to be destroyed already")
    case .destroyed:
      let serial = registration.serial ?? "?"
      return head
        + Text(fr: "enregistré déjà, carte \(serial) détruite depuis", en: "registered before, card \(serial) destroyed since")
    case .again: return head + Text(fr: "enregistré déjà : ", en: "registered before: ") + reason + place
    case .corrected: return head + Text(fr: "motif corrigé : ", en: "reason corrected: ") + reason + place
    case .toDestroy:
      let serial = registration.serial ?? "?"
      return head + Text(fr: "carte \(serial) hors d'usage, à détruire", en: "card \(serial) void, to be destroyed")
    case .undone, .unknown: return head + Text(fr: "enregistré", en: "recorded")
    }
  }

  static func refusedEnvelope(_ number: String, _ message: Text) -> Text {
    Text(fr: "\(number, .bold) non enregistré : \(message.fr)", en: "\(number, .bold) not recorded: \(message.en)")
  }

  static func noAnswer(_ number: String) -> Text {
    Text(
      fr: "\(number, .bold) : pas de réponse ; l'enveloppe suivante ou une ligne vide la redemande, elle ne sera enregistrée qu'une fois",
      en: "\(number, .bold): no answer; the next envelope or an empty line asks for it again, it is recorded once")
  }

  static func notTakenBackYet(_ number: String) -> Text {
    Text(
      fr: "\(number) est toujours sans réponse : rien n'a été repris", en: "\(number) is still without an answer: nothing was taken back")
  }

  static let notTakenBackYetHint = Text(
    fr: "Refaites « annuler » quand le serveur répond, ou nommez une autre enveloppe.",
    en: "Type \"undo\" again once the server answers, or name another envelope.")

  static let serverIsBackForEnvelopes = Text(
    fr: "Le serveur répond de nouveau : l'enveloppe suivante ou une ligne vide redemande celles sans réponse.",
    en: "The server answers again: the next envelope or an empty line asks for those without an answer.")

  static func stillUnanswered(_ numbers: [String]) -> Text {
    let list = SafeText.list(numbers)
    return Text(
      fr: "Toujours pas de réponse pour : \(list). Entrée redemande, Ctrl-C termine sans.",
      en: "Still no answer for: \(list). Enter asks again, Ctrl-C ends without.")
  }

  static let noEnvelopeYet = Text(fr: "aucune enveloppe à reprendre", en: "no envelope to take back")

  static func nothingRecordedOf(_ number: String) -> Text {
    Text(fr: "rien n'a été enregistré de la dernière, \(number)", en: "nothing was recorded of the last one, \(number)")
  }

  static func takeBackHint(_ number: String) -> Text {
    Text(
      fr: "« annuler \(number) », ou « annuler » encore une fois, reprend celle d'avant.",
      en: "\"undo \(number)\", or \"undo\" once more, takes the one before back.")
  }

  static func recordedBefore(_ number: String) -> Text {
    Text(fr: "la dernière, \(number), était enregistrée avant cette lecture", en: "the last one, \(number), was recorded before this round")
  }

  /// How many, when it is over.
  static func envelopesEnd(_ round: EnvelopeRound) -> Text {
    let count = counted(round)
    return Text(fr: "Terminé : \(count.fr).", en: "Done: \(count.en).")
  }

  /// The same where a run stopped at a line.
  static func envelopesStopped(at line: Int, _ round: EnvelopeRound) -> Text {
    let count = counted(round)
    return Text(
      fr: "Arrêté à la ligne \(line) : la suite n'est pas lue ; --keep-going continue. \(count.fr).",
      en: "Stopped at line \(line): what follows is not read; --keep-going goes on. \(count.en).")
  }

  private static func counted(_ round: EnvelopeRound) -> Text {
    let (count, back) = (round.count, round.takenBack)
    let recorded = Text(
      fr: "\(String(count), .bold) \(Plural.fr(count, "enveloppe enregistrée", "enveloppes enregistrées"))",
      en: "\(String(count), .bold) \(Plural.en(count, "envelope", "envelopes")) recorded")
    guard back > 0 else { return recorded }
    return recorded + Text(fr: ", \(back) \(Plural.fr(back, "reprise", "reprises"))", en: ", \(back) taken back")
  }

  /// What wants a look: a few as they were answered, more of them by their numbers.
  static func envelopesOdd(_ entries: [EnvelopeRound.Entry]) -> Text {
    let told =
      entries.count <= 3
      ? entries.map(\.text) : grouped(entries.map { ($0.number, $0.short) }) { Text(fr: "\($1.fr) : \($0.fr)", en: "\($1.en): \($0.en)") }
    let (fr, en) = (told.map(\.fr).joined(separator: " ; "), told.map(\.en).joined(separator: "; "))
    return Text(fr: "À regarder : \(fr).", en: "To look at: \(en).")
  }

  /// So many numbers of a group are named, the rest is counted.
  private static let mostNumbers = 6

  private static func some(_ numbers: [String]) -> Text {
    let list = SafeText.list(Array(numbers.prefix(mostNumbers)))
    let rest = numbers.count - mostNumbers
    guard rest > 0 else { return Text(fr: "\(list)", en: "\(list)") }
    return Text(fr: "\(list) … et \(rest) \(Plural.fr(rest, "autre", "autres"))", en: "\(list) … and \(rest) more")
  }

  /// Numbers by what is said of them, in the order in which that was said first.
  private static func grouped(_ numbers: [(number: String, said: Text)], _ shown: (_ numbers: Text, _ said: Text) -> Text) -> [Text] {
    var kinds: [Text] = []
    for entry in numbers where !kinds.contains(entry.said) { kinds.append(entry.said) }
    return kinds.map { kind in shown(some(numbers.filter { $0.said == kind }.map(\.number)), kind) }
  }

  /// What came of an envelope, in a few words.
  static func inShort(_ reception: Reception) -> Text {
    switch reception.outcome {
    case .wrongCard: Text(fr: "autre carte", en: "another card")
    case .found: Text(fr: "hors d'usage, à détruire", en: "void, to be destroyed")
    case .sentBack: Text(fr: "en service, à renvoyer à son titulaire", en: "in use, back to its holder")
    case .empty: Text(fr: "vide déjà", en: "empty already")
    case .received, .undone, .unknown: Text(fr: "reçue déjà", en: "received before")
    }
  }

  /// The same of a returned dispatch.
  static func inShort(_ registration: ReturnRegistration) -> Text {
    switch registration.outcome {
    case .toDestroy: Text(fr: "hors d'usage, à détruire", en: "void, to be destroyed")
    case .destroyed: Text(fr: "carte détruite depuis", en: "card destroyed since")
    default: Text(fr: "enregistré déjà", en: "registered before")
    }
  }

  static let destroyHint = Text(
    fr: "« détruire » donne les cartes à détruire.", en: "\"destroy\" lists the cards to destroy.")

  /// Those that were refused, by what was wrong with them. Of an unknown number nobody can be found.
  static func envelopesRefused(_ refused: [EnvelopeRound.Refused]) -> Text {
    let groups = grouped(refused.map { ($0.number, $0.why) }) { Text(fr: "\($0.fr) (\($1.fr))", en: "\($0.en) (\($1.en))") }
    let (fr, en) = (groups.map(\.fr).joined(separator: " ; "), groups.map(\.en).joined(separator: "; "))
    let told = Text(fr: "Refusées, non enregistrées : \(fr).", en: "Refused, not recorded: \(en).")
    guard refused.contains(where: { ![.unknownEnvelope, .notUnderstood, .twoEnvelopes].contains($0.why) }) else { return told }
    return told + Text(fr: " « chercher NUMÉRO » dit à qui elles sont.", en: " \"search NUMBER\" tells whose they are.")
  }

  static func envelopesBusy(_ numbers: [String]) -> Text {
    let list = some(numbers)
    return Text(
      fr: "Non enregistrées, quelqu'un d'autre y travaillait : \(list.fr). Relisez-les.",
      en: "Not recorded, somebody else was working on them: \(list.en). Read them again.")
  }

  static let readAgainSoon = Text(fr: " ; relisez-la dans un instant", en: "; read it again in a moment")

  static let unknownEnvelope = Text(fr: "inconnue", en: "unknown")

  static let notUnderstood = Text(fr: "pas comprise", en: "not understood")

  /// Why an envelope was refused, in a few words.
  static func refusalInShort(_ failure: Failure) -> Text {
    switch failure.sqlstate {
    case "PU004", "PU058": unknownEnvelope
    case "55006" where failure.isOwn: Text(fr: "enregistrée par vous à l'instant", en: "recorded by yourself a moment ago")
    case "PU039": Text(fr: "attendue pour un autre coupon", en: "awaited for another coupon")
    case "PU051": Text(fr: "aucune carte attendue", en: "no card awaited")
    case "PU059": Text(fr: "carte non attendue", en: "card not awaited")
    case "PU062": Text(fr: "numéro mal formé", en: "malformed number")
    case "PU065": Text(fr: "pas en route", en: "not on its way")
    case "PU077": Text(fr: "un numéro d'autre chose", en: "a number of something else")
    default: failure.message
    }
  }

  static let twoEnvelopes = Text(fr: "deux numéros sur une ligne", en: "two numbers on a line")

  static let twoEnvelopesHint = Text(
    fr: "Une autre carte sous un coupon : « COUPON --trouvée CARTE ». Sinon, un numéro par ligne.",
    en: "Another card with a coupon: \"COUPON --found CARD\". Else a number a line.")

  static let envelopesAreOver = Text(
    fr: "La lecture d'enveloppes est terminée : ce numéro n'est pas enregistré.",
    en: "The envelopes are over: this number is not recorded.")

  static let takesLastBack = Text(fr: "reprendre la dernière enveloppe", en: "take the last envelope back")

  /// Advice where lines are envelopes: what it quotes is typed when the round is over.
  func inRound(_ work: EnvelopeRound.Work) -> Text {
    let command = work.command
    guard self != .usage(command.usage(in: .fr)), self != .usage(command.usage(in: .en)) else { return .envelopesBegin(work) }
    guard en.plain.contains("\"") else { return self }
    return self + Text(fr: " Une commande se tape après une ligne vide.", en: " A command is typed after an empty line.")
  }

  static func envelopesUnanswered(_ numbers: [String]) -> Text {
    let list = SafeText.list(numbers)
    return Text(
      fr: "Sans réponse : \(list). Relisez-les : ce qui a été enregistré le dira et ne le sera qu'une fois.",
      en: "Without an answer: \(list). Read them again: what was recorded will say so, and is recorded once.")
  }
}
