import Desk
import Postgres
import TestSupport
import Testing

/// Papers beside each other at a terminal: of one case, of two drivers, a part of each.
@Suite struct ComparingTests {
  private static let terminal = ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"]

  @Test func papersStandBesideEachOther() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(environment: Self.terminal)
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("› ")
    terminal.type("compare\n")
    let two = try terminal.expect("+ 1: compare")
    #expect(two.contains("Photo") && two.contains("Identity document") && two.contains("round 1") && !two.contains("Driving licence"))
    try terminal.expect("› ")
    terminal.type("compare photo driving_licence\n")
    try terminal.expect("Driving licence")
    try terminal.expect("› ")
    terminal.type("compare photo\n")
    try terminal.expect("comparing wants two documents")
    try terminal.expect("› ")
    terminal.resize(columns: 200, rows: 50)
    terminal.type("compare\n")
    #expect(try terminal.expect("\u{1B}[0m\r\n").contains("Photo"))
    #expect(try !terminal.expect("› ").contains("compare "))
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aSideIsNamedAndAPartIsCompared() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    let run = try counter.run(
      "show \(number)\nview driving_licence back\nvisionner permis recto\ncompare\ncompare photo driving_licence --zone categories\n")
    #expect(run.errors == "" && run.status == .exited(0), "\(run.errors)")
    let sides = run.output.matches(of: /Driving licence (front|back)/).map { String($0.1) }
    #expect(sides.starts(with: ["back", "front"]), "\(sides)")
    // Two at 80 columns: the face that is compared, not the whole card.
    #expect(run.output.contains("round 1 · face") && run.output.contains("round 1 · categories"), "\(run.output)")
    let none = try counter.run("show \(number)\nview photo back\n")
    #expect(none.errors.contains("Photo back"), "\(none.errors)")
  }

  /// Two drivers who sent the same photo: what the refusal offers is an option of each command.
  @Test func papersOfTwoDriversStandBesideEachOther() throws {
    let counter = try Counter()
    let (number, _) = (try counter.application(pictures: true), try counter.application(pictures: true))
    let run = try counter.run("show \(number)\ncompare 1001 1006 1003 --other\nview 1009 back --other\n", ["--keep-going"])
    #expect(run.output.matches(of: /DURAND Zoé \(driver 100\d\)/).count == 2, "\(run.output)")
    #expect(run.output.contains("document 1001") && run.output.contains("document 1006"))
    #expect(run.output.contains("+ 1: compare 1001 1003 --other"))
    #expect(run.errors.contains("document 1009 is the front"), "\(run.errors)")
    var terminal = try counter.sit(environment: Self.terminal)
    try terminal.expect("› ")
    terminal.type("show \(number)\n")
    try terminal.expect("› ")
    for (line, shown) in [("compare 1001 1006", "document 1006"), ("zoom 1006", "1/1")] {
      terminal.type(line + "\n")
      try terminal.expect("Insist?")
      try terminal.expect("› ")
      terminal.type("yes\n")
      try terminal.expect(shown)
    }
    terminal.type("q")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func oneSideOfEachNamedPaperComesFirst() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    let lines = ["compare driving_licence identity_document --zone number", "comparer permis verso identité recto"]
    let run = try counter.run("show \(number)\n" + lines.map { $0 + "\n" }.joined())
    #expect(run.errors == "" && run.status == .exited(0), "\(run.errors)")
    let sides = run.output.matches(of: /(Driving licence|Identity document) (front|back)/).map { "\($0.2)" }
    #expect(sides == ["front", "front", "back", "front"], "\(run.output)")
    #expect(run.output.contains("+ 1: compare 1004 1005 --zone number"))
    #expect(run.output.matches(of: /\+ 1/).count == 1)
  }
}
