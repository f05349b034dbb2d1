import Testing

@testable import Terminal

/// A scanner's second line end, and somebody's own Enter.
@Suite struct LinePaceTests {
  private var pace = LinePace()

  private mutating func type(_ line: String, at time: Double, every: Double = 0, whileAway: Bool = false) -> Bool {
    for place in 0...line.count {
      pace.came(at: time + Double(place) * every, whileAway: whileAway)
      pace.took()
    }
    return pace.ended(line)
  }

  @Test mutating func anEmptyLineBehindAScannedOneBelongsToIt() {
    #expect(!type("2L1017", at: 1))
    #expect(type("", at: 1))
    #expect(type("", at: 1.05))
    // Somebody's own, later.
    #expect(!type("", at: 1.2))
    #expect(!type("", at: 1.21))
  }

  @Test mutating func aScannerTypesKeyByKey() {
    #expect(!type("2L1017", at: 1, every: 0.01))
    #expect(type("", at: 1.07))
  }

  @Test mutating func whoTypesEndsWithAnEmptyLine() {
    #expect(!type("2L1017", at: 1, every: 0.12))
    #expect(!type("", at: 1.75))
  }

  @Test mutating func whatCameWhileALineWasAnsweredIsOfItsMoment() {
    #expect(!type("2L1017", at: 1))
    #expect(type("", at: 9, whileAway: true))
    #expect(!type("2L1018", at: 9, whileAway: true))
    #expect(type("", at: 9, whileAway: true))
    #expect(!type("", at: 9))
  }

  @Test mutating func aLineOfBlanksIsSomebodys() {
    #expect(!type("2L1017", at: 1))
    #expect(!type(" ", at: 1))
  }
}
