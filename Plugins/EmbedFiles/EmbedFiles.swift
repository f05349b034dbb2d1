import Foundation
import PackagePlugin

/// Embeds text files under `queries/` (target Queries) or sample documents (target Traffic) as Swift source.
///
/// Kept trivial on purpose: a change in a plugin's own source does not rebuild its users.
@main struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = target.directoryURL.appending(path: target.name == "Queries" ? "" : "Documents", directoryHint: .isDirectory)
    let wanted: Set<String> = target.name == "Queries" ? ["sql"] : ["jpg", "png", "pdf", "txt"]
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let files = found.filter { wanted.contains($0.pathExtension) }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files into \(target.name)",
        executable: try context.tool(named: "embed-files").url,
        arguments: [output.path(), root.path()] + files.map { $0.path() }, inputFiles: files, outputFiles: [output])
    ]
  }
}
