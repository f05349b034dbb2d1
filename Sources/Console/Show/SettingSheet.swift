import Casework
import Desk
import Formats
import Terminal

/// One setting: what it does, what it is and was, what it may be.
struct SettingSheet {
  let setting: Setting
  /// What a documents' setting names.
  let items: Lexicon
  let language: Language
  let now: Moment

  var sheet: Sheet {
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: Text) { fields.append(Sheet.Field(label[language], value[language])) }
    add(Text(fr: "Valeur", en: "Value"), SettingValue.shown(setting.value, kind: setting.kind, items).styled(.bold))
    if let by = setting.setBy, let since = setting.since {
      add(Text(fr: "Depuis", en: "Since"), TimeText.dateAndTime(since, now: now) + Text(fr: ", par \(by)", en: ", by \(by)"))
    }
    if let value = setting.defaultValue { add(Text(fr: "Par défaut", en: "Default"), SettingValue.shown(value, kind: setting.kind, items)) }
    if let bounds { add(Text(fr: "Admis", en: "Accepted"), bounds) }
    return Sheet(
      title: SafeText(setting.term.name(in: language), style: .bold),
      sections: [
        Sheet.Section(nil, [.text(setting.meaning[language]), .fields(fields)], isWide: true)
      ])
  }

  private var bounds: Text? {
    let choices = SettingValue.choices(of: setting).terms
    if !choices.isEmpty {
      let fr = choices.map(\.french).joined(separator: ", ")
      let en = setting.kind == "boolean" ? "yes, no" : choices.map(\.code).joined(separator: ", ")
      return Text(fr: "\(fr)", en: "\(en)")
    }
    let (low, high) = (
      setting.minimum.map { SettingValue.shown($0, kind: setting.kind) }, setting.maximum.map { SettingValue.shown($0, kind: setting.kind) }
    )
    return switch (low, high, setting.kind) {
    case (_, let high?, "text"): Text(fr: "\(high.fr) caractères au plus", en: "at most \(high.en) characters")
    case (let low?, let high?, _): Text(fr: "de \(low.fr) à \(high.fr)", en: "\(low.en) to \(high.en)")
    case (let low?, nil, _): Text(fr: "au moins \(low.fr)", en: "at least \(low.en)")
    case (nil, let high?, _): Text(fr: "au plus \(high.fr)", en: "at most \(high.en)")
    default: nil
    }
  }
}

/// All settings: what each is and does.
struct SettingsSheet {
  let settings: [Setting]
  /// What a documents' setting names.
  let items: Lexicon
  let language: Language
  let now: Moment

  var sheet: Sheet {
    Sheet(sections: [
      Sheet.Section(nil, [.typed(settings.map { Sheet.Field(SafeText($0.term.name(in: language), style: .cyan), line($0)) })], isWide: true)
    ])
  }

  private func line(_ setting: Setting) -> SafeText {
    var text = SettingValue.shown(setting.value, kind: setting.kind, items)[language].styled(.bold)
    text += " · " + setting.meaning[language]
    guard let since = setting.since else { return text }
    let when = TimeText.relative(since, now: now)
    let former = setting.defaultValue.map { SettingValue.shown($0, kind: setting.kind, items) } ?? Text(same: "—")
    let by = setting.setBy ?? "?"
    return text
      + Text(
        fr: " (\(by), \(when.fr) ; par défaut \(former.fr))", en: " (\(by), \(when.en); by default \(former.en))")[language].styled(.yellow)
  }
}

extension Setting {
  /// The names that it is typed and shown by.
  var term: Term { Term(name, nameFr, label: meaning) }

  /// What it does.
  var meaning: Text { Text(fr: "\(French.spaced(meaningFr))", en: "\(meaningEn)") }
}
