import Terminal

/// What a sitting keeps for looking at papers: what the terminal can draw, asked of it once, and the viewer beside it.
final class Viewing {
  /// The program beside the terminal; nil where none is named.
  let outside: OutsideViewer?
  /// The documents that were told of where nothing is drawn: they are not looked at, and not told of twice unasked.
  var told: Set<Int> = []
  private let environment: Environment.Lookup
  private var screen: PictureScreen?

  init(_ environment: @escaping Environment.Lookup) {
    self.environment = environment
    outside = OutsideViewer(environment: environment)
  }

  /// What draws on an output.
  func viewer(on output: Output, _ signals: Signals) -> PictureViewer {
    let known = screen ?? PictureScreen.asked(on: output, signals: signals, environment: environment)
    screen = known
    return PictureViewer(screen: known, environment: environment)
  }

  /// Ends what was started, and removes what it was given.
  func close() { outside?.close() }
}
