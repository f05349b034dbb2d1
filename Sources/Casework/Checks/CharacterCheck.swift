/// Characters that nobody sees, letters of several scripts, and signs that have no place in a name.
struct CharacterCheck: Check {
  let id = "characters"
  let subjects: Set<Subject> = [.account, .application, .returnedDispatch]

  func evaluate(_ file: CaseFile) -> [Finding] {
    switch file.case.subject {
    case .account:
      return AccountField.allCases.flatMap { field in
        findings(file.account[field], item: field.item, kind: Kind(field), reason: .invalidFormat)
      }
    // The catalogue has no such reasons for a delivery address: spelling the first time, none once the card came back.
    case .returnedDispatch:
      let text = file.returned.flatMap { $0.answeredAt == nil ? nil : $0.address } ?? ""
      return findings(text, item: .deliveryAddress, kind: .address, reason: nil)
    default:
      return findings(file.application?.deliveryAddress ?? "", item: .deliveryAddress, kind: .address, reason: .spelling)
    }
  }

  private enum Kind {
    case name, firstNames, place, address, email, code

    init(_ field: AccountField) {
      switch field {
      case .lastName, .usageName: self = .name
      case .firstNames: self = .firstNames
      case .birthPlace: self = .place
      case .postalAddress: self = .address
      case .email: self = .email
      default: self = .code
      }
    }
  }

  private func findings(_ text: String, item: Item, kind: Kind, reason: Reason?) -> [Finding] {
    var messages: [Message] = []
    let hidden = invisibleCharacters(in: text, lines: kind == .address)
    if !hidden.isEmpty { messages.append(.invisibleCharacters(hidden)) }
    let mixed = Script.mixed(in: text)
    if kind == .email {
      // Domains are written in any script; what mixes two is no address at all.
    } else if !mixed.isEmpty {
      messages.append(.mixedScripts(mixed))
    } else if let script = Script.all(in: text).first(where: { $0 != .latin }) {
      messages.append(.foreignScript(script))
    }
    let strange = unexpected(in: text, kind: kind)
    if !strange.isEmpty { messages.append(.unexpectedCharacters(strange)) }
    return messages.map { Finding(self, item: item, suggest: reason, $0) }
  }

  /// What is neither a letter nor a sign that names hold, each once.
  private func unexpected(in text: String, kind: Kind) -> String {
    guard kind == .name || kind == .firstNames || kind == .place else { return "" }
    let text = trimmed(text)
    if MissingFieldCheck.standsForNothing(text) { return "" }
    if kind == .place, !text.contains(where: \.isLetter) { return String(text) }
    let signs =
      switch kind {
      case .place: "-‐‑–'’ʼʹ`´.·(),/0123456789"
      case .firstNames: "-‐‑–'’ʼʹ`´.·(),;"
      default: "-‐‑–'’ʼʹ`´.·()"
      }
    var found = ""
    for character in text where !character.isLetter && !character.isWhitespace && !signs.contains(character) && !found.contains(character) {
      // Hidden ones are reported by their code.
      if invisibleCharacters(in: String(character), lines: false).isEmpty { found.append(character) }
    }
    return found
  }
}
