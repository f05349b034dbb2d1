import Casework
import Testing

@testable import Traffic

@Suite struct SampleDocumentTests {
  @Test("every file is embedded, small, and named after what it is")
  func manifest() {
    let all = SampleDocument.all
    #expect(all.count == embeddedFiles.count && all.count >= 70)
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.allSatisfy { $0.bytes.count < 16_384 } && all.reduce(0) { $0 + $1.bytes.count } < 500_000)
    #expect(
      Set(all.map(\.type)) == [
        "photo", "signature", "identity_document", "residence_permit", "driving_licence", "theft_declaration", "proof_of_address",
      ])
  }

  @Test("good files are what their extension says, and open", arguments: SampleDocument.all.filter { $0.deserves != "unreadable_file" })
  func magicBytes(sample: SampleDocument) throws {
    let bytes = sample.bytes
    switch sample.mediaType {
    case "image/jpeg":
      #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]) && bytes.suffix(2) == [0xFF, 0xD9])
      #expect(try #require(sample.size).width > 100)
    case "image/png":
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect(try #require(sample.size) == (600, 200))
    default:
      #expect(bytes.starts(with: Array("%PDF-1.4".utf8)) && bytes.suffix(6) == Array("%%EOF\n".utf8)[...])
      #expect(sample.size == nil)
    }
  }

  @Test("photos have 35:45, but for the one that is badly framed for that reason")
  func ratio() throws {
    for sample in SampleDocument.samples(type: "photo", side: nil) where sample.deserves != "unreadable_file" {
      let size = try #require(sample.size)
      #expect(size == (sample.name == "photo-whole-bad_framing-3.jpg" ? (531, 413) : (413, 531)))
    }
  }

  @Test("there is a good file for every face and every type")
  func faces() {
    for face in 1...6 {
      #expect(SampleDocument.good("photo", nil, face: face)?.number == face)
      #expect(SampleDocument.good("identity_document", .recto, face: face)?.number == face)
      #expect(SampleDocument.good("driving_licence", .recto, face: face)?.number == face)
      for type in ["signature", "theft_declaration", "proof_of_address"] { #expect(SampleDocument.good(type, nil, face: face) != nil) }
      for type in ["identity_document", "driving_licence", "residence_permit"] {
        #expect(SampleDocument.good(type, .verso, face: face) != nil)
      }
    }
  }

  @Test("unreadable files are: cut short, or something else; none is empty, which the portal does not take")
  func unreadable() {
    let files = SampleDocument.samples(type: "photo", side: nil).filter { $0.deserves == "unreadable_file" }
    #expect(files.count == 3)
    #expect(SampleDocument.all.allSatisfy { !$0.bytes.isEmpty })
    #expect(files.contains { $0.bytes.starts(with: Array("%PDF".utf8)) })
    #expect(files.contains { $0.bytes.starts(with: [0x89, 0x50]) })
    #expect(files.contains { $0.bytes.starts(with: [0xFF, 0xD8]) && $0.bytes.suffix(2) != [0xFF, 0xD9] })
  }

  @Test("bytes are made unique, the picture stays", arguments: SampleDocument.all)
  func uniqued(sample: SampleDocument) {
    let (one, two) = (sample.uniqued(by: 1), sample.uniqued(by: 2))
    #expect(one == sample.uniqued(by: 1))
    #expect(one != two && one != sample.bytes)
    #expect(SampleDocument.pictureSize(one)?.width == sample.size?.width && SampleDocument.pictureSize(one)?.height == sample.size?.height)
    // What was there stays there, in its order: the comment is only inserted.
    #expect(one.count > sample.bytes.count && one.prefix(2) == sample.bytes.prefix(2))
    #expect(sample.mediaType == "application/pdf" || one.suffix(8) == sample.bytes.suffix(8) || sample.deserves == "unreadable_file")
  }

  @Test("a PNG's checksum is the usual CRC-32")
  func checksum() {
    #expect(SampleDocument.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(SampleDocument.crc32(Array("IEND".utf8)) == 0xAE42_6082)
  }

  @Test("base64 is decoded, anything else refused")
  func base64() {
    #expect(base64Decoded("") == [])
    #expect(base64Decoded("TQ==") == [77] && base64Decoded("TWE=") == [77, 97] && base64Decoded("TWFu") == [77, 97, 110])
    for wrong: StaticString in ["TWF", "TW F", "=AAA", "T===", "TQ=A", "TQ==TWFu", "TW\nF"] { #expect(base64Decoded(wrong) == nil) }
  }

  @Test("two drivers send different bytes unless one sends the other's photo")
  func driversFiles() throws {
    var rates = FaultRates()
    rates.sameFile = 0.1
    let cast = Cast(seed: 2, rates: rates, today: Day(2026, 11, 24))
    var seen: [[UInt8]: Int] = [:]
    var copies = 0
    for index in 0..<400 {
      for application in cast.driver(index).applications {
        for document in application.rounds[0].documents where document.type == "photo" {
          if seen.updateValue(index, forKey: document.bytes) != nil {
            copies += 1
            #expect(application.faults.contains { $0.kind == .sameFile })
          }
        }
      }
    }
    #expect(seen.count > 200 && copies > 5)
  }
}
