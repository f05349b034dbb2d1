import Testing

@testable import Casework

@Suite struct FileTypeTests {
  @Test("Every type is known by its mark", arguments: FileType.allCases)
  func marked(type: FileType) throws {
    let mark = try #require(marks[type])
    #expect(FileType(magic: mark) == type)
    #expect(FileType(magic: mark.uppercased()) == type)
  }

  @Test("A PDF may have bytes in front") func latePDF() { #expect(FileType(magic: "efbbbf0a255044462d312e34") == .pdf) }

  @Test("Marks that are none", arguments: ["", "ff", "ffd8", "00000000000000000000000000000000", "5044462d31", "0255044462d0", "zz"])
  func unknown(magic: String) { #expect(FileType(magic: magic) == nil) }

  @Test(
    "Accepted media types",
    arguments: [
      ("image/jpeg", FileType.jpeg), ("IMAGE/JPEG", .jpeg), ("image/png; charset=binary", .png), ("application/pdf", .pdf),
      ("image/heic", nil), ("", nil),
      ("text/html", nil),
    ] as [(String, FileType?)])
  func accepted(mediaType: String, type: FileType?) { #expect(FileType(accepted: mediaType) == type) }
}
