import TestSupport
import Testing

/// What an agent sees, word for word.
@Suite struct TranscriptTests {
  @Test func aCaseFromClaimToReturn() throws {
    let counter = try Counter()
    try counter.submit(licence: "13AA00001")
    try counter.value("update core.account set language = 'en'")
    let number = try #require(try counter.value("select id / 10 || '-' || id % 10 from core.desk_case"))
    let run = try counter.run("next accounts\nflag licence_number title_number_used\nreturn\n")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("\(number) · accounts · 1 d left · yours for ") || lines[0].hasPrefix("\(number) · accounts · 23 h 59 left"))
    #expect(lines[1].hasPrefix("Durand Zoé · driver ") && lines[1].hasSuffix(" · account submitted  ✓"))
    #expect(lines[2].allSatisfy { $0 == "─" })
    #expect(
      lines[3...10].joined(separator: "\n") == """
        born    3 Feb 1980 · LYON  ✓
        licence 13AA00001 · 1 Jun 2005 · FR  ⚠ 1
        e-mail  zoe0@example.org  ✓
        phone   0639980010  ✓
        address 12 RUE DES LILAS / 69003 LYON  ✓

         1 ⚠ licence_number title_number_used: 13AA00001 is the number of the title, not a NEPH
             he will read (e-mail): "You entered the number of the document: give the 12-digit number of your licence file (NEPH)."
        """)
    #expect(run.output.contains("\n→ flag 1 · approve · flag ITEM REASON · skip · escalate\nFlagged on \(number): "))
    #expect(
      lines.suffix(3).dropLast().joined(separator: "\n") == """
        Flagged on \(number): Licence number — Title number instead of the NEPH. The driver will read: "You entered the number of the document: give the 12-digit number of your licence file (NEPH)."
        Case \(number): returned (Licence number: Title number instead of the NEPH). The driver will be told by e-mail. "undo" is possible for another 2 min.
        """)
  }

  @Test func inFrench() throws {
    let counter = try Counter(accounts: 1)
    let number = try #require(try counter.value("select id / 10 || '-' || id % 10 from core.desk_case"))
    let run = try counter.run("ouvrir \(number)\nvalider\ndéfaire\nlibérer\nsuivant pièces\n", lang: "fr")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    let tail = run.output.split(separator: "\n").suffix(4).joined(separator: "\n").replacing("\u{A0}", with: " ")
    #expect(
      tail == """
        Dossier \(number) : validé. Le conducteur en sera prévenu par courriel. « défaire » possible encore 2 min.
        Décision défaite (« valider ») sur le dossier \(number) ; rien n'en a paru. Le dossier est de nouveau en main.
        Dossier \(number) libéré.
        Plus rien à prendre dans « pièces ».
        """)
    #expect(try counter.value("select string_agg(action, ',' order by id) from core.decision") == "approve,undo")
  }

  @Test func queuesForProgramsAndPeople() throws {
    let counter = try Counter(accounts: 2)
    let csv = try counter.run(["queues"].map { $0 + "\n" }.joined(), ["--format", "csv"])
    let rows = csv.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows[0].prefix(4) == ["queue", "waiting", "held", "overdue"])
    #expect(rows[1].prefix(4) == ["accounts", "2", "0", "0"])
    #expect(rows.map { String($0[0]) } == ["queue", "accounts", "documents", "quality", "undelivered"])
    let people = try counter.run("files\n", lang: "fr")
    #expect(people.output.hasPrefix("File     À traiter  Tenus  En retard  Échéance"))
    #expect(people.output.contains("\ncomptes          2      0          0  dans "))
  }

  @Test func filters() throws {
    let counter = try Counter(accounts: 4)
    try counter.submit(lastName: "Lenoir", email: "lenoir@gmial.com", number: 7)
    func names(_ line: String) throws -> [String] {
      let run = try counter.run(line + "\n", ["--format", "jsonl"])
      #expect(run.status == .exited(0), "\(line): \(run.errors)")
      return run.output.split(separator: "\n").compactMap { $0.split(separator: "\"last_name\":\"").last?.prefix { $0 != "\"" } }.map(
        String.init)
    }
    #expect(try names("list") == ["Durand", "Petit", "Moreau", "Faure", "Lenoir"])
    #expect(try names("list --clean") == ["Durand", "Petit", "Moreau", "Faure"])
    #expect(try names("lister comptes --limite 2") == ["Durand", "Petit"])
    #expect(try names("list documents") == [])
    #expect(try names("list --overdue") == [])
    #expect(try names("list --due-within 25h --round 1") == ["Durand", "Petit", "Moreau", "Faure", "Lenoir"])
    #expect(try names("list --round 2") == [])
    #expect(try names("list --older-than 1h") == [])
    #expect(try counter.run("next\nflag email spelling\nnext\n").status == .exited(0))
    #expect(try names("list --mine") == ["Durand"])
    #expect(try names("list --held --agent \(counter.agent)") == ["Durand"])
    #expect(try names("list --reason spelling") == ["Durand"])
    try counter.database.advanceClock(by: "25 hours")
    #expect(try names("list --en-retard").count == 5)
    #expect(try names("list --older-than 1d --limit 1") == ["Durand"])
  }

  @Test func whatACallNeeds() throws {
    let counter = try Counter(accounts: 1)
    let driver = try #require(try counter.value("select driver_id from core.account"))
    let run = try counter.run(
      "search zoe0@example.org\nnote driver:\(driver) 'called, all well'\ndriver \(driver)\nshow driver:\(driver)\nwhy \(try #require(try counter.value("select id from core.desk_case")))\n"
    )
    #expect(run.errors == "")
    #expect(run.output.contains("1 answer\nNoted on driver \(driver) (Durand Zoé): called, all well\nDriver \(driver) · Durand Zoé\n"))
    #expect(run.output.contains("· \(counter.agent) — called, all well"))
    #expect(run.output.contains("Place: the first of the queue"))
    #expect(run.output.contains(": 24 h after today"))
    #expect(try counter.value("select count(*) from core.file_access where what = 'driver'") == "2")
  }

  @Test func supervisorsWork() throws {
    let counter = try Counter(accounts: 3)
    let cases = try (0..<3).map { try #require(try counter.value("select id from core.desk_case order by id offset \($0) limit 1")) }
    #expect(try counter.run("next\nescalate 'forged?'\nnext\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let run = try counter.run(
      """
      list --escalated
      close \(cases[0]) forgery 'seen with the prefecture'
      overturn \(cases[1]) 'licence suspended'
      assign \(cases[2]) \(counter.agent)
      urgent \(cases[2])
      urgent \(cases[2]) --off

      """, as: counter.supervisor)
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    #expect(try counter.value("select string_agg(action, ',' order by id) from core.decision") == "approve,close,overturn")
    #expect(run.output.contains("is first in its queue."))
    let own = try counter.run("list --agent \(counter.agent)\n", ["--format", "csv"])
    #expect(own.output.split(separator: "\n").count == 2)
  }
}
