import Foundation
import TestSupport
import Testing

@testable import Console

/// What stands at the head of a comment and may be a case is asked for, never kept as a remark on the case in hand.
@Suite struct CaseWordTests {
  @Test(arguments: [
    "471-94", "47194-", "4719-", "4719--4", "4719-44", "4719.4", "4719/4", "4719 -4", "4719 - 4", "4719", "47119", "n°4719-4", "n° 47194",
    "no 4719-4",
    "N°4719", "(4719-4)", "«4719-4»", "47l9-4", "4719-4/vu", "4719-4:vu", "dossier 4719-4", "dossier : 4719-4", "dossier: 4711-8",
    "dossier:",
    "case 47194", "numéro 4719-4", "4719\u{AD}4", "4719\u{AD}-4 vu", "4719-4 vu", "#4719-4", "#47194 vu", "4719-4vu", "dossier:4719-4",
    "dossier:vu",
    "case:", "4 719-4", "4719_4", "47194.", "4719 -4 vu", "O4719-4", "3", "12",
  ])
  func whatMayBeACaseIsNoRemark(_ comment: String) throws {
    let head = Token(text: String(comment.prefix { !$0.isWhitespace }), column: 1, quoted: false)
    #expect(CaseWord.opensText(head) || CaseWord.mayBeMeant(in: comment) != nil)
  }

  @Test(arguments: [
    "44200 NANTES confirmé", "l'usager n'a pas répondu", "2026-11-20 reçu", "12/03/2026 : titre vu", "12.03.2026 vu",
    "06 39 98 00 10 rappelé",
    "0639980010", "vu", "2 pièces", "3e relance", "dossier complet", "dossier : complet", "no answer", "n'a pas signé", "n° de permis vu",
    "12-5",
    "permis 980529101212 vérifié", "100 % conforme", "cas rare", "carte:perdue", "26/11/2026", "35000 RENNES", "10-12 rue Haute",
    "case closed by phone",
  ])
  func aRemarkIsARemark(_ comment: String) throws {
    let head = Token(text: String(comment.prefix { !$0.isWhitespace }), column: 1, quoted: false)
    #expect(!CaseWord.opensText(head) && CaseWord.mayBeMeant(in: comment) == nil)
  }

  @Test(arguments: ["approve 4719.4", "return n°4719-4", "reship dossier 4719-4", "attribute driver dossier: 4711-8", "approve case:"])
  func nothingIsSettledWhereACaseMayBeMeant(_ line: String) throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("open \(number)\n\(line)\n")
    #expect(run.status == .exited(3), "\(run.errors)")
    #expect(run.errors.contains("a case, or a comment?"), "\(run.errors)")
    #expect(try counter.value("select count(*) from core.decision") == "0")
    let said = try counter.run("approve -- \(number) n° 4719-4\n")
    #expect(said.status == .exited(3) && said.errors.contains("no case in hand"))
    let meant = try counter.run("open \(number)\napprove -- 4719.4 seen\n")
    #expect(meant.status == .exited(0), "\(meant.errors)")
    #expect(try counter.value("select comment from core.decision_detail") == "4719.4 seen")
  }

  /// A value that is no case's number does not make text of the word that holds it.
  @Test(arguments: ["approve case:$c $t", "note case:$c $t", "escalate case:$c $t", "note driver:$c $t", "note dossier:$c $t"])
  func whatIsNamedInTheLineIsNamedWhateverTheValue(_ line: String) throws {
    let counter = try Counter()
    let number = try counter.account().number
    let data = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: data) }
    for row in [";without a number", "ABC;is a fake", "4719-5;mistyped"] {
      try "c;t\n\(row)\n".write(to: data, atomically: true, encoding: .utf8)
      for opening in ["", "open \(number)\n"] {
        let run = try counter.run("param f file\n\(opening)for c t in $f do \(line)\n", ["--set", "f=\(data.path)"])
        #expect(![.exited(0), .exited(6)].contains(run.status), "\(row): \(run.answers)\(run.errors)")
      }
    }
    #expect(try counter.value("select count(*) from core.decision") == "0")
    #expect(try counter.value("select count(*) from core.case_event where kind in ('note', 'escalated')") == "0")
  }
}
