import Casework

/// A moment as somebody writes it in a condition, as far as it says: a day is the whole day, a minute the whole minute.
///
/// `2026-11-23`, `2026-11-23 23:00`, `2026-11-23T23:00:10+01:00`, `23/11/2026`, `23/11/2026 23h`, `23:00` (today's), `now`,
/// `today`, `tomorrow`, `yesterday` (in French too) with a time behind the day, `+2h` and `-1d` from now, `today+3d`. Without
/// a zone on the clocks of Paris.
struct MomentText: Hashable {
  /// What it covers.
  let span: Range<Moment>
  /// Whether it is a day.
  let isDay: Bool

  private init(_ span: Range<Moment>, isDay: Bool = false) {
    self.span = span
    self.isDay = isDay
  }

  private init(day: Day) {
    span = Self.start(of: day)..<Self.start(of: Day(number: day.number + 1))
    isDay = true
  }

  private init(second: Moment) { self.init(second + 0..<second + 1) }

  /// Reads a text; nil where it is no moment. `now` is the database's time.
  init?(_ text: String, now: Moment) {
    let typed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let moment = Moment(typed) {
      self.init(second: moment)
      return
    }
    if let read = Self.read(typed, now: now) {
      self = read
      return
    }
    guard let (base, shift) = Self.shifted(typed) else { return nil }
    guard let read = base.isEmpty ? MomentText(second: now) : Self.read(base, now: now) else { return nil }
    self = read.moved(by: shift)
  }

  /// -1, 0, 1: whether a cell is before this, within it, behind it; nil where the cell is no moment.
  ///
  /// A day that is compared with a time stands for itself: today is neither before nor behind `now`.
  func order(of cell: String) -> Int? {
    guard let found = MomentText(cell, now: Moment(seconds: 0)) else { return nil }
    let wanted = found.isDay && !isDay ? MomentText(day: Self.day(of: span.lowerBound)) : self
    if found.span.lowerBound < wanted.span.lowerBound { return -1 }
    return found.span.lowerBound < wanted.span.upperBound ? 0 : 1
  }

  private func moved(by seconds: Int64) -> MomentText {
    guard isDay else { return MomentText(span.lowerBound + seconds..<span.upperBound + seconds) }
    if seconds % 86_400 == 0 { return MomentText(day: Day(number: Self.day(of: span.lowerBound).number + Int(seconds / 86_400))) }
    return MomentText(second: span.lowerBound + seconds)
  }

  /// What stands before a sign, and the span behind it in seconds.
  private static func shifted(_ text: String) -> (base: String, shift: Int64)? {
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" || $0 == "−" }),
      let seconds = Span.seconds(String(text[text.index(after: sign)...]))
    else { return nil }
    let base = text[..<sign].split(separator: " ").joined(separator: " ")
    return (base, text[sign] == "+" ? seconds : -seconds)
  }

  private static func read(_ text: String, now: Moment) -> MomentText? {
    let folded = Folding.fold(text)
    if folded == "now" || folded == "maintenant" { return MomentText(second: now) }
    // `2h` alone may be meant for a span.
    if text.contains(":"), let time = time(text[...]) { return at(time, on: day(of: now)) }
    if let day = day(text, now: now) { return MomentText(day: day) }
    // A day, then a time: behind a space, or ISO's T.
    for place in text.indices where text[place] == " " || text[place] == "T" {
      guard let day = day(String(text[..<place]), now: now) else { continue }
      var rest = text[text.index(after: place)...]
      for word in ["à ", "a ", "at "] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
      if let time = time(rest) { return at(time, on: day) }
    }
    return nil
  }

  private static func day(_ text: String, now: Moment) -> Day? {
    let today = day(of: now)
    switch Folding.fold(text) {
    case "today", "aujourd-hui": return today
    case "tomorrow", "demain": return Day(number: today.number + 1)
    case "yesterday", "hier": return Day(number: today.number - 1)
    default: return Day(iso: text) ?? Day(french: text)
    }
  }

  /// `23:00`, `23:00:10`, `23h`, `23h00`, `23 h 00`: seconds of the day, and how many of them it covers. Parts of a second are
  /// passed over.
  private static func time(_ text: Substring) -> (second: Int64, covers: Int64)? {
    let point = text.firstIndex(of: ".")
    if let point, text[..<point].count != 8 || !text[text.index(after: point)...].allSatisfy({ $0.isASCII && $0.isNumber }) { return nil }
    let text = text[..<(point ?? text.endIndex)]
    var parts: [Int64] = []
    var digits = ""
    var signs = ""
    for character in text where character != " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        guard character == ":" || character == "h" || character == "H", let number = Int64(digits), digits.count <= 2 else { return nil }
        parts.append(number)
        signs.append(character == ":" ? ":" : "h")
        digits = ""
      }
    }
    if !digits.isEmpty {
      guard digits.count == 2, let number = Int64(digits) else { return nil }
      parts.append(number)
    }
    guard ["h", "h:", ":", "::"].contains(signs), parts.count == signs.count + (signs == "h" && digits.isEmpty ? 0 : 1) else { return nil }
    guard parts[0] < 24, parts.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    let seconds = zip(parts, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    return (seconds, parts.count == 3 ? 1 : 60)
  }

  private static func at(_ time: (second: Int64, covers: Int64), on day: Day) -> MomentText {
    let start = moment(day, second: time.second)
    return MomentText(start..<start + time.covers)
  }

  private static func day(of moment: Moment) -> Day { CivilTime(moment).date }

  private static func start(of day: Day) -> Moment { moment(day, second: 0) }

  /// The moment at which the clocks of Paris show this. Of an hour that they show twice the first one; of one that they leave
  /// out, what they show instead.
  private static func moment(_ day: Day, second: Int64) -> Moment {
    let summer = Moment(seconds: Int64(day.number) * 86_400 + second - 7200)
    return summer.hoursAheadInParis == 2 ? summer : summer + 3600
  }
}
