import Desk
import Terminal

/// A setting's value as people type and read it.
enum SettingValue {
  /// What the database is sent for what was typed: `10j` is `10 days`, `oui` is `true`, `0,25` is `0.25`. What is not understood
  /// is sent as it is: the database refuses it and says what it takes.
  static func meant(by typed: String, for setting: Setting, _ items: Lexicon = Lexicon([]), in language: Language) throws(Failure) -> String
  {
    switch setting.kind {
    case "interval": return interval(typed) ?? typed
    case "boolean":
      return YesNo.answer(typed).map { "\($0)" } ?? typed
    case "choice": return try choices(of: setting).pick(typed, .unknownChoice(typed, setting.term.asTyped), in: language).code
    case "number": return typed.replacing(",", with: ".")
    case "documents": return documents(typed) { items.named($0)?.code ?? $0 }
    default: return typed
    }
  }

  /// Documents by other names: `identite:verso?` is `identity_document:verso?`.
  private static func documents(_ list: String, _ name: (String) -> String) -> String {
    list.split(separator: " ").map { word in
      let document = word.prefix { $0 != ":" && $0 != "?" }
      return name(String(document)) + word.dropFirst(document.count)
    }.joined(separator: " ")
  }

  /// What can be typed for it, where that is a short list.
  static func choices(of setting: Setting) -> Lexicon {
    setting.kind == "boolean"
      ? YesNo.lexicon : Lexicon(setting.choices.map { code in Term(code, french[code] ?? code, label: Text(same: "\(code)")) })
  }

  /// A value for people.
  ///
  /// - Parameter items: what a documents' setting names.
  static func shown(_ value: String, kind: String, _ items: Lexicon = Lexicon([])) -> Text {
    switch kind {
    case "interval":
      let words = value.split(separator: " ").map { word in Span.Unit(String(word)).map { Self.words($0).french } ?? String(word) }
      return Text(fr: "\(words.joined(separator: " "))", en: "\(value)")
    case "boolean":
      return YesNo.lexicon.term(value)?.label ?? Text(same: "\(value)")
    case "number": return Text(fr: "\(value.replacing(".", with: ","))", en: "\(value)")
    case "documents" where !value.isEmpty:
      return Text(fr: "\(documents(value) { items.term($0)?.french ?? $0 })", en: "\(value)")
    case "choice": return Text(fr: "\(french[value] ?? value)", en: "\(value)")
    default: return value.isEmpty ? Text(same: "—") : Text(same: "\(value)")
    }
  }

  private static let french = [
    "in_groupe": "in-groupe", "driver": "conducteur", "issued_on": "délivrance", "recorded_on": "enregistrement",
    "activation": "activation", "asks": "question", "rule": "règle",
    "dispatch": "envoi", "submission": "soumission", "approval": "validation", "production": "production",
  ]

  /// The words for a unit: PostgreSQL's for one and for several, and the French one.
  private static func words(_ unit: Span.Unit) -> (one: String, several: String, french: String) {
    switch unit {
    case .second: ("second", "seconds", "s")
    case .minute: ("minute", "minutes", "min")
    case .hour: ("hour", "hours", "h")
    case .day: ("day", "days", "j")
    case .month: ("month", "months", "mois")
    }
  }

  /// PostgreSQL's interval of a typed span; nil if it is none.
  private static func interval(_ typed: String) -> String? {
    Span.parts(typed)?.map { part in
      let words = words(part.unit)
      return "\(part.count) \(part.count == 1 ? words.one : words.several)"
    }.joined(separator: " ")
  }
}
