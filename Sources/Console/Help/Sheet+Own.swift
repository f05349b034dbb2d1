import Formats
import Terminal

extension Sheet {
  /// The page with the agent's own words behind it: aliases, contexts and canned comments, where there are any.
  func adding(_ shortcuts: Shortcuts, in language: Language) -> Sheet {
    var page = self
    for kind in Shortcuts.Kind.allCases {
      let fields = shortcuts.entries(of: kind).map { entry in
        Field(SafeText((kind == .comment ? "@" : "") + entry.name, style: .cyan), SafeText(entry.text))
      }
      guard !fields.isEmpty else { continue }
      page.sections.append(Section(kind.heading[language], [.fields(fields)], isWide: true))
    }
    return page
  }
}

extension Shortcuts.Kind {
  /// The heading in help.
  fileprivate var heading: Text {
    switch self {
    case .alias: Text(fr: "Vos alias", en: "Your aliases")
    case .context: Text(fr: "Vos contextes", en: "Your contexts")
    case .comment: Text(fr: "Vos commentaires", en: "Your comments")
    }
  }
}
