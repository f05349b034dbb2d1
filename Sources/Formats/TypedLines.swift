import Terminal

/// What can be typed and what it does, in two aligned columns; what is typed is never cut. Read aloud, unaligned.
enum TypedLines {
  private static let gutter = 2

  static func of(_ fields: [Sheet.Field], layout: Layout, columns: Int?) -> [SafeText] {
    guard !layout.accessible else { return fields.map { $0.value.isEmpty ? $0.label : $0.label + " — " + $0.value } }
    // A single long line must not push every meaning off the page: its own stands below it.
    let most = columns.map { $0 / 2 } ?? .max
    let width = fields.map(\.label.width).filter { $0 <= most }.max() ?? 0
    let indent = SafeText(" ").repeated(width + gutter)
    return fields.flatMap { field -> [SafeText] in
      guard !field.value.isEmpty else { return [field.label] }
      let values = columns.map { field.value.wrapped(to: max(10, $0 - width - gutter)) } ?? field.value.lines
      guard field.label.width <= width else { return [field.label] + values.map { indent + $0 } }
      return values.enumerated().map { number, line in (number == 0 ? field.label.padded(to: width + gutter) : indent) + line }
    }
  }
}
