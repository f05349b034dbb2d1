public import Terminal

/// A `<table>` that stands by itself, for a message or a page; no styles, no script.
public enum HTML {
  /// A sentence between tables.
  public static func paragraph(_ text: SafeText) -> SafeText { SafeText("<p>\(escaped(text))</p>", newlines: .kept) }

  static func rendered(_ table: Table, layout: Layout) -> SafeText {
    var text = "<table>\n"
    if let title = table.title { text += "<caption>\(escaped(title))</caption>\n" }
    text += "<thead>\n<tr>"
    for column in table.columns { text += "<th scope=\"col\"\(side(column))>\(escaped(column.heading))</th>" }
    text += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      text += "<tr>"
      for (column, cell) in zip(table.columns, row) {
        text += "<td\(side(column))>\(escaped(layout.text(of: cell, newlines: .kept)))</td>"
      }
      text += "</tr>\n"
    }
    text += "</tbody>\n</table>\n"
    return SafeText(text, newlines: .kept)
  }

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
