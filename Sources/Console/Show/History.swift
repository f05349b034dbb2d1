import Casework
import Formats
import Terminal

/// What happened, newest last.
enum History {
  /// When, and what in words.
  static func lines(
    _ entries: [CaseFile.HistoryEntry], language: Language, vocabulary: Vocabulary, now: Moment
  ) -> [(at: Moment, text: SafeText)] {
    entries.map { ($0.at, words($0, vocabulary)[language]) }
  }

  /// The last of them as a list.
  static func items(
    _ entries: [CaseFile.HistoryEntry], language: Language, vocabulary: Vocabulary, now: Moment, limit: Int = 12
  ) -> [Sheet.Item] {
    let shown = entries.suffix(limit)
    var items = shown.map { entry in
      Sheet.Item(.none, TimeText.dateAndTime(entry.at, now: now)[language] + " · " + words(entry, vocabulary)[language])
    }
    if entries.count > shown.count {
      let earlier = entries.count - shown.count
      items.insert(Sheet.Item(.none, Text(fr: "… \(earlier) de plus auparavant", en: "… \(earlier) earlier ones")[language]), at: 0)
    }
    return items
  }

  private static func words(_ entry: CaseFile.HistoryEntry, _ vocabulary: Vocabulary) -> Text {
    var text = what(entry)
    if !entry.by.isEmpty { text = text + Text(same: " · \(entry.by)") }
    if let reason = entry.reason, !reason.isEmpty {
      let label = entry.action == "attribute" ? Labels.imputation(reason) : vocabulary.label(reason: reason)
      text = text + Text(same: " · ") + label
    }
    if let comment = comment(entry, vocabulary) { text = text + Text(same: " — ") + comment }
    if entry.isUndone { text = text + Text(fr: " (repris depuis)", en: " (taken back since)") }
    return text
  }

  private static func what(_ entry: CaseFile.HistoryEntry) -> Text {
    switch (entry.kind, entry.comment) {
    case ("decision", _): Labels.done(entry.action ?? "")
    case ("urgent", "off"): Text(fr: "urgence levée", en: "no longer urgent")
    default: Labels.event(entry.kind)
    }
  }

  /// What somebody wrote; some events carry a code there.
  private static func comment(_ entry: CaseFile.HistoryEntry, _ vocabulary: Vocabulary) -> Text? {
    guard let comment = entry.comment, !comment.isEmpty, entry.kind != "urgent" else { return nil }
    return switch entry.kind {
    case "resent" where comment == "password now": Labels.template("password") + Text(fr: ", sans attente", en: ", at once")
    case "resent": Labels.template(comment)
    // Why it lost its object: its card is void, or what led to it was withdrawn.
    case "ended" where comment.hasPrefix("card_"): Text(fr: "carte ", en: "card ") + Labels.voidReason(String(comment.dropFirst(5)))
    case "ended" where comment == "return_undone": Labels.event(comment)
    case "ended" where comment == "cancelled": Text(fr: "annulé par le conducteur", en: "cancelled by the driver")
    case "ended" where comment == "attribution_withdrawn": Text(fr: "imputation retirée", en: "attribution withdrawn")
    case "ended": Labels.template(comment)
    case "reason_corrected": reasons(comment, vocabulary)
    case "contact": contact(comment)
    default: Text(same: "\(comment)")
    }
  }

  /// The post's reason as it was and is: `unknown_at_address → unclaimed`.
  private static func reasons(_ comment: String, _ vocabulary: Vocabulary) -> Text {
    let labels = comment.split(separator: " → ").map { vocabulary.label(postalReason: String($0)) }
    return Text(fr: labels.map(\.fr).joined(separator: " → "), english: labels.map(\.en).joined(separator: " → "))
  }

  /// What a way to a driver was and is: `phone: 0639980011 → 0639980077`.
  private static func contact(_ comment: String) -> Text {
    guard let colon = comment.firstRange(of: ": ") else { return Text(same: "\(comment)") }
    let (field, values) = (Labels.object(String(comment[..<colon.lowerBound])), comment[colon.upperBound...])
    return Text(fr: "\(field.fr) : \(String(values))", en: "\(field.en): \(String(values))")
  }
}

/// Money, in cents of euro.
enum Amount {
  static func shown(_ cents: Int, _ language: Language) -> SafeText {
    let rest = padded(abs(cents) % 100, to: 2)
    let sign = cents < 0 ? "-" : ""
    return Text(fr: "\(sign)\(abs(cents) / 100),\(rest) \u{20AC}", en: "€\(sign)\(abs(cents) / 100).\(rest)")[language]
  }
}
