#if DEBUG
  import FoundationEssentials
  import Glibc
#endif

/// The SQL of this product, embedded in the binary: every file under `queries/`, by its path.
public struct Query: Sendable, Hashable {
  /// Path relative to `queries/`, for instance `desk/claim_next.sql`.
  public let path: String
  /// The file's text.
  public let text: String

  /// All embedded files, in the order of their paths. In a debug build `PUPITRE_QUERIES` names a folder whose files stand in for those of
  /// the same path: SQL is tried without building anything.
  public static let all: [Query] = embeddedFiles.map { Query(path: "\($0.path)", text: standIn("\($0.path)") ?? "\($0.text)") }

  private static func standIn(_ path: String) -> String? {
    #if DEBUG
      getenv("PUPITRE_QUERIES").flatMap { try? String(contentsOfFile: String(cString: $0) + "/" + path, encoding: .utf8) }
    #else
      nil
    #endif
  }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

  /// The file at `path` (for instance `desk/claim_next.sql`), or `nil` where there is none.
  public static subscript(path path: String) -> Query? { byPath[path] }

  /// The text of a file that this program was built with.
  public static func text(_ path: String) -> String {
    guard let query = byPath[path] else { preconditionFailure("queries/\(path) is not embedded") }
    return query.text
  }

  /// The files in one folder (`schema`, `contract`, `desk`, `reports`), in the order of their names.
  public static func folder(_ name: String) -> [Query] { all.filter { $0.path.hasPrefix(name + "/") } }
}
