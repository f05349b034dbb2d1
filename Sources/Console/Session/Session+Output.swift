import Formats
import Terminal

extension Session {
  /// The page that people's formats are fitted to.
  var layout: Layout {
    Layout(output.capabilities, yes: Text(fr: "oui", en: "yes")[language], no: Text(fr: "non", en: "no")[language])
  }

  /// The formats that can be asked for.
  var formats: [String] { Format.allCases.map(\.rawValue) }

  /// A sentence for people; programs do not get it.
  func say(_ text: Text) {
    guard !format.isForPrograms else { return }
    let width = output.capabilities.isTerminal ? output.capabilities.columns : nil
    for line in width.map({ text[language].wrapped(to: $0) }) ?? [text[language]] { output.writeLine(line) }
  }

  /// A warning, for people: where standard output belongs to a program it goes to standard error.
  func warn(_ text: Text) {
    let line = text[language].styled(.yellow)
    if format.isForPrograms { errors.writeLine(line) } else { output.writeLine(line) }
  }

  /// A result in the format asked for; long ones page by page on a screen.
  func show(_ table: Table) { write(table.rendered(as: format, in: layout)) }

  /// A page for people; the table for programs and for `html`.
  func show(_ sheet: @autoclosure () -> Sheet, orElse table: @autoclosure () -> Table) {
    switch format {
    case .table, .expanded: write(sheet().rendered(in: layout))
    case .csv, .json, .jsonl, .html: write(table().rendered(as: format, in: layout))
    }
  }

  /// Text that may be longer than a screen.
  func write(_ text: SafeText) {
    if setup.isInteractive, output.capabilities.redraws {
      Pager().show(text, on: output)
    } else {
      output.write(text)
    }
  }
}
