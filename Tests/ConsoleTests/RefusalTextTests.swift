import Desk
import Foundation
import Terminal
import Testing

@testable import Console

/// Every refusal that the desk's own SQL can raise has words in both languages.
@Suite struct RefusalTextTests {
  /// The SQL of the contract, of the files whose names begin like this.
  private func contract(_ prefix: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../queries/contract").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".sql") }
    return try files.sorted().map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
  }

  @Test func everyCodeOfTheDeskIsWorded() throws {
    let codes = Set(try contract("2").matches(of: /refuse\('(PU[0-9]{3})/).map { String($0.1) })
    #expect(codes.count > 20)
    for code in codes.sorted() {
      let words = Text.refusal(code, [:], vocabulary: .small, queues: .small, now: 0)
      #expect(words?.0.fr.isEmpty == false && words?.0.en.isEmpty == false, "\(code)")
    }
  }

  @Test func everyKindOfActIsNamedAndSetRight() throws {
    let sql = try contract("2")
    let decisions = ["approve", "return", "attribute", "reship", "reissue", "overturn", "close"]
    let kinds = Set(sql.matches(of: /begin_request\([a-z_]+, '([a-z_]+)'/).map { String($0.1) }).subtracting(["undo"]).union(decisions)
    #expect(kinds.count > 25)
    // What nothing puts back: the card is destroyed, the message is on its way; and what `undo` itself takes back.
    let unremedied = Set(decisions + ["destroy", "note", "escalate", "register_return"])
    for kind in kinds.sorted() {
      let deed = Labels.deed(kind)
      #expect(deed.fr.plain != kind && deed.en.plain != kind && deed.fr != deed.en, "\(kind)")
      let words = try #require(
        Text.refusal(
          "PU038", ["kind": .text(kind), "reference": .text("X"), "driver": .number(1)], vocabulary: .small, queues: .small, now: 0),
        "\(kind)")
      #expect(!words.1.fr.isEmpty && !words.1.en.isEmpty, "\(kind)")
      #expect((words.1.fr.plain == "Dites-le dans une note.") == unremedied.contains(kind), "\(kind)")
      #expect(words.0.fr.plain.contains("conducteur 1") && words.0.en.plain.contains("driver 1"), "\(kind)")
    }
  }

  @Test func everyFieldThatIsRefusedIsNamedInBothLanguages() throws {
    let sql = try contract("01") + contract("155") + contract("2")
    let fields = Set(
      sql.matches(of: /check_(?:text|given|texts)\('([a-z_]+)'|scanned\('([a-z_]+)'|'field', '([a-z_]+)'/).compactMap { match in
        (match.1 ?? match.2 ?? match.3).map(String.init)
      })
    #expect(fields.count > 15)
    for field in fields.sorted() {
      let words = try #require(Text.refusal("PU062", ["field": .text(field)], vocabulary: .small, queues: .small, now: 0))
      #expect(!words.0.fr.plain.hasPrefix(field + "\u{A0}:") || ["agent", "version"].contains(field), "\(field)")
      #expect(!words.1.fr.isEmpty && !words.1.en.isEmpty, "\(field)")
    }
  }

  @Test func everyRightHasAName() throws {
    let codes = Set(try contract("").matches(of: /require_right\('([a-z_]+)'/).map { String($0.1) })
    #expect(codes.contains("resend_now") && codes.count > 5)
    for code in codes.sorted() where code == Labels.action(code).fr.plain { Issue.record("\(code) has no French name") }
  }

  @Test func aStateIsSaidInTheGenderOfWhatItIsOf() throws {
    func said(_ code: String, _ values: [String: Refusal.Value]) throws -> String {
      try #require(Text.refusal(code, values, vocabulary: .small, queues: .small, now: 0)).0.fr.plain.replacing("\u{A0}", with: " ")
    }
    #expect(try said("PU078", ["serial": .text("F1"), "state": .text("active")]).hasSuffix("état « active »"))
    let destroyed = try #require(
      Text.refusal("PU078", ["serial": .text("F1"), "state": .text("destroyed")], vocabulary: .small, queues: .small, now: 0))
    #expect(destroyed.0.fr.plain.contains("détruite") && destroyed.1.fr.plain.contains("Elle l'est déjà"))
    #expect(try said("PU059", ["serial": .text("F1"), "state": .text("produced")]).contains("« fabriquée »"))
    #expect(try said("PU051", ["coupon": .text("Q1"), "state": .text("closed")]) == "la déclaration du coupon Q1 en est à « close »")
    #expect(
      try said("PU051", ["coupon": .text("Q1"), "state": .text("awaiting_card"), "action": .text("undo_reception")])
        == "la carte du coupon Q1 n'est pas reçue : rien à reprendre")
    #expect(try said("PU006", ["object": .text("application"), "state": .text("cancelled")]).hasSuffix("demande, état « annulée »"))
    #expect(try said("PU006", ["object": .text("payment"), "state": .text("cancelled")]).hasSuffix("paiement, état « annulé »"))
    #expect(try said("PU004", ["kind": .text("card"), "id": .text("F1")]) == "il n'y a pas de carte F1")
    #expect(try said("PU004", ["kind": .text("dispatch"), "id": .text("L1")]) == "il n'y a pas d'envoi L1")
    #expect(
      try said("PU017", ["case": .number(12345), "agent": .text("sofia"), "mine": .flag(true)]).hasPrefix("vous pouvez encore défaire"))
  }
}
