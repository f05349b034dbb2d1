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
        fr: "« \(queue.fr) » est fermée à \(agent, .bold) ; un dossier en main lui reste.",
        en: "\"\(queue.en)\" is closed to \(agent, .bold); a case in hand stays.")
  }

  static func unknownSetting(_ typed: String) -> Text { Text(fr: "réglage inconnu : « \(typed) »", en: "unknown setting: \"\(typed)\"") }

  static func set(_ change: SettingChange, kind: String) -> Text {
    let (former, value) = (SettingValue.shown(change.former, kind: kind), SettingValue.shown(change.value, kind: kind))
    return change.former == change.value
      ? Text(fr: "\(change.name, .bold) valait déjà \(value.fr).", en: "\(change.name, .bold) was \(value.en) already.")
      : Text(
        fr: "\(change.name, .bold) : \(value.fr, .bold) à partir de maintenant (avant : \(former.fr)).",
        en: "\(change.name, .bold): \(value.en, .bold) from now on (before: \(former.en)).")
  }

  static func attached(_ attachment: Attachment) -> Text {
    let (training, driver) = (attachment.training, attachment.driver)
    var text = Text(
      fr: "Formation \(training, .bold) rattachée au conducteur \(driver, .bold)",
      en: "Training \(training, .bold) attached to driver \(driver, .bold)")
    text = text + (attachment.isExact ? Text(same: ".") : Text(fr: ", bien que les données diffèrent.", en: ", although the data differ."))
    guard let until = attachment.certificateUntil else { return text }
    return text
      + Text(
        fr: " Son certificat part ; il vaut jusqu'au \(until).", en: " The certificate is sent; it is valid until \(until).")
  }

  static func detached(_ training: Int64) -> Text {
    Text(fr: "Formation \(training) ôtée à son conducteur.", en: "Training \(training) taken off its driver.")
  }

  static func corrected(_ driver: Int64, _ field: Text, _ value: String, _ change: ContactChange) -> Text {
    let former = change.former.isEmpty ? "—" : change.former
    let text = Text(
      fr: "Corrigé pour le conducteur \(driver, .bold) : \(field.fr) \(value) (avant : \(former)).",
      en: "Corrected for driver \(driver, .bold): \(field.en) \(value) (before: \(former)).")
    let count = change.resent
    guard count > 0 else { return text }
    return text
      + Text(
        fr: " \(count) \(Plural.fr(count, "message qui ne l'atteignait pas repart", "messages qui ne l'atteignaient pas repartent")).",
        en: " \(count) \(Plural.en(count, "message that could not reach him is", "messages that could not reach him are")) queued again.")
  }
}
