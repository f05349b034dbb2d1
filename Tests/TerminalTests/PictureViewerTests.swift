import SystemCalls
@testable import Terminal
import Glibc
import Testing

@Suite("Pictures", .serialized)
struct PictureViewerTests {
  static let documents = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources/Traffic/Documents/"
  static let hasPrograms = ["vipsthumbnail", "pdftoppm", "chafa", "prlimit"].allSatisfy { Program.find($0) != nil }

  private func document(_ name: String) throws -> [UInt8] {
    let descriptor = open(Self.documents + name, O_RDONLY)
    try #require(descriptor >= 0, "\(name)")
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// What is written for a document.
  private func shown(
    _ bytes: [UInt8], page: Int = 1, colour: Bool = true, environment: [String: String] = [:]
  ) throws -> (report: PictureViewer.Report, text: String) {
    let file = try TemporaryFile([])
    let descriptor = open(file.path, O_WRONLY)
    defer { close(descriptor) }
    let output = Output(
      descriptor: descriptor, capabilities: Capabilities(columns: 40, rows: 20, colour: colour, redraws: true))
    let report = try PictureViewer(environment: { environment[$0] }).show(bytes, page: page, on: output)
    output.flush()
    return (report, file.text)
  }

  @Test(
    "Photographs, drawings and pages fit the screen", .enabled(if: hasPrograms),
    arguments: [
      ("photo-whole-good-1.jpg", .jpeg), ("signature-whole-good-1.png", .png), ("theft_declaration-whole-good-1.pdf", .pdf),
    ] as [(String, PictureViewer.Kind)])
  func shows(name: String, kind: PictureViewer.Kind) throws {
    let (report, text) = try shown(try document(name))
    #expect(report == PictureViewer.Report(kind: kind, isDamaged: false))
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
    #expect(try shown(Array(whole[..<(whole.count * 2 / 3)])).report.isDamaged)
  }

  @Test("Whatever decodes a stranger's file is bounded in memory, time and files", .enabled(if: Program.find("prlimit") != nil))
  func caged() throws {
    let folder = try TemporaryFolder()
    let viewer = PictureViewer(environment: { _ in nil })
    let asked = "ulimit -v; ulimit -t; ulimit -f; ulimit -c; ulimit -n; echo ${PGPASSWORD:-none} ${HOME}"
    setenv("PGPASSWORD", "secret", 1)
    defer { unsetenv("PGPASSWORD") }
    _ = try viewer.runCaged("/bin/sh", called: "sh", ["-c", asked], output: "limits", in: folder, nil)
    let descriptor = open(folder.path + "/limits", O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(descriptor, &chunk, chunk.count))
    let lines = String(decoding: chunk.prefix(count), as: UTF8.self).split(separator: "\n").map(
      String.init)
    // KiB, seconds, blocks of 512 bytes, blocks, files.
    #expect(lines == ["\(1 << 20)", "20", "\(64 << 11)", "0", "64", "none \(folder.path)"])
    // What wants more does not get it.
    let greedy = "head -c 1600000000 /dev/zero | tail -c 1600000000 >/dev/null"
    #expect(try viewer.runCaged("/bin/sh", called: "sh", ["-c", greedy], in: folder, nil) != .exited(0))
  }

  @Test("What is asked of the cage, whether it is installed or not")
  func cage() {
    var viewer = PictureViewer(environment: { _ in nil })
    #expect(viewer.limits == ["--as=1073741824", "--cpu=20:22", "--fsize=67108864", "--core=0", "--nofile=64"])
    viewer.seconds = 3
    #expect(viewer.limits.contains("--cpu=3:5"))
  }

  @Test("A program that does not end is stopped after its seconds", .enabled(if: Program.find("prlimit") != nil))
  func slow() throws {
    var viewer = PictureViewer(environment: { _ in nil })
    viewer.seconds = 1
    let folder = try TemporaryFolder()
    for endless in ["sleep 600", "while :; do :; done"] {
      #expect(throws: PictureViewer.Failure.tooSlow(program: "sh", seconds: 1), "\(endless)") {
        _ = try viewer.runCaged("/bin/sh", called: "sh", ["-c", endless], in: folder, nil)
      }
    }
  }

  @Test("What cannot be decoded is an error with a name", .enabled(if: hasPrograms))
  func refused() throws {
    let pdf = try document("theft_declaration-whole-good-1.pdf")
    #expect(throws: PictureViewer.Failure.noSuchPage(9)) { try shown(pdf, page: 9) }
    #expect(throws: PictureViewer.Failure.unknownKind) { try shown(Array("MZ\u{1B}[2J".utf8)) }
    #expect(throws: PictureViewer.Failure.unknownKind) { try shown([]) }
    #expect(throws: PictureViewer.Failure.undecodable) { try shown([0xFF, 0xD8, 0xFF, 0xE0, 0, 0]) }
    #expect(throws: PictureViewer.Failure.undecodable) { try shown(Array("%PDF-1.4 nothing".utf8)) }
  }

  @Test("An outside viewer gets a private copy that is gone afterwards; no shell reads its name")
  func outside() throws {
    let record = try TemporaryFile([])
    let script = try TemporaryFile(
      program: "#!/bin/sh\nstat -c '%a' \"$3\" \"${3%/*}\" >$1\nprintf '%s\\n' \"$2\" \"$3\" >>$1\nhead -c 3 \"$3\" >>$1\n")
    let (report, text) = try shown(
      Array("%PDF-x".utf8), environment: ["PUPITRE_VIEWER": "\(script.path) \(record.path) $(id)"])
    #expect(report.kind == .pdf)
    #expect(text == "")
    let lines = record.text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["600", "700", "$(id)"])
    #expect(lines.last == "%PD")
    #expect(access(lines[3], F_OK) != 0)
    #expect(throws: PictureViewer.Failure.missing(program: "/nonexistent/v", package: "/nonexistent/v")) {
      try shown(Array("%PDF-x".utf8), environment: ["PUPITRE_VIEWER": "/nonexistent/v"])
    }
    #expect(throws: PictureViewer.Failure.failed(program: "/bin/false")) {
      try shown(Array("%PDF-x".utf8), environment: ["PUPITRE_VIEWER": "/bin/false"])
    }
  }
}
