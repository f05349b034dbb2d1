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
          for row in 0..<height {
            for column in 0..<wide {
              var (red, green, blue): (Float, Float, Float) = (0, 0, 0)
              let (first, weights) = (columns[column].first, columns[column].weights)
              for (offset, weight) in weights.enumerated() {
                let source = (row * width + first + offset) * 3
                red += weight * Float(from[source])
                green += weight * Float(from[source + 1])
                blue += weight * Float(from[source + 2])
              }
              let target = (row * wide + column) * 3
              (middle[target], middle[target + 1], middle[target + 2]) = (red, green, blue)
            }
          }
          for row in 0..<high {
            let (first, weights) = (rows[row].first, rows[row].weights)
            for place in 0..<(wide * 3) {
              var sum: Float = 0.5
              for (offset, weight) in weights.enumerated() { sum += weight * middle[(first + offset) * wide * 3 + place] }
              to[row * wide * 3 + place] = UInt8(max(0, min(255, sum)))
            }
          }
        }
      }
    }
    return Pixels(width: wide, height: high, bytes: result)
  }

  /// For each place of a line that is to have `target` places, where it begins in one that has `source`, and how much each counts.
  private static func weights(from source: Int, to target: Int) -> [(first: Int, weights: [Float])] {
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
