@testable import Desk
import Casework
import Foundation
import Postgres
import Terminal
import TestSupport
import Testing

@testable import Console

/// Every refusal that the desk's own SQL can raise has words in both languages.
@Suite struct RefusalTextTests {
  /// The SQL of the contract, of the files whose names have one of these in them.
  private func contract(_ parts: String...) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../queries/contract").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in parts.contains { name.contains($0) } }
    return try files.sorted().map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
  }

  /// A row of `core.refusal` that an agent can meet, with the kinds of its values.
  private struct Row {
    var name, message: String
    var kinds: [String: String]
  }

  private func rows() throws -> [Row] {
    let database = try TestDatabase()
    var connection = try database.connect()
    return try connection.query(
      """
      select r.refusal, r.message, array(select k.field || ' ' || k.kind from core.refusal_field k where k.field = any (r.fields)) as fields
      from core.refusal r where r.met_by in ('agent', 'both') order by r.refusal
      """
    ).map { row in
      let pairs = try row.strings("fields").map { $0.split(separator: " ").map(String.init) }
      return Row(
        name: try row.string("refusal"), message: try row.string("message"),
        kinds: Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) }))
    }
  }

  private static func refusal(_ name: String, _ values: [String: Refusal.Value]) -> Refusal {
    var refusal = Refusal(ServerError(sqlState: String(name.prefix(5)), message: "the server's sentence"))
    (refusal.name, refusal.values) = (name, values)
    return refusal
  }

  /// What is said of a refusal: the sentence, the advice.
  private func words(_ name: String, _ values: [String: Refusal.Value]) throws -> (Text, Text) {
    let wording = try #require(RefusalWording.of(Self.refusal(name, values)), "\(name)")
    let told = Told(values: values, vocabulary: .small, queues: .small, now: Moment(seconds: 0)).told(wording)
    return (told.text, told.advice)
  }

  /// Values of their kinds, none like another, and how each is shown.
  private func samples(_ row: Row) -> (values: [String: Refusal.Value], shown: [String: String]) {
    var values: [String: Refusal.Value] = [:], shown: [String: String] = [:]
    for (place, (field, kind)) in row.kinds.sorted(by: { $0.key < $1.key }).enumerated() {
      switch kind {
      case "number":
        values[field] = .number(Int64(7001 + 101 * place))
        shown[field] =
          ["case", "other_case"].contains(field) ? CaseNumber(id: Int64(7001 + 101 * place)).description : "\(7001 + 101 * place)"
      case "moment": (values[field], shown[field]) = (.number(Int64(-86_400 * (40 + place))), nil)
      case "list": (values[field], shown[field]) = (.list(["x_\(field)", "y_\(field)"]), "x_\(field), y_\(field)")
      default: (values[field], shown[field]) = (.text("x_\(field)"), "x_\(field)")
      }
    }
    return (values, shown)
  }

  @Test func everyRefusalThatAnAgentCanMeetIsWorded() throws {
    let rows = try rows()
    #expect(rows.count > 90)
    // What an agent need not be told.
    let unsaid = [
      "42501": "role", "PU027": "case", "PU066": "state", "PU077": "wanted", "PU080:driver": "driver", "PU082": "seconds", "PU087": "field",
    ]
    for row in rows {
      let (values, shown) = samples(row)
      let refusal = Self.refusal(row.name, values)
      let failure = Failure(refusal, vocabulary: .small, queues: .small, now: Moment(seconds: 0))
      if row.name != "42501" { #expect(RefusalWording.of(refusal) != nil, "\(row.name)") }
      for (language, text) in [Language.fr, .en].map({ ($0, [failure.message[$0].plain, failure.hint[$0].plain]) }) {
        #expect(text.allSatisfy { !$0.isEmpty && !$0.contains(/[{}?]/) }, "\(row.name) \(language): \(text)")
        #expect(text[0] != refusal.message, "\(row.name) \(language): \(text)")
        for field in row.message.matches(of: /\{([a-z_]+)\}/).map({ String($0.1) }) {
          guard let value = shown[field] else { continue }
          #expect(text.joined().contains(value) == (unsaid[row.name] != field), "\(row.name) \(language): \(field) in \(text)")
        }
      }
    }
  }

  @Test func nothingIsWordedThatTheDatabaseDoesNotRefuse() throws {
    let rows = try rows()
    let known = Set(rows.flatMap { [$0.name, String($0.name.prefix(5))] })
    for key in RefusalWording.all.keys where !known.contains(key) { #expect(!key.hasPrefix("PU"), "\(key)") }
  }

  @Test func everyKindOfActIsNamedAndSetRight() throws {
    let sql = try contract("_desk_")
    let decisions = ["approve", "return", "attribute", "reship", "reissue", "overturn", "close"]
    let kinds = Set(sql.matches(of: /begin_request\([a-z_]+, '([a-z_]+)'/).map { String($0.1) }).subtracting(["undo"]).union(decisions)
    #expect(kinds.count > 25)
    // What nothing puts back: the card is destroyed, the message is on its way; and what `undo` itself takes back.
    let unremedied = Set(decisions + ["destroy", "note", "escalate", "register_return"])
    for kind in kinds.sorted() {
      let deed = Labels.deed(kind)
      #expect(deed.fr.plain != kind && deed.en.plain != kind && deed.fr != deed.en, "\(kind)")
      let words = try words("PU038", ["kind": .text(kind), "reference": .text("X"), "driver": .number(1)])
      #expect(!words.1.fr.isEmpty && !words.1.en.isEmpty, "\(kind)")
      #expect((words.1.fr.plain == "Dites-le dans une note.") == unremedied.contains(kind), "\(kind)")
      #expect(words.0.fr.plain.contains("conducteur 1") && words.0.en.plain.contains("driver 1"), "\(kind)")
    }
  }

  @Test func everyFieldThatIsRefusedIsNamedInBothLanguages() throws {
    let sql = try contract("_core_", "_hub_mailroom", "_desk_")
    let fields = Set(
      sql.matches(of: /check_(?:text|given|texts)\('([a-z_]+)'|scanned\('([a-z_]+)'|'field', '([a-z_]+)'/).compactMap { match in
        (match.1 ?? match.2 ?? match.3).map(String.init)
      })
    #expect(fields.count > 15)
    for field in fields.sorted() {
      let words = try words("PU062", ["field": .text(field)])
      #expect(!words.0.fr.plain.hasPrefix(field + "\u{A0}:") || ["agent", "version"].contains(field), "\(field)")
      #expect(!words.1.fr.isEmpty && !words.1.en.isEmpty, "\(field)")
    }
  }

  @Test func everyRightHasAName() throws {
    let codes = Set(try contract(".sql").matches(of: /require_right\('([a-z_]+)'/).map { String($0.1) })
    #expect(codes.contains("resend_now") && codes.count > 5)
    for code in codes.sorted() where code == Labels.action(code).fr.plain { Issue.record("\(code) has no French name") }
  }

  @Test func aStateIsSaidInTheGenderOfWhatItIsOf() throws {
    func said(_ code: String, _ values: [String: Refusal.Value]) throws -> String {
      try words(code, values).0.fr.plain.replacing("\u{A0}", with: " ")
    }
    #expect(try said("PU078", ["serial": .text("F1"), "state": .text("active")]).hasSuffix("état « active »"))
    let destroyed = try words("PU078:destroyed", ["serial": .text("F1"), "state": .text("destroyed")])
    #expect(destroyed.0.fr.plain.contains("détruite") && destroyed.1.fr.plain.contains("Elle l'est déjà"))
    #expect(try said("PU059", ["serial": .text("F1"), "state": .text("produced")]).contains("« fabriquée »"))
    #expect(try said("PU051", ["coupon": .text("Q1"), "state": .text("closed")]) == "la déclaration du coupon Q1 en est à « close »")
    #expect(
      try said("PU051:awaited", ["coupon": .text("Q1"), "state": .text("awaiting_card"), "action": .text("undo_reception")])
        == "la carte du coupon Q1 n'est pas reçue : rien à reprendre")
    #expect(try said("PU006", ["object": .text("application"), "state": .text("cancelled")]).hasSuffix("demande, état « annulée »"))
    #expect(try said("PU006", ["object": .text("payment"), "state": .text("cancelled")]).hasSuffix("paiement, état « annulé »"))
    #expect(try said("PU004", ["kind": .text("card"), "id": .text("F1")]) == "il n'y a pas de carte F1")
    #expect(try said("PU004", ["kind": .text("dispatch"), "id": .text("L1")]) == "il n'y a pas d'envoi L1")
    #expect(try said("PU017:mine", ["case": .number(12345), "agent": .text("sofia")]).hasPrefix("vous pouvez encore défaire"))
  }
}
