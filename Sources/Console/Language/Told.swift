import Casework
import Desk
import Terminal

/// The values of a refusal, as they are shown.
struct Told {
  let values: [String: Refusal.Value]
  let vocabulary: Vocabulary?
  let queues: Queues
  /// The settings by their names; empty where they are not known.
  var settings = Lexicon([])
  /// The database's time.
  let now: Moment

  /// What is said of a refusal, and what can be done.
  func told(_ wording: RefusalWording) -> (text: Text, advice: Text) {
    (filled(wording.french, wording.english), filled(wording.frenchAdvice, wording.englishAdvice))
  }

  subscript(name: String) -> String {
    switch values[name] {
    case .text(let text)? where !text.isEmpty: text
    case .number(let number)?: String(number)
    case .list(let names)?: names.joined(separator: ", ")
    case .flag(let flag)?: String(flag)
    default: "?"
    }
  }

  func number(of name: String) -> Int64? {
    if case .number(let number)? = values[name] { number } else { nil }
  }

  var number: String { caseNumber("case") }

  private func caseNumber(_ name: String) -> String { number(of: name).map { CaseNumber(id: $0).description } ?? self[name] }

  private func filled(_ french: String, _ english: String) -> Text { Text(fr: filled(french, .fr), english: filled(english, .en)) }

  private func filled(_ template: String, _ language: Language) -> SafeText {
    var text = SafeText()
    func append(_ piece: Substring) { text.append(SafeText(language == .fr ? French.spaced(String(piece)) : String(piece))) }
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      append(rest[..<open])
      let name = rest[rest.index(after: open)..<close]
      let isBold = name.hasSuffix("*")
      let value = named(String(isBold ? name.dropLast() : name))[language]
      text.append(isBold ? value.styled(.bold) : value)
      rest = rest[rest.index(after: close)...]
    }
    append(rest)
    return text
  }

  /// A value by its name in a wording, or what is made of several.
  private func named(_ name: String) -> Text {
    switch name {
    case "case", "other_case": Text(same: "\(caseNumber(name))")
    case "at", "until": number(of: name).map { TimeText.relative(Moment(seconds: $0), now: now) } ?? Text(same: "?")
    case "action": Labels.action(self[name])
    case "object": Labels.object(self[name])
    case "of_kind": Text(fr: Labels.of(self["kind"]).fr, english: Labels.object(self["kind"]).en)
    case "field": Labels.field(self[name])
    case "for": Labels.waitsFor(self[name])
    case "outcome", "expected": Labels.imputation(self[name])
    case "queue": Text(fr: "\(queues.name(self[name], .fr))", en: "\(queues.name(self[name], .en))")
    case "setting": setting(self[name])
    case "value" where values["setting"] != nil: SettingValue.shown(self[name], kind: self["kind"])
    case "choices": joined(name) { SettingValue.shown($0, kind: "choice") }
    case "minimum", "maximum": SettingValue.shown(self[name], kind: self["kind"])
    case "state": Labels.state(self[name], of: Labels.Thing(rawValue: self["object"]))
    case "card_state": Labels.state(self["state"], of: .card)
    case "claim_state": Labels.state(self["state"], of: .claim)
    case "training_state": Labels.state(self["state"], of: .training)
    // Of an account that should be in a certain state, what is named as action is that state.
    case "wanted_state": Labels.state(self["action"])
    case "element": vocabulary?.label(element: self[name]) ?? Text(same: "\(self[name])")
    case "item", "reason", "cause": label(self[name])
    case "missing": joined(name, label)
    case "differs":
      joined(name) { DriverFile.UnattachedTraining.Difference(rawValue: $0).map(Labels.difference) ?? Text(same: "\($0)") }
    case "possible": joined(name) { code in term(code).map { Text(fr: "\($0.french)", en: "\($0.code)") } ?? Text(same: "\(code)") }
    default: made(name) ?? Text(same: "\(self[name])")
    }
  }

  /// A setting, by the name that it is typed by.
  func setting(_ name: String) -> Text { settings.term(name)?.asTyped ?? Text(same: "\(name)") }

  private func joined(_ name: String, _ label: (String) -> Text) -> Text {
    guard case .list(let codes)? = values[name] else { return Text(same: "\(self[name])") }
    let labels = codes.map(label)
    return Text(fr: labels.map(\.fr).joined(separator: ", "), english: labels.map(\.en).joined(separator: ", "))
  }

  private func term(_ code: String) -> Term? { vocabulary?.term(code) }

  private func label(_ code: String) -> Text { term(code)?.label ?? Text(same: "\(code)") }
}
