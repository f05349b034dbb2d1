/// The languages that the console speaks.
public enum Language: String, CaseIterable, Sendable {
  /// French.
  case fr
  /// English.
  case en

  /// The language to speak: the first of the option, `PUPITRE_LANG`, the settings file, `LC_ALL`, `LC_MESSAGES` and `LANG`
  /// that says one; French where none does.
  ///
  /// A locale of another language than French means a reader who is more at home in English; `C` and `POSIX` mean a
  /// program, and say nothing.
  public static func chosen(
    option: Language?, setting: Language? = nil, environment: (String) -> String?
  ) -> Language {
    if let option { return option }
    if let wished = environment("PUPITRE_LANG").flatMap(Language.init(named:)) { return wished }
    if let setting { return setting }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let language = environment(name).flatMap(Language.init(locale:)) { return language }
    }
    return .fr
  }

  /// The language of a setting: `fr` or `en`, or a locale's name.
  public init?(named name: String) {
    guard let language = Language(rawValue: name.lowercased()) ?? Language(locale: name) else { return nil }
    self = language
  }

  /// The language of a POSIX locale's name (`fr_FR.UTF-8`); nil where it says nothing.
  init?(locale: String) {
    let language = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" }.lowercased()
    switch language {
    case "", "c", "posix": return nil
    case "fr": self = .fr
    default: self = .en
    }
  }
}
