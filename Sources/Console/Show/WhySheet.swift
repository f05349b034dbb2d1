import Casework
import Formats
import Terminal

/// What puts a case where it is.
struct WhySheet {
  let standing: CaseStanding
  let vocabulary: Vocabulary
  let language: Language

  var sheet: Sheet {
    let now = standing.now ?? Moment(seconds: 0)
    let started = standing.startedAt ?? now
    let number = standing.number.description
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: Text) { fields.append(Sheet.Field(label[language], value[language])) }
    add(
      Text(fr: "File", en: "Queue"),
      Text(fr: "\(vocabulary.queues.name(standing.queue, .fr))", en: "\(vocabulary.queues.name(standing.queue, .en))"))
    if standing.waitsFor == nil { add(Text(fr: "État", en: "State"), Labels.state(standing.state.rawValue)) }
    add(
      Text(fr: "Passage", en: "Round"),
      Text(
        fr: "\(standing.round), depuis \(TimeText.span(now - started).fr)",
        en: "\(standing.round), for \(TimeText.span(now - started).en)"))
    if standing.state == .open, let due = standing.dueAt {
      add(
        Text(fr: "Échéance", en: "Due"),
        TimeText.deadline(due, now: now)
          + Text(
            fr: " : \(delay.fr) après \(TimeText.dateAndTime(started, now: now).fr)",
            en: ": \(delay.en) after \(TimeText.dateAndTime(started, now: now).en)"))
      add(Text(fr: "Rang", en: "Place"), .place(of: standing))
    } else if let what = standing.waitsFor {
      add(Text(fr: "Attend", en: "Waits for"), Labels.waitsFor(what.rawValue) + since(now))
      add(Text(fr: "À taper", en: "To type"), Labels.meanwhile(what, on: standing.number).styled(.cyan))
    } else if let decided = standing.decidedAt {
      add(Text(fr: "Décidé", en: "Decided"), TimeText.relative(decided, now: now))
    }
    if standing.isUnreachable {
      add(Text(fr: "Conducteur", en: "Driver"), .cannotBeReached)
    }
    if let holder = standing.holder, let until = standing.holderUntil {
      add(
        Text(fr: "Tenu par", en: "Held by"),
        Text(
          fr: "\(holder), encore \(TimeText.span(until - now).fr)", en: "\(holder), another \(TimeText.span(until - now).en)"))
    }
    let entries = (standing.events + standing.decisions).sorted { $0.at < $1.at }
    let history = History.items(entries, language: language, vocabulary: vocabulary, now: now)
    return Sheet(
      title: Text(fr: "Pourquoi \(number, .bold) est là", en: "Why \(number, .bold) is there")[language],
      sections: [
        Sheet.Section(nil, [.fields(fields)]),
        Sheet.Section(Text(fr: "Qui l'a eu", en: "Who had it")[language], [.list(history)]),
      ])
  }

  /// How long it has waited.
  private func since(_ now: Moment) -> Text {
    let span = TimeText.span(now - ((standing.decidedAt ?? standing.startedAt) ?? now))
    return Text(fr: ", depuis \(span.fr)", en: ", for \(span.en)")
  }

  /// The queue's delay: working days, or PostgreSQL's interval (`24 hours`).
  private var delay: Text {
    if let days = Int(standing.delay) {
      return Text(fr: "\(days) \(Plural.fr(days, "jour ouvré", "jours ouvrés"))", en: "\(days) working \(Plural.en(days, "day", "days"))")
    }
    let words = standing.delay.split(separator: " ")
    if words.count == 2, let number = Int(words[0]) {
      if words[1].hasPrefix("hour") { return Text(fr: "\(number) h", en: "\(number) h") }
      if words[1].hasPrefix("day") { return Text(fr: "\(number) j", en: "\(number) d") }
    }
    return Text(same: "\(standing.delay)")
  }
}
