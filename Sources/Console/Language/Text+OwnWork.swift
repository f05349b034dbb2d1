import Casework
import Terminal

// What is said of one's own work, and of a command that is watched.
extension Text {
  static let dayAndWeek = Text(fr: "aujourd'hui / depuis lundi", en: "today / since Monday")

  static func notRepeated(_ name: String) -> Text {
    Text(fr: "« \(name) » ne se répète pas", en: "\"\(name)\" cannot be repeated")
  }
  static let notRepeatedHint = Text(
    fr: "Seule une commande qui lit : surveiller 30 files.", en: "Only a command that reads: watch 30 queues.")

  static func watching(_ line: String, every seconds: Int, now: Moment, changedAt: Moment?) -> Text {
    let at = TimeText.clock(now)
    let head = Text(
      fr: "\(line, .bold) · toutes les \(seconds) s · \(at.fr) · une touche : fin",
      en: "\(line, .bold) · every \(seconds) s · \(at.en) · a key ends it")
    guard let changedAt else { return head }
    let changed = TimeText.clock(changedAt)
    return head + Text(fr: " · changé à \(changed.fr)", en: " · changed at \(changed.en)").styled(.yellow)
  }

  static func watchedAt(_ now: Moment) -> Text {
    let at = TimeText.clock(now)
    return Text(same: "--- \(at.fr)")
  }

  static func leftOfWatched(_ count: Int) -> Text {
    Text(fr: "+ \(count) \(Plural.fr(count, "ligne", "lignes"))", en: "+ \(count) \(Plural.en(count, "line", "lines"))")
  }
}
