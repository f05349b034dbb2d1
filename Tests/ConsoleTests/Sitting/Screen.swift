import Postgres
import Terminal
import TestSupport
import Testing

extension Counter {
  /// The agents' prompt, in front of whatever it says next.
  func prompt(of login: String? = nil) -> String { "\(login ?? agent) \u{B7} " }
}

/// What a terminal was sent, as lines.
struct Screen {
  let lines: [String]

  init(_ written: String) {
    // By scalars: a carriage return and its line feed are one character.
    lines = written.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in String(String.UnicodeScalarView(line.filter { $0 != "\r" })) }
  }

  /// The widest line, in columns.
  var width: Int { lines.map { SafeText($0).width }.max() ?? 0 }

  /// Lines, blocks and corners that a screen reader spells out.
  var boxCharacters: [Unicode.Scalar] { lines.joined().unicodeScalars.filter { (0x2500...0x259F).contains($0.value) } }
}
