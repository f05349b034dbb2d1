/// A stable form for programs.
extension PostalAddress.Problem {
  /// The problem's name, in snake case.
  var code: String { parts.code }

  /// The evidence by name, as text.
  var evidence: [(name: String, value: String)] { parts.evidence }

  private var parts: (code: String, evidence: [(name: String, value: String)]) {
    switch self {
    case .lineTooLong(let line, let length): ("address_line_too_long", [("line", "\(line)"), ("length", "\(length)")])
    case .postcodeMissing: ("postcode_missing", [])
    case .postcodeLength(let text): ("postcode_length", [("text", text)])
    case .postcodeUnknown(let text): ("postcode_unknown", [("text", text)])
    case .postcodeMisplaced(let text): ("postcode_misplaced", [("text", text)])
    case .oneLine: ("address_one_line", [])
    case .belowTown(let line): ("line_below_town", [("text", line)])
    case .townMissing: ("town_missing", [])
    case .streetMissing: ("street_missing", [])
    case .houseNumberMissing: ("house_number_missing", [])
    case .townNotInCapitals: ("town_not_in_capitals", [])
    case .punctuation(let lines): ("address_punctuation", [("lines", lines.map(String.init).joined(separator: " "))])
    case .foreign(let country): ("foreign_address", [("country", country)])
    }
  }
}
