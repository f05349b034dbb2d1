public import Postgres
import Queries

extension Migrator {
  /// The migrator of this product: `queries/schema` and `queries/contract`, with the bookkeeping of `queries/migrate`.
  public static var pupitre: Migrator {
    Migrator(numbered: files(in: "schema"), repeatable: files(in: "contract"), statements: .pupitre)
  }

  /// The embedded files of a folder under `queries/`.
  static func files(in folder: String) -> [MigrationFile] {
    Query.folder(folder).map { MigrationFile(name: $0.path, text: $0.text) }
  }
}

extension Migrator.Statements {
  /// The bookkeeping of `queries/migrate`.
  public static var pupitre: Migrator.Statements {
    // A missing file gives an empty statement, which fails at once and by name in every test that migrates.
    Migrator.Statements { Query[path: "migrate/\($0).sql"]?.text ?? "" }
  }
}
