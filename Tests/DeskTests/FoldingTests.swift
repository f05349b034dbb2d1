import Desk
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Casework

/// One folding of names, in the database and in the checks: what is the same name to one is the same to the other.
@Suite struct FoldingTests {
  /// Every letter of the Latin blocks.
  private static let latin: [String] = [0xC0...0x24F, 0x1E00...0x1EFF, 0xFB00...0xFB06].flatMap { $0 }.compactMap { (code: UInt32) in
    Unicode.Scalar(code).flatMap { $0.properties.isAlphabetic ? String(Character($0)) : nil }
  }

  private static func fold(_ texts: [String]) throws -> [String] {
    let database = try TestDatabase()
    var connection = try database.connect()
    return try connection.query(
      "select core.fold(t) as folded from unnest($1::text[]) with ordinality as u(t, n) order by n", [.textArray(texts)]
    )
    .map { try $0.string("folded") }
  }

  @Test func everyLatinLetterIsFoldedAlikeByBoth() throws {
    for texts in [Self.latin, Self.latin.map(\.decomposedStringWithCanonicalMapping), Self.latin.map { "x\($0.lowercased())\u{301}y" }] {
      let database = try Self.fold(texts)
      for (text, there) in zip(texts, database) { #expect(folded(text) == there, "\(text)") }
    }
  }

  @Test func whatDecomposesOrHasAPlainFormIsPlain() throws {
    // Letters of their own right, which nobody writes otherwise: schwa, ezh, clicks.
    let own = Set("ƄƅƆƍƎƏƔƛƜƟƦƧƨƩƪƱƷƸƹƺƻƼƽƾƿǀǁǂǃǝǮǯǶǷȜȝȠȢȣɁɂɅɊɋẟ".map { String($0) })
    let names = Self.latin.filter { !own.contains($0) }
    for (letter, plain) in zip(names, try Self.fold(names)) {
      #expect(!plain.isEmpty && plain.allSatisfy { $0.isASCII && $0.isUppercase }, "\(letter): \(plain)")
    }
  }

  @Test func theSameNameIsTheSameHoweverItIsWritten() throws {
    let same = [
      ["Jean, Paul, Marie", "JEAN PAUL MARIE", "jean-paul  marie", "Jean. Paul\u{A0}Marie"],
      ["d'Artagnan", "D’ARTAGNAN", "D`Artagnan", "dʼARTAGNAN", "D´ARTAGNAN", "d artagnan"],
      ["NGUYỄN", "Nguye\u{302}\u{303}n", "nguyen"], ["ŞAHİN", "Sahin", "Şahin", "S\u{327}AHI\u{307}N"], ["YILDIRIM", "Yıldırım"],
      ["STRASSER", "STRAßER", "Straßer", "STRAẞER"], ["ĐORĐEVIĆ", "Dordevic", "đorđević"], ["ŁUKASZ", "Lukasz"], ["SØREN", "Soren"],
      ["ÆGIR", "Aegir"], ["ŒUVRARD", "OEUVRARD"], ["ﬁlippi", "FILIPPI"], ["LEFÈVRE", "LEFE\u{300}VRE", "Le\u{AD}fe\u{200B}vre"],
    ]
    for names in same {
      let database = try Self.fold(names)
      #expect(Set(database).count == 1, "\(names): \(database)")
      #expect(names.map { folded($0) } == database)
    }
    #expect(Set(try Self.fold(["MARTIN", "MARTINE", "MARTIN JEAN", "MAERTIN"])).count == 4)
  }

  /// `Sources/Casework/Text/PlainLetters.swift` is what the database folds. `PUPITRE_UPDATE=1` writes it again.
  @Test func theTableOfTheChecksIsWhatTheDatabaseFolds() throws {
    let codes: [UInt32] = [0xC0...0x2AF, 0x370...0x52F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xFB00...0xFB06].flatMap { $0 }
    let letters = codes.compactMap { Unicode.Scalar($0) }.filter(\.properties.isAlphabetic)
    let plain = Dictionary(uniqueKeysWithValues: zip(letters, try Self.fold(letters.map { String(Character($0)) })))
    var table: [Unicode.Scalar: String] = [:]
    // Capitals first; a small letter where it is not folded as its capital is.
    for isCapital in [true, false] {
      for letter in letters where (letter.properties.uppercaseMapping == String(Character(letter))) == isCapital {
        let found = letter.properties.uppercaseMapping.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
          .map { table[$0] ?? ((0x2B0...0x2FF).contains($0.value) ? "" : String(Character($0))) }.joined()
        if let plain = plain[letter], !plain.isEmpty, plain.allSatisfy(\.isLetter), found != plain { table[letter] = plain }
      }
    }
    var groups: [String: String] = [:]
    for letter in letters { if let plain = table[letter] { groups[plain, default: ""].unicodeScalars.append(letter) } }
    let written = groups.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }.map { "\($0.key) \($0.value)" }
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Casework/Text/PlainLetters.swift")
      .standardized
    if ProcessInfo.processInfo.environment["PUPITRE_UPDATE"] == "1" {
      let head = String(try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\"" })
      let lines = written.map { "  \($0)\n" }.joined()
      try Data("\(head)\"\"\"\n\(lines)  \"\"\"\n".utf8).write(to: file)
    }
    #expect(plainLetterLines == written.joined(separator: "\n"))
  }
}
