/// A rectangle in parts of a page's sides: 0, 0 is its top left corner, 1, 1 its bottom right one.
public struct PictureArea: Sendable, Hashable {
  /// Where it begins.
  public var left, top: Double
  /// How much of the sides it takes.
  public var width, height: Double

  /// A rectangle.
  public init(left: Double, top: Double, width: Double, height: Double) {
    (self.left, self.top, self.width, self.height) = (left, top, width, height)
  }

  /// All of the page.
  public static let whole = PictureArea(left: 0, top: 0, width: 1, height: 1)

  /// The same size, moved to where it lies inside the page.
  var inside: PictureArea {
    var area = self
    (area.width, area.height) = (min(1, max(0.001, width)), min(1, max(0.001, height)))
    area.left = min(max(0, left), 1 - area.width)
    area.top = min(max(0, top), 1 - area.height)
    return area
  }
}

/// What of a document is looked at, and how.
public struct PictureLook: Sendable, Hashable {
  /// The page, from 1.
  public var page = 1
  /// Quarters by which it is turned, clockwise.
  public var quarters = 0
  /// The part in question: all of it, or a zone.
  public var area = PictureArea.whole
  /// How much larger than it would fit.
  public var zoom = 1.0
  /// What stands in the middle of what is seen, in parts of `area`.
  public var across = 0.5, down = 0.5

  /// The furthest that is zoomed.
  public static let zooms = 1.0...8.0

  /// The whole first page.
  public init() {}

  /// The part of the turned page that is seen: as much as a box of that shape holds of it, enlarged.
  ///
  /// - Parameters:
  ///   - size: pixels of the turned page.
  ///   - shape: how many times wider than high the box is.
  func seen(of size: (width: Int, height: Int), shape: Double) -> PictureArea {
    let part = area.inside
    guard zoom > 1 else { return part }
    let (wide, high) = (part.width * Double(size.width), part.height * Double(size.height))
    // The scale at which all of it fits, times the zoom: the box then holds this many pixels.
    let boxHeight = max(high, wide / shape) / zoom
    let (width, height) = (min(wide, boxHeight * shape), min(high, boxHeight))
    let seen = PictureArea(
      left: (across * wide - width / 2) / wide, top: (down * high - height / 2) / high, width: width / wide, height: height / high
    ).inside
    return PictureArea(
      left: part.left + seen.left * part.width, top: part.top + seen.top * part.height, width: seen.width * part.width,
      height: seen.height * part.height)
  }
}
