import Desk
import Terminal

// Names of things that are neither cases nor of the catalogue, and words as they are.
extension Kind where Value == String {
  /// One word as it is.
  static let plain = Kind { (word, _) throws(Failure) in word.text }

  /// The number of a driver, or of an invoice where that was said before.
  static let driverOrInvoice = Kind(
    complete: { word, completer, reading in reading.choice?.code == "invoice" ? completer.invoices(word) : completer.driver(word) }
  ) { (word, _) throws(Failure) in word.text }

  /// One of a few words, as it is: another is for the command to refuse.
  static func plain(offering words: [String]) -> Kind {
    Kind(complete: { word, _, _ in words.filter { $0.hasPrefix(word) }.map { Completion($0) } }) { (word, _) throws(Failure) in word.text }
  }

  /// An agent's login.
  static let agent = Kind(complete: { word, completer, _ in completer.logins(word) }) { (word, _) throws(Failure) in word.text }

  /// The name of a setting.
  static let setting = Kind(complete: { word, completer, _ in completer.settings(word) }) { (word, reading) throws(Failure) in
    reading.setting = Folding.fold(word.text)
    return word.text
  }
}

extension Kind where Value == Command {
  /// The name of a command.
  static let command = Kind(complete: { word, completer, _ in completer.commands(word) }) { (word, reading) throws(Failure) in
    try reading.parser.table.find(word.text, language: reading.parser.language, abbreviating: true)
  }
}

extension Kind where Value == Report {
  /// The name of a report.
  static let report = Kind(complete: { word, completer, _ in completer.reports(word) }) { (word, reading) throws(Failure) in
    let report = try reading.parser.report(word.text)
    reading.report = report
    reading.subject.report = report
    return report
  }
}

extension Argument where Value == String? {
  /// The value of the setting before it: all words that are left; nil where there are none.
  static func settingValue(_ placeholder: Text) -> Argument {
    let traits = KindTraits(
      complete: { word, completer, reading in completer.settingValues(word, of: reading.setting ?? "") }, note: { _, _ in })
    var parameter = Parameter(placeholder, traits, extent: .words, isPersonal: true)
    parameter.isOptional = true
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      guard case .words(let words)? = reading.take() else { return nil }
      return words.map(\.text).joined(separator: " ")
    }
  }
}

extension Argument where Value == [Assignment] {
  /// Any number of `NAME=VALUE`: of a report by its own names and types, of a playbook as they are.
  static func assignments(isPersonal: Bool = false) -> Argument {
    let traits = KindTraits(
      complete: { word, completer, reading in completer.assignments(word, of: reading.report, given: reading.assigned) },
      note: { word, reading in if let name = Assignment(word.text)?.name { reading.assigned.insert(Folding.fold(name)) } })
    var parameter = Parameter(Text(fr: "NOM=VALEUR …", en: "NAME=VALUE …"), traits, extent: .words, isPersonal: isPersonal)
    parameter.isOptional = true
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      // Also where there are none: one may be wanted.
      var words: [Token] = []
      if case .words(let found)? = reading.take() { words = found }
      return try reading.parser.assignments(words, for: reading.report, of: reading.command)
    }
  }
}
