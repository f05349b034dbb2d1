// swift-tools-version: 6.2
import PackageDescription

/// Every room is compiled with the same strictness: imports are private unless said otherwise, members come from
/// modules that the file imports itself, and existential types are spelled out.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// `PUPITRE_STRICT=1` (set by `scripts/test`) turns warnings in this package into errors.
let warnings: [SwiftSetting] =
  Context.environment["PUPITRE_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// The commit that is built, for `--version`: a C macro, so that a new commit compiles one file. Set by the scripts
/// (`scripts/environment`).
let commit = Context.environment["PUPITRE_COMMIT"] ?? ""

func room(
  _ name: String, uses dependencies: [Target.Dependency], exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict + warnings, plugins: plugins)
}

func tests(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict + warnings)
}

let package = Package(
  name: "pupitre",
  products: [
    .executable(name: "pupitre", targets: ["pupitre"]), .executable(name: "pupitre-demo", targets: ["pupitre-demo"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(name: "CCage"),
    .target(name: "CBuild", cSettings: [.define("PUPITRE_COMMIT", to: "\"\(commit)\"")]),
    // The lowest rooms.
    room("SystemCalls", uses: []),
    room("Postgres", uses: ["CLibPQ"]),
    room("LocalCluster", uses: ["SystemCalls", .product(name: "SystemPackage", package: "swift-system")]),
    .target(
      name: "Queries", path: "queries", exclude: ["schema", "contract", "desk", "hub", "local", "migrate", "reports"],
      sources: ["Queries.swift"],
      swiftSettings: strict + warnings, plugins: ["EmbedFiles"]),
    room("Casework", uses: []),
    room("Desk", uses: ["Postgres", "Queries", "Casework", "SystemCalls"]),
    room("Traffic", uses: ["Desk", "Casework", "Postgres", "Queries"], exclude: ["Documents"], plugins: ["EmbedFiles"]),
    // What the agent sees.
    room("Terminal", uses: ["CCage", "CReadline", "SystemCalls"]),
    room("Formats", uses: ["Terminal"]),
    room("Console", uses: ["Formats", "Terminal", "Desk", "Casework", "SystemCalls"]),
    room(
      "Launch",
      uses: [
        "CBuild", "Console", "Formats", "Terminal", "Desk", "Postgres", "SystemCalls",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "pupitre",
      dependencies: [
        "Launch", "Console", "Formats", "Terminal", "Desk", "Postgres",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict + warnings),
    // Who invents drivers is a program of its own.
    .executableTarget(
      name: "pupitre-demo",
      dependencies: [
        "Launch", "Console", "Terminal", "Desk", "Traffic", "LocalCluster", "Postgres", "Queries",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict + warnings),
    // Embedding of SQL and of sample documents.
    .executableTarget(name: "embed-files", swiftSettings: strict + warnings),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    // Tests mirror the rooms.
    .target(
      name: "TestSupport", dependencies: ["Postgres", "LocalCluster", "Queries", "Desk", "SystemCalls"], path: "Tests/TestSupport",
      swiftSettings: strict + warnings),
    tests("PostgresTests", uses: ["Postgres", "Desk", "TestSupport"]),
    tests("LocalClusterTests", uses: ["LocalCluster", "Postgres", .product(name: "SystemPackage", package: "swift-system")]),
    tests("HouseTests", uses: []),
    tests("CaseworkTests", uses: ["Casework"]),
    tests("TerminalTests", uses: ["Terminal", "SystemCalls"]),
    tests("FormatsTests", uses: ["Formats"]),
    tests("TrafficTests", uses: ["Traffic", "Desk", "TestSupport", "Postgres", "Queries", "Casework", "pupitre-demo"]),
    tests("SchemaTests", uses: ["Postgres", "Queries", "Desk", "TestSupport"]),
    tests("DeskTests", uses: ["Desk", "Postgres", "Casework", "Queries", "TestSupport"]),
    tests(
      "ConsoleTests",
      uses: ["Console", "Casework", "Formats", "Terminal", "Desk", "Postgres", "Traffic", "TestSupport", "pupitre", "pupitre-demo"]),
  ],
  swiftLanguageModes: [.v6]
)
