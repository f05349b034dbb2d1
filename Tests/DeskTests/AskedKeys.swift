import Foundation
import Synchronization

/// What types ask for as they read JSON, beside what was sent: the keys of every object, by its place (`cards[].dispatches[]`).
final class AskedKeys: Sendable {
  private struct Places {
    var asked: [String: Set<String>] = [:]
    var sent: [String: Set<String>] = [:]
    /// Those of the keys sent that had something in them.
    var filled: Set<String> = []
  }
  private let places = Mutex(Places())

  /// Reads a value as `JSONDecoder` does.
  func decode<Value: Decodable>(_ type: Value.Type = Value.self, _ json: String) throws -> Value {
    let data = Data(json.utf8)
    let whole = try JSONSerialization.jsonObject(with: data)
    places.withLock { Self.collect(whole, at: "", into: &$0) }
    let decoder = JSONDecoder()
    decoder.userInfo[Watched<Value>.key] = self
    return try decoder.decode(Watched<Value>.self, from: data).value
  }

  /// Keys that were sent and nobody asked for; of an object that nobody asked for only its own.
  var unread: Set<String> {
    places.withLock { places in
      Set(
        places.sent.flatMap { place, keys in
          guard let asked = places.asked[place] else { return Self.isWanted(place, places) ? keys.map { Self.path(place, $0) } : [] }
          return keys.subtracting(asked).map { Self.path(place, $0) }
        })
    }
  }

  /// Keys that were asked for and never sent.
  var unsent: Set<String> {
    places.withLock { places in
      Set(places.asked.flatMap { place, keys in keys.subtracting(places.sent[place] ?? []).map { Self.path(place, $0) } })
    }
  }

  /// Keys that were sent with nothing in them each time: null, or an empty list.
  var empty: Set<String> {
    places.withLock { places in
      Set(places.sent.flatMap { place, keys in keys.map { Self.path(place, $0) } }).subtracting(places.filled)
    }
  }

  fileprivate func note(_ keys: [String], at codingPath: [any CodingKey]) {
    let place = codingPath.reduce("") { $1.intValue == nil ? Self.path($0, $1.stringValue) : $0 + "[]" }
    places.withLock { $0.asked[place, default: []].formUnion(keys) }
  }

  private static func path(_ place: String, _ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// Whether somebody asked for the key that this object stands under.
  private static func isWanted(_ place: String, _ places: Places) -> Bool {
    let path = place.replacing("[]", with: "").split(separator: ".")
    guard let key = path.last else { return true }
    let parent = place.split(separator: ".").dropLast().joined(separator: ".")
    return places.asked[parent]?.contains(String(key)) == true
  }

  private static func collect(_ value: Any, at place: String, into places: inout Places) {
    if let object = value as? [String: Any] {
      places.sent[place, default: []].formUnion(object.keys)
      for (key, member) in object {
        if !(member is NSNull), (member as? [Any])?.isEmpty != true { places.filled.insert(path(place, key)) }
        collect(member, at: path(place, key), into: &places)
      }
    } else if let array = value as? [Any] {
      for element in array { collect(element, at: place + "[]", into: &places) }
    }
  }
}

/// A value that is read by a decoder that looks over its shoulder.
private struct Watched<Value: Decodable>: Decodable {
  static var key: CodingUserInfoKey { CodingUserInfoKey(rawValue: "asked")! }
  let value: Value

  init(from decoder: any Decoder) throws {
    guard let asked = decoder.userInfo[Self.key] as? AskedKeys else { throw CocoaError(.coderInvalidValue) }
    value = try Value(from: Watcher(decoder: decoder, asked: asked))
  }
}

private struct Watcher: Decoder {
  let decoder: any Decoder
  let asked: AskedKeys
  var codingPath: [any CodingKey] { decoder.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { decoder.userInfo }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(WatchedKeys(container: try decoder.container(keyedBy: type), asked: asked))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { WatchedList(container: try decoder.unkeyedContainer(), asked: asked) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { try decoder.singleValueContainer() }
}

private struct WatchedKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let container: KeyedDecodingContainer<Key>
  let asked: AskedKeys
  var codingPath: [any CodingKey] { container.codingPath }
  var allKeys: [Key] {
    asked.note(container.allKeys.map(\.stringValue), at: codingPath)
    return container.allKeys
  }
  func contains(_ key: Key) -> Bool {
    asked.note([key.stringValue], at: codingPath)
    return container.contains(key)
  }
  func decodeNil(forKey key: Key) throws -> Bool { try container.decodeNil(forKey: key) }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    asked.note([key.stringValue], at: codingPath)
    return try container.decode(Watched<T>.self, forKey: key).value
  }
  func nestedContainer<Other: CodingKey>(keyedBy type: Other.Type, forKey key: Key) throws -> KeyedDecodingContainer<Other> {
    asked.note([key.stringValue], at: codingPath)
    return KeyedDecodingContainer(WatchedKeys<Other>(container: try container.nestedContainer(keyedBy: type, forKey: key), asked: asked))
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    asked.note([key.stringValue], at: codingPath)
    return WatchedList(container: try container.nestedUnkeyedContainer(forKey: key), asked: asked)
  }
  func superDecoder() throws -> any Decoder { Watcher(decoder: try container.superDecoder(), asked: asked) }
  func superDecoder(forKey key: Key) throws -> any Decoder { Watcher(decoder: try container.superDecoder(forKey: key), asked: asked) }
}

private struct WatchedList: UnkeyedDecodingContainer {
  var container: any UnkeyedDecodingContainer
  let asked: AskedKeys
  var codingPath: [any CodingKey] { container.codingPath }
  var count: Int? { container.count }
  var isAtEnd: Bool { container.isAtEnd }
  var currentIndex: Int { container.currentIndex }
  mutating func decodeNil() throws -> Bool { try container.decodeNil() }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try container.decode(Watched<T>.self).value }
  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(WatchedKeys<Key>(container: try container.nestedContainer(keyedBy: type), asked: asked))
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    WatchedList(container: try container.nestedUnkeyedContainer(), asked: asked)
  }
  mutating func superDecoder() throws -> any Decoder { Watcher(decoder: try container.superDecoder(), asked: asked) }
}
