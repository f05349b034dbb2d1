import Terminal

/// Yes and no, in both languages: of a setting, of a playbook's value, as an answer.
enum YesNo {
  /// The two, by their names.
  static let lexicon = Lexicon([Term("true", "oui", label: .yes), Term("false", "non", label: .no)])

  /// What a word says; nil where it is neither.
  static func value(_ typed: String) -> Bool? {
    switch Folding.fold(typed) {
    case "true", "yes", "oui", "vrai": true
    case "false", "no", "non", "faux": false
    default: nil
    }
  }

  /// What an answer at a terminal says, a letter being enough; nil where it is no answer.
  static func answer(_ typed: String) -> Bool? {
    let word = typed.filter { !$0.isWhitespace }
    return switch Folding.fold(word) {
    case "o", "y": true
    case "n": false
    default: value(word)
    }
  }
}
