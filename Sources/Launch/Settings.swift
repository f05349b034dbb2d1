import SystemCalls
import ArgumentParser
public import Console
public import Formats
import Glibc
import Terminal

/// What was set, and where: option, then environment, then the agent's own `$XDG_CONFIG_HOME/pupitre/config`, then the site's
/// `/etc/pupitre/config` (or the file that `PUPITRE_SITE_CONFIG` names), then the default.
public struct Settings {
  /// The language of everything that is said.
  public let language: Language
  private let database: String?
  private let file: SettingsFile

  /// Reads the settings file; a wrong line in it is wrong usage.
  public init(_ language: LanguageOption, _ database: DatabaseOption? = nil) throws {
    do { file = try SettingsFile.read() } catch let fault as SettingsFile.Fault {
      throw ValidationError(fault.text[Launch.language].plain)
    }
    let set = file["lang"].flatMap(Language.init(named:))
    self.language = Language.chosen(option: language.lang, setting: set, environment: Environment.value)
    self.database = database?.database
  }

  /// Where to connect: `-d`, `PUPITRE_DATABASE`, the file; else empty, and libpq's own variables and defaults decide.
  public var conninfo: String { database ?? value("PUPITRE_DATABASE") ?? file["database"] ?? "" }

  /// How results are written: `PUPITRE_FORMAT`, the file; nil for the default.
  public func format() throws -> Format? {
    guard let name = value("PUPITRE_FORMAT") ?? file["format"] else { return nil }
    guard let format = Format(rawValue: name.lowercased()) else {
      let formats = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        Launch.said("« \(name) » n'est pas un format : au choix \(formats).", "'\(name)' is no format: use \(formats)."))
    }
    return format
  }

  /// The agent's own words, and his site's.
  public var shortcuts: Shortcuts { file.shortcuts }

  /// How often it is looked what happened while an agent works: `PUPITRE_NOTICES`, the file.
  public func notices() -> String? { value("PUPITRE_NOTICES") ?? file["notices"] }

  /// The folder of a site's own reports: `PUPITRE_QUERIES`, the file.
  public func queries() -> String? { value("PUPITRE_QUERIES") ?? file["queries"] }

  private func value(_ name: String) -> String? { Environment.value(name).flatMap { $0.isEmpty ? nil : $0 } }
}

/// `key = value`, one a line; `#` begins a comment. `alias NAME = COMMAND …`, `context NAME = QUEUE FILTERS` and `comment NAME = TEXT` are
/// an agent's own words.
struct SettingsFile {
  private var values: [String: String] = [:]
  /// The words that it adds.
  private(set) var shortcuts = Shortcuts()

  /// Why it cannot be read. It is said once the language is known, which the file has a part in.
  struct Fault: Error {
    var text: Text

    init(_ french: French, _ english: SafeText) { text = Text(fr: french, en: english) }

    init(_ text: Text) { self.text = text }
  }

  /// The keys that mean something.
  static let keys = ["database", "lang", "format", "queries", "notices"]

  subscript(key: String) -> String? { values[key] }

  /// Reads a text; what it says replaces what others said before.
  init(_ text: String, path: String, over site: SettingsFile = SettingsFile()) throws {
    self = site
    var seen: Set<String> = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let equals = line.firstIndex(of: "=") else {
        throw Fault("\(path):\(index + 1): « clé = valeur » est attendu.", "\(path):\(index + 1): 'key = value' is expected.")
      }
      let key = String(line[..<equals].trimmed)
      let value = String(line[line.index(after: equals)...].trimmed)
      let words = key.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.count == 2, let kind = Shortcuts.Kind(rawValue: words[0]) {
        do throws(Shortcuts.Fault) { try shortcuts.add(kind, words[1], value, at: "\(path):\(index + 1)") } catch {
          throw Fault(Text(same: "\("\(path):\(index + 1): ")") + error.text)
        }
        guard seen.insert(words.joined(separator: " ").lowercased()).inserted else {
          throw Fault("\(path):\(index + 1): « \(key) » y est deux fois.", "\(path):\(index + 1): '\(key)' stands there twice.")
        }
        continue
      }
      guard Self.keys.contains(key) else {
        let keys = (Self.keys + Shortcuts.Kind.allCases.map { "\($0.rawValue) …" }).joined(separator: ", ")
        throw Fault(
          "\(path):\(index + 1): pas de réglage « \(key) » ; il y a \(keys).",
          "\(path):\(index + 1): there is no setting '\(key)'; there are \(keys).")
      }
      values[key] = value
    }
  }

  private init() {}

  /// What a file may have, in bytes.
  private static let sizeLimit = 64 * 1024

  /// Reads the site's file and the agent's own, which counts where both say something; nothing where there is none.
  static func read() throws -> SettingsFile {
    let site = try read(Environment.value("PUPITRE_SITE_CONFIG") ?? "/etc/pupitre/config", over: SettingsFile())
    let home = Environment.value("HOME").map { $0 + "/.config" }
    guard let folder = Environment.value("XDG_CONFIG_HOME").flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? home else { return site }
    return try read(folder + "/pupitre/config", over: site)
  }

  private static func read(_ path: String, over site: SettingsFile) throws -> SettingsFile {
    let bytes: [UInt8]
    do throws(InputFile.Unopened) {
      bytes = try InputFile.bytes(of: path, limit: sizeLimit)
    } catch {
      switch error.problem {
      case .system(ENOENT), .system(ENOTDIR), .system(EACCES): return site
      case .system(let code):
        let why = Text.system(code)
        throw Fault("\(path) : \(why.fr)", "\(path): \(why.en)")
      case .noRegularFile: throw Fault("\(path) n'est pas un fichier ordinaire.", "\(path) is no regular file.")
      case .tooLarge(let limit):
        throw Fault(
          "\(path) fait plus de \(limit / 1024) Kio : ce n'est pas un fichier de réglages.",
          "\(path) holds more than \(limit / 1024) KiB: this is no settings file.")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault("\(path) n'est pas en UTF-8.", "\(path) is not UTF-8.")
    }
    return try SettingsFile(text, path: path, over: site)
  }
}

extension StringProtocol {
  /// Without the white space around it.
  fileprivate var trimmed: SubSequence {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? endIndex
    return start < end ? self[start..<end] : self[start..<start]
  }
}
