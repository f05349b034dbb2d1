public import Desk
import Casework
import Formats
import Glibc
import Terminal
import TestSupport
public import Testing

@testable import Console

/// How a run goes on, or does not.
@Suite struct RunContextTests {
  private static let write = Write(action: "approve", subject: .case(CaseNumber(id: 10019)), key: "k")

  /// A run that cannot reach its desk for that reason; what it wrote to standard output.
  private func run(_ lines: [String], reason: DeskError) throws -> (code: Int32, output: String) {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    let quiet = open("/dev/null", O_WRONLY)
    defer { close(quiet) }
    let session = Session(
      Session.Setup(
        connect: { _ throws(DeskError) in throw reason }, language: .en, format: .table, isInteractive: false,
        output: Output(descriptor: ends[1], capabilities: Capabilities()), errors: Output(descriptor: quiet, capabilities: Capabilities()),
        signals: Signals.install(), table: .console, environment: { _ in nil }))
    let code = Batch(session, keepsGoing: true).run(lines)
    close(ends[1])
    defer { close(ends[0]) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(ends[0], &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return (code, String(decoding: bytes, as: UTF8.self))
  }

  @Test(
    arguments: [
      (DeskError.outcomeUnknown(Self.write, "cut"), 5), (.committedLocally(Self.write), 5), (.claimUnknown("cut"), 2),
      (.connectionLost("cut"), 2), (.connectionFailed("nobody"), 2),
      (.wrongIdentity(requested: "a", actual: "b"), 2), (.schemaMissing("nothing"), 2),
    ] as [(DeskError, Int32)])
  func nothingGoesOnWhereNobodyKnows(_ reason: DeskError, _ code: Int32) throws {
    let run = try run(["help quit", "queues", "help quit"], reason: reason)
    #expect(run.code == code)
    #expect(run.output.matches(of: /leave;/).count == 1, "\(run.output)")
  }

  @Test func whatWasCancelledOrRefusedIsGoneOnFrom() throws {
    let run = try run(["queues", "help quit"], reason: .cancelled)
    #expect(run.code == 6)
    #expect(run.output.contains("leave;"))
  }
}

extension DeskError: CustomTestStringConvertible {
  /// Short, as a test is named by it.
  public var testDescription: String { String("\(self)".prefix { $0 != "(" }) }
}
