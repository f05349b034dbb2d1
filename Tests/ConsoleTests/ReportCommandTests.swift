import Foundation
import Postgres
import TestSupport
import Testing

/// `report`, end to end.
@Suite struct ReportCommandTests {
  private func rows(_ run: ProgramRun) throws -> [[String: Any]] {
    #expect(run.status == .exited(0), "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.outputBytes)) as? [[String: Any]])
  }

  private func report(_ counter: Counter, _ line: String) throws -> [[String: Any]] {
    try rows(try counter.run("report \(line)\n", ["--format", "json"], as: counter.supervisor))
  }

  private func ints(_ row: [String: Any]?, _ names: String...) -> [Int?] { names.map { row?[$0] as? Int } }

  @Test func theListAndItsFormats() throws {
    let counter = try Counter()
    let list = try counter.run("report\nrapport files\n", lang: "fr")
    #expect(list.status == .exited(0), "\(list.errors)")
    #expect(
      list.output.contains("échéances") && list.output.contains("Respect des échéances") && list.output.contains("Les files en ce moment"))
    let csv = try counter.run("report queues\n", ["--format", "csv"])
    #expect(csv.output.hasPrefix("queue,waiting,held,overdue,next_due,"))
    #expect(try counter.run("report deadlines\n").status == .exited(4))
    for (line, message) in [
      ("report deadline days=x", "days: \"x\" does not fit"), ("report dedlines", "unknown report: \"dedlines\""),
      ("report queues days=3", "the report \"queues\" has no parameter \"days\""),
      ("report outcomes days", "\"days\" (column 17): NAME=VALUE is expected"),
      ("report outcomes days=1 jours=2", "\"jours\" is given twice"), ("rapport décisions file=lost", "queue: \"lost\" does not fit"),
    ] {
      let run = try counter.run(line + "\n")
      #expect(run.status == .exited(1))
      #expect(run.errors.hasPrefix("stdin:1: \(message)"), "\(run.errors)")
    }
  }

  /// A parameter's value is said as it is typed: in the list, and behind a report's title.
  @Test(arguments: [
    ("rapport\nrapport échéances file=comptes\n", "fr", "hebdo=non", "(jours 30, hebdo non, file comptes)"),
    ("report\nreport deadlines weekly=yes\n", "en", "weekly=no", "(days 30, weekly yes)"),
  ])
  func parametersAreSaidAsTheyAreTyped(_ lines: String, _ language: String, _ listed: String, _ shown: String) throws {
    let counter = try Counter()
    let run = try counter.run(lines, as: counter.supervisor, lang: language)
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains(listed) && run.output.contains(shown), "\(run.output)")
    #expect(!run.output.contains(#/false|true/#), "\(run.output)")
  }

  /// What PostgreSQL cannot count with is refused before it is asked, by the parameter's name and with its bounds.
  @Test(arguments: [
    ("rapport échéances jours=99999999", "fr", "jours : « 99999999 » ne convient pas, il faut de 1 à 36500"),
    ("rapport attentes jours=2147483647", "fr", "jours : « 2147483647 » ne convient pas, il faut de 0 à 36500"),
    ("report deadlines days=-1", "en", "days: \"-1\" does not fit, it takes 1 to 36500"),
    ("report outcomes days=0", "en", "days: \"0\" does not fit, it takes 1 to 36500"),
    ("report undelivered days=99999999999999999999", "en", "days: \"99999999999999999999\" does not fit, it takes 1 to 36500"),
    ("report reads driver=2147483648", "en", "driver: \"2147483648\" does not fit, it takes -2147483648 to 2147483647"),
  ])
  func numbersHaveBounds(_ line: String, _ language: String, _ message: String) throws {
    let counter = try Counter()
    let run = try counter.run(line + "\n", as: counter.supervisor, lang: language)
    #expect(run.status == .exited(1))
    #expect(run.errors.replacing("\u{A0}", with: " ").hasPrefix("stdin:1: \(message)"), "\(run.errors)")
    // The most that is let through is counted with.
    for report in ["deadlines", "outcomes", "attribution", "undelivered", "waits", "reads"] {
      #expect(try counter.run("report \(report) days=36500\n", as: counter.supervisor).status == .exited(0))
    }
  }

  /// A report of somebody who is no agent is no empty one: the login was mistyped.
  @Test func anAgentWhoIsNoneIsRefused() throws {
    let counter = try Counter(accounts: 1)
    #expect(try counter.run("queues\n").status == .exited(0))
    let slip = try counter.run("report reads agent=\(counter.agent)x\n", as: counter.supervisor)
    #expect(slip.status == .exited(3))
    #expect(
      slip.errors.contains("\"\(counter.agent)x\" is no agent") && slip.errors.contains("Did you mean: \(counter.agent)"), "\(slip.errors)")
    let none = try counter.run("report reads agent=\(counter.agent)\n", as: counter.supervisor)
    #expect(none.status == .exited(0) && none.output.contains("Nothing to report."), "\(none.output)\(none.errors)")
  }

  /// What was undone does not count, what can still be undone not yet; a round counts once, when it was answered first.
  @Test func deadlinesAndOutcomes() throws {
    let counter = try Counter()
    let numbers = try (0..<3).map { try counter.account(lastName: "N\($0)").number }
    let work = """
      open \(numbers[0])\napprove\nundo\nflag phone invalid_format\nflag email spelling\nreturn
      open \(numbers[1])\napprove
      """
    #expect(try counter.run(work + "\n").status == .exited(0))
    #expect(try report(counter, "deadlines").isEmpty)
    #expect(try report(counter, "outcomes").isEmpty)
    try counter.database.advanceClock(by: "3 minutes")
    var deadlines = try report(counter, "deadlines")
    #expect(deadlines.count == 1)
    #expect(ints(deadlines[0], "decided", "on_time", "late", "overdue") == [2, 2, 0, 0])
    #expect(deadlines[0]["on_time_percent"] as? Double == 100)

    // An overturned one is decided again: it was answered before. The third is late, then decided late.
    #expect(try counter.run("overturn \(numbers[0]) 'wrong number'\n", as: counter.supervisor).status == .exited(0))
    try counter.database.advanceClock(by: "25 hours")
    deadlines = try report(counter, "deadlines")
    #expect(deadlines.compactMap { $0["overdue"] as? Int }.reduce(0, +) == 2)
    #expect(try counter.run("open \(numbers[0])\napprove\nopen \(numbers[2])\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    deadlines = try report(counter, "échéances jours=3 file=comptes")
    #expect(deadlines.compactMap { $0["decided"] as? Int }.reduce(0, +) == 3)
    #expect(deadlines.compactMap { $0["late"] as? Int }.reduce(0, +) == 1)
    #expect(deadlines.compactMap { $0["overdue"] as? Int }.reduce(0, +) == 0)
    let weekly = try report(counter, "deadlines weekly=yes")
    #expect(weekly.compactMap { $0["decided"] as? Int }.reduce(0, +) == 3)
    #expect(try report(counter, "deadlines queue=quality").isEmpty)

    let outcomes = try report(counter, "outcomes days=3")
    let returned = outcomes.filter { $0["outcome"] as? String == "return" }
    #expect(returned.map { $0["reason"] as? String } == [nil, "spelling", "invalid_format"])
    #expect(returned.map { $0["item"] as? String } == [nil, "email", "phone"])
    #expect(returned.map { $0["decisions"] as? Int } == [1, 1, 1])
    #expect(returned.map { $0["overturned"] as? Int } == [1, 1, 1])
    let approved = outcomes.first { $0["outcome"] as? String == "approve" }
    #expect(ints(approved, "decisions", "overturned") == [3, 0])
    #expect(approved?["share_percent"] as? Double == 75)
    let shown = try counter.run("rapport décisions jours=3\n", as: counter.supervisor, lang: "fr")
    #expect(shown.answers.contains("Téléphone : Format invalide") && shown.answers.contains("75,0 %"), "\(shown.output)")
  }

  /// A report in a day's last hour belongs to that day in Paris, whatever the clocks of the server.
  @Test func daysAreThoseOfParis() throws {
    let counter = try Counter(accounts: 1)
    // To half past midnight in Paris: still the day before in UTC.
    try counter.value(
      """
      select core.advance_clock(((date_trunc('day', core.now() at time zone 'Europe/Paris') + interval '1 day 30 minutes') at time zone 'Europe/Paris') - core.now())
      """)
    #expect(try counter.run("next accounts\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let today = try counter.value("select core.today()::text")
    #expect(try report(counter, "deadlines days=1").map { $0["period"] as? String } == [today])
  }

  @Test func waitsOfEveryKind() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("open \(number)\nflag phone invalid_format\nreturn\n").status == .exited(0))
    #expect(try report(counter, "waits days=0").isEmpty)
    try counter.database.advanceClock(by: "44 days")
    #expect(try report(counter, "waits").isEmpty)
    try counter.database.advanceClock(by: "2 days")
    let waits = try report(counter, "attentes")
    #expect(waits.map { $0["wait"] as? String } == ["account"])
    #expect(ints(waits.first, "days", "case_id") == [45, Int(number.filter(\.isNumber))])
    let shown = try counter.run("report waits\n", as: counter.supervisor)
    #expect(shown.output.contains("account to correct") && shown.output.contains(number))
  }

  @Test func aSitesOwnReports() throws {
    let counter = try Counter()
    let folder = FileManager.default.temporaryDirectory.appending(path: "queries-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, as name: String = "mine.sql") throws {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let head = """
      -- name.fr: à_nous
      -- title.fr: Le nôtre
      -- title.en: Ours
      -- summary.fr: Essai.
      -- summary.en: A try.
      -- param.word/mot text fr: Un mot en: A word
      -- param.day date today fr: Un jour en: A day
      -- column.word fr: Mot en: Word
      -- column.day day fr: Jour en: Day


      """
    let ours = ["--queries", folder.path]
    try write(head + "select $1::text as word, $2::date as day;\n")
    let run = try counter.run(
      "report mine \"word='; drop table x --\"\nrapport à-nous mot=x day=24/11/2026\n", ours + ["--format", "jsonl"])
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("\"word\":\"'; drop table x --\""))
    #expect(run.output.hasSuffix("{\"word\":\"x\",\"day\":\"2026-11-24\"}\n"))
    #expect(try counter.run("report mine\n", ours).errors.hasPrefix("stdin:1: the parameter \"word\" has no value"))
    #expect(try counter.run("report\n", environment: ["PUPITRE_QUERIES": folder.path]).output.contains("Ours"))

    // One statement, which reads.
    let writing = "select desk.note('00000000-0000-4000-8000-000000000001', null, $1::bigint, 'x') as word, $2::date as day"
    for (statement, sqlstate) in [(writing, "25006"), ("select $1::text as word, $2::date as day; select 1", "42601")] {
      try write(head + statement)
      let refused = try counter.run("report mine word=1\n", ours)
      #expect(refused.status == .exited(3))
      #expect(refused.errors.contains("(\(sqlstate))"), "\(refused.errors)")
    }
    #expect(try counter.run("queues\n", ours).status == .exited(0))

    // A mistake in it is its own, with its file and line, and no word of the desk's schema.
    for (statement, line, sqlstate, message) in [
      ("select $1::text as word,\n  nothing($2::date) as day", 12, "42883", "function nothing(date) does not exist"),
      ("select $1::text as word, $2::date as day\nfrom nowhere", 12, "42P01", "relation \"nowhere\" does not exist"),
      ("-- more\nselect $1::text as word, $2::date as day form", 12, "42601", "syntax error"),
      ("select $1::text as word, core.nothing as day", 11, "42P01", "missing FROM-clause entry"),
    ] {
      try write(head + statement)
      let refused = try counter.run("report mine word=1\nqueues\n", ours + ["--keep-going"])
      #expect(refused.status == .exited(6))
      #expect(refused.errors.hasPrefix("stdin:1: \(folder.path)/mine.sql:\(line): \(message)"), "\(refused.errors)")
      #expect(refused.errors.contains("(\(sqlstate))"), "\(refused.errors)")
      #expect(!refused.errors.contains("no desk"))
      #expect(try counter.run("report mine word=1\n", ours).status == .exited(3))
    }

    // What somebody may not read is said in a sentence.
    try write(head + "select $1::text as word, $2::date as day from core.driver")
    for login in [counter.agent, try counter.supervisor] {
      let refused = try counter.run("report mine word=1\n", ours, as: login)
      #expect(refused.status == .exited(4))
      #expect(refused.errors.hasPrefix("stdin:1: the report \"mine\" reads what is not open to you"), "\(refused.errors)")
    }
    let theirs = try counter.run("rapport échéances\n", lang: "fr")
    #expect(theirs.status == .exited(4))
    #expect(
      theirs.errors.replacing("\u{A0}", with: " ")
        == "stdin:1: le rapport « échéances » est pour les superviseurs (42501)\n  Demandez-le à un superviseur.\n")

    // A head that is wrong names its file and its line; that report is passed over, the others are there.
    for (text, line, why) in [
      (head.replacing("title.en", with: "titel.en") + "select 1", 3, "unknown line of the head"),
      (head.replacing(" text fr:", with: " colour fr:") + "select 1", 6, "\"colour\" is not known here"),
      (head.replacing("today", with: "yesterday") + "select 1", 7, "\"yesterday\" is not of that type"),
      (head.replacing("day date today", with: "day integer 1..9 10") + "select 1", 7, "\"10\" is not of that type"),
      (head.replacing("day date today", with: "day integer 9..1 3") + "select 1", 7, "\"integer 9..1 3\" is not known here"),
      (head.replacing(" en: Word", with: "") + "select 1", 8, "\"fr: … en: …\" is missing"),
      (head + "delete from x", 10, "the head must be followed"),
      ("-- title.fr: x\nselect 1", 2, "\"title.en\" is missing"),
    ] {
      try write(text)
      try write(head + "select $1::text as word, $2::date as day", as: "other.sql")
      let broken = try counter.run("report other word=x\n", ours)
      #expect(broken.status == .exited(0))
      #expect(broken.errors.hasPrefix("\(folder.path)/mine.sql:\(line): \(why)"), "\(broken.errors)")
      #expect(broken.errors.hasSuffix("; this report is passed over\n"), "\(broken.errors)")
      #expect(broken.output.contains("x"))
      #expect(try counter.run("report mine word=x\n", ours).status == .exited(1))
    }
    try FileManager.default.removeItem(at: folder.appending(path: "other.sql"))
    let pipe = folder.appending(path: "pipe.sql")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    #expect(try counter.run("queues\n", ours).errors.contains("pipe.sql:1: no regular file; this report is passed over"))
    try FileManager.default.removeItem(at: pipe)
    try write(head + "select $1::text as word, $2::date as day")
    try write(head + "select $1::text as word, $2::date as day", as: "queues.sql")
    #expect(try counter.run("queues\n", ours).errors.contains("queues.sql:1: there is a report \"queues\" already"))
    #expect(try counter.run("queues\n", ["--queries", "/nonexistent"]).status == .exited(1))
  }
}
