import Casework
import Terminal
import Testing

@testable import Console
@testable import Desk

@Suite struct SettingValueTests {
  private func setting(_ kind: String, choices: [String] = []) -> Setting {
    Setting(
      name: "x", kind: kind, value: "", since: Moment(seconds: 0), setBy: nil, defaultValue: nil, minimum: nil, maximum: nil,
      choices: choices,
      meaningFr: "",
      meaningEn: "", nameFr: "x")
  }

  @Test(arguments: [
    ("interval", "10j", "10 days"), ("interval", "10d", "10 days"), ("interval", "1 jour", "1 day"), ("interval", "24h", "24 hours"),
    ("interval", "1j12h", "1 day 12 hours"), ("interval", "30 min", "30 minutes"), ("interval", "6 mois", "6 months"),
    ("interval", "1h30", "1 hour 30 minutes"), ("interval", "2 h 15 min", "2 hours 15 minutes"),
    // Not understood here: the database says what it takes.
    ("interval", "soon", "soon"), ("interval", "-5min", "-5min"), ("interval", "10", "10"), ("interval", "00:15:00", "00:15:00"),
    ("boolean", "oui", "true"), ("boolean", "no", "false"),
    ("boolean", "yes", "true"),
    ("boolean", "maybe", "maybe"), ("number", "0,25", "0.25"), ("integer", "12", "12"), ("text", "0,25", "0,25"),
    ("choice", "conducteur", "driver"),
    ("choice", "in_groupe", "in_groupe"), ("choice", "in-groupe", "in_groupe"),
  ])
  func typed(_ kind: String, _ typed: String, _ meant: String) throws {
    #expect(try SettingValue.meant(by: typed, for: setting(kind, choices: ["in_groupe", "driver"]), in: .fr) == meant)
  }

  @Test func unknownChoices() {
    #expect(throws: Failure.self) {
      try SettingValue.meant(by: "nobody", for: setting("choice", choices: ["in_groupe", "driver"]), in: .en)
    }
  }

  @Test func shown() {
    #expect(SettingValue.shown("15 days", kind: "interval").fr.plain == "15 j")
    #expect(SettingValue.shown("15 days", kind: "interval").en.plain == "15 days")
    #expect(SettingValue.shown("true", kind: "boolean").fr.plain == "oui")
    #expect(SettingValue.shown("driver", kind: "choice").fr.plain == "conducteur")
    #expect(SettingValue.shown("", kind: "documents").fr.plain == "—")
  }
}
