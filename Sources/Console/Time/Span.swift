/// A span as people type it: `2h`, `90min`, `1j`, `1d12h`, `3 h 30`, `2 heures`.
enum Span {
  /// What is counted.
  enum Unit: CaseIterable {
    case second, minute, hour, day, month

    /// What is typed for it, folded.
    fileprivate var names: [String] {
      switch self {
      case .second: ["s", "sec", "seconde", "secondes", "second", "seconds"]
      case .minute: ["min", "mn", "m", "minute", "minutes"]
      case .hour: ["h", "heure", "heures", "hour", "hours"]
      case .day: ["j", "d", "jour", "jours", "day", "days"]
      case .month: ["mois", "month", "months", "mon", "mons"]
      }
    }

    /// The unit of a name.
    init?(_ name: String) {
      guard let unit = Self.allCases.first(where: { $0.names.contains(name) }) else { return nil }
      self = unit
    }

    /// Seconds; nil where it has no certain length.
    fileprivate var seconds: Int64? {
      switch self {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      case .day: 86_400
      case .month: nil
      }
    }
  }

  /// Ten years.
  private static let most: Int64 = 315_360_000

  /// Its counts with their units; nil if it is none. Behind hours a number alone is minutes.
  static func parts(_ typed: String) -> [(count: Int64, unit: Unit)]? {
    var parts: [(count: Int64, unit: Unit)] = []
    var rest = Folding.fold(typed.filter { !$0.isWhitespace })[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix(while: \.isLetter)
      rest = rest.dropFirst(name.count)
      let unit = name.isEmpty && parts.last?.unit == .hour ? .minute : Unit(String(name))
      guard let count = Int64(digits), count < 1_000_000_000, let unit else { return nil }
      parts.append((count, unit))
    }
    return parts.isEmpty ? nil : parts
  }

  /// Its seconds; nil if it is none, has months in it, or is longer than ten years.
  static func seconds(_ typed: String) -> Int64? {
    guard let parts = parts(typed) else { return nil }
    var total: Int64 = 0
    for (count, unit) in parts {
      guard let seconds = unit.seconds else { return nil }
      total += count * seconds
      if total > most { return nil }
    }
    return total
  }
}
