import Casework
import Desk
import Terminal

/// What an `each` says: which cases, and what is done to each of them.
struct Bulk: Sendable {
  var filter: ListFilter
  var act: BulkAct
  /// The command behind `do`.
  var command: Command
}

extension Argument where Value == Bulk {
  /// `QUEUE FILTERS do COMMAND`.
  static let bulk: Argument = {
    let placeholder = Text(fr: "FILE FILTRES faire COMMANDE", en: "QUEUE FILTERS do COMMAND")
    return Argument(places: [.parameter(Parameter(placeholder, .plain, extent: .line, isPersonal: true))]) { (reading) throws(Failure) in
      guard case .line(let line)? = reading.take() else { throw reading.missing(placeholder) }
      return try reading.parser.bulk(line, of: reading.command)
    }
  }()
}

/// What can be done to each case: a command without the case, which is the one whose turn it is.
struct BulkCommand: Sendable {
  /// What it takes behind `do`.
  let command: Command
  /// The command that does the same to one case.
  let whole: Command

  private init(_ whole: Command, _ act: Argument<BulkAct>) {
    self.whole = whole
    command = Command(
      whole.name, whole.alias, area: whole.area, effect: whole.effect, action: whole.action, summary: whole.summary, takes: act
    ) { (_, _) throws(Failure) in }
  }

  /// All of them.
  static let all = CommandTable(bulk.map(\.command))
  private static let bulk = [
    BulkCommand(.approve, .together(Argument<String>.comment) { (comment) throws(Failure) in .approve(comment: comment) }),
    BulkCommand(
      .returnCase,
      .together(.item, .reason, Argument<String>.comment) { (item, reason, comment) throws(Failure) in
        .returnCase(item: item.code, reason: reason.code, comment: comment)
      }),
    BulkCommand(.remind, .always(.remind)),
    BulkCommand(
      .assign,
      .together(.agent, .flag("insist", "insister", Text(fr: "même si quelqu'un le tient", en: "even where somebody holds it"))) {
        (agent, insists) throws(Failure) in .assign(to: agent, insists: insists)
      }),
    BulkCommand(
      .note, .together(Argument<String>.text(Text(fr: "TEXTE", en: "TEXT"))) { (text) throws(Failure) in .note(text) }),
    BulkCommand(
      .urgent,
      .together(.flag("off", "fin", Text(fr: "le remettre à sa place", en: "put it back in its place"))) { (isOff) throws(Failure) in
        .urgent(!isOff)
      }),
    BulkCommand(
      .escalate, .together(Argument<String>.text(Text(fr: "POURQUOI", en: "WHY"))) { (why) throws(Failure) in .escalate(why) }),
    BulkCommand(.release, .always(.release)),
  ]

  /// The one of a command; nil where it is none of them.
  static func of(_ command: Command) -> BulkCommand? { bulk.first { $0.command.name == command.name } }
}

extension Argument where Value == BulkAct {
  /// What stands in no place of the line.
  fileprivate static func always(_ act: BulkAct) -> Argument { Argument(places: []) { (_) throws(Failure) in act } }
}

extension Parser {
  /// The words that part the cases from what is done to them.
  static let doing = ["do", "faire"]

  /// Reads what stands behind `each`.
  func bulk(_ line: CommandLine, of each: Command) throws(Failure) -> Bulk {
    let usage = Text.usage(each.usage(in: language))
    guard let (cases, doing) = try line.parted(at: Self.doing) else { throw .usage(.brokenBulk, hint: usage) }
    let narrowing = try parse(cases, behind: .list)
    guard let filter = narrowing.values.first as? ListFilter, let queue = filter.queue else {
      throw .usage(.missingArgument(Text(fr: "FILE", en: "QUEUE")), hint: .oneOf(try queues().lexicon.terms.map { $0.name(in: language) }))
    }
    var rest = doing
    guard let first = try rest.next() else { throw .usage(.brokenBulk, hint: usage) }
    let asked = try command(first)
    guard let bulk = BulkCommand.of(asked) else {
      let names = BulkCommand.all.commands.map { $0.name(in: language) }
      throw .usage(.notInBulk(asked.name(in: language)), hint: asked.name == Command.flag.name ? .flagInBulk : .oneOf(names))
    }
    var parser = self
    parser.queue = queue.code
    guard let act = try parser.parse(rest, behind: bulk.command).values.first as? BulkAct else { throw .usage(.brokenBulk, hint: usage) }
    if case .approve = act, try queues().subject(queue.code) != .account {
      throw .usage(.approveAccountsAlone, hint: .approveAccountsAloneHint)
    }
    return Bulk(filter: filter, act: act, command: bulk.whole)
  }
}
