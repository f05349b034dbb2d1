/// A line that somebody types, right or wrong, and what its own words allow it to record.
struct GeneratedLine {
  /// The whole line.
  var text: String
  /// The English name of its command; empty where it names none.
  var command: String
  /// The case that it names at the place of a case, as it is written there; nil where it names none.
  var target: String?
  /// Its free text, as typed; nil where it has none.
  var tail: String?
  /// The words that stand before the free text and are neither the command nor the case.
  var between: [String] = []
}

/// Draws lines from a seed: the words of agents in a hurry, with numbers where numbers do harm.
struct LineGenerator {
  private var state: UInt64
  /// The cases there are, as `1001-9`.
  let cases: [String]
  let isFrench: Bool
  private var count = 0

  init(seed: UInt64, cases: [String], isFrench: Bool) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    self.cases = cases
    self.isFrench = isFrench
  }

  private mutating func below(_ bound: Int) -> Int {
    // xorshift64*
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  private static let names = [
    "note": "noter", "escalate": "escalader", "approve": "valider", "return": "redemander", "flag": "signaler", "unflag": "retirer",
    "reship": "réexpédier", "release": "libérer", "open": "ouvrir", "next": "suivant", "undo": "défaire", "show": "afficher",
    "why": "pourquoi", "checks": "contrôles", "remind": "relancer", "attribute": "imputer",
  ]

  private static let texts = [
    "l'usager n'a pas répondu", "il dit \"rappeler demain\"", "vu # trois fois", "C:\\pièces\\2", "deux  espaces   ici",
    "coût 30 $ ou $NOM",
    "44200 NANTES confirmé", "'entre quotes'", "\"entre guillemets\"", "« comme écrit »", "d'accord", "l'adresse d'Anne", "réf. A-12",
    "100 % sûr",
    "appel à 14:30", "dit : 'non'", "voir dossier de l'épouse", "œuvre ¾ ½", "rien; à dire | vraiment", "x", "21000 DIJON", "tel 06-39-98",
  ]

  /// A bare number that is a stranger's case, at the head of a text.
  private mutating func text() -> String {
    count += 1
    let text = Self.texts[below(Self.texts.count)]
    switch below(10) {
    case 0: return "\(pick(cases).filter(\.isNumber)) \(text)"
    case 1: return "\(text) \(pick(cases))"
    case 2: return "'\(text.filter { $0 != "'" })'"
    default: return text
    }
  }

  private mutating func wrong(_ number: String) -> String {
    let digit = Int(String(number.last ?? "0")) ?? 0
    return number.dropLast() + String((digit + 1 + below(9)) % 10)
  }

  /// How a case is written where one may stand.
  private mutating func target() -> String {
    let number = pick(cases)
    switch below(8) {
    case 0: return "\(isFrench ? "dossier" : "case"):\(number.filter(\.isNumber))"
    case 1: return wrong(number)
    default: return number
    }
  }

  private mutating func name(_ command: String) -> String {
    // Either language works at either console.
    chance(80) == isFrench ? Self.names[command] ?? command : command
  }

  private static let flags = [
    ("phone", "invalid_format"), ("telephone", "format-invalide"), ("email", "spelling"), ("photo", "blurred"), ("signature", "absent"),
    ("adresse-livraison", "adresse-incomplete"), ("numero-permis", "numero-titre"), ("photo", "number_mismatch"), ("rien", "flou"),
  ]

  /// The next line.
  mutating func next() -> GeneratedLine {
    switch below(100) {
    case 0..<18: return line(chance(85) ? "open" : "show", argument: target())
    case 18..<26: return GeneratedLine(text: name("next"), command: "next")
    case 26..<44: return free(chance(75) ? "note" : "escalate", targets: 35)
    case 44..<62: return free(pick(["approve", "approve", "return", "reship"]), targets: 35, texts: 60)
    case 62..<76:
      let (item, reason) = pick(Self.flags)
      var line = free("flag", targets: 0, texts: 60, before: [item, reason])
      line.between = [item, reason]
      return line
    case 76..<80: return line("unflag", argument: pick(Self.flags).0)
    case 80..<84: return GeneratedLine(text: name("release"), command: "release")
    case 84..<92: return chance(70) ? GeneratedLine(text: name("undo"), command: "undo") : line("undo", argument: target())
    case 92..<95: return line(pick(["why", "show", "remind"]), argument: target())
    case 95..<97: return line("attribute", argument: pick(["driver", "in_groupe", "conducteur"]))
    default:
      return GeneratedLine(
        text: pick(["valide", "approuver tout", "# note 3", "", "noter", "escalader", "ouvrir", "défaire 12 34"]), command: "")
    }
  }

  private mutating func line(_ command: String, argument: String) -> GeneratedLine {
    GeneratedLine(text: "\(name(command)) \(argument)", command: command, target: argument)
  }

  private mutating func free(_ command: String, targets: Int, texts: Int = 100, before: [String] = []) -> GeneratedLine {
    let target = chance(targets) ? target() : nil
    let tail = chance(texts) ? text() : nil
    let words = [name(command)] + (target.map { [$0] } ?? []) + before + (tail.map { [$0] } ?? [])
    return GeneratedLine(text: words.joined(separator: " "), command: command, target: target, tail: tail)
  }
}
