import Glibc
import SystemCalls

/// One of the pictures that are drawn together.
public struct PictureFrame {
  /// The document.
  public var paper: Paper
  /// What of it is seen.
  public var look: PictureLook
  /// What stands above it; each line is cut to its width.
  public var caption: [SafeText]

  /// One picture.
  public init(_ paper: Paper, _ look: PictureLook = PictureLook(), caption: [SafeText] = []) {
    (self.paper, self.look, self.caption) = (paper, look, caption)
  }
}

/// What was drawn and checked, ready for ``Output/write(_:)-(PictureDrawing)``.
public struct PictureDrawing: Sendable {
  /// Lines, each with its line feed.
  let encoded: String
}

extension Output {
  /// Writes pictures.
  public func write(_ drawing: PictureDrawing) {
    write(encoded: drawing.encoded)
    flush()
  }
}

extension PictureViewer {
  /// Columns below which a picture is not put beside another but below it.
  static let narrowest = 30
  /// Columns between two.
  private static let gap = 2

  /// How many pictures stand beside each other in so many columns: two at 80, three from about 150.
  public static func abreast(in columns: Int) -> Int { max(1, columns >= 150 ? 3 : columns >= 2 * narrowest + gap ? 2 : 1) }

  /// Draws pictures beside each other where there is room, else one below the other, in so many rows in all.
  ///
  /// - Parameter stacked: one below the other whatever room there is: what is wide and low is larger so.
  ///
  /// A fatal signal or Ctrl-C (through `signals`) ends the programs.
  public func draw(
    _ frames: [PictureFrame], rows: Int, stacked: Bool = false, on output: Output, signals: Signals? = nil
  ) throws(Failure) -> PictureDrawing {
    let capabilities = output.capabilities
    let isPixels = screen.drawn != .symbols && capabilities.colour
    // The last column stays free, where a terminal would wrap.
    let columns = max(10, isPixels ? min(capabilities.columns, screen.limit.width / screen.cell.width) : capabilities.columns - 1)
    let isBeside = frames.count == 1 || !stacked && (columns - Self.gap * (frames.count - 1)) / frames.count >= Self.narrowest
    if isBeside { return PictureDrawing(encoded: try row(frames, columns: columns, rows: rows, isPixels, capabilities, signals)) }
    var encoded = ""
    for frame in frames { encoded += try row([frame], columns: columns, rows: rows / frames.count, isPixels, capabilities, signals) }
    return PictureDrawing(encoded: encoded)
  }

  private func row(
    _ frames: [PictureFrame], columns: Int, rows: Int, _ isPixels: Bool, _ capabilities: Capabilities, _ signals: Signals?
  ) throws(Failure) -> String {
    let wide = (columns - Self.gap * (frames.count - 1)) / frames.count
    let captions = frames.map { frame in frame.caption.map { $0.truncated(to: wide) } }
    let lines = captions.map(\.count).max() ?? 0
    let above = (0..<lines).map { line in
      captions.map { ($0.count > line ? $0[line] : SafeText()).padded(to: wide + Self.gap) }.joined().encoded(colour: capabilities.colour)
    }
    let high = max(3, rows - lines)
    let encoded = above.map { Self.withoutTrailingSpaces($0) + "\n" }.joined()
    if isPixels { return encoded + (try pixelRow(frames, columns: wide, rows: high, signals)) }
    return encoded + (try symbolRow(frames, columns: wide, rows: high, capabilities, signals))
  }

  private static func withoutTrailingSpaces(_ line: String) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }

  // Signs.

  private func symbolRow(
    _ frames: [PictureFrame], columns: Int, rows: Int, _ capabilities: Capabilities, _ signals: Signals?
  ) throws(Failure) -> String {
    var drawn: [[String]] = []
    for frame in frames {
      let pixels = try pixels(of: frame.paper, frame.look, width: columns * 8, height: rows * 16, signals)
      let arguments = symbolArguments(capabilities) + ["--size", "\(columns)x\(rows)", "--scale", "max"]
      guard let text = Drawing.checkedSymbols(try chafa(pixels, arguments, in: frame.paper.folder, signals)) else {
        throw .failed(program: Helper.chafa.rawValue)
      }
      drawn.append(text.split(separator: "\n").map(String.init))
    }
    let height = min(rows, drawn.map(\.count).max() ?? 0)
    return (0..<height).map { line in
      var joined = ""
      for (place, lines) in drawn.enumerated() {
        let text = line < lines.count ? lines[line] : ""
        joined += text
        if place < drawn.count - 1 {
          joined +=
            (capabilities.colour ? Style.reset : "")
            + String(repeating: " ", count: max(0, columns - Drawing.width(of: text)) + Self.gap)
        }
      }
      return joined + (capabilities.colour ? Style.reset : "") + "\n"
    }.joined()
  }

  func symbolArguments(_ capabilities: Capabilities) -> [String] {
    let arguments = ["--format", "symbols"]
    guard capabilities.colour else {
      // Dots on the terminal's own ground: without colours this keeps most of the shades.
      return arguments
        + ["--colors", "none", "--fg-only", "--dither", "diffusion", "--symbols", capabilities.unicode ? "braille" : "ascii"]
    }
    return arguments + ["--colors", colours] + (capabilities.unicode ? [] : ["--symbols", "ascii"])
  }

  // Pixels.

  private func pixelRow(
    _ frames: [PictureFrame], columns: Int, rows: Int, _ signals: Signals?
  ) throws(Failure) -> String {
    let cell = screen.cell
    // A row of sixels is six pixels high, and chafa, which has no terminal in its cage, counts in eights.
    let high = max(24, min(screen.limit.height, rows * cell.height) / 24 * 24)
    let wide = columns * cell.width
    var placed: [(pixels: Pixels, left: Int, top: Int)] = []
    for (place, frame) in frames.enumerated() {
      let pixels = try pixels(of: frame.paper, frame.look, width: wide, height: high, signals)
      let scale = min(Double(wide) / Double(pixels.width), Double(high) / Double(pixels.height))
      let fitted = pixels.scaled(
        width: min(wide, Int(Double(pixels.width) * scale)), height: min(high, Int(Double(pixels.height) * scale)))
      placed.append((fitted, place * (columns + Self.gap) * cell.width, 0))
    }
    let right = placed.map { $0.left + $0.pixels.width }.max() ?? wide
    let bottom = placed.map(\.pixels.height).max() ?? high
    let (width, height) = ((right + 7) / 8 * 8, min(high, (bottom + 23) / 24 * 24))
    let ground = Pixels.composed(placed, width: width, height: height)
    let (across, down) = ((width + cell.width - 1) / cell.width, (height + cell.height - 1) / cell.height)
    let format = screen.drawn == .sixel ? "sixels" : screen.drawn.rawValue
    let arguments = ["--format", format, "--font-ratio", "1/1", "--stretch", "--size", "\(width / 8)x\(height / 8)"]
    let bytes = try chafa(ground, arguments + ["--colors", "full"], in: frames[0].paper.folder, signals)
    let checked =
      switch screen.drawn {
      case .symbols: Drawing.checkedSymbols(bytes)
      case .sixel: Drawing.checkedSixel(bytes)
      case .kitty: Drawing.checkedKitty(bytes, width: width, height: height, columns: across, rows: down)
      case .iterm: Drawing.checkedITerm(bytes, width: width, height: height, columns: across, rows: down)
      }
    guard let checked else { throw .failed(program: Helper.chafa.rawValue) }
    return checked.hasSuffix("\n") ? checked : checked + "\n"
  }

  /// What chafa draws of pixels.
  private func chafa(
    _ pixels: Pixels, _ arguments: [String], in folder: borrowing TemporaryFolder, _ signals: Signals?
  ) throws(Failure) -> [UInt8] {
    for name in ["drawn.ppm", "drawing"] { folder.remove(name) }
    let path = try folder.write(pixels.ppm, to: "drawn.ppm")
    let outcome = try run(.chafa, arguments + ["--animate", "off", path], output: "drawing", in: folder, signals)
    guard outcome == .exited(0), let drawing = folder.read("drawing", limit: Self.drawingLimit) else {
      throw .failed(program: Helper.chafa.rawValue)
    }
    return drawing
  }
}
