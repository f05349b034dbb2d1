import Foundation
import Postgres
import TestSupport
import Testing

/// Whole pieces of work, piped.
@Suite struct PipedFlowTests {
  @Test func anAccountFlaggedReturnedUndoneAndApproved() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    try counter.value("update core.account set language = 'en'")
    let run = try counter.run("next accounts\nflag phone invalid_format 'one digit too few'\nreturn\nundo\nunflag phone\napprove\n")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    let lines = run.answers.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("\(number) · accounts · ") && lines[1].hasPrefix("DURAND Zoé · driver \(driver)"))
    #expect(
      lines.suffix(6).joined(separator: "\n") == """
        Flagged on \(number): Phone number — Invalid format. The driver will read: "This information is not in a valid form: please check every character." Noted: "one digit too few".
        Case \(number): returned (Phone number: Invalid format). The driver will be told by e-mail. "undo" is possible for a while.
        Decision undone ("return") on case \(number); nothing of it was shown. The case is in hand again.
        Flag removed from \(number): Phone number
        Case \(number): approved. The driver will be told by e-mail. "undo" is possible for a while.

        """)
    #expect(try counter.value("select string_agg(action, ',' order by id) from core.decision") == "return,undo,approve")
    let portal = try counter.login("portal")
    let state = "select state from hub.account where driver = $1"
    #expect(try counter.value(state, [.int(driver)], as: portal) == "submitted")
    try counter.database.advanceClock(by: "3 minutes")
    #expect(try counter.value(state, [.int(driver)], as: portal) == "active")
  }

  @Test func anAccountReturned() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(licence: "13AA00001")
    let run = try counter.run("open \(number)\nflag licence_number title_number_used\nreturn 'seen twice'\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains(" 1 ⚠ licence_number title_number_used: 13AA00001 is the number of the title, not a NEPH\n"))
    try counter.database.advanceClock(by: "3 minutes")
    let portal = try counter.login("portal")
    #expect(try counter.value("select state from hub.account where driver = $1", [.int(driver)], as: portal) == "to_correct")
    let waiting = try counter.run("list --waiting\n", ["--format", "jsonl"])
    #expect(waiting.output.contains("\"case\":\(number.filter(\.isNumber)),"))
  }

  @Test func anApplicationShownAndApproved() throws {
    let counter = try Counter()
    let number = try counter.application()
    let run = try counter.run("next documents\nshow\napprove --unseen\n")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    let pages = run.output.components(separatedBy: "\(number) · documents · ")
    #expect(pages.count == 3)
    #expect(
      pages.last?.contains(
        """

        papers   photo 1001 1 KB
                 signature 1002 1 KB
                 identity_document front 1003 1 KB
                 driving_licence front 1004 1 KB · back 1005 1 KB

        """) == true)
    #expect(run.answers.hasSuffix("Case \(number): approved. The driver will be told by e-mail. \"undo\" is possible for a while.\n"))
    try counter.database.advanceClock(by: "3 minutes")
    let again = try counter.run("next documents\n")
    #expect(again.output == "Nothing left to take in \"documents\".\n")
    #expect(again.status == .exited(0))
  }

  @Test func aDocumentReturned() throws {
    let counter = try Counter()
    let number = try counter.application()
    let run = try counter.run("open \(number)\nflag photo blurred 'face'\nflag signature absent\nreturn\n", ["--format", "jsonl"])
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("\"action\":\"return\""))
    try counter.database.advanceClock(by: "3 minutes")
    let portal = try counter.login("portal")
    #expect(try counter.value("select state from hub.application", as: portal) == "to_correct")
  }

  @Test func whatIsMissingIsNamedWhereItIsOneOfAFew() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("open \(number)\nsignaler nom\nopen \(number)\nflag photo\nescalate\n", ["--keep-going"])
    #expect(run.errors.contains("stdin:2: REASON is missing\n  One of: ") && run.errors.contains("names_swapped"), "\(run.errors)")
    #expect(run.errors.contains("stdin:5: WHY is missing\n  Usage: escalate [CASE] WHY\n"), "\(run.errors)")
    #expect(try counter.value("select count(*) from core.flag") == "0")
  }

  @Test func whatIsNoCaseSaysWhereItIsFound() throws {
    let counter = try Counter()
    let run = try counter.run("open Q0011298\nlist --waiting --overdue\nlist --waiting --due-within 2h\n", ["--keep-going"])
    #expect(run.errors.contains("\"search Q0011298\" says whose, and gives the cases."), "\(run.errors)")
    #expect(run.errors.contains("stdin:2: what waits for the driver has no deadline\n"), "\(run.errors)")
    #expect(run.errors.contains("stdin:3: what waits for the driver has no deadline\n"), "\(run.errors)")
  }

  @Test func theBeginningOfANameBeforeOtherWordsIsNoName() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let supervisor = try counter.supervisor
    let run = try counter.run(
      "open \(number)\nsignaler nom faute de frappe\nopen \(number)\nflag last name spelling\nopen \(number)\nsignaler nom faute\n",
      ["--keep-going"])
    #expect(run.errors.contains("stdin:2: \"faute\" is but the beginning of spelling\n"), "\(run.errors)")
    #expect(run.errors.contains("stdin:4: \"last\" is but the beginning of last_name\n"), "\(run.errors)")
    #expect(try counter.value("select item || ' ' || reason || ' ' || comment from core.flag") == "last_name spelling ")
    let closed = try counter.run("clore \(number) des doublons trouvés\n", as: supervisor, lang: "fr")
    #expect(closed.errors.contains("n'est que le début de desistement\n"), "\(closed.errors)")
    #expect(try counter.value("select state from core.desk_case") == "open")
  }

  @Test func whatIsRecordedHasNoBlanksAtItsEndsAndIsWhatIsSaid() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("note \(number) '  two  blanks  '\nnote \(number) '   '\n", ["--keep-going"])
    #expect(run.answers.hasSuffix("Noted on \(number): two  blanks\n"), "\(run.answers)")
    #expect(run.errors.hasPrefix("stdin:2: TEXT is missing\n"), "\(run.errors)")
    #expect(try counter.value("select text from core.case_event where kind = 'note'") == "two  blanks")
  }

  @Test func whatTheDriverReadsIsInHisLanguage() throws {
    let counter = try Counter()
    let number = try counter.account().number
    try counter.value("update core.account set language = 'en'")
    let run = try counter.run("ouvrir \(number)\nsignaler courriel faute-saisie\n", lang: "fr")
    let wording = try #require(try counter.value("select wording_en from core.wording where reason = 'spelling'"))
    #expect(run.answers.hasSuffix("Le conducteur lira : « \(wording) » (prévenu en anglais)\n"), "\(run.answers)")
  }

  @Test func whatAClosedConsoleHeldIsGoneOnWith() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("open \(number)\n").status == .exited(0))
    let run = try counter.run("next accounts\n")
    #expect(run.answers.hasPrefix("You had begun case \(number).\n"), "\(run.answers)")
    #expect(
      try counter.value("select string_agg(kind, ' ' order by id) from core.case_event where kind in ('claimed', 'taken_over')")
        == "claimed")
  }

  @Test func aParameterThatIsGivenTwiceIsNamedAsItWasTyped() throws {
    let run = try Counter().run("rapport échéances jours=7 jours=8\n", lang: "fr")
    #expect(run.errors.contains("« jours »".replacing(" ", with: "\u{A0}")), "\(run.errors)")
  }
}
