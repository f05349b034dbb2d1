import SystemCalls
@testable import Terminal
import Glibc
import Testing

@Suite("Pictures", .serialized)
struct PictureViewerTests {
  static let documents = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources/Traffic/Documents/"
  static let hasPrograms = ["vipsthumbnail", "pdftoppm", "pdfinfo", "pdftotext", "chafa", "prlimit"].allSatisfy { Program.find($0) != nil }

  private func document(_ name: String) throws -> [UInt8] {
    let descriptor = open(Self.documents + name, O_RDONLY)
    try #require(descriptor >= 0, "\(name)")
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// What is written for documents.
  private func shown(
    _ documents: [[UInt8]], _ look: PictureLook = PictureLook(), columns: Int = 40, rows: Int = 20, colour: Bool = true,
    stacked: Bool = false, captions: [SafeText] = [], screen: PictureScreen = PictureScreen()
  ) throws -> (papers: [Paper], text: String) {
    let file = try TemporaryFile([])
    let descriptor = open(file.path, O_WRONLY)
    defer { close(descriptor) }
    let output = Output(
      descriptor: descriptor, capabilities: Capabilities(columns: columns, rows: rows, colour: colour, redraws: true))
    let viewer = PictureViewer(screen: screen, environment: { _ in nil })
    var frames: [PictureFrame] = []
    for (place, document) in documents.enumerated() {
      frames.append(PictureFrame(try viewer.open(document), look, caption: captions.isEmpty ? [] : [captions[place]]))
    }
    output.write(try viewer.draw(frames, rows: rows - 3, stacked: stacked, on: output))
    return (frames.map(\.paper), file.text)
  }

  private func shown(_ document: [UInt8], page: Int = 1, colour: Bool = true) throws -> (paper: Paper, text: String) {
    var look = PictureLook()
    look.page = page
    let (papers, text) = try shown([document], look, colour: colour)
    return (papers[0], text)
  }

  @Test(
    "Photographs, drawings and pages fit the screen", .enabled(if: hasPrograms),
    arguments: [
      ("photo-whole-good-1.jpg", .jpeg), ("signature-whole-good-1.png", .png), ("theft_declaration-whole-good-1.pdf", .pdf),
    ] as [(String, PictureViewer.Kind)])
  func shows(name: String, kind: PictureViewer.Kind) throws {
    let (paper, text) = try shown(try document(name))
    #expect(paper.kind == kind && !paper.isDamaged && paper.pages == 1)
    #expect(text.contains("\u{1B}[38;5;"))
    #expect((2...17).contains(text.split(separator: "\n").count))
    #expect(Drawing.checkedSymbols(Array(text.utf8)) != nil)
  }

  @Test("Without colour not one escape is written", .enabled(if: hasPrograms))
  func monochrome() throws {
    let text = try shown(try document("photo-whole-good-1.jpg"), colour: false).text
    #expect(!text.utf8.contains(0x1B))
    #expect(text.split(separator: "\n").count > 2)
  }

  @Test("A picture that is cut off is shown as far as it goes, and said to be damaged", .enabled(if: hasPrograms))
  func damaged() throws {
    let whole = try document("photo-whole-good-1.jpg")
    #expect(try shown(Array(whole[..<(whole.count * 2 / 3)])).paper.isDamaged)
  }

  @Test("What cannot be decoded is an error with a name", .enabled(if: hasPrograms))
  func refused() throws {
    let pdf = try document("theft_declaration-whole-good-1.pdf")
    #expect(throws: PictureViewer.Failure.noSuchPage(9, of: 1)) { try shown(pdf, page: 9) }
    #expect(throws: PictureViewer.Failure.unknownKind) { try shown(Array("MZ\u{1B}[2J".utf8)) }
    #expect(throws: PictureViewer.Failure.unknownKind) { try shown([]) }
    #expect(throws: PictureViewer.Failure.undecodable) { try shown([0xFF, 0xD8, 0xFF, 0xE0, 0, 0]) }
    #expect(throws: PictureViewer.Failure.undecodable) { try shown(Array("%PDF-1.4 nothing".utf8)) }
  }

  @Test("A copy is gone with its paper", .enabled(if: hasPrograms))
  func privateCopy() throws {
    var path = ""
    do {
      let paper = try PictureViewer(environment: { _ in nil }).open(try document("photo-whole-good-1.jpg"))
      path = paper.path
      #expect(access(path, F_OK) == 0)
    }
    #expect(access(path, F_OK) != 0)
  }

  @Test(
    "Two pictures stand beside each other with their captions, or one below the other where there is no room", .enabled(if: hasPrograms))
  func beside() throws {
    let (photo, card) = (try document("photo-whole-good-1.jpg"), try document("identity_document-recto-good-1.jpg"))
    let wide = try shown([photo, card], columns: 80, rows: 24, captions: ["one", "other"]).text
    let lines = wide.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("one") && lines[0].hasSuffix("other"))
    #expect(lines.count <= 21 && lines.dropFirst().allSatisfy { Drawing.width(of: $0) <= 80 })
    // The second begins where its caption does, in every line.
    let start = try #require(lines[0].firstIndex(of: "o").map { _ in lines[0].count - "other".count })
    #expect(lines[1...8].allSatisfy { Drawing.width(of: $0) > start })
    for (columns, stacked) in [(40, false), (80, true)] {
      let text = try shown([photo, card], columns: columns, rows: 24, stacked: stacked, captions: ["one", "other"]).text
      let below = text.split(separator: "\n").map(String.init)
      let captions = below.indices.filter { ["one", "other"].contains(below[$0]) }
      #expect(captions.count == 2 && captions[0] == 0 && captions[1] > 3 && below.count <= 21)
    }
    #expect([40, 80, 149, 150, 200].map(PictureViewer.abreast) == [1, 2, 2, 3, 3])
  }

  @Test("What is enlarged is decoded with as many pixels as it is shown in", .enabled(if: hasPrograms))
  func resolution() throws {
    let viewer = PictureViewer(environment: { _ in nil })
    let paper = try viewer.open(try document("theft_declaration-whole-good-1.pdf"))
    let whole = try viewer.pixels(of: paper, PictureLook(), width: 400, height: 400, nil)
    #expect(max(whole.width, whole.height) == 400)
    var look = PictureLook()
    look.zoom = 8
    let part = try viewer.pixels(of: paper, look, width: 400, height: 400, nil)
    #expect((380...420).contains(part.width) && (380...420).contains(part.height))
    look.area = PictureArea(left: 0.1, top: 0.05, width: 0.5, height: 0.1)
    look.zoom = 1
    let zone = try viewer.pixels(of: paper, look, width: 400, height: 400, nil)
    // What was decoded before is enough.
    #expect(zone.width >= 380)
    // A picture has no more than it has.
    let card = try viewer.open(try document("driving_licence-recto-good-1.jpg"))
    #expect(try viewer.pixels(of: card, look, width: 4000, height: 4000, nil).width == 240)
  }

  @Test("The text of a page is read in the same cage; a picture has none", .enabled(if: hasPrograms))
  func text() throws {
    let viewer = PictureViewer(environment: { _ in nil })
    let page = try viewer.open(try document("theft_declaration-whole-good-1.pdf"))
    let text = try viewer.text(of: page, page: nil).plain
    #expect(text.contains("RÉCÉPISSÉ DE DÉCLARATION DE VOL") && text.contains("Camille SPECIMEN"))
    #expect(try viewer.text(of: page, page: 1).plain == text)
    #expect(throws: PictureViewer.Failure.noSuchPage(2, of: 1)) { try viewer.text(of: page, page: 2) }
    let picture = try viewer.open(try document("photo-whole-good-1.jpg"))
    #expect(throws: PictureViewer.Failure.noText) { try viewer.text(of: picture, page: nil) }
  }

  @Test("A gap on a page is two empty lines of its text", .enabled(if: hasPrograms))
  func gaps() throws {
    let drawn = "BT /F1 12 Tf 20 780 Td (above) Tj 0 -700 Td (below) Tj ET"
    let body = """
      %PDF-1.4
      1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
      2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
      3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj
      4 0 obj << /Length \(drawn.count) >> stream
      \(drawn)
      endstream endobj
      5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
      trailer << /Root 1 0 R >>
      %%EOF

      """
    let viewer = PictureViewer(environment: { _ in nil })
    let text = try viewer.text(of: try viewer.open(Array(body.utf8)), page: nil).plain
    #expect(text.split(separator: "\n").map { $0.filter { $0 != " " } } == ["above", "below"])
    #expect(text.count { $0 == "\n" } == 3, "\(text)")
  }

  @Test("Pages are counted", .enabled(if: hasPrograms))
  func pages() throws {
    let kids = (0..<3).map { "\(10 + $0) 0 R" }.joined(separator: " ")
    let pages = (0..<3).map { "\(10 + $0) 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(200 + 100 * $0) 200] >>\nendobj\n" }.joined()
    let body =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [\(kids)] /Count 3 >>\nendobj\n"
    let viewer = PictureViewer(environment: { _ in nil })
    let paper = try viewer.open(Array((body + pages + "trailer\n<< /Root 1 0 R >>\n%%EOF\n").utf8))
    #expect(paper.pages == 3)
    var look = PictureLook()
    look.page = 3
    let third = try viewer.pixels(of: paper, look, width: 400, height: 400, nil)
    #expect(third.width == 2 * third.height)
    look.page = 4
    #expect(throws: PictureViewer.Failure.noSuchPage(4, of: 3)) { try viewer.pixels(of: paper, look, width: 400, height: 400, nil) }
  }

  @Test(
    "Pixels fit the rows that are there, and hold nothing but a picture", .enabled(if: hasPrograms),
    arguments: [PictureScreen.Drawn.sixel, .kitty, .iterm])
  func pixels(_ drawn: PictureScreen.Drawn) throws {
    let screen = PictureScreen(drawn, cell: PixelSize(9, 18))
    let documents = [try document("photo-whole-good-1.jpg"), try document("identity_document-recto-good-1.jpg")]
    for count in [1, 2] {
      let text = try shown(Array(documents.prefix(count)), columns: 80, rows: 24, screen: screen).text
      let (width, height): (Int, Int)
      switch drawn {
      case .sixel:
        let size = try #require(text.prefixMatch(of: /\u{1B}P0;1;0q"1;1;(\d+);(\d+)/))
        (width, height) = (try #require(Int(size.1)), try #require(Int(size.2)))
        #expect(Drawing.checkedSixel(Array(text.utf8)) != nil)
      case .kitty:
        let size = try #require(text.prefixMatch(of: /\u{1B}_Ga=T,f=32,s=(\d+),v=(\d+),c=(\d+),r=(\d+),q=2,m=1\u{1B}/))
        (width, height) = (try #require(Int(size.1)), try #require(Int(size.2)))
        #expect(Int(size.3) == (width + 8) / 9 && Int(size.4) == (height + 17) / 18)
      default:
        let size = try #require(text.prefixMatch(of: /\u{1B}\]1337;File=inline=1;width=(\d+);height=(\d+);preserveAspectRatio=0:/))
        (width, height) = (try #require(Int(size.1)) * 9, try #require(Int(size.2)) * 18)
      }
      // 21 rows; two fill both halves of the screen, one photo is narrow.
      #expect(height <= 21 * 18 && height > 10 * 18)
      #expect(width <= 720 && (count == 1 ? width < 400 : width > 600), "\(width)")
    }
  }
}
