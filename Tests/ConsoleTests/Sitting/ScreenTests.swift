import Postgres
import TestSupport
import Testing

/// What fits on a screen, and who can read it.
@Suite struct ScreenTests {
  private static let longName = "DE LA ROCHEFOUCAULD D'ESTISSAC DE MONTMORENCY-LAVAL DE BEAUHARNAIS"
  private static let longAddress = "RÉSIDENCE DES TILLEULS ARGENTÉS BÂTIMENT C ESCALIER 4\n128 BIS BOULEVARD DE LA LIBÉRATION\n69003 LYON"

  @Test(arguments: [(80, 24), (200, 50), (60, 24)], ["fr", "en"])
  func nothingIsWiderThanTheTerminal(_ size: (UInt16, UInt16), _ lang: String) throws {
    let counter = try Counter()
    try counter.account(lastName: Self.longName, firstNames: "Marie-Charlotte Élisabeth Joséphine 漢字", address: Self.longAddress)
    try counter.account(licence: "13AA00001")
    var terminal = try counter.sit(lang: lang, size: size)
    try terminal.expect("› ")
    for line in ["queues", "list", "next", "flag phone spelling", "show", "why", "driver", "checks", "help", "return", "nope"] {
      terminal.type(line + "\n")
      try terminal.expect(line)
      let screen = Screen(try terminal.expect(" › "))
      #expect(screen.width <= Int(size.0), "\(line): \(screen.lines.joined(separator: "\n"))")
      #expect(screen.lines.count > 1)
    }
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test func accessibleScreensHaveNoBoxes() throws {
    let counter = try Counter()
    try counter.account(licence: "13AA00001")
    func boxes(_ environment: [String: String]) throws -> [Unicode.Scalar] {
      var terminal = try counter.sit(environment: environment)
      terminal.type("queues\nlist\nopen 1001-9\nshow\nflag phone spelling\nflag nope\nhelp\nrelease\nquit\n")
      let end = try terminal.end()
      #expect(end.status == .exited(0))
      #expect(end.output.contains("13AA00001") && end.output.contains("released"))
      return Screen(end.output).boxCharacters
    }
    #expect(try !boxes([:]).isEmpty)
    #expect(try boxes(["ACCESSIBLE": "1"]).isEmpty)
    #expect(try boxes(["ACCESSIBLE": "1", "TERM": "xterm-256color", "PAGER": "cat"]).isEmpty)
  }
}
