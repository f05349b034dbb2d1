public import Desk
import Terminal

// What is said of reports.
extension Text {
  static func unknownReport(_ typed: String) -> Text { Text(fr: "rapport inconnu : « \(typed) »", en: "unknown report: \"\(typed)\"") }

  static func unknownParameter(_ name: String, _ report: String) -> Text {
    Text(fr: "le rapport « \(report) » n'a pas de paramètre « \(name) »", en: "the report \"\(report)\" has no parameter \"\(name)\"")
  }

  static func outOfBounds(_ typed: String, name: String, _ bounds: ClosedRange<Int64>) -> Text {
    Text(
      fr: "\(name) : « \(typed) » ne convient pas, il faut de \(bounds.lowerBound) à \(bounds.upperBound)",
      en: "\(name): \"\(typed)\" does not fit, it takes \(bounds.lowerBound) to \(bounds.upperBound)")
  }

  static let reportIsEmpty = Text(fr: "Rien à rapporter.", en: "Nothing to report.")

  static func reportTooLong(_ seconds: Int) -> Text {
    Text(fr: "le rapport dure plus de \(seconds) s : abandonné", en: "the report takes more than \(seconds) s: given up")
  }
  static let reportTooLongHint = Text(fr: "Demandez une période plus courte.", en: "Ask for a shorter time.")

  static func reportFailed(_ failure: ReportFailure) -> Text {
    Text(same: "\(failure.report.file)\(failure.line.map { ":\($0)" } ?? ""): \(failure.refusal.message)")
  }

  static func reportForSupervisors(_ report: Report) -> Text {
    Text(fr: "le rapport « \(report.alias) » est pour les superviseurs", en: "the report \"\(report.name)\" is for supervisors")
  }
  static let askASupervisor = Text(fr: "Demandez-le à un superviseur.", en: "Ask a supervisor for it.")

  static func reportNotOpen(_ failure: ReportFailure) -> Text {
    let report = failure.report
    return Text(
      fr: "le rapport « \(report.alias) » lit ce qui ne vous est pas ouvert (\(report.file) : \(failure.refusal.message))",
      en: "the report \"\(report.name)\" reads what is not open to you (\(report.file): \(failure.refusal.message))")
  }
  static let reportNotOpenHint = Text(
    fr: "Demandez à qui gère les rapports : ils ne lisent que les vues de desk.",
    en: "Ask whoever manages the reports: they read the views of desk alone.")

  static func reportWithoutColumns(_ name: String) -> Text {
    Text(fr: "le rapport « \(name) » ne donne pas de tableau", en: "the report \"\(name)\" gives no table")
  }

  /// A report of a site's own that cannot be used: its file, the line, and why.
  public static func reportFault(_ fault: ReportFault) -> Text {
    let place = "\(fault.file):\(fault.line)"
    let why =
      switch fault.problem {
      case .unreadable(let code): Text(fr: "illisible (\(system(code).fr))", en: "cannot be read (\(system(code).en))")
      case .noText: Text(fr: "ce n'est pas de l'UTF-8", en: "not UTF-8")
      case .tooLarge(let limit): Text(fr: "plus de \(limit >> 20) Mio", en: "more than \(limit >> 20) MiB")
      case .noRegularFile: Text(fr: "ce n'est pas un fichier ordinaire", en: "no regular file")
      case .unknownLine:
        Text(
          fr: "ligne d'en-tête inconnue ; une ligne vide sépare l'en-tête d'autres commentaires",
          en: "unknown line of the head; an empty line parts the head from other comments")
      case .wordingMissing: Text(fr: "il manque « fr: … en: … »", en: "\"fr: … en: …\" is missing")
      case .unknownWord(let word): Text(fr: "« \(word) » n'est pas connu ici", en: "\"\(word)\" is not known here")
      case .badName(let name):
        Text(
          fr: "« \(name) » n'est pas un nom : minuscules sans accent, chiffres et _",
          en: "\"\(name)\" is no name: small letters, digits and _")
      case .twice(let what): Text(fr: "« \(what) » est dit deux fois", en: "\"\(what)\" is said twice")
      case .missing(let what): Text(fr: "il manque « \(what) »", en: "\"\(what)\" is missing")
      case .badDefault(let value): Text(fr: "« \(value) » n'est pas de ce type", en: "\"\(value)\" is not of that type")
      case .noStatement:
        Text(
          fr: "l'en-tête doit être suivi d'une seule requête qui lit (select, with, values, table)",
          en: "the head must be followed by one statement that reads (select, with, values, table)")
      case .nameTaken(let name): Text(fr: "il y a déjà un rapport « \(name) »", en: "there is a report \"\(name)\" already")
      }
    return Text(fr: "\(place) : ", en: "\(place): ") + why
  }

  /// Said behind ``reportFault(_:)`` of a file that is passed over.
  public static let reportPassedOver = Text(fr: " ; ce rapport est laissé de côté", en: "; this report is passed over")
}
