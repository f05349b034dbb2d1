import Casework
import FoundationEssentials
import Postgres

/// Reads the JSON objects that `desk.case_file`, `desk.why` and `desk.driver_file` give.
enum CaseJSON {
  /// - Throws: ``DeskError/invalid(_:)``, which names the place and nothing of the content: it may be personal data.
  static func decode<Value: Decodable>(_ json: String, as type: Value.Type = Value.self) throws(DeskError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(json.utf8))
    } catch let error as DecodingError {
      throw .invalid("unreadable answer: \(CaseFileError(error))")
    } catch {
      throw .invalid("unreadable answer")
    }
  }

  /// A value as a parameter of type `jsonb`; NULL for `nil`.
  static func parameter(_ value: (some Encodable)?) throws(DeskError) -> Parameter {
    guard let value else { return .null }
    guard let data = try? JSONEncoder().encode(value) else { throw .invalid("a value that cannot be written as JSON") }
    return .json(String(decoding: data, as: UTF8.self))
  }
}
