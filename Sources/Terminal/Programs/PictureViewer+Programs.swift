import Glibc
import SystemCalls

extension PictureViewer {
  /// A decoder or drawer, and where Debian has it.
  enum Helper: String {
    case vipsthumbnail, pdftoppm, chafa, prlimit

    var package: String {
      switch self {
      case .vipsthumbnail: "libvips-tools"
      case .pdftoppm: "poppler-utils"
      case .chafa: "chafa"
      case .prlimit: "util-linux"
      }
    }

    func path() throws(Failure) -> String {
      guard let path = Program.find(rawValue) else { throw .missing(program: rawValue, package: package) }
      return path
    }
  }

  /// Runs the decoder on a document; leaves `pixels.ppm` in the folder and tells whether it complained.
  func decode(
    _ path: String, _ kind: Kind, page: Int, in folder: borrowing TemporaryFolder, size: Int, _ signals: Signals?
  ) throws(Failure) -> Bool {
    switch kind {
    case .jpeg, .png:
      if page != 1 { throw .noSuchPage(page) }
      let target = "\(folder.path)/pixels.ppm"
      let outcome = try run(
        .vipsthumbnail, [path, "--size", "\(size)x\(size)>", "--output", target], errors: "complaints", in: folder, signals)
      guard outcome == .exited(0) else { throw .undecodable }
    case .pdf:
      guard page > 0 else { throw .noSuchPage(page) }
      let outcome = try run(
        .pdftoppm, ["-f", "\(page)", "-l", "\(page)", "-singlefile", "-scale-to", "\(size)", path, "\(folder.path)/pixels"],
        errors: "complaints", in: folder, signals)
      // 99 is what it says to a range outside the document.
      if outcome == .exited(99), page > 1 { throw .noSuchPage(page) }
      guard outcome == .exited(0) else { throw .undecodable }
    }
    return folder.read("complaints", limit: 1 << 20)?.isEmpty != true
  }

  /// Draws pixels; what comes back is checked.
  func draw(
    _ pixels: Pixels, in folder: borrowing TemporaryFolder, _ capabilities: Capabilities, _ signals: Signals?
  ) throws(Failure) -> String {
    let path = try folder.write(pixels.ppm, to: "drawn.ppm")
    let sixel = drawn == .sixel && capabilities.colour
    let outcome = try run(
      .chafa, drawingArguments(capabilities, sixel: sixel) + [path], output: "drawing", in: folder, signals)
    guard outcome == .exited(0), let drawing = folder.read("drawing", limit: Self.drawingLimit),
      let checked = sixel ? Drawing.checkedSixel(drawing) : Drawing.checkedSymbols(drawing)
    else { throw .failed(program: Helper.chafa.rawValue) }
    return checked.hasSuffix("\n") ? checked : checked + "\n"
  }

  func drawingArguments(_ capabilities: Capabilities, sixel: Bool) -> [String] {
    // Three rows are left for the prompt and for what stands above.
    let size = "\(max(10, capabilities.columns))x\(max(5, capabilities.rows - 3))"
    var arguments = ["--format", sixel ? "sixel" : "symbols", "--animate", "off", "--size", size]
    if !capabilities.colour {
      // Dots on the terminal's own ground: without colours this keeps most of the shades.
      arguments += ["--colors", "none", "--fg-only", "--dither", "diffusion", "--symbols", capabilities.unicode ? "braille" : "ascii"]
    } else {
      arguments += ["--colors", colours]
      if !capabilities.unicode { arguments += ["--symbols", "ascii"] }
    }
    return arguments
  }

  private func run(
    _ helper: Helper, _ arguments: [String], output: String? = nil, errors: String? = nil, in folder: borrowing TemporaryFolder,
    _ signals: Signals?
  ) throws(Failure) -> Program.Outcome {
    try runCaged(try helper.path(), called: helper.rawValue, arguments, output: output, errors: errors, in: folder, signals)
  }

  /// What a program may take: memory, processor time, the size of a file, no core file, open files.
  var limits: [String] { ["--as=\(1 << 30)", "--cpu=\(seconds):\(seconds + 2)", "--fsize=\(64 << 20)", "--core=0", "--nofile=64"] }

  /// Runs a program in its cage: bounded memory, processor time, file size, no core file, and an environment of its own.
  func runCaged(
    _ program: String, called name: String, _ arguments: [String], output: String? = nil, errors: String? = nil,
    in folder: borrowing TemporaryFolder, _ signals: Signals?
  ) throws(Failure) -> Program.Outcome {
    var child = Program(
      [try Helper.prlimit.path()] + limits + ["--", program] + arguments,
      environment: [
        "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm-256color", "HOME=\(folder.path)", "TMPDIR=\(folder.path)",
        "XDG_CACHE_HOME=\(folder.path)", "VIPS_CONCURRENCY=1", "VIPS_BLOCK_UNTRUSTED=1", "MAGICK_THREAD_LIMIT=1",
        "OMP_NUM_THREADS=1",
      ])
    child.standing = .ownGroup
    var opened: [CInt] = []
    defer { for descriptor in opened { close(descriptor) } }
    func new(_ name: String?) throws(Failure) -> Program.Stream {
      guard let name else { return .nowhere }
      opened.append(try folder.create(name))
      return .descriptor(opened[opened.count - 1])
    }
    child.output = try new(output)
    child.error = try new(errors)
    let outcome = child.run(within: Double(seconds), signals: signals)
    switch outcome {
    case .interrupted: throw .interrupted
    case .timedOut, .signalled(SIGXCPU): throw .tooSlow(program: name, seconds: seconds)
    case .notStarted: throw .failed(program: name)
    default: return outcome
    }
  }
}
