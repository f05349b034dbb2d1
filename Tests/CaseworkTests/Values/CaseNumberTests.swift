import Foundation
import Testing

@testable import Casework

@Suite struct CaseNumberTests {
  /// Numbers as the database makes them: 1001 and on, each with its check digit; one in 29 up to 100,000, and some long ones.
  static let numbers: [Int] = (Array(stride(from: 1001, through: 100_000, by: 29)) + [987_654_321, 123_456_789_012]).map { number in
    number * 10 + Int(Damm.checkDigit(of: String(number).utf8.map { $0 - 48 }))
  }

  @Test("The check digits are those of core.damm", arguments: [(572, 4), (1001, 9), (0, 0), (1, 3), (12_345, 9), (43_881_234_567, 9)])
  func checkDigit(number: Int, digit: Int) {
    #expect(Int(Damm.checkDigit(of: String(number).utf8.map { $0 - 48 })) == digit)
  }

  @Test func theTableIsThatOfTheSchema() throws {
    let schema = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../queries/schema/0008_cases.sql")
    let rows = (0..<10).map { row in
      (0..<10).map { digit in String(Damm.checkDigit(of: Damm.digits(before: row) + [UInt8(digit)])) }.joined()
    }
    #expect(try String(contentsOf: schema, encoding: .utf8).contains("'\(rows.joined())'"))
  }

  @Test func displayIsReadBack() throws {
    for id in Self.numbers {
      let number = CaseNumber(id: Int64(id))
      #expect(number.isValid)
      #expect(try CaseNumber(typed: number.description) == number)
    }
  }

  @Test func everyWrongDigitIsRefused() {
    var tried = 0
    var accepted: [String] = []
    for id in Self.numbers {
      let digits = Array(String(id).utf8)
      for position in digits.indices {
        for digit in UInt8(48)...57 where digit != digits[position] {
          var wrong = digits
          wrong[position] = digit
          let text = String(decoding: wrong, as: UTF8.self)
          if (try? CaseNumber(typed: text)) != nil { accepted.append(text) }
          tried += 1
        }
      }
    }
    #expect(tried > 150_000)
    #expect(accepted == [])
  }

  @Test func everySwapOfNeighboursIsRefused() {
    var tried = 0
    var accepted: [String] = []
    for id in Self.numbers {
      let digits = Array(String(id).utf8)
      for position in digits.indices.dropLast() where digits[position] != digits[position + 1] {
        var wrong = digits
        wrong.swapAt(position, position + 1)
        let text = String(decoding: wrong, as: UTF8.self)
        if (try? CaseNumber(typed: text)) != nil { accepted.append(text) }
        tried += 1
      }
    }
    #expect(tried > 12_000)
    #expect(accepted == [])
  }

  @Test(
    "Separators are accepted anywhere",
    arguments: ["1001-9", "10019", "#10019", " # 1001-9", "10 01-9", "1.001-9", "1001–9", "1001\u{A0}9", "010019"])
  func separators(typed: String) throws {
    #expect(try CaseNumber(typed: typed) == CaseNumber(id: 10_019))
  }

  @Test(
    "What is no number is refused, each in its way",
    arguments: [
      ("", CaseNumber.Fault.empty), (" - ", .empty), ("#", .empty), ("abc", .notANumber), ("1001_9", .notANumber), ("10019x", .notANumber),
      ("##10019", .notANumber), ("１００１９", .notANumber), ("1001\u{0}9", .notANumber), ("3", .tooShort), ("0", .tooShort),
      ("00000", .tooShort),
      ("1234567890123456789", .tooLong), (String(repeating: "9", count: 10_000), .tooLong), ("10013", .wrongCheckDigit),
    ])
  func faults(typed: String, fault: CaseNumber.Fault) {
    #expect(throws: fault) { try CaseNumber(typed: typed) }
  }

  @Test func numbersOfOtherOriginAreNotValid() {
    #expect(!CaseNumber(id: 10_013).isValid)
    #expect(!CaseNumber(id: 0).isValid)
    #expect(!CaseNumber(id: -10_019).isValid)
  }
}

extension Damm {
  /// Digits after which the check stands at `row`: the top row of the table, read backwards.
  fileprivate static func digits(before row: Int) -> [UInt8] {
    (UInt8(0)...9).first { checkDigit(of: [$0]) == UInt8(row) }.map { [$0] } ?? []
  }
}
