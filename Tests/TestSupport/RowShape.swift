@testable public import Postgres

/// What a Swift value reads of a row: each key, and the column types that its value can be read from. Found by letting the value read from
/// nothing.
public struct RowShape {
  /// One value that is read.
  struct Reading {
    /// The names that its column may have; none where the value is the only column, whatever its name.
    var names: [String]
    var type: String
    var accepts: [PostgresType]
  }
  private(set) var readings: [Reading] = []

  /// The shape of a type of rows.
  public init(of type: any Decodable.Type) throws {
    let recorder = Recorder()
    _ = try type.init(from: recorder)
    readings = recorder.readings
  }

  /// What of the columns nobody reads, what is read that no column gives, and what is read as something else than it is; empty where all
  /// fits.
  public func misfits(with columns: [ResultRows.Column]) -> [String] {
    var unread = Set(columns.map(\.name))
    var misfits: [String] = []
    for reading in readings {
      guard let column = reading.names.isEmpty ? columns.first : columns.first(where: { reading.names.contains($0.name) }) else {
        misfits.append("\(reading.names.joined(separator: " or ")) is read, and there is no such column")
        continue
      }
      unread.remove(column.name)
      if !reading.accepts.contains(column.type) { misfits.append("\(column.name) is \(column.type), read as \(reading.type)") }
    }
    if readings.isEmpty, columns.allSatisfy({ $0.type == .void }) { return [] }
    return misfits + unread.sorted().map { "\($0) is read by nobody" }
  }
}

private final class Recorder: Decoder {
  var readings: [RowShape.Reading] = []
  /// The names of the key whose value is being read.
  var names: [String] = []
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static let types: [ObjectIdentifier: [PostgresType]] = [
    ObjectIdentifier(String.self): [.text, .timestamptz, .jsonb], ObjectIdentifier(Int.self): [.int8, .int4],
    ObjectIdentifier(Int64.self): [.int8, .int4],
    ObjectIdentifier(Bool.self): [.bool], ObjectIdentifier(Double.self): [.float8], ObjectIdentifier([UInt8].self): [.bytea],
    ObjectIdentifier([String].self): [.textArray], ObjectIdentifier([String?].self): [.textArray],
    ObjectIdentifier([Int64].self): [.int8Array],
  ]
  /// A value of each plain type; a text that is a day too.
  static let samples: [any Sendable] = ["2000-01-01", 0, Int64(0), true, 0.0, [UInt8](), [String](), [String?](), [Int64]()]

  /// Notes that a value of this type is read; gives one.
  func read<T: Decodable>(_ type: T.Type) throws -> T {
    if let sample = Self.samples.lazy.compactMap({ $0 as? T }).first, let types = Self.types[ObjectIdentifier(type)] {
      readings.append(RowShape.Reading(names: names, type: "\(type)", accepts: types))
      return sample
    }
    // A code: any of its words, for the empty one may be none.
    if let code = (type as? any CaseIterable.Type)?.any as? T {
      readings.append(RowShape.Reading(names: names, type: "\(type)", accepts: [.text]))
      return code
    }
    return try T(from: Cell(recorder: self))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> { KeyedDecodingContainer(Keys(recorder: self)) }
  func singleValueContainer() -> any SingleValueDecodingContainer { Cell(recorder: self) }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NoSuchThing() }
}

/// Rows have neither lists nor objects in them.
private struct NoSuchThing: Error {}

extension CaseIterable {
  fileprivate static var any: Self? { allCases.first }
}

private struct Keys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let recorder: Recorder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }
  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    recorder.names = ColumnName.candidates(key.stringValue)
    return try recorder.read(type)
  }
  func nestedContainer<Other: CodingKey>(keyedBy type: Other.Type, forKey key: Key) throws -> KeyedDecodingContainer<Other> {
    throw NoSuchThing()
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NoSuchThing() }
  func superDecoder() -> any Decoder { recorder }
  func superDecoder(forKey key: Key) -> any Decoder { recorder }
}

private struct Cell: Decoder, SingleValueDecodingContainer {
  let recorder: Recorder
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try recorder.read(type) }
  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw NoSuchThing() }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NoSuchThing() }
}
