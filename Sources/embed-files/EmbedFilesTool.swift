import Foundation

/// Writes a Swift source that holds the given files: `embed-files OUTPUT ROOT FILE…`.
///
/// SQL is embedded as text, anything else as base64. The result declares `embeddedFiles`, a list of path relative to
/// ROOT and content.
@main struct EmbedFilesTool {
  static func main() throws {
    let arguments = CommandLine.arguments
    let root = URL(filePath: arguments[2]).standardizedFileURL.path() + "/"
    var source = "let embeddedFiles: [(path: StaticString, text: StaticString)] = [\n"
    for file in arguments.dropFirst(3) {
      let url = URL(filePath: file).standardizedFileURL
      let path = url.path().replacing(root.replacing("//", with: "/"), with: "")
      let data = try Data(contentsOf: url)
      if url.pathExtension == "sql" {
        source += "  (\"\(path)\", ###\"\"\"\n\(String(decoding: data, as: UTF8.self))\n\"\"\"###),\n"
      } else {
        source += "  (\"\(path)\", \"\(data.base64EncodedString())\"),\n"
      }
    }
    try (source + "]\n").write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }
}
