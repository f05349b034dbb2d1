import Postgres
import TestSupport
import Testing

/// The mailroom at a terminal: a scanner types, nobody touches the keyboard.
@Suite struct EnvelopeTests {
  @Test func aHundredEnvelopesByTheScannerAlone() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, number, _) = try counter.claim(card)
    var terminal = try counter.sit(size: (200, 50))
    try terminal.expect("› ")
    terminal.type("receive\n")
    try terminal.expect("an empty line ends it")
    try terminal.expect("\(counter.agent) · receiving · 0 › ")
    // Faster than they are answered.
    let scanned = ["SCAN1 SCAN2"] + (3...99).map { "SCAN\($0)" } + [coupon]
    terminal.type(scanned.joined(separator: "\n") + "\n")
    try terminal.expect("✓ \(coupon): card \(card.serial) received, case \(number)")
    try terminal.expect("\(counter.agent) · receiving · 1 › ")
    terminal.type(" \n")
    try terminal.expect("Done: 1 envelope recorded.")
    try terminal.expect("Refused, not recorded: SCAN1 SCAN2 (two numbers on a line); SCAN3, ")
    try terminal.expect("(unknown)")
    try terminal.expect("\(counter.agent) › ")
    // Commands are commands again.
    terminal.type("show \(number)\n")
    try terminal.expect("\(number) · quality")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func theBellRingsForWhatIsWrongAlone() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("réceptionner\n")
    try terminal.expect("réception · 0 › ")
    terminal.type("\(coupon)\n")
    let fine = try terminal.expect("réception · 1 › ")
    #expect(fine.contains("✓ \(coupon)") && !fine.contains("\u{7}"))
    terminal.type("\(coupon)\n")
    let again = try terminal.expect("réception · 1 › ")
    #expect(again.contains("⚠ \(coupon)") && again.contains("\u{7}"))
    terminal.type("NOPE1\n")
    let unknown = try terminal.expect("réception · 1 › ")
    #expect(unknown.contains("✗ NOPE1 non enregistré") && unknown.contains("\u{7}"))
    terminal.type("libérer\n")
    let command = try terminal.expect("réception · 1 › ")
    #expect(command.contains("« libérer » n'est pas une enveloppe".replacing(" »", with: "\u{A0}»").replacing("« ", with: "«\u{A0}")))
    // Nothing was recorded of the last one: the one before is named.
    terminal.type("annuler\n")
    try terminal.expect("annuler \(coupon)")
    terminal.type("annuler \(coupon)\n")
    try terminal.expect("réception · 0 › ")
    #expect(try counter.value("select count(*) from core.quality_claim where received_at is not null") == "0")
    // Ctrl-D ends the envelopes, not the sitting.
    terminal.type("\u{4}")
    try terminal.expect("Terminé")
    try terminal.expect("\(counter.agent) › ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aPastedListIsTakenWithoutAQuestion() throws {
    let counter = try Counter()
    let cards = [try counter.sentCard(), try counter.sentCard(), try counter.sentCard()]
    var terminal = try counter.sit(size: (200, 50), environment: ["TERM": "xterm"])
    try terminal.expect("› ")
    terminal.type("undelivered n02\n")
    try terminal.expect("an empty line ends it")
    try terminal.expect("› ")
    terminal.type("\u{1B}[200~\(cards[0].barcode)\r\(cards[1].barcode)\r\r\(cards[2].barcode)\r\u{1B}[201~")
    for card in cards { try terminal.expect("✓"); try terminal.expect(card.barcode) }
    try terminal.expect("› ")
    // Ctrl-C drops a line that is begun; without one it ends them, with what was done.
    terminal.type("2LHALF")
    try terminal.expect("2LHALF")
    terminal.type("\u{3}")
    #expect(try !terminal.expect("› ").contains("Done"))
    terminal.type("\u{3}")
    try terminal.expect("Done: ")
    try terminal.expect("envelopes recorded.")
    try terminal.expect("› ")
    #expect(try counter.value("select count(*) from core.returned_dispatch where postal_reason = 'unknown_at_address'") == "3")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func anEmptyLineOfAPasteEndsTheRoundThatBeganInIt() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    var terminal = try counter.sit(size: (120, 30), environment: ["TERM": "xterm"])
    try terminal.expect("› ")
    terminal.type("\u{1B}[200~undelivered n02\r\(card.barcode)\r\rqueues\r\u{1B}[201~")
    try terminal.expect("Run these 3 lines?")
    terminal.type("y\n")
    try terminal.expect("Done: ")
    // What stands behind it is a command again.
    try terminal.expect("Waiting")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.returned_dispatch") == "1")
  }

  @Test func whatTheServerDidNotAnswerIsAskedAgainAndRecordedOnce() throws {
    let counter = try Counter()
    let cards = [try counter.sentCard(), try counter.sentCard()]
    let direct = try counter.database.conninfo(user: counter.agent)
    let wire = try FaultyWire(to: direct)
    let (database, agent) = (counter.database, counter.agent)
    wire.arm(.cutAfterAnswer, at: "desk.register_return(") {
      try? database.administer("alter role \(agent) set default_transaction_read_only = on")
    }
    var terminal = try PseudoTerminal(
      running: executable("pupitre"), ["-d", wire.conninfo(direct), "--lang", "en"], environment: ["XDG_STATE_HOME": "/dev/null"],
      size: (200, 50))
    try terminal.expect("› ")
    terminal.type("undelivered n02\n")
    try terminal.expect("undelivered N02 · 0 › ")
    terminal.type("\(cards[0].barcode)\n")
    try terminal.expect("\(cards[0].barcode): no answer")
    try terminal.expect("1 without an answer › ")
    // The next one waits behind it: none is lost, none overtakes another.
    terminal.type("\(cards[1].barcode)\n")
    try terminal.expect("\(cards[1].barcode): no answer")
    try terminal.expect("2 without an answer › ")
    try database.administer("alter role \(agent) reset default_transaction_read_only")
    try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [.text(agent)])
    terminal.type(" \n")
    try terminal.expect("✓ \(cards[0].barcode): ")
    try terminal.expect("✓ \(cards[1].barcode): ")
    try terminal.expect("Done: 2 envelopes recorded.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.act where kind = 'register_return'") == "2")
  }

  @Test(arguments: ["\r\n", "\n\n", "\r\n\r\n"]) func aScannerMayEndItsLinesTwice(end: String) throws {
    let counter = try Counter()
    let cards = [try counter.sentCard(), try counter.sentCard(), try counter.sentCard()]
    var terminal = try counter.sit(size: (200, 50))
    try terminal.expect("› ")
    terminal.type("undelivered n02" + end)
    try terminal.expect("undelivered N02 · 0 › ")
    terminal.type(cards[0].barcode + end)
    try terminal.expect("✓ \(cards[0].barcode)")
    try terminal.expect("undelivered N02 · 1 › ")
    // Faster than they are answered.
    terminal.type(cards[1].barcode + end + cards[2].barcode + end)
    try terminal.expect("✓ \(cards[1].barcode)")
    try terminal.expect("✓ \(cards[2].barcode)")
    try terminal.expect("undelivered N02 · 3 › ")
    // Somebody's own Enter ends the round, as soon as it cannot be the scanner's.
    var said = ""
    repeat {
      terminal.type("\n")
      said = try terminal.expect("› ")
    } while !said.contains("Done: 3 envelopes recorded.")
    // One Enter may have been too many.
    terminal.type("queues\n")
    try terminal.expect("accounts")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aNumberBehindTheRoundRings() throws {
    let counter = try Counter()
    var terminal = try counter.sit(size: (200, 50))
    try terminal.expect("› ")
    terminal.type("2LNOPE77\n")
    let before = try terminal.expect("› ")
    #expect(!before.contains("\u{7}"))
    terminal.type("receive\n")
    try terminal.expect("receiving · 0 › ")
    terminal.type("\u{4}")
    try terminal.expect("Done: ")
    try terminal.expect("› ")
    terminal.type("2LNOPE78\n")
    let behind = try terminal.expect("this number is not recorded.")
    let rung = try terminal.expect("› ")
    #expect((behind + rung).contains("\u{7}"))
    // A command that was mistyped is no envelope, and behind one that was understood nothing is.
    for line in ["driver 2LNOPE79 x", "queues", "2LNOPE80"] {
      terminal.type("\(line)\n")
      try terminal.expect("\n")
      #expect(try !terminal.expect("› ").contains("not recorded"), "\(line)")
    }
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func whatIsToBeReadAgainIsNamedApart() throws {
    let counter = try Counter()
    let cards = [try counter.sentCard(), try counter.sentCard()]
    try counter.database.administer("alter role \(counter.agent) set lock_timeout = '20ms'")
    var terminal = try counter.sit(lang: "fr", size: (72, 50))
    try terminal.expect("› ")
    terminal.type("pnd n02\n")
    try terminal.expect("pnd N02 · 0 › ")
    var other = try counter.database.connect(as: "postgres")
    try other.query("begin", [])
    try other.query("select from core.card where id = $1 for update", [.int(cards[0].card)])
    for number in [cards[0].barcode, "NOPE12345", "NOPE12346", "libéer"] {
      terminal.type("\(number)\n")
      let answer = try terminal.expect("› ")
      if number == cards[0].barcode { #expect(answer.replacing("\u{A0}", with: " ").contains("relisez-la dans un instant"), "\(answer)") }
    }
    terminal.type(" \n")
    let end = try terminal.expect("› ").replacing("\u{A0}", with: " ")
    // What was no envelope is not among them; no word is cut.
    #expect(end.contains("Refusées, non enregistrées : NOPE12345, NOPE12346 (inconnue)."), "\(end)")
    #expect(end.contains("Non enregistrées, quelqu'un d'autre y travaillait : "), "\(end)")
    #expect(!end.contains("libéer"))
    #expect(end.split(whereSeparator: \.isNewline).allSatisfy { $0.count <= 72 }, "\(end)")
    try other.query("rollback", [])
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func tabOffersWhatCanBeTypedThere() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    var terminal = try counter.sit(lang: "fr", size: (160, 50))
    try terminal.expect("› ")
    terminal.type("réceptionner\n")
    try terminal.expect("réception · 0 › ")
    terminal.type("\t\t")
    let words = try terminal.expect("--trouvée")
    #expect(!words.contains("approuver"))
    let rest = try terminal.expect("réception · 0 › ")
    #expect((words + rest).contains("annuler") && (words + rest).contains("--vide"))
    terminal.type("\(coupon) --v\t\n")
    try terminal.expect("✓ \(coupon)")
    try terminal.expect("réception · 1 › ")
    terminal.type("\u{4}")
    try terminal.expect("Terminé")
    try terminal.expect("› ")
    terminal.type("pnd n02\n")
    try terminal.expect("pnd N02 · 0 › ")
    terminal.type("\t\t")
    let reasons = try terminal.expect("pnd N02 · 0 › ")
    #expect(reasons.contains("annuler") && reasons.contains("destinataire-inconnu") && reasons.contains("N02 · "), "\(reasons)")
    terminal.type("\u{3}")
    try terminal.expect("Terminé")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
