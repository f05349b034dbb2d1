import Casework
import Desk
import Formats
import Terminal

extension Session {
  /// Shows the help that was asked for.
  func help(_ asked: HelpAsked) throws(Failure) {
    let queue = hand?.queue ?? queue
    // Whose a command is, and the queues, are the database's to say; where there is none, help does without.
    if identity == nil { _ = try? connect() }
    let help = Help(table: table, language: language, supervised: identity?.supervised ?? [], queues: queues.lexicon)
    switch asked.subject {
    case .everything: try show(help.overview.adding(setup.shortcuts, in: language), asked, orElse: help.table(of: table.commands))
    case .topic(let topic):
      let page = topic.page(accounts: queues.accounts)
      try show(page.sheet(language), asked, orElse: page.table(language))
    case .queue(let term):
      try show(help.page(of: term, in: queues, vocabulary: try words()), asked, orElse: help.table(of: term, in: queues))
    case .command(let command):
      let words = command.parameters.contains { $0.traits.list != nil } && identity != nil ? try words() : nil
      try show(help.page(of: command, vocabulary: words, queue: queue), asked, orElse: help.table(of: [command]))
    case .reasons(let item, let reason):
      let words = try words()
      let known = reason.map { Lexicon([$0]) } ?? words.reasons(for: item.code, in: queue)
      try show(
        help.reasons(for: item, reason, in: queue, words), asked, orElse: help.table(of: known) { words.reason($0)?.wording })
    case .causes(let element, let cause):
      let words = try words()
      let known = cause.map { Lexicon([$0]) } ?? words.causes(for: element.code)
      try show(help.causes(for: element, cause, words), asked, orElse: help.table(of: known) { words.cause($0)?.wording })
    }
  }

  /// A page of help: as much of it as the screen holds, with the line that shows the rest.
  private func show(_ sheet: Sheet, _ asked: HelpAsked, orElse table: @autoclosure () -> Table) throws(Failure) {
    guard format == .table || format == .expanded, asked.part != nil || setup.isInteractive else {
      return show(sheet, orElse: table())
    }
    let page = sheet.punctuated(for: language).rendered(in: layout)
    let parts = HelpPart(page, rows: setup.isInteractive ? output.capabilities.rows : 24)
    let line = ([Command.help.name(in: language)] + asked.words.map(Tokenizer.quoted)).joined(separator: " ")
    guard let text = parts.shown(asked.part ?? 1, again: line, in: language) else {
      throw .refused(.noSuchPart(line, parts.parts.count), hint: .seePart(line))
    }
    output.write(text)
  }
}
