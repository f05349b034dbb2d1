import Casework
import Terminal

/// How moments and spans are worded for people. On the clocks of Paris.
enum TimeText {
  /// `2 j 4 h`, `3 h 12`, `12 min`, `moins d'une minute`: two units at most, as long as they matter.
  static func span(_ seconds: Int64) -> Text {
    let seconds = abs(seconds)
    let (days, hours, minutes) = (seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60)
    if days >= 10 || (days > 0 && hours == 0) { return Text(fr: "\(days) j", en: "\(days) d") }
    if days > 0 { return Text(fr: "\(days) j \(hours) h", en: "\(days) d \(hours) h") }
    if hours > 0 {
      return minutes == 0
        ? Text(fr: "\(hours) h", en: "\(hours) h")
        : Text(fr: "\(hours) h \(padded(Int(minutes), to: 2))", en: "\(hours) h \(padded(Int(minutes), to: 2))")
    }
    if minutes > 0 { return Text(fr: "\(minutes) min", en: "\(minutes) min") }
    return Text(fr: "moins d'une minute", en: "less than a minute")
  }

  /// The exact length of a short span, as a setting: `15 min`, `2 min`, `90 s`.
  static func length(_ seconds: Int64) -> Text {
    seconds % 60 == 0 && seconds > 0 ? span(seconds) : Text(same: "\(seconds) s")
  }

  /// `il y a 3 h`, `dans 2 h 10`, seen at `now`.
  static func relative(_ moment: Moment, now: Moment) -> Text {
    let gap = moment - now
    if abs(gap) < 60 { return gap > 0 ? Text(fr: "dans un instant", en: "in a moment") : Text(fr: "à l'instant", en: "just now") }
    let span = span(gap)
    return gap > 0 ? Text(fr: "dans \(span.fr)", en: "in \(span.en)") : Text(fr: "il y a \(span.fr)", en: "\(span.en) ago")
  }

  /// How long it has been so: `depuis 2 h 10`.
  static func since(_ moment: Moment, now: Moment) -> Text {
    let span = span(max(60, now - moment))
    return Text(fr: "depuis \(span.fr)", en: "for \(span.en)")
  }

  /// How late what is past is, where there is no room for a sentence: `retard 1 j 4 h`.
  static func late(_ due: Moment, now: Moment) -> Text {
    let span = span(due - now)
    return Text(fr: "retard \(span.fr)", en: "late \(span.en)")
  }

  /// A deadline: `dans 2 h 10`, `en retard de 1 j 4 h`.
  static func deadline(_ due: Moment, now: Moment) -> Text {
    if due > now { return relative(due, now: now) }
    let span = span(due - now)
    return Text(fr: "en retard de \(span.fr)", en: "overdue by \(span.en)")
  }

  /// `14:05` today, `hier 14:05`, `mar. 24/11 14:05` this year, else with the year.
  static func dateAndTime(_ moment: Moment, now: Moment) -> Text {
    let at = CivilTime(moment)
    let today = CivilTime(now)
    let clock = "\(padded(at.hour, to: 2)):\(padded(at.minute, to: 2))"
    switch at.date.number - today.date.number {
    case 0: return Text(fr: "aujourd'hui \(clock)", en: "today \(clock)")
    case -1: return Text(fr: "hier \(clock)", en: "yesterday \(clock)")
    case 1: return Text(fr: "demain \(clock)", en: "tomorrow \(clock)")
    default: break
    }
    let day = date(at.date, withYear: at.date.year != today.date.year)
    return Text(
      fr: "\(weekdays.fr[at.date.weekday - 1]) \(day.fr) \(clock)", en: "\(weekdays.en[at.date.weekday - 1]) \(day.en) \(clock)")
  }

  /// The day alone, as short as it can be: `aujourd'hui`, `hier`, `24/11` this year, else with the year.
  static func day(_ moment: Moment, now: Moment) -> Text {
    let (at, today) = (CivilTime(moment).date, CivilTime(now).date)
    switch at.number - today.number {
    case 0: return Text(fr: "aujourd'hui", en: "today")
    case -1: return Text(fr: "hier", en: "yesterday")
    default: return date(at, withYear: at.year != today.year)
    }
  }

  /// The same behind a verb: `le 24/11`, `aujourd'hui`.
  static func onDay(_ moment: Moment, now: Moment) -> Text {
    let day = day(moment, now: now)
    let isNamed = (-1...0).contains(CivilTime(moment).date.number - CivilTime(now).date.number)
    return isNamed ? day : Text(fr: "le \(day.fr)", en: "on \(day.en)")
  }

  /// `14:05:09`.
  static func clock(_ moment: Moment) -> Text {
    let at = CivilTime(moment)
    return Text(same: "\([at.hour, at.minute, at.second].map { padded($0, to: 2) }.joined(separator: ":"))")
  }

  /// `24/11/2026`, `24 Nov 2026`.
  static func date(_ moment: Moment) -> Text { date(CivilTime(moment).date) }

  /// The same of a day.
  static func date(_ day: Day) -> Text { date(day, withYear: true) }

  /// The same of a day as the database writes it; `00/05/1968` where papers lack a part of it. Anything else is shown as it is: somebody
  /// typed it.
  static func date(_ text: String) -> Text {
    if let day = Day(iso: text) { return date(day) }
    guard let partial = PartialDate(iso: text) else { return Text(same: "\(text)") }
    let year = padded(partial.year, to: 4)
    return Text(
      fr: "00/\(padded(partial.month ?? 0, to: 2))/\(year)", en: "00 \(partial.month.map { months[$0 - 1] } ?? "00") \(year)")
  }

  private static func date(_ at: Day, withYear: Bool) -> Text {
    let year = withYear ? padded(at.year, to: 4) : ""
    return Text(
      fr: "\(padded(at.day, to: 2))/\(padded(at.month, to: 2))\(withYear ? "/" + year : "")",
      en: "\(at.day) \(months[at.month - 1])\(withYear ? " " + year : "")")
  }

  private static let weekdays = (
    fr: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."], en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  )
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
