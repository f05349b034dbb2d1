import Foundation

/// The path of a program of this package, built beside the tests: `executable("pupitre")`.
public func executable(_ name: String) -> String {
  let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? URL(filePath: CommandLine.arguments[0])
  return bundle.deletingLastPathComponent().appending(path: name).path
}
