/// Where text goes out piece by piece: an ``Output``, or a ``SafeText`` that keeps it.
public protocol TextStream {
  /// Writes the next piece.
  mutating func write(_ text: SafeText)
}

extension Output: TextStream {}

extension SafeText: TextStream {
  /// Keeps the piece at the end.
  public mutating func write(_ text: SafeText) { append(text) }
}
