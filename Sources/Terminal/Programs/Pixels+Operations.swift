// What is done to pixels here rather than by a program: cutting out, turning, fitting, putting side by side.
extension Pixels {
  /// Pixels of our own making.
  init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(width > 0 && height > 0 && bytes.count == width * height * 3)
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// The part in a rectangle of pixels, which is brought inside the picture first.
  func cropped(left: Int, top: Int, width wanted: Int, height high: Int) -> Pixels {
    let (left, top) = (min(max(0, left), width - 1), min(max(0, top), height - 1))
    let (right, bottom) = (min(width, left + max(1, wanted)), min(height, top + max(1, high)))
    if left == 0, top == 0, right == width, bottom == height { return self }
    var cut: [UInt8] = []
    cut.reserveCapacity((right - left) * (bottom - top) * 3)
    for row in top..<bottom { cut += bytes[((row * width + left) * 3)..<((row * width + right) * 3)] }
    return Pixels(width: right - left, height: bottom - top, bytes: cut)
  }

  /// The picture turned clockwise by so many quarters.
  func turned(quarters: Int) -> Pixels {
    let quarters = ((quarters % 4) + 4) % 4
    if quarters == 0 { return self }
    let (wide, high) = quarters == 2 ? (width, height) : (height, width)
    var turned = [UInt8](repeating: 0, count: bytes.count)
    bytes.withUnsafeBufferPointer { from in
      turned.withUnsafeMutableBufferPointer { to in
        for row in 0..<high {
          for column in 0..<wide {
            let (x, y) =
              switch quarters {
              case 1: (row, height - 1 - column)
              case 2: (width - 1 - column, height - 1 - row)
              default: (width - 1 - row, column)
              }
            let (source, target) = ((y * width + x) * 3, (row * wide + column) * 3)
            to[target] = from[source]
            to[target + 1] = from[source + 1]
            to[target + 2] = from[source + 2]
          }
        }
      }
    }
    return Pixels(width: wide, height: high, bytes: turned)
  }

  /// The picture at another size: what is made smaller is averaged, what is made larger is interpolated.
  func scaled(width wide: Int, height high: Int) -> Pixels {
    let (wide, high) = (max(1, wide), max(1, high))
    if wide == width, high == height { return self }
    let (columns, rows) = (Self.weights(from: width, to: wide), Self.weights(from: height, to: high))
    // First across, then down.
    var across = [Float](repeating: 0, count: wide * height * 3)
    var result = [UInt8](repeating: 0, count: wide * high * 3)
    bytes.withUnsafeBufferPointer { from in
      across.withUnsafeMutableBufferPointer { middle in
        result.withUnsafeMutableBufferPointer { to in
          Self.spread(across: columns, from, width, height, middle, wide)
          Self.spread(down: rows, middle, wide * 3, to)
        }
      }
    }
    return Pixels(width: wide, height: high, bytes: result)
  }

  /// Each row at its new width.
  private static func spread(
    across columns: [Share], _ from: UnsafeBufferPointer<UInt8>, _ width: Int, _ height: Int, _ to: UnsafeMutableBufferPointer<Float>,
    _ wide: Int
  ) {
    var target = 0
    var row = 0
    while row < height {
      for share in columns {
        var (red, green, blue): (Float, Float, Float) = (0, 0, 0)
        var source = (row * width + share.first) * 3
        for weight in share.weights {
          red += weight * Float(from[source])
          green += weight * Float(from[source + 1])
          blue += weight * Float(from[source + 2])
          source += 3
        }
        to[target] = red
        to[target + 1] = green
        to[target + 2] = blue
        target += 3
      }
      row += 1
    }
  }

  /// All rows, each so many values long, at their new number.
  private static func spread(
    down rows: [Share], _ from: UnsafeMutableBufferPointer<Float>, _ length: Int, _ to: UnsafeMutableBufferPointer<UInt8>
  ) {
    var sums = [Float](repeating: 0, count: length)
    var target = 0
    for share in rows {
      var (source, isFirst) = (share.first * length, true)
      for weight in share.weights {
        var place = 0
        while place < length {
          sums[place] = (isFirst ? 0.5 : sums[place]) + weight * from[source + place]
          place += 1
        }
        isFirst = false
        source += length
      }
      for sum in sums {
        to[target] = UInt8(max(0, min(255, sum)))
        target += 1
      }
    }
  }

  /// Where in a line something begins, and how much each place from there counts.
  private typealias Share = (first: Int, weights: [Float])

  /// For each place of a line that is to have `target` places, where it begins in one that has `source`, and how much each counts.
  private static func weights(from source: Int, to target: Int) -> [Share] {
    let step = Double(source) / Double(target)
    return (0..<target).map { place in
      guard step > 1 else {
        let centre = min(max(0, (Double(place) + 0.5) * step - 0.5), Double(source - 1))
        let first = min(Int(centre), max(0, source - 2))
        let part = Float(centre - Double(first))
        return source == 1 ? (0, [1]) : (first, [1 - part, part])
      }
      let (begin, end) = (Double(place) * step, min(Double(source), Double(place + 1) * step))
      let (first, last) = (Int(begin), min(source - 1, Int(end.rounded(.up)) - 1))
      let shares = (first...max(first, last)).map { Float(min(end, Double($0 + 1)) - max(begin, Double($0))) }
      let sum = shares.reduce(0, +)
      return (first, shares.map { $0 / sum })
    }
  }

  /// Pictures on one ground, each at its place; what does not fit is left out.
  static func composed(_ pictures: [(pixels: Pixels, left: Int, top: Int)], width: Int, height: Int) -> Pixels {
    var ground = [UInt8](repeating: 0, count: width * height * 3)
    for (pixels, left, top) in pictures where left >= 0 && top >= 0 {
      let wide = min(pixels.width, width - left)
      guard wide > 0 else { continue }
      for row in 0..<min(pixels.height, height - top) {
        let (source, target) = (row * pixels.width * 3, ((top + row) * width + left) * 3)
        ground.replaceSubrange(target..<(target + wide * 3), with: pixels.bytes[source..<(source + wide * 3)])
      }
    }
    return Pixels(width: width, height: height, bytes: ground)
  }
}
