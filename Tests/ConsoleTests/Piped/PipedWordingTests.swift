import Foundation
import TestSupport
import Testing

/// What is said is in one language, one form, and safe where it goes.
@Suite struct PipedWordingTests {
  private func spaced(_ text: String) -> String { text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ") }

  @Test func aSentenceBetweenHTMLTablesIsEscaped() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("note \(number) <script>alert(1)</script> & co\nqueues\n", ["--format", "html"])
    #expect(run.status == .exited(0))
    #expect(run.output.hasPrefix("<p>Noted on \(number): &lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>\n"), "\(run.output)")
    #expect(!run.output.contains("<script>"))
    #expect(try counter.value("select text from core.case_event where kind = 'note'") == "<script>alert(1)</script> & co")
  }

  @Test func aFileThatCannotBeOpenedIsSaidInFrench() throws {
    let counter = try Counter()
    let folder = FileManager.default.temporaryDirectory.path
    for (path, why) in [("/nowhere/x", "il n'existe pas"), (folder, "c'est un dossier")] {
      let run = try counter.run("", ["-f", path], lang: "fr")
      #expect(run.status == .exited(1))
      #expect(run.errors.contains(why) && !run.errors.contains("No such") && !run.errors.contains("directory"), "\(run.errors)")
    }
  }

  /// Services have logins too, and none of them a seat.
  @Test(arguments: ["portal", "mailer", "mailroom", "factory"])
  func aLoginWithoutASeatIsToldSo(_ group: String) throws {
    let counter = try Counter()
    let login = try counter.login(group)
    let french = try counter.run("files\n", as: login, lang: "fr")
    #expect(french.status == .exited(4))
    #expect(
      french.errors.contains("le compte \(login) n'a pas de place au pupitre") && !french.errors.contains("permission"), "\(french.errors)")
    #expect(try counter.run("queues\n", as: login).errors.contains("the login \(login) has no seat at the desk"))
  }

  @Test func aNumberIsFoundByItsKindToo() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(lastName: "DURAND")
    for line in ["search case:\(number)", "search driver:\(driver)", "chercher dossier:\(number)", "chercher conducteur:\(driver)"] {
      #expect(try counter.run(line + "\n", ["--format", "csv"]).output.contains("DURAND"), "\(line)")
    }
  }

  @Test func anExpectedCaseMayBeWrittenWithItsDash() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let bare = number.replacing("-", with: "")
    for line in [
      "expect list accounts where case = \(number) rows = 1", "expect list accounts where case = \(bare) rows = 1",
      "expect list case = \(number)",
      "vérifier lister comptes où due_at > aujourd'hui rows = 1", "vérifier files où queue = comptes next_due >= aujourd'hui",
    ] {
      let run = try counter.run(line + "\n")
      #expect(run.status == .exited(0), "\(line): \(run.errors)")
    }
    let unmet = try counter.run("vérifier lister comptes due_at < aujourd'hui\n", lang: "fr")
    #expect(unmet.status == .exited(7))
    #expect(spaced(unmet.errors).contains("ligne 1 (\(number)) : ") && !unmet.errors.contains("+0"), "\(unmet.errors)")
    let picked = try counter.run("vérifier files overdue > 3 où queue = comptes\n", lang: "fr")
    #expect(spaced(picked.errors).contains("attendu : overdue > 3 où queue = comptes"), "\(picked.errors)")
    #expect(spaced(try counter.run("vérifier files couleur = 1\n", lang: "fr").errors).contains("« files » n'a pas de colonne « couleur »"))
    let mistyped = number.dropLast() + (number.hasSuffix("0") ? "1" : "0")
    #expect(try counter.run("expect list where case = \(mistyped) rows = 0\n").status == .exited(1))
  }
}
