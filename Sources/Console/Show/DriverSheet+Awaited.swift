import Casework
import Formats
import Terminal

// What a driver calls about: what he was asked, in the words that he was sent, and what he was told last.
extension DriverSheet {
  var awaited: Content {
    Content(kind: .awaited, label: Text(fr: "Attendu", en: "Awaited"), lines: file.awaited.flatMap(lines))
  }

  var nothingAwaited: Sheet.Field {
    Sheet.Field(say(awaited.label), say(Text(fr: "rien de lui", en: "nothing from him")).styled(.dim))
  }

  private func lines(_ awaited: DriverFile.Awaited) -> [SafeText] {
    let (paid, number) = (Amount.shown(awaited.amountCents ?? 0, language), awaited.number ?? "—")
    switch awaited.kind {
    case .correction: return corrections(awaited)
    case .claimCorrection:
      let pay = Text(fr: "puis payer \(paid) (coupon \(number))", en: "then pay \(paid) (coupon \(number))")
      return corrections(awaited) + [say(pay).styled(.bold)]
    case .claimPayment:
      let back =
        awaited.canTakeBack ? Text(fr: ", ou la reprendre telle quelle, sans frais", en: ", or take it back as it is, for nothing") : .empty
      let pay = Text(
        fr: "payer \(paid) pour refaire la carte (coupon \(number))", en: "pay \(paid) to have the card made again (coupon \(number))")
      return [say(pay + back).styled(.bold) + since(awaited)]
    case .account:
      let again = Text(fr: "renvoyer ses données (compte suspendu)", en: "send the account's data again (it is suspended)")
      return [say(again).styled(.bold) + since(awaited)]
    case .payment:
      return [
        say(Text(fr: "payer \(paid) (demande \(number))", en: "pay \(paid) (application \(number))")).styled(.bold) + since(awaited)
      ]
    case .card:
      return [
        say(Text(fr: "poster la carte avec le coupon \(number)", en: "post the card with coupon \(number)")).styled(.bold) + since(awaited)
      ]
    case .address:
      return [
        say(
          Text(
            fr: "confirmer ou changer l'adresse du pli revenu \(number)", en: "confirm or change the address of \(number), which came back")
        )
        .styled(.bold) + since(awaited)
      ]
    case .unknown: return [SafeText(number) + since(awaited)]
    }
  }

  /// What he has to correct: a line each, and above several of them once whose case it is, and since when.
  private func corrections(_ awaited: DriverFile.Awaited) -> [SafeText] {
    let items = awaited.items.map(said)
    guard items.count > 1 else { return items.map { $0 + since(awaited) } }
    let all = Text(fr: "corriger \(items.count) éléments", en: "correct \(items.count) items")
    return [say(all) + since(awaited)] + items.map { "– " + $0 }
  }

  /// An item in the driver's language, as it was sent; where the reader has another one, in that too.
  private func said(_ item: DriverFile.Awaited.Item) -> SafeText {
    let (label, wording) = (
      Text(fr: "\(item.labelFr)", en: "\(item.labelEn)"), Text(fr: "« \(item.wordingFr) »", en: "\"\(item.wordingEn)\"")
    )
    let told: Language = file.driver.language == "en" ? .en : .fr
    let line = label[language].styled(.bold) + (language == .fr ? "\u{A0}: " : ": ") + wording[told]
    return told == language ? line : line + " " + wording[language].styled(.dim)
  }

  /// The case, and since when he knows it.
  private func since(_ awaited: DriverFile.Awaited) -> SafeText {
    let at = TimeText.dateAndTime(awaited.toldAt, now: now)
    let when =
      awaited.toldAt > now
      ? Text(fr: " · lui sera dit \(at.fr)", en: " · told \(at.en)") : Text(fr: " · depuis \(at.fr)", en: " · since \(at.en)")
    let number: SafeText = awaited.caseId.map { " · " + SafeText($0.description, style: .cyan) } ?? ""
    return number + say(when).styled(.dim)
  }

  /// The last message that he was sent, how, when, and whether it reached him; not the one that goes to an address which is not his any
  /// more.
  var lastTold: [Sheet.Field] {
    guard let last = file.notifications.last(where: { $0.at <= now && $0.state != "void" && $0.template != "contact_changed" }) else {
      return []
    }
    let state = say(state(of: last))
    return [
      Sheet.Field(
        say(Text(fr: "Dit en dernier", en: "Last told")),
        say(Labels.template(last.template)) + " · " + say(Labels.channel(last.channel)) + " · "
          + say(TimeText.dateAndTime(last.at, now: now)) + " · "
          + (["bounced", "failed", "unreachable"].contains(last.state) ? state.styled(.red) : state))
    ]
  }
}
