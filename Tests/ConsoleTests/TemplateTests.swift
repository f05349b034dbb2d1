import Foundation
import Testing

@testable import Console

/// Every message that the SQL queues for a driver has a name in both languages.
@Suite struct TemplateTests {
  @Test func everyTemplateIsNamed() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../queries/contract").standardized
    // Those that are put together from parts.
    var templates: Set<String> = [
      "invoice", "credit_note", "payment_failed", "payment_expired", "account_to_correct", "information_request", "account_suspended",
      "request_withdrawn", "approval_withdrawn",
    ]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".sql") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /notify_driver\([^,]+, '([a-z_]+[a-z])'/) { templates.insert(String(match.1)) }
    }
    #expect(templates.count > 15)
    for template in templates.sorted() {
      // The English name may be the template's own; the French one never is.
      #expect("\(Labels.template(template)[.fr])" != template, "\(template)")
    }
  }
}
