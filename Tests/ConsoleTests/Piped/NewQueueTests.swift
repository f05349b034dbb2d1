import Foundation
import Postgres
import TestSupport
import Testing

/// A queue that no line of code knows is rows, and works as the others do.
@Suite struct NewQueueTests {
  /// First cards part from the other applications: a delay by the clock, a reason of their own beside one that there was.
  private static let rows = """
    insert into core.setting (name, kind, minimum, maximum, meaning_fr, meaning_en)
      values ('first_cards_delay', 'interval', '1 hour', '24 hours', 'Délai d''une première carte', 'Time allowed for a first card');
    insert into core.setting_value (name, since, value, set_by) values ('first_cards_delay', '-infinity', '6 hours', 'default');
    insert into core.queue (rank, queue, name_fr, label_fr, label_en, subject, settled_by, delay_setting)
      values (5, 'first_cards', 'premières-cartes', 'premières cartes', 'first cards', 'application', '{approve,return}', 'first_cards_delay');
    insert into core.reason (reason, name_fr, label_fr, label_en) values ('helmet_worn', 'casque', 'Casque', 'Helmet');
    insert into core.wording (reason, version, since, wording_fr, wording_en)
      values ('helmet_worn', 1, '-infinity', 'Ôtez votre casque.', 'Take your helmet off.');
    insert into core.item_reason (queue, item, reason)
      values ('first_cards', 'photo', 'helmet_worn'), ('first_cards', 'photo', 'blurred'), ('first_cards', 'signature', 'absent');
    update core.intake set queue = 'first_cards' where work = 'card';
    """

  private func counter() throws -> Counter {
    let counter = try Counter()
    try counter.database.administer(Self.rows)
    return counter
  }

  @Test func aCaseOfItFromItsArrivalToItsReport() throws {
    let counter = try counter()
    let number = try counter.application()
    try counter.value("update core.account set language = 'en'")
    let lists = try counter.run("queues\nlist first_cards\nlist\n", ["--format", "csv"])
    #expect(lists.errors == "")
    let rows = lists.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows.prefix(6).map { $0[0] } == ["queue", "accounts", "documents", "quality", "undelivered", "first_cards"])
    #expect(rows[5].prefix(4) == ["first_cards", "1", "0", "0"] && rows[2][1] == "0")
    #expect(rows.filter { $0[0] == number.filter(\.isNumber) }.map { $0[1] } == ["first_cards", "first_cards"])

    let looked = try counter.run("queue first\nnext\nwhy\nflag photo helmet_worn\napprove\n", ["--keep-going"])
    #expect(looked.answers.hasPrefix("You work in \"first cards\".\n\(number) · first_cards · "), "\(looked.output)")
    // The sheet of an application with its checks; what is suggested can be typed here.
    #expect(looked.output.contains("         driving_licence front 1004 1 KB · back 1005 1 KB\n"))
    #expect(looked.output.contains(" 6 i Identity document: back missing\n"), "\(looked.output)")
    #expect(looked.answers.contains(": 6 h after "))
    #expect(looked.output.contains("Flagged on \(number): Photo — Helmet. The driver will read: \"Take your helmet off.\""))
    #expect(looked.errors.hasPrefix("stdin:5: case \(number) has 1 flag: it is not settled like this (PU025)\n"))
    let others = try counter.run("open \(number)\nflag photo shadow\n")
    #expect(others.errors.hasPrefix("stdin:2: \"Shadow\" is not a reason for \"Photo\" (PU022)\n"))
    #expect(others.errors.hasSuffix("  One of: blurred, helmet_worn.\n"), "\(others.errors)")
    let wrong = try counter.run("open \(number)\nattribute in_groupe\n")
    #expect(wrong.errors.hasPrefix("stdin:2: \"attribute\" does not fit a case of \"first_cards\" (PU028)\n"), "\(wrong.errors)")
    #expect(wrong.errors.hasSuffix("  \"approve\" or \"return\" settles it.\n"), "\(wrong.errors)")
    let settled = try counter.run("open \(number)\nreturn\nundo\nunflag photo\napprove --unseen\nnext first_cards\n")
    #expect(settled.errors == "")
    #expect(settled.answers.contains("Case \(number): returned (Photo: Helmet). The driver will be told by e-mail."))
    #expect(settled.answers.contains("Case \(number): approved. The driver will be told by e-mail."))
    #expect(settled.output.hasSuffix("Nothing left to take in \"first cards\".\n"))
    #expect(
      try counter.value("select string_agg(action, ',' order by id) from core.decision where queue = 'first_cards'")
        == "return,undo,approve")

    try counter.database.advanceClock(by: "3 minutes")
    let report = try counter.run(
      "report outcomes queue=first_cards\nrapport échéances file=premieres-cartes\n", ["--format", "csv"], as: counter.supervisor)
    #expect(report.errors == "")
    #expect(report.output.contains("\nfirst_cards,approve,,,,1,100.0,0\n"), "\(report.output)")
    #expect(report.output.contains(",first_cards,1,1,0,100.0,0\n"))
  }

  @Test func itsDeadlineIsThatOfItsSetting() throws {
    let counter = try counter()
    let number = try counter.application()
    func overdue(_ command: String = "list first_cards --overdue") throws -> Bool {
      try counter.run(command + "\n", ["--format", "csv"]).output.contains("\n\(number.filter(\.isNumber)),")
    }
    try counter.database.advanceClock(by: "5 hours")
    #expect(try !overdue())
    #expect(try counter.run("setting first_cards_delay 4h\n", as: counter.supervisor).status == .exited(0))
    #expect(try overdue() && overdue("list --overdue"))
    #expect(try counter.run("expect queues where queue = premières-cartes overdue = 1\n").status == .exited(0))
  }

  @Test func whatIsReturnedComesBackToItAndToWhoMayWorkThere() throws {
    let counter = try counter()
    let number = try counter.application()
    #expect(try counter.run("open \(number)\nsignaler photo casque\nredemander\n", lang: "fr").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let portal = try counter.login("portal")
    #expect(try counter.value("select wording_fr from hub.information_request", as: portal) == "Ôtez votre casque.")
    let supervisor = try counter.supervisor
    let closed = try counter.run("habiliter premieres-cartes \(counter.agent) --fin\n", as: supervisor, lang: "fr")
    #expect(
      closed.answers
        == "« premières cartes » est fermée à \(counter.agent) ; un dossier en main lui reste, ce qui lui était réservé est à tous.\n")
    let refused = try counter.run("next first_cards\n")
    #expect(refused.status == .exited(3))
    #expect(refused.errors.hasPrefix("stdin:1: the queue \"first_cards\" is not open to \(counter.agent) (PU064)\n"))
    #expect(try counter.run("queues\n", as: supervisor).status == .exited(0))
  }

  @Test func promptTabAndHelpKnowIt() throws {
    let counter = try counter()
    let number = try counter.application()
    var terminal = try counter.sit()
    try terminal.expect("\(counter.agent) › ")
    terminal.type("queue fir\t")
    try terminal.expect("first_cards ")
    terminal.type("\n")
    try terminal.expect("\(counter.agent) · first_cards › ")
    terminal.type("next\n")
    try terminal.expect("\(counter.agent) · first_cards · \(number) · ")
    let left = try terminal.expect(" › ")
    #expect(left.hasPrefix("6 h") || left.hasPrefix("5 h 59"), "\(left)")
    terminal.type("flag photo h\t")
    try terminal.expect("helmet_worn ")
    terminal.type("\u{15}help flag\n")
    let help = try terminal.expect(" › ")
    #expect(help.contains("helmet_worn") && !help.contains("shadow"), "\(help)")
    terminal.type("release\n")
    try terminal.expect(" › ")
    terminal.type("help queue\n")
    try terminal.expect("first_cards")
    try terminal.expect("first cards")
    try terminal.expect(" › ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aQueueIsRefusedThatNothingCouldSettle() throws {
    let counter = try counter()
    let insert = """
      insert into core.queue (rank, queue, name_fr, label_fr, label_en, subject, settled_by, delay_setting)
        values (6, 'x', 'x', 'x', 'x', 'application', $1::text[], $2)
      """
    for (settledBy, setting) in [("{}", "first_cards_delay"), ("{reship}", "first_cards_delay"), ("{approve}", "no_such_setting")] {
      let error = #expect(throws: PostgresError.self) { try counter.value(insert, [.text(settledBy), .text(setting)]) }
      #expect(error?.sqlState?.hasPrefix("23") == true)
    }
  }
}
