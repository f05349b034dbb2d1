import Casework
import Desk
import Terminal

/// What the value of a parameter has to be: a playbook's, a report's.
enum ValueType: String, CaseIterable, Sendable {
  case text
  case integer
  case number
  case date
  case duration
  case boolean
  case queue
  case `case`
  case agent
  case file
  case language

  /// The types that a playbook can declare.
  static let ofPlaybooks: [ValueType] = [.text, .integer, .number, .date, .duration, .boolean, .queue, .case, .agent, .file]

  init(_ type: Report.ParameterType) { self = ValueType(rawValue: type.rawValue) ?? .text }

  /// The value that was typed, in the one form that is used from here on; nil where it is not of this type. `queues` are asked for
  /// only where a queue is to be named.
  func value(of typed: String, _ queues: () throws(Failure) -> Queues) throws(Failure) -> String? {
    let folded = Folding.fold(typed)
    switch self {
    case .text, .agent: return typed
    case .file: return typed.isEmpty ? nil : typed
    case .integer: return Int64(typed).map(String.init)
    case .number:
      let plain = typed.replacing(",", with: ".")
      return Double(plain)?.isFinite == true && plain.allSatisfy { $0.isASCII && ($0.isNumber || ".-+".contains($0)) } ? plain : nil
    case .date:
      if folded == "today" || folded == "aujourd-hui" { return "today" }
      return (Day(iso: typed) ?? Day(french: typed))?.description
    case .duration: return Span.seconds(typed).map { _ in typed }
    case .boolean: return YesNo.value(typed).map { "\($0)" }
    case .queue:
      guard case .term(let term) = try queues().lexicon.find(typed) else { return nil }
      return term.code
    // With its dash, so that at the head of free text too it is the case that it was declared to be.
    case .case: return (try? CaseNumber(typed: typed)).map(\.description)
    case .language: return Language(rawValue: folded)?.rawValue
    }
  }
}
