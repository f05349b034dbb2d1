public import Terminal

/// A `<table>` that stands by itself, for a message or a page; no styles but the side of a number, no script.
///
///     <table>
///     <caption>Most urgent</caption>
///     <thead>
///     <tr><th scope="col">Case</th><th scope="col" style="text-align:right">Due</th></tr>
///     </thead>
///     <tbody>
///     <tr><td>10482-7</td><td style="text-align:right">2 h late</td></tr>
///     </tbody>
///     </table>
///
/// Stable: well-formed HTML5, one `<tr>` a line. Its words are for people, in their language, and may change; a program reads CSV or JSON.
public struct HTML: TableFormat {
  /// A sentence between tables.
  public static func paragraph(_ text: SafeText) -> SafeText { SafeText("<p>\(escaped(text))</p>", newlines: .kept) }

  private let head: Table
  private let layout: Layout

  init(_ head: Table, layout: Layout) {
    self.head = head
    self.layout = layout
  }

  func begin(on stream: inout some TextStream) {
    var text = "<table>\n"
    if let title = head.title { text += "<caption>\(Self.escaped(title))</caption>\n" }
    text += "<thead>\n<tr>"
    for column in head.columns { text += "<th scope=\"col\"\(Self.side(column))>\(Self.escaped(column.heading))</th>" }
    stream.write(SafeText(text + "</tr>\n</thead>\n<tbody>\n", newlines: .kept))
  }

  func write(_ row: [Cell], on stream: inout some TextStream) {
    var text = "<tr>"
    for (column, cell) in zip(head.columns, row) {
      text += "<td\(Self.side(column))>\(Self.escaped(layout.text(of: cell, newlines: .kept)))</td>"
    }
    stream.write(SafeText(text + "</tr>\n", newlines: .kept))
  }

  func end(on stream: inout some TextStream) { stream.write("</tbody>\n</table>\n") }

  private static func side(_ column: Column) -> String {
    column.alignment == .right ? " style=\"text-align:right\"" : ""
  }

  private static func escaped(_ text: SafeText) -> String {
    var result = ""
    for scalar in text.plain.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "<br>"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
