import Foundation
import TestSupport
import Testing

/// `docs/hub-contract.md`: what it says is what there is, what it shows works, and services that know nothing else get through every flow.
///
/// The services are in Python (`Tests/ContractClient`), so that nothing of this package helps them.
@Suite struct ContractClientTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func thePageNamesEveryColumnParameterRightAndError() throws { try run("catalogue") }

  @Test func everyExampleOfThePageRuns() throws { try run("examples") }

  @Test func theServicesGetThroughEveryFlow() throws { try run("flows") }

  /// Runs the client with a login for each role, on a database of its own.
  private func run(_ work: String) throws {
    let database = try TestDatabase()
    var environment = ["HUB_ADMIN": try database.conninfo(), "HUB_CONSOLE": executable("pupitre"), "PYTHONDONTWRITEBYTECODE": "1"]
    for role in ["portal", "mailer", "payment", "centre", "mailroom", "factory", "agent", "supervisor"] {
      environment["HUB_" + role.uppercased()] = try database.conninfo(user: database.login(memberOf: ["pupitre_" + role], named: role))
    }
    let client = Self.root.appending(path: "Tests/ContractClient").path
    let page = Self.root.appending(path: "docs/hub-contract.md").path
    let run = try ProgramRun("/usr/bin/python3", [client, page, work], environment: environment, within: .seconds(180))
    #expect(run.status == .exited(0), "\(run.output)\(run.errors)")
  }
}
