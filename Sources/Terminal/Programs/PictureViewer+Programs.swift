import Glibc
import SystemCalls

extension PictureViewer {
  /// A decoder or drawer, and where Debian has it.
  enum Helper: String {
    case vipsthumbnail, pdftoppm, pdfinfo, pdftotext, chafa, prlimit

    var package: String {
      switch self {
      case .vipsthumbnail: "libvips-tools"
      case .pdftoppm, .pdfinfo, .pdftotext: "poppler-utils"
      case .chafa: "chafa"
      case .prlimit: "util-linux"
      }
    }

    func path() throws(Failure) -> String {
      guard let path = Program.find(rawValue) else { throw .missing(program: rawValue, package: package) }
      return path
    }
  }

  /// The pixels of a page, turned and cut to what is seen of it in a box of that shape: as many as a box of so many pixels can show,
  /// where the document has them.
  func pixels(
    of paper: Paper, _ look: PictureLook, width: Int, height: Int, _ signals: Signals?
  ) throws(Failure) -> Pixels {
    guard look.page > 0, look.page <= paper.pages else { throw .noSuchPage(look.page, of: paper.pages) }
    let shape = Double(width) / Double(height)
    var page = try decoded(paper, look.page, longest: max(400, width, height), signals).turned(quarters: look.quarters)
    var seen = look.seen(of: (page.width, page.height), shape: shape)
    // So many pixels for the part mean so many for the page; those that are there already do where it has no more.
    let scale = min(Double(width) / (seen.width * Double(page.width)), Double(height) / (seen.height * Double(page.height)))
    if scale > 1 {
      let longest = Int((Double(max(page.width, page.height)) * scale).rounded(.up))
      page = try decoded(paper, look.page, longest: longest, signals).turned(quarters: look.quarters)
      seen = look.seen(of: (page.width, page.height), shape: shape)
    }
    return page.cropped(
      left: Int((seen.left * Double(page.width)).rounded()), top: Int((seen.top * Double(page.height)).rounded()),
      width: Int((seen.width * Double(page.width)).rounded()), height: Int((seen.height * Double(page.height)).rounded()))
  }

  /// The text of a page as its program wrote it, made safe; nil for all pages.
  public func text(of paper: Paper, page: Int?, signals: Signals? = nil) throws(Failure) -> SafeText {
    guard paper.kind == .pdf else { throw .noText }
    if let page, page < 1 || page > paper.pages { throw .noSuchPage(page, of: paper.pages) }
    let pages = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
    let written = try output(.pdftotext, ["-layout", "-nopgbrk", "-enc", "UTF-8"] + pages + [paper.path, "-"], of: paper, signals)
    let lines = String(decoding: written, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { line in String(line.reversed().drop { $0 == " " || $0 == "\r" }.reversed()) }
    let filled = text.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
    if filled.isEmpty { throw .noText }
    // A gap on the page is no screen of nothing.
    var kept: [String] = []
    for line in filled where !(line.isEmpty && kept.suffix(2).allSatisfy(\.isEmpty)) { kept.append(line) }
    return SafeText(kept.joined(separator: "\n"), newlines: .kept)
  }

  /// How many pages it says that it has.
  func countPages(of paper: Paper, _ signals: Signals?) throws(Failure) -> Int {
    let said = String(decoding: try output(.pdfinfo, [paper.path], of: paper, signals), as: UTF8.self)
    let line = said.split(separator: "\n").first { $0.hasPrefix("Pages:") }
    guard let line, let count = Int(line.dropFirst(6).filter { $0 != " " }), (1...100_000).contains(count) else { throw .undecodable }
    return count
  }

  /// What a program says of a document.
  private func output(_ helper: Helper, _ arguments: [String], of paper: Paper, _ signals: Signals?) throws(Failure) -> [UInt8] {
    paper.folder.remove("said")
    let outcome = try run(helper, arguments, output: "said", in: paper.folder, signals)
    guard outcome == .exited(0), let said = paper.folder.read("said", limit: 1 << 20) else { throw .undecodable }
    return said
  }

  /// The pixels of a page, the longer side being no longer than that; what was decoded before does where it is enough.
  private func decoded(_ paper: Paper, _ page: Int, longest: Int, _ signals: Signals?) throws(Failure) -> Pixels {
    let limit = min(Pixels.sideLimit, longest)
    if let before = paper.decoded, before.page == page,
      // A picture that was smaller than its limit has no more pixels; a page always has.
      limit <= before.limit || paper.kind != .pdf && max(before.pixels.width, before.pixels.height) < before.limit
    {
      return before.pixels
    }
    paper.folder.remove("complaints")
    let target = "\(paper.folder.path)/pixels"
    let outcome =
      switch paper.kind {
      case .jpeg, .png:
        try run(
          .vipsthumbnail, [paper.path, "--size", "\(limit)x\(limit)>", "--output", target + ".ppm"], errors: "complaints",
          in: paper.folder, signals)
      case .pdf:
        try run(
          .pdftoppm, ["-f", "\(page)", "-l", "\(page)", "-singlefile", "-scale-to", "\(limit)", paper.path, target],
          errors: "complaints", in: paper.folder, signals)
      }
    guard outcome == .exited(0), let file = paper.folder.read("pixels.ppm", limit: Self.pixelLimit), let pixels = Pixels(ppm: file) else {
      throw .undecodable
    }
    if paper.folder.read("complaints", limit: 1 << 20)?.isEmpty != true { paper.isDamaged = true }
    paper.decoded = (page, limit, pixels)
    return pixels
  }

  func run(
    _ helper: Helper, _ arguments: [String], output: String? = nil, errors: String? = nil, in folder: borrowing TemporaryFolder,
    _ signals: Signals?
  ) throws(Failure) -> Program.Outcome {
    try cage.run(try helper.path(), called: helper.rawValue, arguments, output: output, errors: errors, in: folder, signals)
  }
}
