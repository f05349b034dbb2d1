import TestSupport
import Testing

/// How many keys a case takes, from the prompt after the last one to its decision. What is counted is what is pressed: a key
/// with Alt is one.
@Suite struct KeystrokeTests {
  /// A terminal whose keys are counted.
  private struct Keyboard: ~Copyable {
    var terminal: PseudoTerminal
    var pressed = 0

    init(_ terminal: consuming PseudoTerminal) { self.terminal = terminal }

    /// Presses keys one after the other and waits for what they lead to.
    mutating func press(_ keys: [String], _ expected: String) throws {
      for key in keys { terminal.type(key) }
      pressed += keys.count
      try terminal.expect(expected)
      try terminal.expect("› ")
    }

    /// What nobody counts.
    mutating func prepare(_ line: String, _ expected: String) throws {
      terminal.type(line + "\n")
      try terminal.expect(expected)
      try terminal.expect("› ")
    }
  }

  private static let enter = "\n"
  private static let likeliest = "\u{1B}0"

  private func keyboard(_ counter: Counter) throws -> Keyboard {
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    return Keyboard(terminal)
  }

  @Test func anAccountTakesFiveAtMost() throws {
    let counter = try Counter()
    for name in ["DURAND", "PETIT"] { try counter.account(lastName: name) }
    var keys = try keyboard(counter)
    try keys.prepare("suivant comptes", "(Alt-0)")
    try keys.prepare("valider", "Entrée")
    try keys.press([Self.enter], "→ valider")
    try keys.press([Self.likeliest, Self.enter], "validé")
    #expect(keys.pressed <= 5, "\(keys.pressed)")
    #expect(try counter.value("select count(*) from core.decision where action = 'approve'") == "2")
  }

  @Test func aSpelledOutApprovalTakesNoMore() throws {
    let counter = try Counter()
    for name in ["DURAND", "PETIT"] { try counter.account(lastName: name) }
    var keys = try keyboard(counter)
    try keys.prepare("suivant comptes", "(Alt-0)")
    try keys.prepare("valider", "Entrée")
    try keys.press([Self.enter], "→ valider")
    try keys.press(["v", "a", "\t", Self.enter], "validé")
    #expect(keys.pressed <= 5, "\(keys.pressed)")
  }

  @Test func documentsWithAllPapersLookedAtTakeTwentyAtMost() throws {
    let counter = try Counter()
    _ = try counter.application(pictures: true)
    let number = try counter.application(pictures: true)
    var keys = try keyboard(counter)
    try keys.prepare("suivant pièces", "visionner")
    try keys.prepare("visionner", "Reste à voir")
    try keys.prepare("valider", "Entrée")
    try keys.press([Self.enter], "\(number)")
    for _ in 0..<3 { try keys.press([Self.enter], "Reste à voir") }
    try keys.press([Self.enter], "Tout est regardé")
    try keys.press([Self.likeliest, Self.enter], "\(number)")
    #expect(keys.pressed <= 20, "\(keys.pressed)")
    // Every paper was looked at, by her.
    let photo = try counter.value("select count(distinct document_id) from core.file_access where what = 'document'")
    #expect(photo.flatMap { Int($0) } ?? 0 >= 5)
  }

  @Test func aQualityCaseTakesEightAtMost() throws {
    let counter = try Counter()
    var last = ""
    for _ in 0..<2 {
      let (coupon, number, _) = try counter.claim(try counter.sentCard(pictures: true))
      #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
      last = number
    }
    var keys = try keyboard(counter)
    try keys.prepare("suivant qualité", "lu nom")
    try keys.prepare("escalader vu", "Entrée")
    try keys.press([Self.enter], last)
    try keys.press([Self.likeliest, Self.enter], "Lu sur \(last)")
    // The paper that the entry is compared with.
    try keys.press([Self.enter], "identité")
    try keys.press([Self.likeliest, Self.enter], "Constaté sur \(last)")
    try keys.press([Self.likeliest, Self.enter], "imputé au conducteur")
    #expect(keys.pressed <= 8, "\(keys.pressed)")
    #expect(try counter.value("select outcome from core.quality_claim order by id desc limit 1") == "driver")
  }

  @Test func anEnvelopeIsTheScanAlone() throws {
    let counter = try Counter()
    let cards = try (0..<3).map { _ in try counter.sentCard() }
    var keys = try keyboard(counter)
    try keys.prepare("pnd n02", "N02")
    let before = keys.pressed
    // A scanner types the barcode and Enter: nothing else is pressed.
    for card in cards { try keys.prepare(card.barcode, card.barcode) }
    #expect(keys.pressed == before)
    try keys.prepare(" ", "3")
    #expect(try counter.value("select count(*) from core.returned_dispatch") == "3")
  }
}
