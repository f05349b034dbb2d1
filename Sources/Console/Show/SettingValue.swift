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
      let words = value.split(separator: " ").map { word in units.first { $0.english.contains(String(word)) }?.french ?? String(word) }
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

  private struct Unit {
    var english: [String]
    var french: String
    var typed: [String]
  }
  private static let units = [
    Unit(english: ["second", "seconds"], french: "s", typed: ["s", "sec", "seconde", "secondes", "second", "seconds"]),
    Unit(english: ["minute", "minutes"], french: "min", typed: ["min", "mn", "m", "minute", "minutes"]),
    Unit(english: ["hour", "hours"], french: "h", typed: ["h", "heure", "heures", "hour", "hours"]),
    Unit(english: ["day", "days"], french: "j", typed: ["j", "d", "jour", "jours", "day", "days"]),
    Unit(english: ["month", "months", "mon", "mons"], french: "mois", typed: ["mois", "month", "months"]),
  ]

  /// PostgreSQL's interval of a typed span; nil if it is none.
  private static func interval(_ typed: String) -> String? {
    var parts: [String] = []
    var rest = Folding.fold(typed)[...]
    var unit: Unit?
    guard rest.first != "-" else { return nil }
    while true {
      rest = rest.drop { $0 == " " || $0 == "-" }
      if rest.isEmpty { return parts.isEmpty ? nil : parts.joined(separator: " ") }
      let number = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(number.count).drop { $0 == " " || $0 == "-" }
      let word = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(word.count)
      // `1h30`: behind hours a number alone is minutes.
      let named = word.isEmpty && unit?.french == "h" ? "min" : String(word)
      guard let count = Int(number), let next = units.first(where: { $0.typed.contains(named) }) else { return nil }
      unit = next
      parts.append("\(count) \(next.english[count == 1 ? 0 : 1])")
    }
  }
}
