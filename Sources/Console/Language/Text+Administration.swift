import Casework
import Desk
import Terminal

// What is said of settings, grants, cards made again, trainings and contacts.
extension Text {
  static func reissued(_ card: String) -> Text {
    Text(fr: "la carte \(card) est refaite sans frais", en: "card \(card) is made again, free")
  }

  static func granted(_ queue: Text, _ agent: String, _ isGranted: Bool) -> Text {
    isGranted
      ? Text(fr: "« \(queue.fr) » est ouverte à \(agent, .bold).", en: "\"\(queue.en)\" is open to \(agent, .bold).")
      : Text(
        fr: "« \(queue.fr) » est fermée à \(agent, .bold) ; un dossier en main lui reste, ce qui lui était réservé est à tous.",
        en: "\"\(queue.en)\" is closed to \(agent, .bold); a case in hand stays, what was reserved is anyone's.")
  }

  static func unknownSetting(_ typed: String) -> Text { Text(fr: "réglage inconnu : « \(typed) »", en: "unknown setting: \"\(typed)\"") }

  static func set(_ change: SettingChange, of setting: Setting, _ items: Lexicon) -> Text {
    let (former, value) = (
      SettingValue.shown(change.former, kind: setting.kind, items), SettingValue.shown(change.value, kind: setting.kind, items)
    )
    let name = setting.term
    return change.former == change.value
      ? Text(fr: "\(name.french, .bold) valait déjà \(value.fr).", en: "\(name.code, .bold) was \(value.en) already.")
      : Text(
        fr: "\(name.french, .bold) : \(value.fr, .bold) à partir de maintenant (avant : \(former.fr)).",
        en: "\(name.code, .bold): \(value.en, .bold) from now on (before: \(former.en)).")
  }

  static func attached(_ attachment: Attachment, to whose: Text) -> Text {
    let training = attachment.training
    var text = Text(
      fr: "Formation \(training, .bold) rattachée au \(whose.fr)", en: "Training \(training, .bold) attached to \(whose.en)")
    text = text + (attachment.isExact ? Text(same: ".") : Text(fr: ", bien que les données diffèrent.", en: ", although the data differ."))
    guard let until = attachment.certificateUntil else { return text }
    let day = TimeText.date(until)
    return text
      + Text(
        fr: " Son certificat part ; il vaut jusqu'au \(day.fr).", en: " The certificate is sent; it is valid until \(day.en).")
  }

  /// A password message: queued, or one that waits already, and whose it is.
  static func password(_ what: Text, _ driver: Int64, _ message: PasswordMessage) -> Text {
    let name: SafeText = "\(message.lastName, .bold) \(message.firstNames, .bold)"
    let whose = Text(fr: "conducteur \(driver), \(name)", en: "driver \(driver), \(name)")
    return resent(what, whose, message.channel, isWaiting: message.isWaiting)
  }

  /// A password message that waits.
  static func heldUntil(_ until: Moment, now: Moment) -> Text {
    let moment = TimeText.dateAndTime(until, now: now)
    return Text(
      fr: " Ses coordonnées viennent d'être corrigées : il part \(moment.fr) ; un superviseur peut lever l'attente (--maintenant).",
      en: " The driver's contact was just corrected: it goes \(moment.en); a supervisor can lift the wait (--now).")
  }

  static let nowForPasswordsAlone = Text(fr: "--maintenant ne vaut que pour un mot de passe", en: "--now is for a password alone")

  static func detached(_ training: Int64) -> Text {
    Text(fr: "Formation \(training) ôtée à son conducteur.", en: "Training \(training) taken off its driver.")
  }

  /// An address at a domain where nobody has mail.
  static func mistypedAddress(_ typed: String, _ meant: String) -> Text {
    Text(fr: "\(typed) semble mal tapé : \(meant) ?", en: "\(typed) looks mistyped: \(meant)?")
  }

  static func mistypedAddressHint(_ meant: String) -> Text {
    Text(
      fr: "Rien n'est corrigé. Retapez-le : \(meant) ; s'il est bien tel quel : --tel-quel.",
      en: "Nothing was corrected. Type it again: \(meant); where it is right as it stands: --as-typed.")
  }

  /// What became of a correction: nothing, where the value was the same.
  static func corrected(_ driver: Int64, _ field: Text, _ value: String, _ change: ContactChange, now: Moment) -> Text {
    let former = change.former.isEmpty ? "—" : change.former
    let whose = named(KnownDriver(number: driver, lastName: change.lastName, firstNames: change.firstNames))
    var text =
      change.isChanged
      ? Text(
        fr: "Corrigé pour le \(whose.fr) : \(field.fr) \(value) (avant : \(former)).",
        en: "Corrected for \(whose.en): \(field.en) \(value) (before: \(former)).")
      : Text(
        fr: "Rien à corriger pour le \(whose.fr) : \(field.fr) est déjà \(former).",
        en: "Nothing to correct for \(whose.en): \(field.en) is \(former) already.")
    if let channel = change.toldBy {
      let label = Labels.channel(channel)
      text =
        text
        + (channel == "sms"
          ? Text(fr: " L'ancien numéro est prévenu par \(label.fr).", en: " The former number is told by \(label.en).")
          : Text(fr: " L'ancienne adresse est prévenue par \(label.fr).", en: " The former address is told by \(label.en)."))
    }
    if let from = change.passwordFrom, from > now {
      let moment = TimeText.dateAndTime(from, now: now)
      text = text + Text(fr: " Aucun mot de passe ne part avant : \(moment.fr).", en: " No password message goes before: \(moment.en).")
    }
    let count = change.resent
    guard count > 0 else { return text }
    return text
      + Text(
        fr: " \(count) \(Plural.fr(count, "message qui ne l'atteignait pas repart", "messages qui ne l'atteignaient pas repartent")).",
        en: " \(count) \(Plural.en(count, "message that could not reach him is", "messages that could not reach him are")) queued again.")
  }
}
