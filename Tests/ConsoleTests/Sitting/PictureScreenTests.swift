import Glibc
import TestSupport
import Testing

/// What the terminal itself says of pictures, and the screen on which keys enlarge them.
@Suite struct PictureScreenTests {
  private static let terminal = ["TERM": "xterm-256color"]
  /// What is asked last: every terminal answers it.
  private static let question = "\u{1B}[16t\u{1B}[c"

  private func sit(_ counter: Counter, _ environment: [String: String] = terminal) throws -> PseudoTerminal {
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(environment: environment)
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("· documents ·")
    try terminal.expect("› ")
    return terminal
  }

  /// The prompt comes all the same, nothing that was typed is lost, and an answer that comes too late is not typed.
  @Test func aTerminalThatAnswersNothingIsWaitedForOnce() throws {
    let counter = try Counter()
    var terminal = try sit(counter)
    terminal.type("view photo\nque")
    try terminal.expect(Self.question)
    try terminal.expect("\u{1B}[38;5;")
    // The beginning of the next line has been typed meanwhile.
    try terminal.expect("› ")
    terminal.type("\u{1B}P>|slow 1\u{1B}\\\u{1B}[6;18;9t\u{1B}[?64;4cues\n")
    let answer = try terminal.expect("accounts")
    #expect(answer.contains("queues") && !answer.contains("64;4c") && !answer.contains("slow"))
    try terminal.expect("› ")
    terminal.type("view photo\n")
    #expect(try !terminal.expect("› ").contains(Self.question))
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aTerminalThatKnowsSixelsGetsThem() throws {
    let counter = try Counter()
    var terminal = try sit(counter)
    terminal.type("view photo\n")
    try terminal.expect(Self.question)
    terminal.type("que\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[6;16;8t\u{1B}[?63;1;2;4;6c")
    try terminal.expect("\u{1B}[?2;1;0S\u{1B}[c")
    terminal.type("u\u{1B}[?1;0;256S\u{1B}[?2;0;600;500S\u{1B}[?63;4c")
    let size = try terminal.expect("\u{1B}P0;1;0q\"1;1;") + terminal.expect("#")
    #expect(!size.contains("\u{1B}[38;5;"))
    try terminal.expect("› ")
    // What was typed between the answers is the beginning of the line.
    terminal.type("es\n")
    try terminal.expect("accounts")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  /// What draws never learns how large a cell of this terminal is, and draws as many pixels as it is told to.
  @Test func aTerminalThatTellsTheSizeOfItsCellsGetsThePictureThatFits() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(cell: (10, 20), environment: ["TERM": "xterm-256color", "PUPITRE_PICTURES": "sixel"])
    try terminal.expect("› ")
    terminal.type("open \(number)\nview photo\n")
    try terminal.expect("\u{1B}P0;1;0q\"1;1;")
    let size = try terminal.expect("#").dropLast().split(separator: ";").compactMap { Int($0) }
    #expect(size.count == 2 && size[0] < 24 * 20 && (16 * 20...21 * 20).contains(size[1]), "\(size)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aTerminalThatKnowsKittysPicturesGetsThem() throws {
    let counter = try Counter()
    var terminal = try sit(counter)
    terminal.type("view photo\n")
    try terminal.expect(Self.question)
    terminal.type("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;16;8t\u{1B}[?62;c")
    try terminal.expect("\u{1B}_Ga=T,f=32,s=")
    try terminal.expect("\u{1B}_Gm=0\u{1B}\\")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  /// What asks for kitty's pictures would become the title of the window.
  @Test(arguments: [["TERM": "tmux-256color"], ["TERM": "screen-256color"], ["TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"]])
  func whatSharesATerminalIsAskedForSixelsAlone(_ environment: [String: String]) throws {
    let counter = try Counter()
    var terminal = try sit(counter, environment)
    terminal.type("view photo\n")
    #expect(try !terminal.expect(Self.question).contains("\u{1B}_G"))
    terminal.type("\u{1B}[?1;2c")
    try terminal.expect("\u{1B}[38;5;")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func nobodyIsAskedWhereNothingCanBeDrawn() throws {
    for environment in [["TERM": "dumb"], ["TERM": "xterm-256color", "ACCESSIBLE": "1"], ["TERM": "xterm-256color", "NO_COLOR": "1"]] {
      let counter = try Counter()
      var terminal = try sit(counter, environment)
      terminal.type("view photo\n")
      #expect(try !terminal.expect("› ").contains("\u{1B}[c"))
      #expect(try terminal.leave() == .exited(0))
    }
  }

  @Test func keysEnlargeTurnAndMoveUntilALetterBeginsTheLine() throws {
    let counter = try Counter()
    var terminal = try sit(counter, ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"])
    terminal.type("zoom photo\n")
    #expect(try terminal.expect("\u{1B}[?1049h").contains("zoom photo"))
    let whole = try terminal.expect("q end")
    #expect(whole.contains("DURAND") && whole.contains("Photo") && whole.contains("1/5"))
    terminal.type("+")
    #expect(try terminal.expect("q end").contains("×1.5"))
    terminal.type("\u{1B}[B")
    try terminal.expect("q end")
    terminal.type("/")
    #expect(try terminal.expect("q end").contains("90°"))
    terminal.type(">")
    #expect(try terminal.expect("q end").contains("2/5"))
    // The picture has the new screen's size.
    terminal.resize(columns: 120, rows: 40)
    #expect(try terminal.expect("q end").contains("\u{1B}[40;1H"))
    terminal.type("h")
    try terminal.expect("\u{1B}[?1049l")
    terminal.type("elp skip\n")
    #expect(try terminal.expect("skip_span").contains("help skip"))
    try terminal.expect("› ")
    #expect(try counter.value("select count(distinct document_id) from core.file_access where what = 'document'") == "2")
    // Nor does the letter that ends it where a word begins with it.
    terminal.type("zoom\n")
    try terminal.expect("q end")
    terminal.type("queues\n")
    try terminal.expect("accounts")
    try terminal.expect("› ")
    for key in ["q", "\n", "\u{1B}"] {
      terminal.type("zoom\n")
      try terminal.expect("q end")
      terminal.type(key)
      try terminal.expect("\u{1B}[?1049l")
      try terminal.expect("› ")
    }
    terminal.type("queues\n")
    try terminal.expect("accounts")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func theScreenIsGivenBackWhateverEndsIt() throws {
    let counter = try Counter()
    var terminal = try sit(counter, ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"])
    terminal.type("zoom photo\n")
    try terminal.expect("q end")
    terminal.type("\u{3}")
    try terminal.expect("\u{1B}[?1049l")
    try terminal.expect("› ")
    terminal.type("zoom photo\n")
    try terminal.expect("q end")
    terminal.signal(SIGTERM)
    try terminal.expect("\u{1B}[?25h\u{1B}[?1049l")
    #expect(try terminal.end().status == .exited(143))
  }

  /// Reading papers is work: the claim on their case does not run out meanwhile.
  @Test func whoeverReadsPapersKeepsTheCase() throws {
    let counter = try Counter()
    try counter.value(
      "insert into core.setting_value (name, since, value, set_by) values ('lease', core.now(), '6 seconds', 'test') returning name")
    var terminal = try sit(counter, ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"])
    let held = "select lease_until::text from core.desk_case where holder is not null"
    let before = try #require(try counter.value(held))
    terminal.type("zoom photo\n")
    try terminal.expect("q end")
    let deadline = ContinuousClock.now + .seconds(30)
    while try counter.value(held) == before {
      try #require(ContinuousClock.now < deadline, "the claim was not renewed")
      terminal.type("/")
      try terminal.expect("q end")
    }
    terminal.type("q")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  /// A picture above the prompt stays what it was; the line is edited on, and what comes next has the new screen's size.
  @Test func anotherSizeWithAPictureAboveThePrompt() throws {
    let counter = try Counter()
    var terminal = try sit(counter, ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"])
    terminal.type("view photo\n")
    try terminal.expect("\u{1B}[38;5;")
    try terminal.expect("› ")
    terminal.type("comp")
    try terminal.expect("comp")
    for (columns, rows) in [(200, 50), (40, 10), (120, 30)] as [(UInt16, UInt16)] {
      terminal.resize(columns: columns, rows: rows)
      let redrawn = try terminal.expect("comp")
      #expect(!redrawn.contains("\u{1B}[38;5;") && redrawn.contains("›"), "\(columns): \(redrawn)")
    }
    // Three abreast from 150 columns on, two here.
    terminal.type("are\n")
    #expect(try terminal.expect("+ 1: compare").contains("Identity document"))
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
