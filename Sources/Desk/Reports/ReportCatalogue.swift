import SystemCalls
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
    do throws(InputFile.Unopened) {
      return try InputFile.names(in: folder).filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }
    } catch {
      throw ReportFault(error)
    }
  }

  private static func text(of path: String) throws(ReportFault) -> String {
    let bytes: [UInt8]
    do throws(InputFile.Unopened) { bytes = try InputFile.bytes(of: path, limit: 1 << 20) } catch { throw ReportFault(error) }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw ReportFault(file: path, line: 1, problem: .noText)
    }
    return text
  }
}

extension ReportFault {
  fileprivate init(_ unopened: InputFile.Unopened) {
    let problem: Problem =
      switch unopened.problem {
      case .system(let code): .unreadable(errno: code)
      case .noRegularFile: .noRegularFile
      case .tooLarge(let limit): .tooLarge(limit: limit)
      }
    self.init(file: unopened.path, line: 1, problem: problem)
  }
}
