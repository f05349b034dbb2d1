import Casework
import Terminal

/// What a sitting keeps for looking at papers: what the terminal can draw, asked of it once, the viewer beside it, and what was shown last.
final class Viewing {
  /// Documents that were shown.
  struct Shown {
    /// The case that was looked at; nil where none was.
    var number: CaseNumber?
    /// Those that were meant, and those of them that were before the agent's eyes.
    var meant, seen: [Int64]
    /// The page that was asked for.
    var page: Int?
  }

  /// The program beside the terminal; nil where none is named, or none of that name is there.
  let outside: OutsideViewer?
  /// The documents that were told of where nothing is drawn: they are not looked at, and not told of twice unasked.
  var told: Set<Int> = []
  /// What was shown last.
  var last: Shown?
  /// The program that is named and is not there, until somebody was told.
  private var absent: String?
  private let environment: Environment.Lookup
  private var screen: PictureScreen?

  init(_ environment: @escaping Environment.Lookup) {
    self.environment = environment
    let named = OutsideViewer(environment: environment)
    absent = named.flatMap { $0.isInstalled ? nil : $0.program }
    outside = absent == nil ? named : nil
  }

  /// What draws on an output.
  func viewer(on output: Output, _ signals: Signals) -> PictureViewer {
    let known = screen ?? PictureScreen.asked(on: output, signals: signals, environment: environment)
    screen = known
    return PictureViewer(screen: known, environment: environment)
  }

  /// The program that is named and is not there, once.
  func takeAbsent() -> String? {
    defer { absent = nil }
    return absent
  }

  /// Ends what was started, and removes what it was given.
  func close() { outside?.close() }
}
