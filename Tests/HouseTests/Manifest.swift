import Foundation
import Testing

/// The repository that these tests were built from.
enum House {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// A file's text, by its path in the repository.
  static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

  /// The lines of a file that match, each as `file:line: text`.
  static func lines(of file: String, matching pattern: some RegexComponent) throws -> [String] {
    let lines = try text(file).split(separator: "\n", omittingEmptySubsequences: false)
    return zip(1..., lines).filter { $1.contains(pattern) }.map { "\(file):\($0): \($1)" }
  }

  /// The standard output of a program found on the PATH; a failed one fails the test.
  static func output(of command: [String]) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = root
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(command.joined(separator: " "))")
    return output
  }

  /// The paths of all files that git tracks. Whoever owns the folder: in a container it is often somebody else.
  static func files() throws -> [String] {
    let list = try output(of: ["git", "-c", "safe.directory=*", "ls-files", "-z"])
    return list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
  }
}

/// What `swift package dump-package` says of the targets.
struct Manifest: Decodable {
  let targets: [Target]

  struct Target: Decodable {
    let name: String
    let type: String
    let dependencies: [Dependency]
    let pluginUsages: [Dependency]?

    /// Everything that the target is built with, by name.
    var uses: Set<String> { Set((dependencies + (pluginUsages ?? [])).map(\.name)) }
  }

  /// `{"byName": ["Desk", null]}`, `{"product": ["SystemPackage", "swift-system", …]}`, `{"plugin": ["EmbedFiles", null]}`
  struct Dependency: Decodable {
    let name: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      guard let key = container.allKeys.first else {
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a dependency of no kind"))
      }
      var parts = try container.nestedUnkeyedContainer(forKey: key)
      name = try parts.decode(String.self)
    }

    private struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  /// Read beside a running `swift test`, which holds the lock of its own build folder.
  static func read() throws -> Manifest {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "pupitre-house-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let dump = try House.output(of: ["swift", "package", "--scratch-path", scratch.path, "--ignore-lock", "dump-package"])
    return try JSONDecoder().decode(Manifest.self, from: dump)
  }
}
