import ArgumentParser
import Console
import LocalCluster
import Postgres
import Terminal
import Traffic

/// `pupitre traffic`: drivers, centres, payment, factory, mailroom and mailer, played through the hub contract.
struct PlayTraffic: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traffic", abstract: "Play drivers, mailroom and card production through the hub contract.",
    discussion: """
      Plays until nothing more can be done without an agent. The same seed gives the same calls: run again after agents have
      decided, and everybody goes on from where he is. The services' logins must exist (the demo has them).
      """)

  @OptionGroup var whereabouts: Whereabouts

  @Option(help: "Who the drivers are and what they do.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("How many drivers.", valueName: "n"))
  var drivers = 100

  @Option(help: ArgumentHelp("Write the planted faults to this file (JSON lines); they are never in the database.", valueName: "file"))
  var truth: String?

  func validate() throws {
    guard (0...1_000_000).contains(drivers) else { throw ValidationError("--drivers takes 0 to 1000000.") }
  }

  func run() throws {
    let settings = try Settings(whereabouts)
    let speaker = Speaker(settings.language)
    let summary: Summary
    do throws(TrafficError) {
      summary = try play(conninfo: try Self.conninfo(settings), seed: seed, drivers: drivers, truth: truth)
    } catch {
      switch error {
      case .service(_, let cause): throw speaker.fail(cause)
      default: throw speaker.fail(.failed, Text(same: "\(error.description)"))
      }
    }
    for (login, calls) in summary.calls.sorted(by: { $0.key < $1.key }) { speaker.say(Text(same: "\(login) \(calls)")) }
    speaker.say(
      Text(
        fr: "\(summary.drivers) \(summary.drivers < 2 ? "conducteur a" : "conducteurs ont") un compte.",
        en: "\(summary.drivers) \(summary.drivers == 1 ? "driver has" : "drivers have") an account."))
    for (state, count) in summary.refusals.sorted(by: { $0.key < $1.key }) {
      speaker.say(Text(fr: "Refus imprévus \(state) : \(count).", en: "Unforeseen refusals \(state): \(count)."))
    }
    if !summary.refusals.isEmpty {
      speaker.output.flush()
      throw ArgumentParser.ExitCode(Console.ExitCode.finishedWithFailures.rawValue)
    }
  }

  private static func conninfo(_ settings: Settings) throws(TrafficError) -> String {
    do {
      return try settings.conninfo(localUser: LocalCluster.superuser)
    } catch {
      throw .service(login: "", error: .connectionFailed(message: "\(error)"))
    }
  }
}
