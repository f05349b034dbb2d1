/// Tells what ends a scanned line a second time from somebody's own Enter.
///
/// Scanners end a line with a carriage return and a line feed, or press Enter twice: the second one comes as an empty line, together with
/// the line or a moment after it, as no hand does. Pure: times in, an answer out.
struct LinePace {
  /// How soon behind a scanned line comes what still belongs to it, in seconds.
  static let moment = 0.1
  /// How long a key takes at most at a scanner's speed, in seconds.
  static let keyTime = 0.035

  /// When the keys came that are being given.
  private var arrival = 0.0
  /// When the first key of this line came.
  private var began: Double?
  private var keys = 0
  /// When the line before ended, where a scanner wrote it.
  private var scannedUntil: Double?

  /// A line begins: what was typed of one that was given up is no part of it.
  mutating func begin() { (began, keys) = (nil, 0) }

  /// Keys came. `whileAway`: they waited when somebody came to look, and came nobody knows when since the last ones.
  mutating func came(at time: Double, whileAway: Bool) {
    if !whileAway { arrival = time }
  }

  /// A key was given.
  mutating func took() {
    began = began ?? arrival
    keys += 1
  }

  /// A line ended; gives whether it is but the second end of the one before it.
  mutating func ended(_ line: String) -> Bool {
    defer { begin() }
    if line.isEmpty, keys <= 1, let scannedUntil, arrival - scannedUntil <= Self.moment { return true }
    let isScanned = !line.isEmpty && arrival - (began ?? arrival) <= Self.keyTime * Double(keys)
    scannedUntil = isScanned ? arrival : nil
    return false
  }
}
