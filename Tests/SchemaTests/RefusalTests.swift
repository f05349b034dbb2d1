import Foundation
import Postgres
import Queries
import TestSupport
import Testing

/// `core.refusal` and what raises it: the SQL of the contract names its rows, and the page for services shows them.
@Suite struct RefusalTests {
  /// A call of `core.refuse` in the SQL: the refusals that it can come to, and the names of the values that it gives.
  struct Call {
    var function: String
    var refusals: [String]
    var fields: Set<String>
  }

  /// A row of `core.refusal`.
  struct Refusal {
    var name, metBy, message, hint: String
    var insist: String?
    var fields, kept: Set<String>
    /// What services are told, in the order of the table.
    var told: [String]
  }

  @Test func everyCallNamesARowAndGivesItsValues() throws {
    let rows = try Dictionary(uniqueKeysWithValues: Self.refusals().map { ($0.name, $0) })
    let calls = Self.functions.values.flatMap(\.calls)
    #expect(calls.count > 180)
    for call in calls {
      #expect(!call.refusals.isEmpty, "\(call.function) names no refusal")
      for name in call.refusals { #expect(call.fields == rows[name]?.fields, "\(call.function): \(name)") }
    }
    #expect(Set(calls.flatMap(\.refusals)) == Set(rows.keys))
  }

  /// What does not come to `core.refuse`: a fault of the caller's, of which nobody is told in words of his.
  @Test func nothingElseIsRaised() {
    let raising = Self.functions.filter { $0.value.text.contains(/raise\s+(exception|sqlstate|'|[a-z_]+;)/) }
    // core.check_filters raises what it catches itself; core.keep_before meets only a mistake in the contract.
    #expect(Set(raising.keys) == ["core.refuse", "core.require_right", "core.check_filters", "core.keep_before"])
  }

  @Test func whomARefusalMeetsIsWhoeverCanReachIt() throws {
    let services = Self.reached(from: Self.functions.keys.filter { $0.hasPrefix("hub.") })
    let agents = Self.reached(from: Self.functions.filter { $0.key.hasPrefix("desk.") || $0.value.isTrigger }.keys)
    for row in try Self.refusals() where row.name != "PU099" {
      let met =
        switch (services.contains(row.name), agents.contains(row.name)) {
        case (true, true): "both"
        case (true, false): "service"
        case (false, true): "agent"
        case (false, false): "owner"
        }
      #expect(row.metBy == met, "\(row.name)")
    }
  }

  @Test func everyValueIsDescribedAndASentenceNamesOnlyWhatItsReaderIsTold() throws {
    let database = try TestDatabase()
    var connection = try database.connect()
    let described = Set(try connection.query("select field from core.refusal_field").map { try $0.string("field") })
    let rows = try Self.refusals()
    #expect(described == rows.reduce(into: Set(rows.compactMap(\.insist))) { $0.formUnion($1.fields) })
    for row in rows {
      let named = Set((row.message + row.hint).matches(of: /\{([a-z_]+)\}/).map { String($0.1) })
      #expect(named.isSubset(of: row.fields), "\(row.name)")
      #expect(named.isDisjoint(with: row.kept) && !row.message.contains("|"), "\(row.name)")
    }
  }

  @Test func aRefusalIsRaisedInTheWordsOfItsRow() throws {
    let database = try TestDatabase()
    var connection = try database.connect()
    func raised(_ call: String) -> ServerError? {
      do { _ = try connection.query("select core.refuse(\(call))") } catch { return error.serverError }
      return nil
    }
    // What a value holds is a text and no template; a list is listed, and nothing is said to be nothing.
    let found = raised("'PU021', jsonb_build_object('reason', '{possible} {reason}', 'possible', array['a', 'b'])")
    #expect(found?.sqlState == "PU021")
    #expect(found?.message == "there is no reason {possible} {reason}")
    #expect(found?.hint == "Reasons: a, b.")
    let none = raised("'PU003', '{\"driver\": null}'")
    #expect(none?.message == "there is no driver (none)")
    #expect(none?.detail == "{\"driver\": null}")
    #expect(raised("'PU062:consents', '{\"field\": \"consents\"}'")?.hint?.hasPrefix("Send {\"privacy_policy\": ") == true)
    #expect(
      raised("'PU087', '{\"field\": \"email\", \"driver\": 7}'")?.detail == "{\"field\": \"email\", \"driver\": 7, \"insist\": \"insist\"}")
    // Another name, a value too few, a value too many.
    for call in ["'PU000'", "'PU003'", "'PU048', '{\"driver\": 1}'"] { #expect(raised(call)?.sqlState == "XX000", "\(call)") }
  }

  /// `docs/hub-contract.md` has the refusals that services meet. `PUPITRE_UPDATE=1` writes them again.
  @Test func thePageShowsTheTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/hub-contract.md").standardized
    let (start, end) = ("<!-- refusals: from core.refusal -->\n", "<!-- /refusals -->\n")
    var page = try String(contentsOf: file, encoding: .utf8)
    let first = try #require(page.range(of: start)), last = try #require(page.range(of: end))
    let made = try Self.markdown()
    if ProcessInfo.processInfo.environment["PUPITRE_UPDATE"] == "1" {
      page.replaceSubrange(first.upperBound..<last.lowerBound, with: made)
      try Data(page.utf8).write(to: file)
    } else {
      #expect(page[first.upperBound..<last.lowerBound] == made)
    }
  }
}

extension RefusalTests {
  static func refusals() throws -> [Refusal] {
    let database = try TestDatabase()
    var connection = try database.connect()
    return try connection.query(
      """
      select refusal, met_by, message, hint, insist, array_to_string(fields, ' ') as fields, array_to_string(kept, ' ') as kept,
        array_to_string(array(select f from unnest(fields || insist) with ordinality as v(f, n) where f <> all (kept) order by n), ' ') as told
      from core.refusal order by refusal
      """
    ).map { row in
      func words(_ column: String) throws -> [String] { try row.string(column).split(separator: " ").map(String.init) }
      return Refusal(
        name: try row.string("refusal"), metBy: try row.string("met_by"), message: try row.string("message"), hint: try row.string("hint"),
        insist: try row.optionalString("insist"), fields: Set(try words("fields")), kept: Set(try words("kept")), told: try words("told"))
    }
  }

  /// A line a SQLSTATE with all its sentences, then a line a value.
  static func markdown() throws -> String {
    var text = "| code | what is said | values |\n|---|---|---|\n"
    var values: [String] = []
    let refusals = try refusals().filter { ["service", "both"].contains($0.metBy) }
    for (code, rows) in Dictionary(grouping: refusals, by: { $0.name.prefix(5) }).sorted(by: { $0.key < $1.key }) {
      let told = rows.flatMap(\.told).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let said = rows.map(\.message).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      text += "| `\(code)` | \(said.joined(separator: " · ")) | \(told.map { "`\($0)`" }.joined(separator: " ")) |\n"
      values += told
    }
    text += "\n| value | kind | what it is |\n|---|---|---|\n"
    let database = try TestDatabase()
    var connection = try database.connect()
    let kinds = ["text": "text", "number": "number", "moment": "seconds since 1970", "list": "list of texts"]
    for row in try connection.query("select field, kind, meaning from core.refusal_field order by field") {
      guard values.contains(try row.string("field")) else { continue }
      text += "| `\(try row.string("field"))` | \(kinds[try row.string("kind")] ?? "?") | \(try row.string("meaning")) |\n"
    }
    return text
  }

  /// A function of the SQL: its text, the functions and the refusals that it names.
  struct Function {
    var text = ""
    var isTrigger = false
    var calls: [Call] = []
    var callees: Set<String> = []
  }

  /// The functions of the SQL by their names, those of one name together.
  static let functions: [String: Function] = {
    var functions: [String: Function] = [:]
    for file in Query.folder("schema") + Query.folder("contract") {
      for part in file.text.split(separator: /(?m)^(?=create )/) {
        guard let head = part.firstMatch(of: /^create (?:or replace )?function ((?:core|hub|desk)\.\w+)\(/) else { continue }
        let name = String(head.1)
        // Comments between functions are no code.
        let text = part.split(separator: "\n").filter { !$0.contains(/^\s*--/) }.joined(separator: "\n")
        functions[name, default: Function()].text += text
        functions[name]?.isTrigger = text.prefix(400).contains("returns trigger")
        functions[name]?.callees.formUnion(text.matches(of: /((?:core|hub|desk)\.\w+)\s*\(/).map { String($0.1) })
        guard name != "core.refuse" else { continue }
        functions[name]?.calls += calls(in: text, of: name)
      }
    }
    return functions
  }()

  /// The refusals that these functions can come to.
  static func reached(from roots: some Sequence<String>) -> Set<String> {
    var seen: Set<String> = [], waiting = Array(roots)
    while let name = waiting.popLast() {
      guard let function = functions[name], seen.insert(name).inserted else { continue }
      waiting += function.callees
    }
    return Set(seen.flatMap { functions[$0]?.calls.flatMap(\.refusals) ?? [] })
  }

  private static func calls(in text: String, of function: String) -> [Call] {
    text.ranges(of: "core.refuse(").map { range in
      let arguments = arguments(text[range.upperBound...])
      let names = arguments.first?.matches(of: /'([0-9A-Z]{5}(?::[a-z_]+)?)'/).map { String($0.1) } ?? []
      var fields: Set<String> = []
      if arguments.count > 1 {
        let values = arguments[1].trimmingPrefix(/\s*jsonb_build_object\(/)
        #expect(values.count < arguments[1].count, "\(function): the values stand in the call")
        fields = Set(Self.arguments(values).enumerated().filter { $0.offset % 2 == 0 }.map { $0.element.filter { !" \n'".contains($0) } })
      }
      return Call(function: function, refusals: names, fields: fields)
    }
  }

  /// The arguments of a call, from behind its opening parenthesis; what is quoted is left alone.
  private static func arguments(_ text: Substring) -> [Substring] {
    var arguments: [Substring] = [], depth = 0, isQuoted = false, start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "'": isQuoted.toggle()
      case _ where isQuoted: break
      case "(", "[": depth += 1
      case ")" where depth == 0: return arguments + [text[start..<index]]
      case ")", "]": depth -= 1
      case "," where depth == 0:
        arguments.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return arguments
  }
}
