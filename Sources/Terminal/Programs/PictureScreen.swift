/// How wide and high something is, in pixels.
public struct PixelSize: Sendable, Hashable {
  /// Across and down.
  public var width, height: Int

  /// So wide and so high.
  public init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }
}

/// How pictures can be drawn on a terminal.
public struct PictureScreen: Sendable, Hashable {
  /// What a picture is made of.
  public enum Drawn: String, Sendable, CaseIterable {
    /// Coloured signs: every terminal.
    case symbols
    /// Pixels: DEC's sixels.
    case sixel
    /// Pixels: kitty's graphics.
    case kitty
    /// Pixels: iTerm2's inline pictures.
    case iterm
  }

  /// What pictures are made of.
  public var drawn: Drawn
  /// Pixels of a cell.
  public var cell: PixelSize
  /// The most pixels that a picture may have.
  public var limit: PixelSize

  /// A screen; without more being known, cells of 10 × 20 pixels and pictures of 1000 × 1000, which is what xterm takes.
  public init(_ drawn: Drawn = .symbols, cell: PixelSize = PixelSize(10, 20), limit: PixelSize = PixelSize(1000, 1000)) {
    (self.drawn, self.cell, self.limit) = (drawn, cell, limit)
  }
}
