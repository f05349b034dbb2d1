import Formats
import Terminal

extension Session {
  /// The page that people's formats are fitted to.
  var layout: Layout {
    Layout(output.capabilities, yes: Text.yes[language], no: Text.no[language])
  }

  /// How many rows a list has unless said otherwise: what fits on a screen beside heading, footer and prompt.
  var listLength: Int {
    // What is expected of a list is expected of the whole of it.
    if isExpecting { return 1_000_000 }
    return setup.isInteractive ? max(5, min(20, output.capabilities.rows - 6)) : 20
  }

  /// The formats that can be asked for.
  var formats: [String] { Format.allCases.map(\.rawValue) }

  /// A sentence for people; programs do not get it.
  func say(_ text: Text) {
    guard !format.isForPrograms else { return }
    if format == .html { return output.writeLine(HTML.paragraph(text[language])) }
    write(line: text[language])
  }

  /// A line for people; on a screen it is broken between words.
  func write(line: SafeText) {
    guard output.capabilities.isTerminal else { return output.writeLine(line) }
    let lines = line.wrapped(to: output.capabilities.columns)
    for line in lines { output.writeLine(line) }
    linesSaid += lines.count
  }

  /// A warning, for people: where standard output belongs to a program it goes to standard error.
  func warn(_ text: Text) {
    let line = text[language].styled(.yellow)
    if format.isForPrograms { return errors.writeLine(line) }
    if format == .html { output.writeLine(HTML.paragraph(line)) } else { write(line: line) }
  }

  /// A result in the format asked for; long ones page by page on a screen.
  func show(_ table: Table) {
    if let recorder, recorder.keepsTables {
      recorder.tables.append(table)
      return
    }
    if format.isJSON { return write(table.objects) }
    let isForPeople = format == .table || format == .expanded
    let table = isForPeople ? table.withoutEmptyColumns : table
    guard !isPaged else {
      // How much a screen is asked to show must be known first.
      var page = SafeText()
      table.write(as: format, in: layout, to: &page)
      return write(page)
    }
    endOpenDocument()
    var stream = output
    output.gathering { table.write(as: format, in: layout, to: &stream) }
  }

  /// The same where it is known to fit: the next line is typed below it, without a pager to leave first.
  func showOnScreen(_ table: Table) {
    guard format == .table || format == .expanded, isPaged, recorder?.keepsTables != true else { return show(table) }
    var page = SafeText()
    table.withoutEmptyColumns.write(as: format, in: layout, to: &page)
    output.write(page)
  }

  /// A page for people; the table for programs and for `html`.
  func show(_ sheet: @autoclosure () -> Sheet, orElse table: @autoclosure () -> Table) {
    switch format {
    case .table, .expanded: write(sheet().punctuated(for: language).rendered(in: layout))
    case .csv, .json, .jsonl, .html: show(table())
    }
  }

  /// Objects for programs: a line each, or the elements of the one array that all commands of a run give. Who sits at a
  /// terminal gets an array for each.
  func write(_ objects: some Sequence<JSONValue>) {
    output.gathering {
      for object in objects {
        if format == .json { output.write(document.adding(object)) } else { output.writeLine(object.rendered()) }
      }
    }
    if format == .json, setup.isInteractive { output.write(document.end()) }
  }

  /// Ends what is for programs: an array is closed, and there is one where nothing was given.
  func endDocument() {
    if document.isOpen || format == .json { output.write(document.end()) }
  }

  /// Ends the array where somebody chose another format in the middle of it.
  private func endOpenDocument() {
    if document.isOpen { output.write(document.end()) }
  }

  /// Text that may be longer than a screen.
  func write(_ text: SafeText) {
    if let recorder, recorder.keepsTables { return }
    endOpenDocument()
    if isPaged { Pager(prompt: Text.pagerPrompt[language].plain).show(text, on: output) } else { output.write(text) }
  }

  /// The same below what says whose it is: where a pager takes the screen, the head is the first of what it shows.
  func write(_ text: SafeText, under head: Text) {
    guard isPaged else {
      say(head)
      return write(text)
    }
    write(head[language].wrapped(to: max(1, output.capabilities.columns)).joined(separator: "\n") + "\n" + text)
  }

  private var isPaged: Bool { setup.isInteractive && output.capabilities.redraws && !isWatching }
}

extension Table {
  /// Without the columns that have nothing to show in any row: a screen has room for what matters.
  var withoutEmptyColumns: Table {
    let kept = columns.indices.filter { index in
      columns[index].priority == 0
        || rows.contains { row in
          if let shown = row[index].shown { return !shown.isEmpty }
          if case .text(let text) = row[index].value { return !text.isEmpty }
          return row[index].value != .null
        }
    }
    return Table(title: title, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } }, footer: footer)
  }
}

extension Sheet {
  /// French has a space before the colon that ends a label.
  func punctuated(for language: Language) -> Sheet {
    guard language == .fr else { return self }
    var page = self
    for section in page.sections.indices {
      for block in page.sections[section].blocks.indices {
        guard case .fields(let fields) = page.sections[section].blocks[block] else { continue }
        page.sections[section].blocks[block] = .fields(fields.map { Field($0.label + "\u{A0}", $0.value) })
      }
    }
    return page
  }
}
