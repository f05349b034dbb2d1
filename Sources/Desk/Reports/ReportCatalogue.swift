import Glibc
import Queries

/// The reports that can be run: those of the product, and a site's own.
public struct ReportCatalogue: Sendable {
  /// In the order of their names.
  public let reports: [Report]

  /// The reports of `queries/reports/`.
  ///
  /// A broken head in one of them is a fault of this program, and no test lets it pass.
  public static let product = ReportCatalogue(
    reports: Query.folder("reports").map { query in
      let file = String(query.path.split(separator: "/").last ?? "")
      do throws(ReportFault) {
        return try ReportHead.read(query.text, name: String(file.dropLast(4)), file: "queries/\(query.path)")
      } catch {
        preconditionFailure("\(error.file):\(error.line): \(error.problem)")
      }
    })

  /// These reports and those in the `*.sql` files of a folder. A file with a fault is passed over, and its fault given: one
  /// site's slip must not keep anybody from work.
  ///
  /// - Throws: ``ReportFault`` where the folder itself cannot be read.
  public func adding(folder: String) throws(ReportFault) -> (catalogue: ReportCatalogue, faults: [ReportFault]) {
    var added = reports
    var faults: [ReportFault] = []
    for file in try Self.files(in: folder) {
      do throws(ReportFault) {
        let path = "\(folder)/\(file)"
        var report = try ReportHead.read(try Self.text(of: path), name: String(file.dropLast(4)), file: path)
        report.isSitesOwn = true
        for name in [report.name, report.alias] where added.contains(where: { $0.name == name || $0.alias == name }) {
          throw ReportFault(file: path, line: 1, problem: .nameTaken(name))
        }
        added.append(report)
      } catch {
        faults.append(error)
      }
    }
    return (ReportCatalogue(reports: added.sorted { $0.name < $1.name }), faults)
  }

  private init(reports: [Report]) { self.reports = reports }

  private static func files(in folder: String) throws(ReportFault) -> [String] {
    guard let open = opendir(folder) else { throw unreadable(folder) }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".sql"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func text(of path: String) throws(ReportFault) -> String {
    // Without O_NONBLOCK a pipe would be waited for here, for ever.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    var about = stat()
    guard fstat(file, &about) == 0 else { throw unreadable(path) }
    guard about.st_mode & S_IFMT == S_IFREG else { throw ReportFault(file: path, line: 1, problem: .noRegularFile) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { break }
      bytes += chunk[..<count]
      guard bytes.count <= 1 << 20 else { throw ReportFault(file: path, line: 1, problem: .unreadable("> 1 MiB")) }
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw ReportFault(file: path, line: 1, problem: .unreadable("UTF-8?"))
    }
    return text
  }

  private static func unreadable(_ path: String) -> ReportFault {
    ReportFault(file: path, line: 1, problem: .unreadable(String(cString: strerror(errno))))
  }
}
